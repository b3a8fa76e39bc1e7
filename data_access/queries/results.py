"""Where does each key figure stand against its target?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import LOOKS_GOOD, Status, status, thresholds
from data_access.models import Indicator, Office
from data_access.models.base import name_of
from data_access.queries import cube
from data_access.queries.areas import districts_in, is_narrowed
from data_access.queries.cube import Cube
from data_access.queries.freshness import resting_on_late
from data_access.queries.overrides import overrides
from data_access.queries.training import teachers
from data_access.suppression import FEW, TOTAL

COUNTRY = "KG"
RATIOS = ("share", "points")
"""Units of figures that are a numerator ÷ a denominator and never add up."""
BY_REGISTER = ("R2.1", "R2.2")
"""Figures of teachers, which follow from the register of a district."""
OWED = ("R1.3b", "R1.4", "R1.7", *BY_REGISTER)
"""Computed figures that every district owes all the same: it closes its register, counts its books
and accepts copies, or it does not."""
OF_PEOPLE = ("R1.2", *BY_REGISTER, "R2.4", "R2.5", "R2.6")
"""Figures that count people, of whom a few are not told apart."""
Row = dict[str, Any]
"""What is known of one indicator, by name; None or NaN where it is missing."""

QUARTERS = 12
"""How far back a trend goes, and how long a district keeps its last known state."""


@kept("release", "lang")
def indicators(db: Connection, filters: Filters) -> dict[str, Row]:
    """Return every indicator by its code, in the order of codes.

    Each holds: indicator, indicator_name, definition, component, line, unit, level, owner_name
    (str), computed and ongoing (bool), position and weight (int).
    """
    statement = (
        select(
            Indicator.code.label("indicator"),
            name_of(Indicator, filters.lang).label("indicator_name"),
            getattr(Indicator, f"definition_{filters.lang}").label("definition"),
            Indicator.component,
            Indicator.line,
            Indicator.unit,
            Indicator.level,
            Indicator.computed,
            Indicator.ongoing,
            Indicator.position,
            Indicator.weight,
            name_of(Office, filters.lang).label("owner_name"),
        )
        .join(Office, Office.code == Indicator.owner)
        .order_by(Indicator.code)
    )
    return {row["indicator"]: dict(row) for row in db.execute(statement).mappings()}


def names(db: Connection, filters: Filters) -> dict[str, str]:
    """Return the name of every indicator by its code."""
    return {code: row["indicator_name"] for code, row in indicators(db, filters).items()}


def quarters(filters: Filters) -> pd.DatetimeIndex:
    """Return the last days of the quarters that a trend covers, oldest first."""
    return _quarters(filters.quarter)


@cache
def _quarters(end: date) -> pd.DatetimeIndex:
    return pd.date_range(end=end, periods=QUARTERS, freq="QE", unit="s")


@dataclass(frozen=True)
class Series:
    """Indicators by quarter; NaN where nothing is known."""

    value: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    reported_count: np.ndarray
    """indicator × quarter -> areas that reported"""
    demonstration: np.ndarray
    """indicator -> 1 where any fact behind is invented"""

    def without(self, hidden: np.ndarray) -> "Series":
        """Return the same where something is hidden: indicator × quarter."""
        names = ("value", "numerator", "denominator")
        return replace(
            self, **{name: np.where(hidden, np.nan, getattr(self, name)) for name in names}
        )


def told(
    db: Connection, filters: Filters, rows: Sequence[Row], periods: pd.DatetimeIndex
) -> tuple[Series, np.ndarray]:
    """Return indicators in the area asked for, quarter by quarter, and where they are hidden.

    What is hidden is missing in them; hidden: indicator × quarter.
    """
    codes = [row["indicator"] for row in rows]
    places = [COUNTRY, *districts_in(db, filters)]
    lines = series(cube.reported(db, filters).part(codes, periods, places), _shares(rows))
    hidden = _hidden(db, filters, codes, cube.days(periods), lines)
    return lines.without(hidden), hidden


def series(values: Cube, is_share: np.ndarray) -> Series:
    """Return each indicator quarter by quarter, adding up the areas in `values`.

    A district that did not report a quarter keeps its last known state, so that missing never
    counts as zero; `reported_count` says how many did report. A quarter that nobody reported is
    missing. Where `is_share`, or another ratio, an indicator is numerator ÷ denominator, and a part
    without its whole is left out; the others are counts.
    """
    shares = is_share[:, None, None]
    whole = np.where(shares, values.numbers["denominator"], np.nan)
    part = np.where(shares & np.isnan(whole), np.nan, values.numbers["numerator"])
    reported = cube.known(part).sum(axis=-1)
    numerator, denominator = (
        np.where(reported > 0, cube.added_up(cube.carried(each)), np.nan) for each in (part, whole)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(denominator > 0, numerator / denominator, np.nan)
    value = np.where(is_share[:, None], share, numerator)
    invented = cube.highest(values.demonstration)
    return Series(value, numerator, denominator, reported, invented)


@dataclass(frozen=True)
class Due:
    """What indicators should reach; NaN and NaT where nothing is set."""

    target: np.ndarray
    """To date."""
    end_target: np.ndarray
    """Of the last quarter that has one."""
    end_period: np.ndarray
    demonstration: np.ndarray
    """1 where any target behind is invented."""


@dataclass(frozen=True)
class Path:
    """What indicators should reach by the end of each quarter of a plan."""

    target: np.ndarray
    """indicator × quarter; the newest target so far, NaN before the first"""
    is_set: np.ndarray
    """indicator × quarter: whether the quarter has a target of its own"""
    demonstration: np.ndarray
    """indicator -> 1 where any target behind is invented"""


def path(rows: Sequence[Row], plan: Cube, filters: Filters) -> Path:
    """Return for each indicator what it should reach, quarter by quarter.

    The country has its own target, or the sum over its districts, each with its newest one. A
    share never adds up: a part of the country has its own, or that of the country. A count that
    is set for the country only says nothing about a part, unless only the country reports it.

    `plan` holds the indicators of `rows` in the same order.
    """
    is_country = np.array([area == COUNTRY for area in plan.areas], bool)
    is_share = _shares(rows)
    is_of_country = np.array([row["level"] == "country" for row in rows], bool)
    has_own = np.any(plan.is_known, axis=1)
    if filters.district:
        has_part = np.any(has_own[:, ~is_country], axis=1)
        whole, parts = ~has_part & (is_share | is_of_country), np.ones(len(rows), bool)
    elif is_narrowed(filters):
        whole, parts = is_share | is_of_country, ~is_share
    else:
        whole = np.ones(len(rows), bool)
        parts = ~np.any(has_own[:, is_country], axis=1) & ~is_share
    holds = np.where(is_country[None, :], whole[:, None], parts[:, None])[:, None, :]
    target = np.where(holds, plan.numbers["target"], np.nan)
    return Path(
        cube.added_up(cube.carried(target)),
        np.any(cube.known(target), axis=2),
        cube.highest(np.where(holds, plan.demonstration, np.nan)),
    )


def _due(rows: Sequence[Row], plan: Cube, filters: Filters) -> Due:
    """Return for each indicator the target to date, the last one, and its quarter."""
    way = path(rows, plan, filters)
    at = np.arange(len(rows))
    ended = cube.position(plan.periods, filters.quarter)
    last, to_date = _last(way.is_set), _last(way.is_set[:, :ended])
    last_of_goal = np.where([row["ongoing"] for row in rows], -1, last)
    padded = np.column_stack([way.target, np.full(len(rows), np.nan)])
    days = np.append(plan.periods.to_numpy(), np.datetime64("NaT"))
    return Due(padded[at, to_date], padded[at, last_of_goal], days[last_of_goal], way.demonstration)


def _shares(rows: Sequence[Row]) -> np.ndarray:
    return np.array([row["unit"] in RATIOS for row in rows], bool)


def _last(known: np.ndarray) -> np.ndarray:
    """Return the last place of each row that is known; -1 where none is."""
    backwards = known[:, ::-1]
    found = known.shape[1] - 1 - backwards.argmax(axis=1) if known.shape[1] else -1
    return np.where(known.any(axis=1), found, -1)


@kept("release", "period", "region", "district", "lang")
def standing(db: Connection, filters: Filters) -> dict[str, Row]:
    """Return where each indicator stands at the end of the period asked for, by its code.

    Each holds what `indicators` says of it, and
        value, numerator, denominator   float  NaN where not reported for the period
        last_value      float  newest value at all
        last_period     date   its quarter
        target          float  target to date
        end_target      float  target of the last quarter that has one
        end_period      date   that quarter
        reported_count, expected_count   int   districts that reported, and that should have
        demonstration   int    1 where any fact behind is invented
        country_only    bool   True where a part was asked for but the figure is the country's
        hidden          bool   a few people could be told apart; the value is missing then
        rule_status     str    house rule; not applicable where hidden
        override        Override  status set in its place for this quarter; None without
        status          str    the one that was set, else that of the rule
        provisional     bool   the status looks good, but the figure is counted from data that are
                               late or that not all districts or schools delivered
        trend           list   (last day of a quarter, value), oldest first; empty where nothing was
                               reported in any of them
    """
    known = indicators(db, filters)
    rows, places = list(known.values()), [COUNTRY, *districts_in(db, filters)]
    figures, plan = cube.reported(db, filters), cube.targets(db, filters)
    values = figures.part(list(known), quarters(filters), places)
    lines = series(values, _shares(rows))
    days = cube.days(values.periods)
    reported = _last(cube.known(lines.value))
    hidden = _hidden(db, filters, list(known), days, lines)
    lines = lines.without(hidden)
    due = _due(rows, plan.part(list(known), plan.periods, places), filters)
    newest = _last(cube.known(lines.value))
    is_current = newest == QUARTERS - 1

    def at(quarters: np.ndarray, numbers: np.ndarray, holds: np.ndarray) -> np.ndarray:
        return np.where(holds, numbers[np.arange(len(rows)), quarters], np.nan)

    def of_newest(numbers: np.ndarray, holds: np.ndarray) -> list[float]:
        return at(newest, numbers, holds).tolist()

    is_any = newest >= 0
    invented = np.fmax(np.where(reported >= 0, lines.demonstration, np.nan), due.demonstration)
    columns = {
        "last_period": [days[place] if place >= 0 else None for place in newest],
        "last_value": of_newest(lines.value, is_any),
        "value": of_newest(lines.value, is_current),
        "numerator": of_newest(lines.numerator, is_current),
        "denominator": of_newest(lines.denominator, is_current),
        "target": due.target.tolist(),
        "end_target": due.end_target.tolist(),
        "end_period": due.end_period.tolist(),
        "reported_count": _whole(at(reported, lines.reported_count, reported >= 0).tolist()),
        "expected_count": _expected(rows, values, figures),
        "demonstration": _whole(invented.tolist()),
        "country_only": [row["level"] == "country" and is_narrowed(filters) for row in rows],
        "hidden": hidden[:, -1].tolist(),
        "trend": [
            list(zip(days, line, strict=True)) if is_reported else []
            for line, is_reported in zip(
                lines.value.tolist(), np.any(values.is_known, axis=(1, 2)), strict=True
            )
        ],
    }
    rule, decided = thresholds(filters.quarter), overrides(db, filters)
    late = resting_on_late(db, filters)
    standings = {}
    for row, *cells in zip(rows, *columns.values(), strict=True):
        row = row | dict(zip(columns, cells, strict=True))
        found = status(
            row["value"],
            row["target"],
            row["end_target"],
            rule,
            expected=row["expected_count"] > 0,
        )
        if row["hidden"]:
            found = Status.NOT_APPLICABLE
        override = None if row["hidden"] else decided.get((row["indicator"], filters.quarter))
        stands = override.status if override else found.value
        is_late = row["indicator"] in late
        is_partial = (row["reported_count"] or 0) < row["expected_count"]
        standings[row["indicator"]] = row | {
            "rule_status": found.value,
            "override": override,
            "status": stands,
            "provisional": stands in LOOKS_GOOD and (is_late or is_partial),
        }
    return standings


def _hidden(
    db: Connection, filters: Filters, codes: Sequence[str], days: Sequence[date], lines: Series
) -> np.ndarray:
    """Return where a figure would tell a few people apart: indicator × quarter.

    Of teachers trained in a part of the country, it is what the page of training hides; and
    anywhere, what would tell from all who are trained a few whose register is not closed.
    """
    part, whole = lines.numerator, lines.denominator
    with np.errstate(invalid="ignore"):
        few = np.any([(many > 0) & (many < FEW) for many in (part, whole, whole - part)], axis=0)
    few &= np.isin(codes, OF_PEOPLE)[:, None]
    registered = np.isin(codes, BY_REGISTER)[:, None] & ~np.isnan(part)
    if not registered.any():
        return few
    place = filters.district or filters.region or TOTAL
    steps: dict = {}
    if is_narrowed(filters):
        steps = teachers.hidden_steps(db, filters)["trained"].to_dict()

    def is_secret(day: date) -> bool:
        then = replace(filters, period=day)
        return place in teachers.hidden_by_register(db, then) or (
            is_narrowed(filters)
            and (steps.get(pd.Timestamp(day), False) or place in teachers.hidden_places(db, then))
        )

    secret = [bool(registered[:, at].any()) and is_secret(day) for at, day in enumerate(days)]
    return few | (registered & np.array(secret, bool)[None, :])


def _whole(numbers: Sequence[float]) -> list[int | None]:
    return [None if isnan(number) else int(number) for number in numbers]


def is_where_counted(row: Row) -> bool:
    """Return whether an indicator is expected only of areas where there is something to count."""
    return row["computed"] and row["indicator"] not in OWED


def _expected(rows: Sequence[Row], values: Cube, everything: Cube) -> list[int]:
    """Return how many areas should report: the country, or every district asked for.

    A computed figure exists only in the districts where there is something to count, once there
    is anything to count at all; unless it is OWED.
    """
    districts = np.array([area != COUNTRY for area in values.areas], bool)
    counted = np.any(values.is_known, axis=1)[:, districts].sum(axis=1).tolist()
    expected = []
    for row, count in zip(rows, counted, strict=True):
        is_counted = is_where_counted(row) and row["indicator"] in everything.indicators
        in_districts = count if is_counted else int(districts.sum())
        expected.append(in_districts if row["level"] == "district" else 1)
    return expected
