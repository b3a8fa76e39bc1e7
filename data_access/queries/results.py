"""Where does each key figure stand against its target?"""

import pandas as pd
from sqlalchemy import Connection, select, union_all

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.computed import COMPUTED
from data_access.indicators.status import status, thresholds
from data_access.models import Indicator, Office
from data_access.models.base import name_of
from data_access.queries.areas import districts_asked, is_narrowed
from data_access.summaries.results import TARGETS, VALUES

VALUE, TARGET = VALUES.table.c, TARGETS.table.c
COUNTRY = "KG"
QUARTERS = 12
"""How far back a trend goes, and how long a district keeps its last known state."""


def indicators(db: Connection, lang: str) -> pd.DataFrame:
    """Return every indicator in the order of its code.

    Columns: indicator, indicator_name, definition, component, unit, level, owner_name (str),
    computed and ongoing (bool), position and weight (Int64).
    """
    return read_frame(
        db,
        select(
            Indicator.code.label("indicator"),
            name_of(Indicator, lang).label("indicator_name"),
            getattr(Indicator, f"definition_{lang}").label("definition"),
            Indicator.component,
            Indicator.unit,
            Indicator.level,
            Indicator.computed,
            Indicator.ongoing,
            Indicator.position,
            Indicator.weight,
            name_of(Office, lang).label("owner_name"),
        )
        .join(Office, Office.code == Indicator.owner)
        .order_by(Indicator.code),
    )


def quarters(filters: Filters) -> pd.DatetimeIndex:
    """Return the last days of the quarters that a trend covers, oldest first."""
    return pd.date_range(end=filters.quarter, periods=QUARTERS, freq="QE", unit="s")


def values_by_area(db: Connection, filters: Filters, codes: list[str]) -> pd.DataFrame:
    """Return the state of indicators at the end of each of the last `QUARTERS` quarters.

    One row per district asked for, or KG for a figure of the country.

    Columns:
        indicator, area   str
        period            date     last day of a quarter, up to the period asked for
        numerator         float64  in the unit of the indicator
        denominator       float64  missing for counts
        demonstration     Int64    1 where any fact behind is invented
    """
    first = quarters(filters)[0].date()
    parts = [
        select(
            part.indicator,
            part.area,
            part.period,
            part.numerator,
            part.denominator,
            part.demonstration,
        ).where(
            part.release == filters.release,
            part.indicator.in_(codes),
            part.period.between(first, filters.quarter),
            part.area.in_(districts_asked(filters)) | (part.area == COUNTRY),
            *(extra),
        )
        for part, extra in ((VALUE, [VALUE.cut == "all"]), (COMPUTED.c, []))
    ]
    return read_frame(db, select(union_all(*parts).subquery()))


def series(values: pd.DataFrame, shares: set[str], periods: pd.DatetimeIndex) -> pd.DataFrame:
    """Return one row per indicator and quarter, adding up the areas in `values`.

    A district that did not report a quarter keeps its last known state, so that missing never
    counts as zero; `reported_count` says how many did report. A quarter that nobody reported is
    missing. The indicators named in `shares` are numerator ÷ denominator, the others counts.

    Columns: indicator (str), period (date), value, numerator, denominator (float64),
    reported_count (Int64), demonstration (Int64).
    """
    is_share = values["indicator"].isin(shares)
    whole = values["denominator"].where(is_share)
    part = values["numerator"].where(~is_share | whole.notna())
    pairs = values.assign(numerator=part, denominator=whole)
    every = pd.MultiIndex.from_product(
        [sorted(values["indicator"].unique()), periods], names=["indicator", "period"]
    )
    numerators, denominators = (
        pairs.pivot(index=["indicator", "period"], columns="area", values=name).reindex(every)
        for name in ("numerator", "denominator")
    )
    numerator, denominator = (
        known.groupby(level="indicator").ffill().sum(axis=1, min_count=1)
        for known in (numerators, denominators)
    )
    reported = numerators.notna().sum(axis=1)
    share = numerator / denominator.where(denominator > 0)
    value = share.where(every.get_level_values("indicator").isin(shares), numerator)
    invented = values.groupby("indicator")["demonstration"].max()
    frame = pd.DataFrame(
        {
            "value": value.where(reported > 0),
            "numerator": numerator.where(reported > 0),
            "denominator": denominator.where(reported > 0),
            "reported_count": reported.astype("Int64"),
        }
    ).reset_index()
    return frame.assign(demonstration=frame["indicator"].map(invented).astype("Int64"))


