"""How does a measure differ between districts or regions?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries import cube, results
from data_access.queries.areas import areas, districts_in
from data_access.queries.training.teachers import hidden_by_register, hidden_places
from data_access.summaries.programme import STATISTICS
from data_access.summaries.schools import DISTRICTS

DISTRICT, STATISTIC = DISTRICTS.table.c, STATISTICS.table.c


@dataclass(frozen=True)
class Measure:
    """Something that can colour the map."""

    code: str
    unit: str
    """share, or what is counted"""
    levels: tuple[str, ...]
    """How the map can be divided: district, region."""
    read: Callable[[Connection, Filters], pd.DataFrame]
    """-> area, numerator, denominator, demonstration for every area where it is measured; source
    where it is published"""
    year: str = ""
    """Year of a published statistic; empty where the measure follows the period."""
    adds_up: bool = False
    """A count: its areas add up to the country; others are numerator ÷ denominator."""


def _indicator(code: str) -> Callable[[Connection, Filters], pd.DataFrame]:
    def read(db: Connection, filters: Filters) -> pd.DataFrame:
        indicator = results.indicators(db, filters)[code]
        places = districts_in(db, filters)
        values = cube.reported(db, filters).part([code], results.quarters(filters), places)
        # A reported figure is expected of every district, a computed one where it ever was counted.
        expected = np.ones(len(places), bool)
        if results.is_where_counted(indicator):
            expected = np.any(values.is_known, axis=1)[0]
        now = {name: numbers[0, -1] for name, numbers in values.numbers.items()}
        return pd.DataFrame(
            {
                "area": pd.Series(places, dtype="str"),
                **now,
                "demonstration": pd.array(values.demonstration[0, -1], "Int64"),
            }
        )[expected]

    return read


def _ratio(numerator: str, denominator: str) -> Callable[[Connection, Filters], pd.DataFrame]:
    def read(db: Connection, filters: Filters) -> pd.DataFrame:
        return read_frame(
            db,
            select(
                DISTRICT.district.label("area"),
                DISTRICT[numerator].label("numerator"),
                DISTRICT[denominator].label("denominator"),
                DISTRICT.demonstration,
            ).where(DISTRICT.release == filters.release),
        )

    return read


def _statistic(code: str, year: str) -> Callable[[Connection, Filters], pd.DataFrame]:
    def read(db: Connection, filters: Filters) -> pd.DataFrame:
        frame = read_frame(
            db,
            select(
                STATISTIC.area,
                STATISTIC.value.label("numerator"),
                STATISTIC.demonstration,
                STATISTIC.source,
            )
            .join(Area, (Area.code == STATISTIC.area) & (Area.level == "region"))
            .where(
                STATISTIC.release == filters.release,
                STATISTIC.statistic == code,
                STATISTIC.year == year,
            ),
        )
        return frame.assign(denominator=float("nan"))

    return read


BOTH, REGIONS = ("district", "region"), ("region",)

MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("R2.2", "share", BOTH, _indicator("R2.2")),
        Measure("R1.4", "share", BOTH, _indicator("R1.4")),
        Measure("R3.2", "share", BOTH, _indicator("R3.2")),
        Measure("pupils_per_school", "pupils", BOTH, _ratio("pupil_count", "reported_count")),
        Measure("numeracy", "share", REGIONS, _statistic("numeracy", "2018"), year="2018"),
        Measure("reading", "share", REGIONS, _statistic("reading", "2018"), year="2018"),
        Measure(
            "primary_completion",
            "share",
            REGIONS,
            _statistic("primary_completion", "2022"),
            year="2022",
        ),
    )
}
"""What readers can choose to colour the map; the first is the default."""


def of_indicator(row: results.Row) -> Measure | None:
    """Return the measure of an indicator, a row of `results.indicators`; None where it is told for
    the country only."""
    code, unit = row["indicator"], row["unit"]
    if row["level"] != "district":
        return None
    adds_up = unit not in results.RATIOS
    return MEASURES.get(code) or Measure(code, unit, BOTH, _indicator(code), adds_up=adds_up)


def measure_asked(db: Connection, filters: Filters) -> tuple[Measure, str]:
    """Return the measure of the question, one of MEASURES or of an indicator, and how the map is
    divided for it."""
    code = filters.measure or ""
    row = results.indicators(db, filters).get(code)
    measure = MEASURES.get(code) or (of_indicator(row) if row else None)
    measure = measure or next(iter(MEASURES.values()))
    return measure, filters.by if filters.by in measure.levels else measure.levels[0]


@kept("release", "period", "measure", "by", "lang")
def measure_by_area(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the chosen measure, one row per district or region of the country.

    Columns:
        area, area_name, map_code   str
        region          str      region of a district; missing for regions
        lon, lat        float64  label point
        numerator, denominator  float64  missing where nothing was reported
        value           float64  numerator ÷ denominator; of what adds up the numerator; or the
                                 published figure
        reported_count  Int64    districts that the value rests on
        expected_count  Int64    districts that it should rest on; 0: not measured here
        demonstration   Int64    1 where any fact behind is invented
        source          str      address of a published figure; empty for others
        hidden          bool     a few people could be told apart; numbers are missing then
    """
    measure, level = measure_asked(db, filters)
    filters = filters.everywhere()
    units = areas(db, filters)
    values = measure.read(db, filters)
    if level == "region" and "district" in measure.levels:
        region = units.set_index("area")["region"]
        values = values.assign(area=values["area"].map(region))
    frame = units[units["level"] == level].merge(_added_up(values), how="left", on="area")
    secret: frozenset[str] = frozenset()
    if measure.code in results.BY_REGISTER:
        secret = hidden_places(db, filters) | hidden_by_register(db, filters)
    hidden = frame["area"].isin(secret)
    frame[["numerator", "denominator"]] = frame[["numerator", "denominator"]].mask(hidden)
    ratio = frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    return frame.assign(
        hidden=hidden,
        value=frame["numerator"] if measure.year or measure.adds_up else ratio,
        region=frame["region"] if level == "district" else None,
        reported_count=frame["reported_count"].fillna(0).astype("Int64"),
        expected_count=frame["expected_count"].fillna(0).astype("Int64"),
        source=frame["source"].astype("str").fillna(""),
    ).drop(columns=["level"])


def _added_up(values: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area, counting the rows that should have a figure and those that do."""
    grouped = values.groupby("area")
    sums = grouped[["numerator", "denominator"]].sum(min_count=1)
    return sums.assign(
        demonstration=grouped["demonstration"].max(),
        expected_count=grouped.size(),
        reported_count=grouped["numerator"].count(),
        source=grouped["source"].first() if "source" in values else "",
    ).reset_index()


def of_country(frame: pd.DataFrame, measure: Measure) -> float:
    """Return what a measure comes to in all areas shown: their sum, or their ratio; missing where
    there is none."""
    if measure.adds_up:
        return float(frame["numerator"].sum(min_count=1))
    return country_average(frame)


def country_average(frame: pd.DataFrame) -> float:
    """Return the ratio of the totals of all areas shown; missing where there is no denominator."""
    whole = frame["denominator"].sum(min_count=1)
    return float(frame["numerator"].sum() / whole) if whole and whole > 0 else float("nan")
