"""How may a count of people go on, and will it reach its target in time?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data_access import outlook
from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries import results
from data_access.queries.areas import is_narrowed
from data_access.queries.budget import programme_dates
from data_access.queries.training.forecast import INDICATOR, forecast

COUNTED = ("R1.2", "R2.4", "R4.2")
"""Other figures that add up people of the country since the start, quarter by quarter."""


@dataclass(frozen=True)
class Outlook:
    """How an indicator may go on until the programme closes."""

    chance: float
    """Of reaching its end target by then, 0 to 1."""
    closing: Any
    """Day."""
    quarters: pd.DataFrame
    """period (date), low, middle, high (float64): ends of the 80 % interval, and its middle."""


@kept("release", "period", "region", "district", "lang")
def outlooks(db: Connection, filters: Filters) -> dict[str, Outlook]:
    """Return the outlook of each indicator whose quarters carry one, by its code.

    Teachers trained are forecast by their registers, as on the page of training; others of COUNTED
    for the country, where no quarter of the window is unknown, none fell and the target is open.
    """
    found = {}
    teachers = forecast(db, filters)
    if teachers.why_not is None:
        ahead = teachers.quarters.dropna(subset="middle")
        found[INDICATOR] = Outlook(
            teachers.chance,
            teachers.closing,
            ahead[["period", "low", "middle", "high"]].reset_index(drop=True),
        )
    today = pd.Timestamp(filters.quarter).as_unit("s")
    closing, left = _left(db, filters)
    if is_narrowed(filters) or not len(left):
        return found
    standing = results.standing(db, filters)
    for code in COUNTED:
        row = standing[code]
        people = _people(row)
        missing = row["end_target"] - row["value"]
        if not (missing > 0 and carries(people)):
            continue
        drawn = outlook.paths(people.tolist(), len(left))
        low, middle, high = outlook.interval(drawn) + row["value"]
        now = {
            "period": [today],
            "low": [row["value"]],
            "middle": [row["value"]],
            "high": [row["value"]],
        }
        ahead = {"period": left, "low": low, "middle": middle, "high": high}
        found[code] = Outlook(
            outlook.chance(drawn, missing, len(left)),
            closing,
            pd.concat([pd.DataFrame(now), pd.DataFrame(ahead)], ignore_index=True),
        )
    return found


REASONS = (
    *("hidden", "ongoing", "no_target", "no_value", "reached", "ratio", "no_people", "part"),
    *("no_closing", "gap", "few_quarters", "registers"),
)
"""Why an indicator has no outlook: it is not told, it is of each quarter by itself, it has no end
target or no value, the target is reached, it does not add up, it does not count people, it is
forecast for the country (or no district), the programme has no quarter left, a quarter is unknown
or fell, too few quarters have people, too many registers are open."""


@kept("release", "period", "region", "district", "lang")
def why_not(db: Connection, filters: Filters) -> dict[str, tuple[str, int, int]]:
    """Return one of REASONS for each indicator without outlook, by its code, with how many quarters
    have people and how many are needed."""
    found = outlooks(db, filters)
    return {
        code: (*_why_not(db, row, filters), outlook.LEAST)
        for code, row in results.standing(db, filters).items()
        if code not in found
    }


def _why_not(db: Connection, row: results.Row, filters: Filters) -> tuple[str, int]:
    people = _people(row)
    reasons = {
        "hidden": row["hidden"],
        "ongoing": row["ongoing"],
        "no_target": np.isnan(row["end_target"]),
        "no_value": np.isnan(row["value"]),
        "reached": row["value"] >= row["end_target"],
        "ratio": row["unit"] in results.RATIOS,
        "no_people": row["indicator"] not in (INDICATOR, *COUNTED),
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), None):
        return reason, outlook.with_people(people.tolist())
    if row["indicator"] == INDICATOR:
        asked = forecast(db, filters)
        people = asked.quarters["people"].dropna().to_numpy("float64")
        reason = _OF_TEACHERS.get(str(asked.why_not), str(asked.why_not))
    elif is_narrowed(filters):
        reason = "part"
    elif not len(_left(db, filters)[1]):
        reason = "no_closing"
    else:
        reason = "few_quarters" if _is_whole(people) else "gap"
    return reason, outlook.with_people(people.tolist())


_OF_TEACHERS = {"district": "part", "closed": "no_closing"}
"""Reasons of the forecast of teachers that have another name here."""


def _left(db: Connection, filters: Filters) -> tuple[Any, pd.DatetimeIndex]:
    """Return the closing date, and the quarters from the one asked for to it; none without one."""
    dates = programme_dates(db, filters)
    ends = dates.loc[dates["event"] == "closing", "happens_on"]
    if ends.empty:
        return None, pd.DatetimeIndex([])
    today = pd.Timestamp(filters.quarter).as_unit("s")
    return ends.iloc[0], outlook.quarters_until(today, ends.iloc[0])


def _people(row: results.Row) -> np.ndarray:
    """Return the people of each quarter after the first known one; NaN where unknown."""
    values = np.array([value for _, value in row["trend"]], "float64")
    known = np.flatnonzero(~np.isnan(values))
    return np.diff(values[known[0] :]) if len(known) else known.astype("float64")


def carries(people: np.ndarray) -> bool:
    """Return whether people of past quarters, NaN where unknown, carry an outlook."""
    return bool(len(people)) and _is_whole(people) and outlook.carries(people.tolist())


def _is_whole(people: np.ndarray) -> bool:
    """Return whether every quarter that counts is known, and none fell."""
    return bool((people[-outlook.WINDOW :] >= 0).all())
