"""How did a key figure come to where it stands: quarter by quarter, release by release, by area?"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import orjson
import pandas as pd
from sqlalchemy import Connection, select

from data_access.definitions import COUNTING
from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import status, thresholds
from data_access.models import Definition, Indicator, Release
from data_access.queries import cube, results
from data_access.queries.areas import areas, districts_in, is_narrowed
from data_access.queries.overrides import overrides
from data_access.queries.results import COUNTRY, OF_PEOPLE, RATIOS
from data_access.queries.training import coverage, equity
from data_access.queries.training.teachers import hidden_by_register, hidden_places
from data_access.suppression import FEW

MEANING = dict(COUNTING)[Indicator]
"""Columns that decide what a figure is, in the order in which a release keeps them."""


def quarters_of(periods: pd.DatetimeIndex, filters: Filters) -> pd.DatetimeIndex:
    """Return every quarter from the first of some up to the one asked for."""
    if not len(periods):
        return periods
    return pd.date_range(periods.min(), filters.quarter, freq="QE", unit="s")


@kept("release", "period", "region", "district", "indicator", "lang")
def history(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return an indicator from its first value or target to its last target, one row per quarter.

    Columns:
        period          date     last day of the quarter
        value, numerator, denominator   float64  missing after the quarter asked for
        target          float64  due by then
        reported_count  Int64    areas that reported
        rule_status     str      house rule in force then; empty where there is no value
        status          str      the one that was set for the quarter, else that of the rule
        hidden          bool     a few people could be told apart
        demonstration   Int64    1 where any fact or target of the indicator is invented
    """
    row = results.indicators(db, filters)[str(filters.indicator)]
    everything, plan = cube.reported(db, filters), cube.targets(db, filters)
    places = [COUNTRY, *districts_in(db, filters)]
    way = results.path([row], plan.part([row["indicator"]], plan.periods, places), filters)
    past = quarters_of(everything.periods, filters)
    lines, hidden = results.told(db, filters, [row], past)
    frame = pd.DataFrame(
        {
            "value": lines.value[0],
            "numerator": lines.numerator[0],
            "denominator": lines.denominator[0],
            "reported_count": pd.array(lines.reported_count[0], "Int64"),
            "hidden": hidden[0],
        },
        index=past,
    )
    due = pd.Series(way.target[0], plan.periods, dtype="float64")
    planned = plan.periods[due.notna().to_numpy()]
    every = past.union(planned).as_unit("s").rename("period")
    frame = frame.reindex(every)
    frame["target"] = due.reindex(every).ffill()
    ends = due[way.is_set[0]]
    end = float("nan") if row["ongoing"] or ends.empty else float(ends.iloc[-1])
    invented = np.fmax(lines.demonstration[0], way.demonstration[0])
    known = frame[["value", "target"]].notna().any(axis=1) | (frame["hidden"] == True)  # noqa: E712
    first = known.idxmax() if known.any() else None
    frame = frame.loc[first:] if first is not None else frame.iloc[:0]
    by_rule = [
        status(value, target, end, thresholds(day.date())).value if value == value else ""
        for day, value, target in zip(frame.index, frame["value"], frame["target"], strict=True)
    ]
    decided = overrides(db, filters)
    found = [
        decided.get((row["indicator"], day.date())) if day.date() <= filters.quarter else None
        for day in frame.index
    ]
    hidden = frame["hidden"].astype("boolean").fillna(False).astype("bool")
    return frame.assign(
        hidden=hidden,
        rule_status=by_rule,
        status=[
            override.status if override and not is_hidden else rule
            for override, rule, is_hidden in zip(found, by_rule, hidden, strict=True)
        ],
        demonstration=pd.array(
            [None if np.isnan(invented) else int(invented)] * len(frame), "Int64"
        ),
    ).reset_index()


