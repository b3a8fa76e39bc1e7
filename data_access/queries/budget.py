"""How does the money move, against its plan, the work done and the time gone?"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import read_frame
from data_access.models import Component, Event, Fund
from data_access.models.base import name_of
from data_access.summaries.budget import AWARDS, BUDGET, PAYMENTS, PROJECTIONS
from data_access.summaries.programme import DATES

PAYMENT, AWARD, PLAN, LINE = (part.table.c for part in (PAYMENTS, AWARDS, PROJECTIONS, BUDGET))


def programme_dates(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the dated steps of the programme.

    Columns: event, event_name, source (str), happens_on (date), demonstration (Int64).
    """
    dates = DATES.table.c
    return read_frame(
        db,
        select(
            dates.event,
            name_of(Event, filters.lang).label("event_name"),
            dates.happens_on,
            dates.source,
            dates.demonstration,
        )
        .join(Event, Event.code == dates.event)
        .where(dates.release == filters.release)
        .order_by(dates.happens_on),
    )


def time_elapsed(dates: pd.DataFrame, day: date) -> float:
    """Return the share of the time between signing and closing that has gone; missing without."""
    days = dates.set_index("event")["happens_on"]
    if "signed" not in days.index or "closing" not in days.index:
        return float("nan")
    gone = (pd.Timestamp(day) - days["signed"]) / (days["closing"] - days["signed"])
    return float(min(max(gone, 0.0), 1.0))


def progress_by_component(db: Connection, filters: Filters, standing: pd.DataFrame) -> pd.DataFrame:
    """Return work done, money spent and time gone for the whole country, one row per component.

    `standing` as `results.standing` returns it for the whole country.

    Columns:
        component, component_name   str
        progress_share   float64  mean of min(1, value ÷ end target) over its indicators that have
                                  both, weighted as `indicators.csv` says; missing without any
        counted_count    Int64    indicators it rests on
        weighted_count   Int64    indicators that should count
        spent, budget    float64  USD; the budget of all years
        spent_share      float64  missing where there is no budget
        time_share       float64  missing while a date is missing
        demonstration    Int64
    """
    names = read_frame(
        db,
        select(
            Component.code.label("component"),
            getattr(Component, f"short_{filters.lang}").label("component_name"),
        ).order_by(Component.code),
    )
    frame = names.merge(_progress(standing), how="left", on="component")
    frame = frame.merge(_spent(db, filters), how="left", on="component")
    dates = programme_dates(db, filters)
    return frame.assign(
        spent_share=frame["spent"] / frame["budget"].where(frame["budget"] > 0),
        time_share=time_elapsed(dates, filters.quarter),
    )


def _progress(standing: pd.DataFrame) -> pd.DataFrame:
    weighted = standing[standing["weight"] > 0]
    reached = (weighted["last_value"] / weighted["end_target"]).clip(upper=1.0)
    weight = weighted["weight"].astype("float64").where(reached.notna())
    counted = weighted.assign(points=reached * weight, weight=weight, is_counted=reached.notna())
    by_component = counted.groupby("component", as_index=False).agg(
        points=("points", "sum"),
        weight=("weight", "sum"),
        counted_count=("is_counted", "sum"),
        weighted_count=("indicator", "size"),
    )
    share = by_component["points"] / by_component["weight"].where(by_component["weight"] > 0)
    return by_component.assign(progress_share=share).drop(columns=["points", "weight"])


def _spent(db: Connection, filters: Filters) -> pd.DataFrame:
    budget = read_frame(
        db,
        select(LINE.component, func.sum(LINE.amount).label("amount"))
        .where(LINE.release == filters.release)
        .group_by(LINE.component),
    ).rename(columns={"amount": "budget"})
    spent = read_frame(
        db,
        select(
            PAYMENT.component,
            func.sum(PAYMENT.amount_usd).label("amount"),
            func.max(PAYMENT.demonstration).label("demonstration"),
        )
        .where(PAYMENT.release == filters.release, PAYMENT.period <= filters.quarter)
        .group_by(PAYMENT.component),
    ).rename(columns={"amount": "spent"})
    return budget.merge(spent, how="outer", on="component")


def award_and_disbursement_curve(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return contract awards and disbursement of the ADB funds, cumulative, by quarter.

    Columns:
        period                 date     last day of the quarter
        awards, disbursement   float64  USD so far; missing after the period asked for
        awards_original, awards_revised, disbursement_original, disbursement_revised
                               float64  USD projected so far; missing without that version
        demonstration          Int64
    """
    adb = select(Fund.code).where(Fund.kind != "counterpart")
    plan = read_frame(
        db,
        select(
            PLAN.period,
            PLAN.version,
            func.sum(PLAN.awards).label("awards"),
            func.sum(PLAN.disbursement).label("disbursement"),
            func.max(PLAN.demonstration).label("demonstration"),
        )
        .where(PLAN.release == filters.release, PLAN.fund.in_(adb))
        .group_by(PLAN.period, PLAN.version)
        .order_by(PLAN.period, PLAN.version),
    )
    wide = plan.pivot(index="period", columns="version", values=["awards", "disbursement"])
    wide.columns = [f"{name}_{version}" for name, version in wide.columns]
    awards, paid = _so_far(db, AWARDS, filters), _so_far(db, PAYMENTS, filters)
    periods = wide.index.union(awards.index).union(paid.index)
    is_past = periods <= pd.Timestamp(filters.quarter)
    frame = wide.reindex(periods).cumsum()
    for name in ("awards", "disbursement"):
        for version in ("original", "revised"):
            column = f"{name}_{version}"
            frame[column] = frame[column] if column in frame else float("nan")
    frame["awards"] = awards.reindex(periods).fillna(0.0).cumsum().where(is_past)
    frame["disbursement"] = paid.reindex(periods).fillna(0.0).cumsum().where(is_past)
    frame["demonstration"] = int(plan["demonstration"].max()) if len(plan) else 0
    return frame.rename_axis("period").reset_index()


def _so_far(db: Connection, part, filters: Filters) -> pd.Series:
    """Return amounts of the ADB funds per quarter, USD."""
    columns = part.table.c
    adb = select(Fund.code).where(Fund.kind != "counterpart")
    frame = read_frame(
        db,
        select(columns.period, func.sum(columns.amount_usd).label("amount"))
        .where(columns.release == filters.release, columns.fund.in_(adb))
        .group_by(columns.period)
        .order_by(columns.period),
    )
    return frame.set_index("period")["amount"]
