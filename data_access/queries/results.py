"""Where does each key figure stand against its target?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import read_frame
from data_access.indicators import FORMULAS, status, thresholds
from data_access.models import Indicator, Office
from data_access.queries.areas import districts_asked, is_narrowed
from data_access.summaries.results import TARGETS, VALUES

VALUE, TARGET = VALUES.table.c, TARGETS.table.c
COUNTRY = "KG"
QUARTERS = 8
"""How far back computed figures are counted, for their trend."""


def indicators(db: Connection, lang: str) -> pd.DataFrame:
    """Return every indicator in the order of its code.

    Columns: indicator, indicator_name, definition, component, unit, level, owner_name (str),
    computed (bool), position and weight (Int64).
    """
    return read_frame(
        db,
        select(
            Indicator.code.label("indicator"),
            Indicator.name(lang).label("indicator_name"),
            getattr(Indicator, f"definition_{lang}").label("definition"),
            Indicator.component,
            Indicator.unit,
            Indicator.level,
            Indicator.computed,
            Indicator.position,
            Indicator.weight,
            Office.name(lang).label("owner_name"),
        )
        .join(Office, Office.code == Indicator.owner)
        .order_by(Indicator.code),
    )


def values_by_area(db: Connection, filters: Filters, codes: list[str]) -> pd.DataFrame:
    """Return the state of indicators at the end of each quarter up to the period asked for.

    Columns:
        indicator, area   str
        period            date     last day of a quarter
        numerator         float64  in the unit of the indicator
        denominator       float64  missing for counts
        demonstration     Int64    1 where any fact behind is invented
    """
    reported = read_frame(
        db,
        select(
            VALUE.indicator,
            VALUE.area,
            VALUE.period,
            VALUE.numerator,
            VALUE.denominator,
            VALUE.demonstration,
        ).where(
            VALUE.release == filters.release,
            VALUE.cut == "all",
            VALUE.period <= filters.period,
            VALUE.indicator.in_(codes),
        ),
    )
    periods = pd.date_range(end=filters.period, periods=QUARTERS, freq="QE", unit="s")
    counted = [
        FORMULAS[code](db, filters.release or 0, periods).assign(indicator=code)
        for code in codes
        if code in FORMULAS
    ]
    frame = pd.concat([reported, *counted], ignore_index=True)
    return frame.sort_values(["indicator", "area", "period"], ignore_index=True)


def areas_asked(db: Connection, filters: Filters) -> set[str]:
    """Return the codes of the districts that the question is about."""
    return set(db.scalars(districts_asked(filters)))


def series(values: pd.DataFrame, districts: set[str]) -> pd.DataFrame:
    """Return one row per indicator and quarter, adding up the districts asked for.

    A district that did not report a quarter keeps its last known state, so that missing never
    counts as zero; `reported_count` says how many did report.

    Columns: indicator (str), period (date), value, numerator, denominator (float64),
    reported_count, known_count (Int64), demonstration (Int64).
    """
    here = values[values["area"].isin(districts | {COUNTRY})]
    parts = [_one_series(code, frame) for code, frame in here.groupby("indicator")]
    columns = [
        "indicator", "period", "value", "numerator", "denominator",
        "reported_count", "known_count", "demonstration",
    ]  # fmt: skip
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return frame[columns]


def _one_series(code: object, frame: pd.DataFrame) -> pd.DataFrame:
    wide = frame.pivot(index="period", columns="area", values=["numerator", "denominator"])
    numerators, denominators = wide["numerator"], wide["denominator"]
    known = numerators.ffill()
    numerator = known.sum(axis=1, min_count=1)
    denominator = denominators.ffill().where(known.notna()).sum(axis=1, min_count=1)
    is_share = bool(denominators.notna().to_numpy().any())
    return pd.DataFrame(
        {
            "indicator": code,
            "period": wide.index,
            "value": (
                numerator / denominator.where(denominator > 0) if is_share else numerator
            ).array,
            "numerator": numerator.array,
            "denominator": denominator.array,
            "reported_count": numerators.notna().sum(axis=1).array,
            "known_count": known.notna().sum(axis=1).array,
            "demonstration": int(frame["demonstration"].max()),
        }
    )


def targets(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the target of each indicator by quarter for the areas asked for.

    Targets of districts add up; a share that is set for the country holds in every part of it;
    a count that districts report, but that is set for the country only, says nothing about a part
    and is left out there.

    Columns: indicator (str), period (date), target (float64).
    """
    statement = (
        select(
            TARGET.indicator,
            TARGET.period,
            TARGET.area,
            Indicator.unit,
            Indicator.level,
            TARGET.target,
        )
        .join(Indicator, Indicator.code == TARGET.indicator)
        .where(TARGET.release == filters.release, TARGET.cut == "all")
        .where(TARGET.area.in_(districts_asked(filters)) | (TARGET.area == COUNTRY))
    )
    frame = read_frame(db, statement)
    is_country = frame["area"] == COUNTRY
    has_district = frame["indicator"].isin(frame.loc[~is_country, "indicator"])
    holds_in_parts = (frame["unit"] == "share") | (frame["level"] == "country")
    holds = ~is_country | (~has_district & (holds_in_parts | (not is_narrowed(filters))))
    return (
        frame[holds]
        .groupby(["indicator", "period"], as_index=False)["target"]
        .sum()
        .sort_values(["indicator", "period"], ignore_index=True)
    )


def standing(db: Connection, filters: Filters, codes: list[str] | None = None) -> pd.DataFrame:
    """Return where each indicator stands at the end of the period asked for.

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
    if codes is not None:
        frame = frame[frame["indicator"].isin(codes)].reset_index(drop=True)
    districts = areas_asked(db, filters)
    values = values_by_area(db, filters, list(frame["indicator"]))
    lines = series(values, districts)
    newest = lines[lines["value"].notna()].groupby("indicator").last().reset_index()
    due = targets(db, filters)
    day = pd.Timestamp(filters.period)
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
        target=frame["indicator"].map(to_date),
        end_target=frame["indicator"].map(end["target"]),
        end_period=frame["indicator"].map(end["period"]),
        country_only=(frame["level"] == "country") & is_narrowed(filters),
        expected_count=_expected(frame, values, districts),
    )
    rule = thresholds(filters.period)
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
    return frame.drop(columns=["known_count"])


def _expected(frame: pd.DataFrame, values: pd.DataFrame, districts: set[str]) -> pd.Series:
    """Return how many areas should report: the country, or the districts that ever did.

    Where nobody ever reported, every district asked for should have.
    """
    ever = values[values["area"].isin(districts)].groupby("indicator")["area"].nunique()
    by_district = frame["indicator"].map(ever).fillna(0)
    is_known = frame["indicator"].isin(values["indicator"])
    by_district = by_district.where(is_known, len(districts))
    return by_district.where(frame["level"] == "district", 1).astype("Int64")