def revisions(db: Connection, filters: Filters) -> pd.DataFrame | None:
    """Return which quarters of an indicator a later release corrected, the newest first.

    A correction of a few people is left out; None for a figure of registers in a part of the
    country, where corrections could tell a few. Columns: period (date), release, release_before
    (Int64), as_of (date: to which day the later one covers), value_before, value, change
    (float64), demonstration (Int64).
    """
    if is_narrowed(filters) and filters.indicator in results.BY_REGISTER:
        return None
    columns = ["period", "release", "release_before", "as_of", "value_before", "value", "change"]
    statement = (
        select(Release.number, Release.as_of)
        .where(Release.number <= filters.release)
        .order_by(Release.number)
    )
    releases = [(row.number, row.as_of) for row in db.execute(statement)]
    found = []
    for (old, until), (new, as_of) in pairwise(releases):
        quarter = min(until, filters.quarter)
        before, after = (
            history(db, _of(filters, number, quarter)).set_index("period") for number in (old, new)
        )
        earlier = before[["value", "numerator"]].add_suffix("_before")
        both = after[["value", "numerator"]].join(earlier, how="inner")
        for period, row in both.iterrows():
            if _is_corrected(row, str(filters.indicator)):
                change = row["value"] - row["value_before"]
                cells = (period, new, old, as_of, row["value_before"], row["value"], change)
                found.append(dict(zip(columns, cells, strict=True)))
    frame = pd.DataFrame(found[::-1], columns=columns)
    invented = history(db, filters)["demonstration"].max() if found else pd.NA
    return frame.assign(demonstration=pd.array([invented] * len(frame), "Int64"))


def _of(filters: Filters, release: int, quarter: date) -> Filters:
    return Filters(
        region=filters.region, district=filters.district, indicator=filters.indicator,
        release=release, period=quarter, lang=filters.lang,
    )  # fmt: skip


def _is_corrected(row: pd.Series, code: str) -> bool:
    """Return whether two known values of a quarter differ, and by more than a few people."""
    moved = abs(row["numerator"] - row["numerator_before"])
    if pd.isna(row["value"] - row["value_before"]) or row["value"] == row["value_before"]:
        return False
    return not (code in OF_PEOPLE and 0 < moved < FEW)


