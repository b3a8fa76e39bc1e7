"""How is a figure counted that nobody reports, because it follows from other data?

Every formula is a SELECT over the summaries of one release with the columns `period` (last day of
a quarter), `area` (district, or KG), `numerator`, `denominator` (missing for counts) and
`demonstration`. It is counted for every quarter that has a target or a reported value, figures of
training and of textbooks for the quarters of their own facts too.
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

from data_access.indicators import implementation, procurement, promises, textbooks, training
from data_access.indicators.quarters import Areas, periods
from data_access.models import Fund, School, SchoolPackage
from data_access.models.base import Exact, exact
from data_access.models.schools import PACKAGE_COUNT
from data_access.summaries.budget import AWARDS, BUDGET, MOVES, PAYMENTS, PROJECTIONS, WITHDRAWALS
from data_access.summaries.schools import PACKAGES, SCHOOLS
from data_access.summaries.summary import Summary

Formula = Callable[[int], Select]
"""Number of the release -> SELECT of period, area, numerator, denominator, demonstration."""

Behind = Callable[[int, Areas, date], tuple[Select, ...]]
"""(import number, area or several, last day of the quarter) -> SELECTs of facts."""


def _schools(release: int) -> Subquery:
    """Return every innovative school at each quarter end, with packages accepted.

    A closed school stays as one that is not open: a district that has no row would keep its
    last known figure.
    """
    school, package = SCHOOLS.table.c, PACKAGES.table.c
    period = periods(release).c.period
    is_open = or_(school.closed_on.is_(None), school.closed_on > period)
    is_accepted = case((is_open & (package.accepted_actual <= period), 1), else_=0)
    return (
        select(
            period,
            school.district.label("area"),
            school.school,
            func.max(school.girls + school.boys).label("pupils"),
            func.max(case((is_open, 1), else_=0)).label("is_open"),
            func.sum(is_accepted, type_=Integer()).label("accepted_count"),
            func.max(case((package.demonstration == 1, 1), else_=school.demonstration)).label(
                "demonstration"
            ),
        )
        .join_from(
            SCHOOLS.table,
            PACKAGES.table,
            (school.school == package.school) & (school.release == package.release),
            isouter=True,
        )
        .join(period.table, literal(True))
        .where(school.release == release, school.innovative)
        .group_by(period, school.district, school.school)
        .subquery("schools")
    )


def _by_district(schools: Subquery, numerator: ColumnElement, denominator) -> Select:
    return select(
        schools.c.period,
        schools.c.area,
        exact(numerator).label("numerator"),
        denominator.label("denominator"),
        func.max(schools.c.demonstration).label("demonstration"),
    ).group_by(schools.c.period, schools.c.area)


def schools_equipped(release: int) -> Select:
    """R3.1: innovative schools where all six packages are accepted."""
    schools = _schools(release)
    is_equipped = case((schools.c.accepted_count >= PACKAGE_COUNT, 1), else_=0)
    equipped = func.sum(is_equipped, type_=Integer())
    return _by_district(schools, equipped, cast(null(), Exact()))


def packages_accepted(release: int) -> Select:
    """R3.2: packages accepted ÷ packages planned, six a school."""
    schools = _schools(release)
    planned = func.sum(schools.c.is_open, type_=Integer()) * PACKAGE_COUNT
    accepted = func.sum(schools.c.accepted_count, type_=Integer())
    return _by_district(schools, accepted, exact(planned))


def pupils_equipped(release: int) -> Select:
    """R3.3: pupils of innovative schools where all six packages are accepted.

    Missing while the pupils of one such school of the district are.
    """
    schools = _schools(release)
    is_equipped = schools.c.accepted_count >= PACKAGE_COUNT
    is_unknown = func.max(case((is_equipped & schools.c.pupils.is_(None), 1), else_=0))
    pupils = func.sum(case((is_equipped, schools.c.pupils), else_=0), type_=Integer())
    return _by_district(schools, case((is_unknown == 0, pupils)), cast(null(), Exact()))


def newest_projections(release: int) -> Subquery:
    """Return for each ADB fund and quarter its newest projection: revised, else original."""
    plan, other = PROJECTIONS.table.c, PROJECTIONS.table.alias("other").c
    newest = select(func.max(other.version)).where(  # “revised” comes after “original”
        other.release == plan.release, other.fund == plan.fund, other.period == plan.period
    )
    return (
        select(plan.period, plan.awards, plan.disbursement, plan.demonstration)
        .where(plan.release == release, plan.fund.in_(adb_funds()))
        .where(plan.version == newest.scalar_subquery())
        .subquery("newest")
    )


def adb_funds() -> Select:
    """Return the SELECT for the codes of the funds that ADB gives."""
    return select(Fund.code).where(Fund.kind != "counterpart")


def _adb_money(part: Summary, release: int) -> Subquery:
    money = part.table.c
    here = (money.release == release) & money.fund.in_(adb_funds())
    if part is WITHDRAWALS:
        here &= money.method.in_(MOVES)
    return select(money.period, money.amount_usd, money.demonstration).where(here).subquery("money")


def _so_far(money: Subquery, column: str, release: int) -> Subquery:
    """Return amounts up to each quarter end, USD; missing before the first and after the last."""
    period = periods(release).c.period
    last = select(func.max(money.c.period)).scalar_subquery()
    return (
        select(
            period,
            func.sum(money.c[column]).label("amount"),
            func.max(money.c.demonstration).label("demonstration"),
        )
        .join_from(period.table, money, (money.c.period <= period) & (period <= last), isouter=True)
        .group_by(period)
        .subquery(f"{money.name}_so_far")
    )


def money_against_projection(actual: Summary, column: str) -> Formula:
    """Return R4.3: ADB money so far ÷ newest projection so far, USD."""

    def formula(release: int) -> Select:
        spent = _so_far(_adb_money(actual, release), "amount_usd", release).c
        plan = _so_far(newest_projections(release), column, release).c
        invented = case((func.coalesce(spent.demonstration, 0) == 1, 1), else_=plan.demonstration)
        return select(
            spent.period,
            literal("KG").label("area"),
            spent.amount.label("numerator"),
            plan.amount.label("denominator"),
            func.coalesce(invented, 0).label("demonstration"),
        ).join_from(spent.period.table, plan.period.table, spent.period == plan.period)

    return formula


def spent_of_budget(release: int) -> Select:
    """Return R4.3c: payments so far from all funds ÷ budget of all years, USD."""
    money, line = PAYMENTS.table.c, BUDGET.table.c
    paid = select(money.period, money.amount_usd, money.demonstration).where(
        money.release == release
    )
    spent = _so_far(paid.subquery("paid"), "amount_usd", release).c
    budget = (
        select(
            func.sum(line.amount).label("amount"),
            func.max(line.demonstration).label("demonstration"),
        )
        .where(line.release == release)
        .subquery("budgeted")
        .c
    )
    invented = case((func.coalesce(spent.demonstration, 0) == 1, 1), else_=budget.demonstration)
    return select(
        spent.period,
        literal("KG").label("area"),
        spent.amount.label("numerator"),
        budget.amount.label("denominator"),
        func.coalesce(invented, 0).label("demonstration"),
    ).join_from(spent.period.table, budget.amount.table, literal(True))


def _packages_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for the schools of a district that are open, and their packages."""
    is_open = or_(School.closed_on.is_(None), School.closed_on > period)
    here = SCHOOLS.rows_behind(import_id, {"district": area, "innovative": True}).where(is_open)
    codes = here.with_only_columns(School.code).order_by(None)
    packages = PACKAGES.rows_behind(import_id, {}).where(SchoolPackage.school.in_(codes))
    return here, packages


