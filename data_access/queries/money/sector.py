"""What does the country plan for education and spend on it, by region, level and year?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries.areas import areas
from data_access.queries.money.periods import deflator
from data_access.summaries.budget import SECTOR
from data_access.summaries.programme import STATISTICS
from data_access.summaries.schools import DISTRICTS

LEVELS = ("preschool", "school", "vocational", "higher", "other")
PUBLISHED = ("education_spending", "education_plan", "education_execution")
PUPILS_LEVEL = "school"
"""Spending on this level is divided by the pupils of schools."""


@kept("release", most=4)
def _cells(db: Connection, filters: Filters) -> pd.DataFrame:
    row = SECTOR.table.c
    columns = (row.area, row.level, row.planned, row.actual, row.repair, row.demonstration)
    frame = read_frame(
        db,
        select(row.year.label("fiscal_year"), *columns, row.source)
        .where(row.release == filters.release)
        .order_by(row.year, row.area, row.level),
    )
    return frame


def years(db: Connection, filters: Filters) -> list[int]:
    """Return the years that have any spending reported, oldest first."""
    frame = _cells(db, filters)
    return sorted(frame.loc[frame["actual"].notna(), "fiscal_year"].unique().tolist())


def year_asked(db: Connection, filters: Filters) -> int | None:
    """Return the newest year of which spending is known and that has ended by the quarter."""
    end = filters.quarter
    known = [year for year in years(db, filters) if year < end.year + (end.month == 12)]
    return known[-1] if known else None


def _priced(db: Connection, filters: Filters, frame: pd.DataFrame) -> pd.DataFrame:
    """Return amounts in prices of the base year where they were asked for; missing without."""
    if filters.prices != "constant":
        return frame
    prices = deflator(db, filters)
    base = float(prices.index[prices.base]) if prices.base else float("nan")
    index = {year: float(value) for year, value in prices.index.items()}
    factor = base / frame["fiscal_year"].map(index).astype("float64")
    names = ["planned", "actual", "repair"]
    return frame.assign(**{name: frame[name] * factor for name in names})


def by_year(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return plan and actual of the region asked for, or of all, one row per year up to that of the
    quarter; a year that has not ended has a plan only.

    Columns: fiscal_year (int), planned, actual, repair (float64, KGS; actual is missing while no
    cell is known), reported_count, expected_count (cells), executed_share (float64, of cells that
    have both), repair_share (float64, of cells that say), demonstration.
    """
    frame = _inside(_priced(db, filters, _cells(db, filters)), filters)
    frame = frame[frame["fiscal_year"] <= filters.quarter.year]
    is_open = frame["fiscal_year"] > (year_asked(db, filters) or 0)
    names = ["actual", "repair"]
    return _ratios(
        frame.assign(**{name: frame[name].mask(is_open) for name in names}), "fiscal_year"
    )


def by_level(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same for the year asked for, one row per level."""
    frame = _of_year(db, filters)
    found = _ratios(_inside(frame, filters), "level")
    order = {level: place for place, level in enumerate(LEVELS)}
    return found.sort_values("level", key=lambda codes: codes.map(order), ignore_index=True)


def by_region(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same, one row per region, with spending on schools per pupil.

    More columns: area, area_name, map_code, region (str), lon, lat, pupils (Int64, of the register
    as the release states it), told_schools, all_schools (Int64, schools that gave their pupils, and
    all open ones), numerator (KGS on schools), denominator (pupils), value (KGS a pupil),
    reported_count and expected_count as a map needs them.
    """
    frame = _of_year(db, filters)
    places = areas(db, filters)
    places = places[places["level"] == "region"].drop(columns=["level", "region"])
    whole = _ratios(frame, "area")
    schools = frame[frame["level"] == PUPILS_LEVEL].set_index("area")["actual"]
    found = places.merge(whole, how="left", on="area").merge(
        _pupils(db, filters), how="left", on="area"
    )
    pupils = found["pupils"].astype("float64")
    spent = found["area"].map(schools).astype("float64")
    return found.assign(
        pupils=pupils,
        numerator=spent,
        denominator=pupils,
        value=spent / pupils.where(pupils > 0),
        region=None,
        reported_count=spent.notna().astype("int64"),
        expected_count=1,
        demonstration=found["demonstration"].fillna(0).astype("int64"),
    )


def _of_year(db: Connection, filters: Filters) -> pd.DataFrame:
    frame = _priced(db, filters, _cells(db, filters))
    return frame[frame["fiscal_year"] == (year_asked(db, filters) or 0)]


def _inside(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    return frame[frame["area"] == filters.region] if filters.region else frame


def _ratios(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    both = frame[frame["actual"].notna()]
    told = both[both["repair"].notna()]
    sums = frame.groupby(by)[["planned", "actual", "repair"]].sum(min_count=1)
    of_known = both.groupby(by)["planned"].sum().reindex(sums.index)
    of_told = told.groupby(by)["actual"].sum().reindex(sums.index)
    counts = frame.groupby(by).agg(
        reported_count=("actual", "count"),
        expected_count=("planned", "size"),
        demonstration=("demonstration", "max"),
    )
    return (
        sums.join(counts)
        .assign(
            executed_share=sums["actual"] / of_known.where(of_known > 0),
            repair_share=sums["repair"] / of_told.where(of_told > 0),
        )
        .reset_index()
    )


@kept("release", most=4)
def _pupils(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the pupils of each region, as far as schools have said; missing where none has.

    Columns: area (str), pupils, told_schools, all_schools (Int64).
    """
    row = DISTRICTS.table.c
    frame = read_frame(
        db,
        select(
            Area.parent.label("area"),
            row.pupil_count.label("pupils"),
            row.reported_count.label("told_schools"),
            row.school_count.label("all_schools"),
        )
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release),
    )
    return frame.groupby("area", as_index=False).sum(min_count=1)


@kept("release", most=4)
def published(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what is published for the country: statistic, year, source (str), value (float64,
    KGS billion or a share), demonstration."""
    row = STATISTICS.table.c
    return read_frame(
        db,
        select(row.statistic, row.year, row.value, row.source, row.demonstration)
        .where(
            row.release == filters.release,
            row.area == "KG",
            row.statistic.in_((*PUBLISHED, "education_state_share", "schools_spending")),
        )
        .order_by(row.statistic, row.year),
    )
