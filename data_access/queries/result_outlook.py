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
    dates = programme_dates(db, filters)
    ends = dates.loc[dates["event"] == "closing", "happens_on"]
    today = pd.Timestamp(filters.quarter).as_unit("s")
    left = outlook.quarters_until(today, ends.iloc[0]) if len(ends) else pd.DatetimeIndex([])
    if is_narrowed(filters) or not len(left):
        return found
    standing = results.standing(db, filters)
    for code in COUNTED:
        row = standing[code]
        values = np.array([value for _, value in row["trend"]], "float64")
        people = np.diff(values[np.flatnonzero(~np.isnan(values))[0] :]) if len(values) else values
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
            ends.iloc[0],
            pd.concat([pd.DataFrame(now), pd.DataFrame(ahead)], ignore_index=True),
        )
    return found


def carries(people: np.ndarray) -> bool:
    """Return whether people of past quarters, NaN where unknown, carry an outlook."""
    recent = people[-outlook.WINDOW :]
    return bool(len(recent)) and bool((recent >= 0).all()) and outlook.carries(people.tolist())
