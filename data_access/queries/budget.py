"""How does the money move, against its plan, the work done and the time gone?"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select, true

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.formulas import adb_funds, newest_projections
from data_access.models import Component, Event
from data_access.models.base import name_of
from data_access.queries import results
from data_access.summaries.budget import AWARDS, BUDGET, MOVES, PAYMENTS, PROJECTIONS, WITHDRAWALS
from data_access.summaries.programme import DATES
from data_access.summaries.summary import Summary

PAYMENT, LINE = PAYMENTS.table.c, BUDGET.table.c


@kept("release", "lang")
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


@kept("release", "period", "lang")
def progress_by_component(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return work done, money spent and time gone for the whole country, one row per component.

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
    standing = pd.DataFrame(list(results.standing(db, filters.everywhere()).values()))
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
        demonstration=max(
            int(flags.max())
            for flags in (
                frame["budget_invented"].fillna(0),
                frame["spent_invented"].fillna(0),
                standing["demonstration"].fillna(0),
                dates["demonstration"],
            )
            if len(flags)
        ),
    ).drop(columns=["budget_invented", "spent_invented"])


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
        select(
            LINE.component,
            func.sum(LINE.amount).label("amount"),
            func.max(LINE.demonstration).label("demonstration"),
        )
        .where(LINE.release == filters.release)
        .group_by(LINE.component),
    ).rename(columns={"amount": "budget", "demonstration": "budget_invented"})
    spent = read_frame(
        db,
        select(
            PAYMENT.component,
            func.sum(PAYMENT.amount_usd).label("amount"),
            func.max(PAYMENT.demonstration).label("demonstration"),
        )
        .where(PAYMENT.release == filters.release, PAYMENT.period <= filters.quarter)
        .group_by(PAYMENT.component),
    ).rename(columns={"amount": "spent", "demonstration": "spent_invented"})
    return budget.merge(spent, how="outer", on="component")


@kept("release", "period")
def award_and_disbursement_curve(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return contract awards and disbursement of the ADB funds, cumulative, by quarter.

    Columns:
        period                 date     last day of the quarter
        awards, disbursement   float64  USD so far; missing after the period asked for, and after
                                        the last quarter that any is known of
        awards_original, awards_newest, disbursement_original, disbursement_newest
                               float64  USD projected so far; newest: the revised projection of a
                                        fund and quarter where there is one, else the original
        demonstration          Int64
    """
    original = _projected(db, filters, original=True)
    newest = _projected(db, filters, original=False)
    awards, paid = _by_quarter(db, AWARDS, filters), _by_quarter(db, WITHDRAWALS, filters)
    parts = (original, newest, awards, paid)
    periods = pd.DatetimeIndex(sorted(set().union(*(part.index for part in parts))))
    frame = pd.DataFrame(index=periods)
    for name in ("awards", "disbursement"):
        frame[f"{name}_original"] = _cumulated(original[name], periods)
        frame[f"{name}_newest"] = _cumulated(newest[name], periods)
    until = pd.Timestamp(filters.quarter)
    for name, money in (("awards", awards), ("disbursement", paid)):
        frame[name] = _cumulated(money["amount"], periods).where(periods <= until)
    invented = max([0, *(int(part["demonstration"].max()) for part in parts if len(part))])
    return frame.assign(demonstration=invented).rename_axis("period").reset_index()


def _cumulated(amounts: pd.Series, periods: pd.DatetimeIndex) -> pd.Series:
    """Return sums so far: nothing yet counts as zero, after the last known quarter is missing."""
    so_far = amounts.reindex(periods).fillna(0.0).cumsum()
    return so_far.where(periods <= amounts.index.max()) if len(amounts) else so_far * float("nan")


def _projected(db: Connection, filters: Filters, *, original: bool) -> pd.DataFrame:
    """Return what was projected for the ADB funds in each quarter, USD."""
    if original:
        plan = PROJECTIONS.table.c
        here = (plan.release == filters.release) & plan.fund.in_(adb_funds())
        here &= plan.version == "original"
    else:
        plan, here = newest_projections(filters.release or 0).c, true()
    statement = (
        select(
            plan.period,
            func.sum(plan.awards).label("awards"),
            func.sum(plan.disbursement).label("disbursement"),
            func.max(plan.demonstration).label("demonstration"),
        )
        .where(here)
        .group_by(plan.period)
        .order_by(plan.period)
    )
    return read_frame(db, statement).set_index("period")


def _by_quarter(db: Connection, part: Summary, filters: Filters) -> pd.DataFrame:
    """Return amounts of the ADB funds per quarter, USD."""
    money = part.table.c
    here = (money.release == filters.release) & money.fund.in_(adb_funds())
    if part is WITHDRAWALS:
        here &= money.method.in_(MOVES)
    statement = (
        select(
            money.period,
            func.sum(money.amount_usd).label("amount"),
            func.max(money.demonstration).label("demonstration"),
        )
        .where(here)
        .group_by(money.period)
        .order_by(money.period)
    )
    return read_frame(db, statement).set_index("period")
