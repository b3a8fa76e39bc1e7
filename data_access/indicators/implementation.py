"""Formulas of implementation: standards, agreements and studies, and institutes with their
packages, counted from the stages that they have reached.

A figure begins with the quarter in which the first stage of its kind is planned or reached; before,
and without any item, there is none.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from data_access.indicators.quarters import Areas, periods
from data_access.models import WorkItem, WorkStage
from data_access.models.base import Exact, exact
from data_access.models.implementation import STAGES as WAY
from data_access.summaries.implementation import ITEMS, STAGES
from data_access.summaries.people import any_of

ITEM, STAGE = ITEMS.table.c, STAGES.table.c


def _items(release: int, kind: str, reached: str, ended: str = "") -> Subquery:
    """Return every item of a kind at each quarter end, and whether it has reached a stage, or one
    after it, and not its end."""
    period = periods(release).c.period
    came = case((STAGE.actual_on <= period, 1), else_=0)
    from_then_on = WAY[kind][WAY[kind].index(reached) :]
    return (
        select(
            period,
            ITEM.item,
            ITEM.institute,
            func.max(case((STAGE.stage.in_(from_then_on), came), else_=0)).label("reached"),
            func.max(case((STAGE.stage == ended, came), else_=0)).label("ended"),
            func.max(any_of(ITEM.demonstration, STAGE.demonstration)).label("demonstration"),
        )
        .join_from(ITEMS.table, STAGES.table, _same_item(), isouter=True)
        .join(period.table, literal(True))
        .where(ITEM.release == release, ITEM.kind == kind)
        .where(period >= _begins(release, kind))
        .group_by(period, ITEM.item, ITEM.institute)
        .subquery("items")
    )


def _same_item() -> ColumnElement[bool]:
    return (STAGE.item == ITEM.item) & (STAGE.release == ITEM.release)


def _begins(release: int, kind: str) -> ColumnElement[date]:
    """Return the first day on which a stage of any item of a kind is planned or reached."""
    stages, items = STAGES.table.alias("first_stage").c, ITEMS.table.alias("first_item").c
    planned, actual = func.min(stages.planned_on), func.min(stages.actual_on)
    return (
        select(case((actual < planned, actual), else_=planned))
        .join_from(stages.item.table, items.item.table, stages.item == items.item)
        .where(stages.release == release, items.release == release, items.kind == kind)
        .scalar_subquery()
    )


def items_at(kind: str, reached: str, ended: str = "") -> Callable[[int], Select]:
    """Return the formula that counts items of a kind that have reached a stage and not ended."""

    def formula(release: int) -> Select:
        items = _items(release, kind, reached, ended)
        counted = func.sum(items.c.reached * (1 - items.c.ended), type_=Integer())
        return _country(items, counted)

    return formula


def institutes_equipped(release: int) -> Select:
    """R2.8: institutes where every planned package is accepted."""
    items = _items(release, "institute", "accepted")
    institutes = (
        select(
            items.c.period,
            func.min(items.c.reached).label("reached"),
            func.max(items.c.demonstration).label("demonstration"),
        )
        .group_by(items.c.period, items.c.institute)
        .subquery("institutes")
    )
    return _country(institutes, func.sum(institutes.c.reached, type_=Integer()))


def _country(rows: Subquery, counted: ColumnElement[int]) -> Select:
    return select(
        rows.c.period,
        literal("KG").label("area"),
        exact(counted).label("numerator"),
        cast(null(), Exact()).label("denominator"),
        func.max(rows.c.demonstration).label("demonstration"),
    ).group_by(rows.c.period)


def _behind(kind: str) -> Callable[[int, Areas, date], tuple[Select, ...]]:
    def behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
        """Return the SELECTs for the items of a kind and their stages due or reached by then."""
        items = ITEMS.rows_behind(import_id, {}).where(WorkItem.kind == kind)
        codes = items.with_only_columns(WorkItem.code).order_by(None)
        due = or_(WorkStage.planned_on <= period, WorkStage.actual_on <= period)
        return items, STAGES.rows_behind(import_id, {}).where(WorkStage.item.in_(codes), due)

    return behind


FORMULAS = {
    "R1.1": items_at("standard", "approved"),
    "R2.7": items_at("agreement", "in_force", "ended"),
    "R2.8": institutes_equipped,
    "R4.1": items_at("study", "accepted"),
}
ROWS_BEHIND = {
    "R1.1": _behind("standard"),
    "R2.7": _behind("agreement"),
    "R2.8": _behind("institute"),
    "R4.1": _behind("study"),
}
