"""Which part of the eligible teachers is trained: where, and in which groups?"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries.areas import areas, inside
from data_access.queries.training.teachers import (
    DIMENSIONS,
    Counts,
    cells,
    counts,
    regions_of_districts,
    reported,
)
from data_access.summaries.training import GROUPS
from data_access.suppression import TOTAL

PLACE = "place"
"""Dimension of groups that lie beside each other: regions, or the districts of one."""


@kept("release", "period", "lang")
def districts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the coverage of every district of the country.

    Columns: those of `areas` without level, and
        numerator, denominator  float64  teachers trained and eligible; missing where hidden
        value           float64  numerator ÷ denominator; missing where not reported or hidden
        hidden          bool     a few people could be told apart
        reported_count  Int64    1 where the register of the quarter is closed, else 0
        expected_count  Int64    1 where eligible teachers have been counted, else 0
        source          str      empty
        demonstration   Int64    1 where any fact behind is invented
    """
    units = areas(db, filters)
    frame = units[units["level"] == "district"].drop(columns="level").reset_index(drop=True)
    invented = cells(db, filters).groupby("district")["demonstration"].max()
    shown = _row_by_row(_wholes(db, filters), frame["area"])
    is_reported = frame["area"].isin(reported(db, filters))
    return frame.assign(
        numerator=shown["numerator"].to_numpy("float64", na_value=np.nan),
        denominator=shown["denominator"].to_numpy("float64", na_value=np.nan),
        value=shown["value"].where(is_reported).to_numpy(),
        hidden=shown["hidden"].to_numpy(),
        reported_count=is_reported.astype("Int64"),
        expected_count=(shown["is_counted"]).astype("Int64").to_numpy(),
        source="",
        demonstration=frame["area"].map(invented).astype("Int64"),
    )