def targets(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the target of each indicator by quarter for the areas asked for.

    The country has its own target, or the sum over its districts, each with its newest one. A
    share never adds up: a part of the country has its own, or that of the country. A count that
    is set for the country only says nothing about a part, unless only the country reports it.

    Columns: indicator (str), period (date), target (float64), demonstration (Int64).
    """
    statement = (
        select(
            TARGET.indicator,
            TARGET.period,
            TARGET.area,
            TARGET.target,
            TARGET.demonstration,
            Indicator.unit,
            Indicator.level,
        )
        .join(Indicator, Indicator.code == TARGET.indicator)
        .where(TARGET.release == filters.release, TARGET.cut == "all")
        .where(TARGET.area.in_(districts_asked(filters)) | (TARGET.area == COUNTRY))
    )
    frame = read_frame(db, statement)
    is_country, is_share = frame["area"] == COUNTRY, frame["unit"] == "share"
    if filters.district:
        own = frame.loc[~is_country, "indicator"]
        holds = ~is_country | (~frame["indicator"].isin(own) & (is_share | _is_of_country(frame)))
    elif is_narrowed(filters):
        holds = (is_country & (is_share | _is_of_country(frame))) | (~is_country & ~is_share)
    else:
        own = frame.loc[is_country, "indicator"]
        holds = is_country | (~frame["indicator"].isin(own) & ~is_share)
    wide = frame[holds].pivot(index=["indicator", "period"], columns="area", values="target")
    known = wide.groupby(level="indicator").ffill()
    invented = frame[holds].groupby("indicator")["demonstration"].max()
    due = known.sum(axis=1, min_count=1).rename("target").reset_index()
    return due.assign(demonstration=due["indicator"].map(invented).astype("Int64"))


def _is_of_country(frame: pd.DataFrame) -> pd.Series:
    return frame["level"] == "country"


@kept("release", "period", "region", "district", "lang")
def standing(db: Connection, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where each indicator stands at the end of the period asked for, and its `series`.

    Columns: those of `indicators`, and
        value, numerator, denominator   float64  missing where not reported for the period
        last_value      float64  newest value at all
        last_period     date     its quarter
        target          float64  target to date
        end_target      float64  target of the last quarter that has one
        end_period      date     that quarter
        reported_count, expected_count   Int64   districts that reported, and that should have
        demonstration   Int64    1 where any fact behind is invented
        country_only    bool     True where a part was asked for but the figure is the country's
        status          str      house rule
    """
    frame = indicators(db, filters.lang)
    districts = list(db.scalars(districts_asked(filters)))
    values = values_by_area(db, filters, list(frame["indicator"]))
    shares = set(frame.loc[frame["unit"] == "share", "indicator"])
    lines = series(values, shares, quarters(filters))
    newest = lines[lines["value"].notna()].groupby("indicator").last().reset_index()
    due = targets(db, filters)
    day = pd.Timestamp(filters.quarter)
    to_date = due[due["period"] <= day].groupby("indicator").last()["target"]
    ends = due[~due["indicator"].isin(frame.loc[frame["ongoing"], "indicator"])]
    end = ends.groupby("indicator").last()
    invented = due.groupby("indicator")["demonstration"].max()
    frame = frame.merge(
        newest.rename(columns={"period": "last_period", "value": "last_value"}),
        how="left",
        on="indicator",
    )
    is_current = (frame["last_period"] == day) & (frame["reported_count"].fillna(0) > 0)
    frame = frame.assign(
        value=frame["last_value"].where(is_current),
        numerator=frame["numerator"].where(is_current),
        denominator=frame["denominator"].where(is_current),
        target=to_date.reindex(frame["indicator"]).array,
        end_target=end["target"].reindex(frame["indicator"]).array,
        end_period=end["period"].reindex(frame["indicator"]).array,
        country_only=(frame["level"] == "country") & is_narrowed(filters),
        expected_count=_expected(frame, values, districts, _ever_counted(db, filters)),
        demonstration=_either(frame["demonstration"], frame["indicator"].map(invented)),
    )
    rule = thresholds(filters.quarter)
    frame["status"] = [
        status(value, target, end_target, rule, expected=expected > 0).value
        for value, target, end_target, expected in zip(
            frame["value"],
            frame["target"],
            frame["end_target"],
            frame["expected_count"],
            strict=True,
        )
    ]
    return frame, lines


def _ever_counted(db: Connection, filters: Filters) -> set[str]:
    """Return the computed indicators for which there is anything to count in the country."""
    return set(
        db.scalars(select(COMPUTED.c.indicator).where(COMPUTED.c.release == filters.release))
    )


def _either(*flags: pd.Series) -> pd.Series:
    """Return 1 where any flag is 1, 0 where none is; missing where all are."""
    return pd.concat(flags, axis=1).max(axis=1).astype("Int64")


def _expected(
    frame: pd.DataFrame, values: pd.DataFrame, districts: list[str], ever: set[str]
) -> pd.Series:
    """Return how many areas should report: the country, or every district asked for.

    A computed figure exists only in the districts where there is something to count, once there
    is anything to count at all (`ever`).
    """
    counted = values[values["area"] != COUNTRY].groupby("indicator")["area"].nunique()
    by_district = counted.reindex(frame["indicator"]).fillna(0).array
    expected = pd.Series(by_district).where(frame["indicator"].isin(ever), len(districts))
    return expected.where(frame["level"] == "district", 1).astype("Int64")
