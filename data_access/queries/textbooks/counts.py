"""Which schools have counted their books, how long ago, and do counts agree with what was sent?"""

import pandas as pd
from sqlalchemy import Connection, case, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries.areas import areas, inside
from data_access.summaries.schools import DISTRICTS, SCHOOLS
from data_access.summaries.textbooks import COUNTED, SHELVES

FRESH, LATE = 182, 365
"""Days after which a count is half a year and a year old."""

AGES = ("fresh", "ageing", "old", "never")
"""Counted in the last half year, in the last year, earlier, or never."""


@kept("release", "period", most=8)
def _counted(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return schools that counted in the twelve months before each quarter end, by district."""
    row = COUNTED.table.c
    return read_frame(
        db,
        select(
            row.period, row.district, Area.parent.label("region"), row.schools, row.demonstration
        )
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release, row.period <= filters.quarter)
        .order_by(row.period, row.district),
    )


@kept("release", most=8)
def open_schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the open schools of every district: district, region (str), school_count (Int64)."""
    row = DISTRICTS.table.c
    return read_frame(
        db,
        select(row.district, Area.parent.label("region"), row.school_count)
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release)
        .order_by(row.district),
    )


def over_time(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that counted in the twelve months before the end of each quarter.

    Columns: period (date), schools, school_count (Int64, open schools of today), share (float64),
    demonstration (Int64). The quarter asked for is the last, with 0 schools where none counted.
    """
    rows = inside(_counted(db, filters), filters)
    total = int(inside(open_schools(db, filters), filters)["school_count"].sum())
    sums = rows.groupby("period")[["schools", "demonstration"]].agg(
        {"schools": "sum", "demonstration": "max"}
    )
    asked = pd.Timestamp(filters.quarter)
    if len(sums) and asked not in sums.index:
        sums.loc[asked] = [0, sums["demonstration"].max()]
    frame = sums.rename_axis("period").reset_index()
    share = frame["schools"].astype("float64") / total if total else float("nan")
    return frame.assign(school_count=total, share=share).astype({"school_count": "Int64"})


def by_district(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many schools of each district counted in the last twelve months.

    The lowest share first. Columns: district, district_name (str), schools, school_count (Int64),
    missing (Int64, schools that did not count), share (float64), demonstration (Int64).
    """
    counted = _counted(db, filters)
    now = counted[counted["period"] == pd.Timestamp(filters.quarter)]
    frame = inside(open_schools(db, filters), filters)
    frame = frame.merge(now[["district", "schools", "demonstration"]], how="left", on="district")
    frame["schools"] = frame["schools"].fillna(0)
    names = areas(db, filters)[["area", "area_name"]]
    names = names.rename(columns={"area": "district", "area_name": "district_name"})
    open_ = frame["school_count"]
    frame = frame.merge(names, on="district").assign(
        missing=(open_ - frame["schools"]).clip(lower=0),
        share=frame["schools"].astype("float64") / open_.where(open_ > 0).astype("float64"),
    )
    return frame.sort_values(["share", "district"], ignore_index=True)


@kept("release", "lang", most=6)
def _last_counts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every open school with its last count and how it differs from what it received."""
    shelf, school = SHELVES.table.c, SCHOOLS.table.c
    found = shelf.usable + shelf.worn + shelf.lost
    is_sent = shelf.received.is_not(None)
    difference = case((is_sent, found - shelf.received), else_=0)
    counts = (
        select(
            shelf.school,
            func.max(shelf.counted_on).label("counted_on"),
            func.count().label("titles"),
            func.sum(case((is_sent, shelf.received), else_=0)).label("received"),
            func.sum(case((difference > 0, difference), else_=0)).label("more"),
            func.sum(case((difference < 0, -difference), else_=0)).label("fewer"),
            func.sum(case((difference != 0, 1), else_=0)).label("differing"),
            func.max(shelf.demonstration).label("demonstration"),
        )
        .where(shelf.release == filters.release)
        .group_by(shelf.school)
        .subquery("counts")
    )
    return read_frame(
        db,
        select(
            school.school,
            school[f"name_{filters.lang}"].label("school_name"),
            school.district,
            Area.parent.label("region"),
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            *(column for column in counts.c if column.name != "school"),
        )
        .join(Area, Area.code == school.district)
        .join(counts, counts.c.school == school.school, isouter=True)
        .where(school.release == filters.release, school.closed_on.is_(None))
        .order_by(school.school),
    )


def last_counts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every open school with its last count, as the release states it.

    Columns: school, school_name, district, region, district_name (str); counted_on (date, missing:
    never); days (Int64, from then to the end of the quarter, at least 0); age (str, one of AGES);
    titles, received, more, fewer, differing (Int64): titles counted, copies received of those that
    were sent to the school, copies counted beyond them or missing from them, and titles in which
    counts and receipts differ; demonstration (Int64).
    """
    frame = inside(_last_counts(db, filters), filters)
    days = (pd.Timestamp(filters.quarter) - frame["counted_on"]).dt.days.clip(lower=0)
    days = days.astype("Int64")
    age = pd.Series("old", frame.index, dtype="str")
    age = age.mask((days < LATE).fillna(False), "ageing")
    age = age.mask((days < FRESH).fillna(False), "fresh")
    return frame.assign(days=days, age=age.mask(days.isna(), "never"))
