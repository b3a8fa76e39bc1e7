"""Are awards and disbursement where the projections said they would be?"""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Fund
from data_access.queries.money import ledger
from data_access.queries.money.choices import BURN_QUARTERS
from data_access.summaries.budget import MOVES, PROJECTIONS

SUBJECTS = ("awards", "disbursement")
DAYS_IN_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Gap:
    """How far a subject is behind one version of the projection."""

    version: str
    projected: float
    """USD to date"""
    money: float
    """Actual less projected, USD"""
    months: float
    """How long ago the projection was where the actual is now; negative: ahead. Missing where the
    projection never gets there."""


@dataclass(frozen=True)
class Curve:
    """A subject of one fund, or of all ADB funds, cumulative."""

    subject: str
    fund: str | None
    points: pd.DataFrame
    """period (datetime64), actual, forecast and one column per version (float64, USD; missing
    where there is nothing)"""
    actual: float
    """USD to date"""
    gaps: tuple[Gap, ...]
    """By version, the original one first."""
    demonstration: int


@kept("release", most=4)
def projections(db: Connection, filters: Filters) -> list[tuple]:
    plan = PROJECTIONS.table.c
    columns = (plan.fund, plan.period, plan.version, plan.awards, plan.disbursement)
    here = select(*columns, plan.demonstration).where(plan.release == filters.release)
    return [tuple(row) for row in db.execute(here.order_by(plan.version, plan.fund, plan.period))]


@kept("release", most=4)
def adb_funds(db: Connection, filters: Filters) -> tuple[str, ...]:
    """Return the codes of the funds that ADB gives."""
    return tuple(db.scalars(select(Fund.code).where(Fund.kind != "counterpart")))


def curve(db: Connection, filters: Filters, subject: str, fund: str | None) -> Curve:
    """Return the curve of a subject; without a fund of all ADB funds together.

    Disbursement of the government's own money is its payments: nothing is withdrawn for them.
    """
    funds = {fund} if fund else set(adb_funds(db, filters))
    plan: dict[str, dict[date, float]] = {}
    invented = 0
    for code, period, version, awards, disbursement, demonstration in projections(db, filters):
        if code in funds:
            amount = float(awards if subject == "awards" else disbursement)
            version_plan = plan.setdefault(version, {})
            version_plan[period] = version_plan.get(period, 0.0) + amount
            invented = max(invented, demonstration)
    moved = _moved(db, filters, subject, funds)
    invented = max([invented, *(flag for _, _, flag in moved)])
    by_quarter: dict[date, float] = {}
    for period, amount, _ in moved:
        by_quarter[period] = by_quarter.get(period, 0.0) + amount
    periods = sorted(
        {*by_quarter, filters.quarter, *(day for each in plan.values() for day in each)}
    )
    points = pd.DataFrame({"period": pd.to_datetime(periods)})
    until = pd.Timestamp(filters.quarter)
    is_past = points["period"] <= until
    points["actual"] = _cumulated(by_quarter, periods).where(is_past)
    for version in sorted(plan):
        last = pd.Timestamp(max(plan[version]))
        points[version] = _cumulated(plan[version], periods).where(points["period"] <= last)
    actual = float(points.loc[is_past, "actual"].iloc[-1])
    limit = sum(
        float(amount)
        for code, amount in ledger.fund_amounts(db, filters).items()
        if code in (_awarding(db, filters) & funds if subject == "awards" else funds)
    )
    points["forecast"] = _forecast(points, by_quarter, actual, limit, until)
    gaps = tuple(_gap(points, version, actual, until) for version in sorted(plan))
    return Curve(subject, fund, points, actual, gaps, invented)


def _awarding(db: Connection, filters: Filters) -> set[str]:
    """Return the funds of which contracts are awarded: no contract ever uses a policy grant."""
    return {
        *(fund for fund, _, _, awards, *_ in projections(db, filters) if awards),
        *(row.fund for row in ledger.awards(db, filters)),
    }


def _moved(
    db: Connection, filters: Filters, subject: str, funds: set[str]
) -> list[tuple[date, float, int]]:
    if subject == "awards":
        rows = [row for row in ledger.awards(db, filters) if row.fund in funds]
    else:
        adb = set(adb_funds(db, filters))
        drawn = [row for row in ledger.withdrawals(db, filters) if row.method in MOVES]
        own = [row for row in ledger.payments(db, filters) if row.fund not in adb]
        rows = [row for row in (*drawn, *own) if row.fund in funds]
    return [(row.period, float(row.amount_usd), row.demonstration) for row in rows]


def _cumulated(amounts: dict[date, float], periods: list[date]) -> pd.Series:
    return pd.Series(list(accumulate(amounts.get(day, 0.0) for day in periods)), dtype="float64")


def _forecast(
    points: pd.DataFrame,
    by_quarter: dict[date, float],
    actual: float,
    limit: float,
    until: pd.Timestamp,
) -> pd.Series:
    """Return the actual carried on at the mean pace of the last quarters, up to the fund."""
    last = pd.date_range(end=until, periods=BURN_QUARTERS, freq="QE")
    pace = sum(by_quarter.get(day.date(), 0.0) for day in last) / BURN_QUARTERS
    ahead = points["period"] >= until
    steps = ahead.cumsum() - 1
    carried = (actual + pace * steps).clip(upper=max(limit, actual) if limit else None)
    return carried.where(ahead)


def _gap(points: pd.DataFrame, version: str, actual: float, until: pd.Timestamp) -> Gap:
    known = points[points[version].notna()]
    to_date = known[known["period"] <= until][version]
    projected = float(to_date.iloc[-1]) if len(to_date) else 0.0
    gap = round(actual - projected, 2)
    return Gap(version, projected, gap, _months(known, version, actual, until) if gap else 0.0)


def _months(known: pd.DataFrame, version: str, actual: float, until: pd.Timestamp) -> float:
    """Return how many months before the day the projection reached the actual amount; where it
    stood still there, when it went on."""
    is_behind = known.loc[known["period"] <= until, version].max() > actual
    days, amounts = list(known["period"]), list(known[version])
    before_day, before = days[0] - pd.Timedelta(days=91), 0.0
    for day, amount in zip(days, amounts, strict=True):
        if amount > before and (amount > actual or (amount == actual and not is_behind)):
            share = (actual - before) / (amount - before)
            reached = before_day + (day - before_day) * share
            return float((until - reached).days / DAYS_IN_A_MONTH)
        before_day, before = day, amount
    return float("nan")