def _money_behind(part: Summary) -> Behind:
    def behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
        """Return the SELECTs for the money so far and for the projections up to a quarter."""
        money, plan = (
            each.rows_behind(import_id, {}).where(
                each.key["fund"].in_(adb_funds()), each.key["period"] <= period
            )
            for each in (part, PROJECTIONS)
        )
        if part is WITHDRAWALS:
            money = money.where(part.key["method"].in_(MOVES))
        return money, plan

    return behind


def _spent_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for the payments up to a quarter, and for the budget of all years."""
    paid = PAYMENTS.rows_behind(import_id, {}).where(PAYMENTS.key["period"] <= period)
    return paid, BUDGET.rows_behind(import_id, {})


FORMULAS: dict[str, Formula] = {
    **implementation.FORMULAS,
    **procurement.FORMULAS,
    **promises.FORMULAS,
    **textbooks.FORMULAS,
    **training.FORMULAS,
    "R3.1": schools_equipped,
    "R3.2": packages_accepted,
    "R3.3": pupils_equipped,
    "R4.3a": money_against_projection(AWARDS, "awards"),
    "R4.3b": money_against_projection(WITHDRAWALS, "disbursement"),
    "R4.3c": spent_of_budget,
}
"""Code of the indicator -> the formula that counts it."""

ROWS_BEHIND: dict[str, Behind] = {
    **implementation.ROWS_BEHIND,
    **procurement.ROWS_BEHIND,
    **promises.ROWS_BEHIND,
    **textbooks.ROWS_BEHIND,
    **training.ROWS_BEHIND,
    "R3.1": _packages_behind,
    "R3.2": _packages_behind,
    "R3.3": _packages_behind,
    "R4.3a": _money_behind(AWARDS),
    "R4.3b": _money_behind(WITHDRAWALS),
    "R4.3c": _spent_behind,
}
"""Code of the indicator -> the facts that one of its cells rests on."""