@kept("release", "period", "region", "district")
def whole(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the coverage of the part of the country asked for, in one row.

    Columns: numerator, denominator (Int64; missing where hidden), value (float64), hidden (bool).
    """
    row = _row_by_row(_wholes(db, filters), [_place(filters)])
    return row[["numerator", "denominator", "value", "hidden"]]


@kept("release", "period", "region", "district")
def groups(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the coverage of each group of teachers of the part of the country asked for.

    Groups of a dimension are ordered by coverage, the lowest first; those of which nothing can be
    told come last. Groups without anybody are left out.

    Columns:
        dimension    str      place (regions, or districts of a region), subject, language, sex,
                              rural
        group        str      code; True or False for rural
        numerator, denominator  Int64  teachers trained and eligible; missing where hidden
        value        float64  numerator ÷ denominator; missing where hidden or nobody is eligible
        hidden       bool     a few people could be told apart
    """
    rows = [] if filters.district else [_by_place(db, filters)]
    here = _place(filters)
    for name, each in counts(db, filters).items():
        columns = [group for group in each.trained.columns if group != TOTAL]
        shown = _shown(each, [(here, group) for group in columns])
        rows.append(shown.assign(dimension=name, group=pd.Series(columns, dtype="str")))
    frame = pd.concat(rows, ignore_index=True)
    frame = frame[(frame["numerator"] != 0).fillna(True) | frame["is_counted"]]
    order = [PLACE, *DIMENSIONS]
    return (
        frame.assign(order=frame["dimension"].map(order.index))
        .sort_values(["order", "value", "group"], na_position="last", ignore_index=True)
        .loc[:, ["dimension", "group", "numerator", "denominator", "value", "hidden"]]
    )


def _by_place(db: Connection, filters: Filters) -> pd.DataFrame:
    regions = regions_of_districts(db, filters)
    if filters.region:
        places = list(regions.index[regions == filters.region])
    else:
        places = sorted(set(regions))
    shown = _row_by_row(_wholes(db, filters), places)
    return shown.assign(dimension=PLACE, group=pd.Series(places, dtype="str"))


def _place(filters: Filters) -> str:
    return filters.district or filters.region or TOTAL


def _wholes(db: Connection, filters: Filters) -> Counts:
    """Return the counts of any dimension: their totals are the same."""
    return counts(db, filters)["sex"]


def _row_by_row(whole: Counts, places: Iterable[str]) -> pd.DataFrame:
    return _shown(whole, [(place, TOTAL) for place in places])


def _shown(each: Counts, at: list[tuple[str, str]]) -> pd.DataFrame:
    """Return counts that may be told: numerator, denominator, value, hidden, is_counted."""
    trained, eligible, hidden = (
        np.array([frame.at[cell] for cell in at], dtype)
        for frame, dtype in ((each.trained, "int64"), (each.eligible, "int64"), (each.hidden, bool))
    )
    is_told = ~hidden & (eligible > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(is_told, trained / eligible, np.nan)
    return pd.DataFrame(
        {
            "numerator": pd.Series(trained, dtype="Int64").mask(hidden),
            "denominator": pd.Series(eligible, dtype="Int64").mask(hidden | (eligible == 0)),
            "value": value,
            "hidden": hidden,
            "is_counted": eligible > 0,
        }
    )


def silent(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the districts asked for whose register of the quarter is not closed.

    Columns: those of `areas` without level.
    """
    units = areas(db, filters)
    here = inside(units[units["level"] == "district"], filters, district="area")
    return here[~here["area"].isin(reported(db, filters))].drop(columns="level")


COUNTRY = "KG"
PAIRS = (("sex", "female", "male"), ("rural", "True", "False"))
BASE_LANGUAGE = "ky"


@kept("release", "period", "region", "district")
def parity(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how the coverage of a group compares with that of another, here and in its parts.

    Parts are the regions of the country or the districts of a region; the whole comes first.

    Columns:
        area       str      code of a region or district; KG for the country
        dimension  str      sex, rural or language
        group, base  str    codes of the groups compared: female, male
        part, part_of, base_part, base_of  Int64  trained and eligible of both; missing where hidden
        value      float64  coverage of the group ÷ coverage of the base; missing where it cannot
                            be told
        hidden     bool     a few people could be told apart
    """
    regions = regions_of_districts(db, filters)
    places = [_place(filters)]
    if filters.region and not filters.district:
        places += list(regions.index[regions == filters.region])
    elif not filters.district:
        places += sorted(set(regions))
    each = counts(db, filters)
    frames = [
        _compared(each[name], places, name, group, base)
        for name in GROUPS
        for group, base in pairs(name, list(each[name].trained.columns))
    ]
    none = _compared(each["sex"], [], "sex", TOTAL, TOTAL)
    return pd.concat(frames or [none], ignore_index=True).replace({"area": {TOTAL: COUNTRY}})


def pairs(name: str, groups: list[str]) -> list[tuple[str, str]]:
    """Return which groups of a dimension are compared: each with the one that comes second."""
    if name == "language" and BASE_LANGUAGE in groups:
        others = [group for group in groups if group not in (TOTAL, BASE_LANGUAGE)]
        return [(group, BASE_LANGUAGE) for group in others]
    return [pair for which, *pair in PAIRS if which == name and set(pair) <= set(groups)]  # type: ignore[misc]


def _compared(each: Counts, places: list[str], name: str, group: str, base: str) -> pd.DataFrame:
    one, other = (_shown(each, [(place, code) for place in places]) for code in (group, base))
    return pd.DataFrame(
        {
            "area": pd.Series(places, dtype="str"),
            "dimension": name,
            "group": group,
            "base": base,
            "part": one["numerator"],
            "part_of": one["denominator"],
            "base_part": other["numerator"],
            "base_of": other["denominator"],
            "value": one["value"] / other["value"].where(other["value"] > 0),
            "hidden": one["hidden"] | other["hidden"],
        }
    )
