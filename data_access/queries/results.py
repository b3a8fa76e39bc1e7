"""Where does each key figure stand against its target?"""

import pandas as pd
from sqlalchemy import Connection, func, select, true, union, union_all

from data_access.filters import Filters
from data_access.frames import read_frame
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
    computed (bool), position and weight (Int64).
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
            Indicator.position,
            Indicator.weight,
            name_of(Office, lang).label("owner_name"),
        )
        .join(Office, Office.code == Indicator.owner)
        .order_by(Indicator.code),
    )


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
    first = pd.date_range(end=filters.quarter, periods=QUARTERS, freq="QE")[0].date()
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


def series(values: pd.DataFrame) -> pd.DataFrame:
    """Return one row per indicator and quarter, adding up the areas in `values`.

    A district that did not report a quarter keeps its last known state, so that missing never
    counts as zero; `reported_count` says how many did report.

    Columns: indicator (str), period (date), value, numerator, denominator (float64),
    reported_count (Int64), demonstration (Int64).
    """
    numerators, denominators = (
        values.pivot(index=["indicator", "period"], columns="area", values=name)
        for name in ("numerator", "denominator")
    )
    known = numerators.groupby(level="indicator").ffill()
    known_whole = denominators.groupby(level="indicator").ffill().where(known.notna())
    numerator = known.sum(axis=1, min_count=1)
    denominator = known_whole.sum(axis=1, min_count=1)
    is_share = denominators.notna().any(axis=1).groupby(level="indicator").transform("any")
    share = numerator / denominator.where(denominator > 0)
    invented = values.groupby(["indicator", "period"])["demonstration"].max()
    return (
        pd.DataFrame(
            {
                "value": share.where(is_share, numerator),
                "numerator": numerator,
                "denominator": denominator,
                "reported_count": numerators.notna().sum(axis=1).astype("Int64"),
                "demonstration": invented.groupby(level="indicator").cummax(),
            }
        )
        .rename_axis(["indicator", "period"])
        .reset_index()
    )


def targets(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the target of each indicator by quarter for the areas asked for.

    Targets of districts add up; a share that is set for the country holds in every part of it;
    a count that districts report, but that is set for the country only, says nothing about a part
    and is left out there.

    Columns: indicator (str), period (date), target (float64).
    """
    is_country = (TARGET.area == COUNTRY).label("is_country")
    holds_in_parts = (Indicator.unit == "share") | (Indicator.level == "country")
    country = (TARGET.area == COUNTRY) & (holds_in_parts if is_narrowed(filters) else true())
    statement = (
        select(TARGET.indicator, TARGET.period, is_country, func.sum(TARGET.target).label("target"))
        .join(Indicator, Indicator.code == TARGET.indicator)
        .where(TARGET.release == filters.release, TARGET.cut == "all")
        .where(TARGET.area.in_(districts_asked(filters)) | country)
        .group_by(TARGET.indicator, TARGET.period, is_country)
        .order_by(TARGET.indicator, TARGET.period)
    )
    frame = read_frame(db, statement)
    has_district = frame["indicator"].isin(frame.loc[~frame["is_country"], "indicator"])
    holds = ~frame["is_country"] | ~has_district
    return frame.loc[holds, ["indicator", "period", "target"]].reset_index(drop=True)


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
    lines = series(values)
    newest = lines[lines["value"].notna()].groupby("indicator").last().reset_index()
    due = targets(db, filters)
    day = pd.Timestamp(filters.quarter)
    to_date = due[due["period"] <= day].groupby("indicator").last()["target"]
    end = due.groupby("indicator").last()
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
        expected_count=_expected(frame, values, districts, _ever_reported(db, filters)),
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


def _ever_reported(db: Connection, filters: Filters) -> set[str]:
    """Return the indicators that anybody in the country has ever reported."""
    parts = (
        select(part.indicator).where(part.release == filters.release)
        for part in (VALUE, COMPUTED.c)
    )
    return set(db.scalars(union(*parts)))


def _expected(
    frame: pd.DataFrame, values: pd.DataFrame, districts: list[str], reported: set[str]
) -> pd.Series:
    """Return how many areas should report: the country, or the districts that ever did.

    Where nobody ever reported, every district asked for should have.
    """
    ever = values[values["area"] != COUNTRY].groupby("indicator")["area"].nunique()
    by_district = frame["indicator"].map(ever).fillna(0)
    is_known = frame["indicator"].isin(reported)
    by_district = by_district.where(is_known, len(districts))
    return by_district.where(frame["level"] == "district", 1).astype("Int64")
