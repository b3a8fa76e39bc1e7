"""Formulas of the campaign, of policy actions, of commitments and of grievances.

What happened counts by its own day, so that the figure of a past quarter stays as it was. A promise
counts from the quarter in which it fell due, a grievance from the one in which its days ran out.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, literal, null, select

from data_access.indicators.quarters import Areas, periods
from data_access.models import CampaignEvent, Commitment, Grievance, PolicyAction
from data_access.models.base import Exact, exact
from data_access.models.promises import DECISION
from data_access.summaries.days import DayNumber
from data_access.summaries.promises import COMMITMENTS, EVENTS, GRIEVANCES, POLICY_ACTIONS
from data_access.summaries.summary import Summary

DAYS_TO_RESOLVE = 30
"""Within so many days a grievance has to be resolved."""

_NO_WHOLE = cast(null(), Exact())


def _by_quarter(
    release: int,
    part: Summary,
    holds: Callable[[Any, ColumnElement], ColumnElement[bool]],
    numerator: Callable[[Any, ColumnElement], ColumnElement],
    denominator: ColumnElement = _NO_WHOLE,
) -> Select:
    """Return what holds of the rows of a summary at the end of each quarter, for the country.

    Both callables are handed the columns of the summary and the last day of the quarter.
    """
    row, period = part.table.c, periods(release, *_dated(part)).c.period
    return (
        select(
            period,
            literal("KG").label("area"),
            exact(func.sum(numerator(row, period), type_=Integer())).label("numerator"),
            denominator.label("denominator"),
            func.max(row.demonstration).label("demonstration"),
        )
        .join_from(period.table, part.table, holds(row, period))
        .where(row.release == release)
        .group_by(period)
    )


def _dated(part: Summary) -> tuple[Summary, ...]:
    return (part,) if "period" in part.table.c else ()


def people_reached(release: int) -> Select:
    """R4.2: people who took part in events of the campaign; missing after the last quarter with
    an event."""
    event = EVENTS.table.alias("last").c
    last = select(func.max(event.period)).where(event.release == release).scalar_subquery()
    return _by_quarter(
        release,
        EVENTS,
        lambda row, period: (row.period <= period) & (period <= last),
        lambda row, _: row.people,
    )


def actions_met(release: int) -> Select:
    """R4.5: policy actions that are met."""
    return _by_quarter(
        release,
        POLICY_ACTIONS,
        lambda row, _: row.release == release,
        lambda row, period: case((row.met_on <= period, 1), else_=0),
    )


def commitments_in_time(release: int) -> Select:
    """R4.6a: commitments done by their day ÷ commitments whose day has come; no decisions."""
    return _by_quarter(
        release,
        COMMITMENTS,
        lambda row, period: (row.due_on <= period) & (row.kind != DECISION),
        lambda row, _: case((row.done_on <= row.due_on, 1), else_=0),
        exact(func.count()),
    )


def grievances_in_time(release: int) -> Select:
    """R4.6b: grievances resolved within DAYS_TO_RESOLVE ÷ those whose days have run out."""
    return _by_quarter(
        release,
        GRIEVANCES,
        lambda row, period: DayNumber(row.received_on) + DAYS_TO_RESOLVE <= DayNumber(period),
        lambda row, _: case(
            (DayNumber(row.resolved_on) - DayNumber(row.received_on) <= DAYS_TO_RESOLVE, 1),
            else_=0,
        ),
        exact(func.count()),
    )


def _behind(
    part: Summary, day: Any, days: int = 0, *counted: ColumnElement[bool]
) -> Callable[..., tuple[Select, ...]]:
    def behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
        """Return the SELECT for the facts whose day came by the end of a quarter."""
        return (
            part.rows_behind(import_id, {}).where(day <= period - timedelta(days=days), *counted),
        )

    return behind


FORMULAS = {
    "R4.2": people_reached,
    "R4.5": actions_met,
    "R4.6a": commitments_in_time,
    "R4.6b": grievances_in_time,
}
ROWS_BEHIND = {
    "R4.2": _behind(EVENTS, CampaignEvent.held_on),
    "R4.5": _behind(POLICY_ACTIONS, PolicyAction.met_on),
    "R4.6a": _behind(COMMITMENTS, Commitment.due_on, 0, Commitment.kind != DECISION),
    "R4.6b": _behind(GRIEVANCES, Grievance.received_on, DAYS_TO_RESOLVE),
}