@kept("release", "period", "region", "district", "indicator", "lang")
def by_area(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return an indicator by region, or by district of the region asked for, in alphabetical codes.

    Empty where it is reported for the country only, or one district is asked for. Columns:
        area, area_name  str
        value, numerator, denominator, target  float64  missing where unknown
        reported_count, expected_count  Int64  districts that reported, and that should have
        hidden           bool     a few people could be told apart
        demonstration    Int64
    """
    row = results.indicators(db, filters)[str(filters.indicator)]
    units = areas(db, filters)
    if row["level"] == "country" or filters.district:
        return _NOWHERE
    part = units["region"] == filters.region if filters.region else units["level"] == "region"
    code = row["indicator"]
    secret = hidden_places(db, filters) | hidden_by_register(db, filters)
    cells = []
    for area, name in units.loc[part, ["area", "area_name"]].itertuples(index=False):
        asked = _narrowed(filters, area)
        inside = districts_in(db, asked)
        values = cube.reported(db, filters).part([code], results.quarters(filters), inside)
        lines = results.series(values, np.array([row["unit"] in RATIOS]))
        plan = cube.targets(db, filters)
        way = results.path([row], plan.part([code], plan.periods, [COUNTRY, *inside]), asked)
        ended = cube.position(plan.periods, filters.quarter)
        numbers = [lines.value[0, -1], lines.numerator[0, -1], lines.denominator[0, -1]]
        is_hidden = _tells_few(code, *numbers[1:]) or (
            code in results.BY_REGISTER and area in secret
        )
        counted = int(np.any(values.is_known, axis=1).sum())
        cells.append(
            {
                "area": area,
                "area_name": name,
                **dict(
                    zip(
                        ("value", "numerator", "denominator"),
                        [np.nan] * 3 if is_hidden else numbers,
                        strict=True,
                    )
                ),
                "target": way.target[0, ended - 1] if ended else np.nan,
                "reported_count": int(lines.reported_count[0, -1]),
                "expected_count": counted if results.is_where_counted(row) else len(inside),
                "hidden": is_hidden,
                "demonstration": _whole(np.fmax(lines.demonstration[0], way.demonstration[0])),
            }
        )
    return pd.DataFrame(cells, columns=_NOWHERE.columns).astype(_NOWHERE.dtypes)


def _narrowed(filters: Filters, area: str) -> Filters:
    where: dict[str, Any] = {"district": area} if filters.region else {"region": area}
    return Filters(
        **{"region": filters.region, **where}, release=filters.release, period=filters.period
    )


def _tells_few(code: str, part: float, whole: float) -> bool:
    if code not in OF_PEOPLE:
        return False
    return any(0 < many < FEW for many in (part, whole, whole - part))


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


_NOWHERE = pd.DataFrame(
    {
        **{name: pd.Series([], dtype="str") for name in ("area", "area_name")},
        **{name: np.empty(0) for name in ("value", "numerator", "denominator", "target")},
        **{name: pd.array([], "Int64") for name in ("reported_count", "expected_count")},
        "hidden": np.empty(0, bool),
        "demonstration": pd.array([], "Int64"),
    }
)

_LENSES = {"R2.3": equity.gained, "R2.5": equity.attested, "R2.6": equity.learned_online}
"""Figures of the whole country that are told by group elsewhere."""

GROUPED = ("R2.1", "R2.2", *_LENSES)
"""Figures that are told by groups of people."""


def groups(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return an indicator by groups of people; empty where it is not told so.

    Columns: dimension (str: sex, rural, language, subject), group (str: code), value (float64),
    numerator (Int64; missing where only the rate is told), denominator (Int64), hidden (bool).
    """
    columns = ["dimension", "group", "value", "numerator", "denominator", "hidden"]
    code = str(filters.indicator)
    if code in results.BY_REGISTER:
        frame = coverage.groups(db, filters)
        return frame.loc[frame["dimension"] != coverage.PLACE, columns].reset_index(drop=True)
    if code not in _LENSES:
        return pd.DataFrame(columns=columns)
    lens = _LENSES[code](db, filters)
    sides = [
        lens[["dimension", group, rate, of, "hidden"]].set_axis(
            ["dimension", "group", "value", "denominator", "hidden"], axis=1
        )
        for group, rate, of in (("group", "rate", "of"), ("base", "base_rate", "base_of"))
    ]
    frame = pd.concat(sides).drop_duplicates(["dimension", "group"])
    frame = frame.assign(numerator=pd.array([pd.NA] * len(frame), "Int64"))
    order = frame["dimension"].map({"sex": 0, "rural": 1, "language": 2})
    return frame.assign(order=order).sort_values(["order", "group"])[columns].reset_index(drop=True)


def meanings(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return since when an indicator means what it does, the oldest first.

    One row for the first release that knows it and for each one since that changed what decides
    it. Columns: release (Int64), as_of (date), changed (str: columns of MEANING, parted by spaces;
    empty for the first).
    """
    statement = (
        select(Definition.release, Release.as_of, Definition.meaning)
        .join(Release, Release.number == Definition.release)
        .where(
            Definition.subject == Indicator.__tablename__,
            Definition.code == filters.indicator,
            Definition.release <= filters.release,
        )
        .order_by(Definition.release)
    )
    found: list[tuple[int, date, str]] = []
    before: Sequence[Any] | None = None
    for release, as_of, meaning in db.execute(statement):
        now = orjson.loads(meaning)
        if before is None:
            found.append((release, as_of, ""))
        elif now != before:
            names = [
                name for name, one, two in zip(MEANING, before, now, strict=True) if one != two
            ]
            found.append((release, as_of, " ".join(names)))
        before = now
    return pd.DataFrame(found, columns=["release", "as_of", "changed"])
