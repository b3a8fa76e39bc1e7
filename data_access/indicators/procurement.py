"""Formula of procurement: packages that keep their plan.

A package counts from the quarter in which its first step was planned, until it is cancelled. Its
delay at the end of a quarter is that of the step reached last, or that of a later step which was
planned before and is not reached, whichever is longer. Delays are those against the plan that the
release knows.
"""

from datetime import date

from sqlalchemy import Integer, Select, and_, case, func, literal, or_, select

from data_access.indicators.quarters import Areas, periods
from data_access.models import MethodStep, Milestone, ProcurementPackage
from data_access.models.base import exact
from data_access.summaries.days import DayNumber
from data_access.summaries.people import any_of
from data_access.summaries.procurement import MILESTONES, PACKAGES

TOLERANCE = 14
"""Days behind the plan that do not count as late: house rule."""


def packages_on_schedule(release: int) -> Select:
    """R4.4: procurement packages not more than TOLERANCE days behind their plan ÷ all packages."""
    period = periods(release).c.period
    package, milestone, step = PACKAGES.table.c, MILESTONES.table.c, MethodStep.__table__.c
    steps = (
        select(
            period,
            package.package,
            step.position,
            milestone.planned_on,
            case((milestone.actual_on <= period, milestone.actual_on)).label("actual_on"),
            any_of(package.demonstration, milestone.demonstration).label("demonstration"),
        )
        .join_from(PACKAGES.table, MILESTONES.table, _same_package())
        .join(MethodStep, (step.method == package.method) & (step.step == milestone.step))
        .join(period.table, literal(True))
        .where(
            package.release == release,
            or_(package.cancelled_on.is_(None), package.cancelled_on > period),
            # Steps that are neither due nor reached say nothing about a delay.
            or_(milestone.planned_on <= period, milestone.actual_on <= period),
        )
        .subquery("steps")
    )
    reached = case((steps.c.actual_on.is_not(None), steps.c.position), else_=0)
    package_then = steps.c.period, steps.c.package
    placed = select(
        *steps.c,
        func.max(reached).over(partition_by=package_then).label("last"),
        func.min(steps.c.planned_on).over(partition_by=package_then).label("begins_on"),
    ).subquery("placed")
    behind = DayNumber(func.coalesce(placed.c.actual_on, placed.c.period))
    is_late = and_(
        placed.c.position >= placed.c.last,
        behind - DayNumber(placed.c.planned_on) > TOLERANCE,
    )
    packages = (
        select(
            placed.c.period,
            func.max(case((is_late, 1), else_=0)).label("is_late"),
            func.max(placed.c.demonstration).label("demonstration"),
        )
        .where(placed.c.begins_on <= placed.c.period)
        .group_by(placed.c.period, placed.c.package)
        .subquery("packages")
    )
    late = func.sum(packages.c.is_late, type_=Integer())
    return select(
        packages.c.period,
        literal("KG").label("area"),
        exact(func.count() - late).label("numerator"),
        exact(func.count()).label("denominator"),
        func.max(packages.c.demonstration).label("demonstration"),
    ).group_by(packages.c.period)


def _same_package():
    package, milestone = PACKAGES.table.c, MILESTONES.table.c
    return (milestone.package == package.package) & (milestone.release == package.release)


def _plan_behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for the packages that count in a quarter, and for their steps."""
    begun = MILESTONES.rows_behind(import_id, {}).where(Milestone.planned_on <= period)
    codes = begun.with_only_columns(Milestone.package).order_by(None)
    packages = PACKAGES.rows_behind(import_id, {}).where(
        ProcurementPackage.code.in_(codes),
        or_(
            ProcurementPackage.cancelled_on.is_(None),
            ProcurementPackage.cancelled_on > period,
        ),
    )
    kept = packages.with_only_columns(ProcurementPackage.code).order_by(None)
    steps = MILESTONES.rows_behind(import_id, {}).where(Milestone.package.in_(kept))
    return packages, steps


FORMULAS = {"R4.4": packages_on_schedule}
ROWS_BEHIND = {"R4.4": _plan_behind}
