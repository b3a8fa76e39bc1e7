"""Formulas of teacher training: people trained, coverage, gain, certification, e-learning.

All are cumulative: they tell the state at the end of a quarter.
"""

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
    select,
    union_all,
)

from data_access.indicators.quarters import Areas, each_of
from data_access.models import AttestationCase, EligibleTeachers, ModuleEnrolment
from data_access.models.base import Exact, exact
from data_access.summaries.summary import Summary
from data_access.summaries.training import (
    ATTESTATION,
    ELIGIBLE,
    GAIN,
    MODULES,
    REGISTERS,
    TRAINED,
)

TEACHERS = "teachers"


def _in_quarters(part: Summary, release: int, *numbers: str, **only: str) -> Subquery:
    """Return sums of columns of a summary, exact, by quarter and district where there is one."""
    rows = part.table.c
    place = (rows.district,) if "district" in rows else ()
    here = (rows[name] == value for name, value in only.items())
    return (
        select(
            rows.period,
            *place,
            *(_whole(rows[name]).label(name) for name in numbers),
            func.max(rows.demonstration).label("demonstration"),
        )
        .where(rows.release == release, *here)
        .group_by(rows.period, *place)
        .subquery(f"{part.table.name}_in_quarters")
    )


def _whole(number: ColumnElement) -> ColumnElement:
    """Return the sum of a column as an exact number."""
    if isinstance(number.type, Exact):
        return func.sum(number)
    return exact(func.sum(number, type_=Integer()))


def _quarters(release: int, *parts: Summary) -> Subquery:
    """Return every quarter with a closed register, a completion, or a row of other summaries."""
    tables = (part.table.c for part in (REGISTERS, TRAINED, *parts))
    rows = union_all(
        *(select(part.period, part.demonstration).where(part.release == release) for part in tables)
    ).subquery("rows")
    invented = func.max(rows.c.demonstration).label("demonstration")
    return select(rows.c.period, invented).group_by(rows.c.period).subquery("quarters")


def people_trained(audience: str):
    """Return R1.2 or R2.4: people of an audience who completed a course for it."""

    def formula(release: int) -> Select:
        quarters = _quarters(release)
        trained = _in_quarters(TRAINED, release, "people", audience=audience)
        return (
            select(
                quarters.c.period,
                literal("KG").label("area"),
                _or_nobody(func.sum(trained.c.people)).label("numerator"),
                _no_denominator(),
                func.max(_either(trained, quarters)).label("demonstration"),
            )
            .join_from(quarters, trained, trained.c.period <= quarters.c.period, isouter=True)
            .group_by(quarters.c.period)
        )

    return formula


def _or_nobody(people: ColumnElement) -> ColumnElement:
    return func.coalesce(people, exact(literal(0)))


def _no_denominator() -> ColumnElement:
    return cast(null(), Exact()).label("denominator")


def _either(one: Subquery, other: Subquery) -> ColumnElement:
    """Return 1 where a row of one or of the other is invented; the first may be missing."""
    return case((one.c.demonstration == 1, 1), else_=other.c.demonstration)


def _registered(release: int) -> Subquery:
    """Return every closed register, with the teachers of the district trained up to it."""
    register = select(REGISTERS.table).where(REGISTERS.table.c.release == release).subquery()
    trained = _in_quarters(TRAINED, release, "people", audience=TEACHERS)
    is_counted = (trained.c.district == register.c.district) & (
        trained.c.period <= register.c.period
    )
    return (
        select(
            register.c.period,
            register.c.district.label("area"),
            _or_nobody(func.sum(trained.c.people)).label("numerator"),
            func.max(_either(trained, register)).label("demonstration"),
        )
        .join_from(register, trained, is_counted, isouter=True)
        .group_by(register.c.period, register.c.district)
        .subquery("registered")
    )


def teachers_trained(release: int) -> Select:
    """R2.1: teachers who completed a course for teachers, where the register is closed."""
    rows = _registered(release).c
    return select(rows.period, rows.area, rows.numerator, _no_denominator(), rows.demonstration)


def training_coverage(release: int) -> Select:
    """R2.2: teachers trained ÷ eligible teachers by the newest count of the district."""
    rows, counts = _registered(release), _in_quarters(ELIGIBLE, release, "teachers")
    is_before = (counts.c.district == rows.c.area) & (counts.c.period <= rows.c.period)
    newest_first = {
        "partition_by": (rows.c.area, rows.c.period),
        "order_by": counts.c.period.desc(),
    }
    found = (
        select(
            *(rows.c.period, rows.c.area, rows.c.numerator),
            counts.c.teachers.label("denominator"),
            _either(counts, rows).label("demonstration"),
            func.row_number().over(**newest_first).label("turn"),
        )
        .join_from(rows, counts, is_before, isouter=True)
        .subquery("found")
    )
    columns = [column for column in found.c if column.name != "turn"]
    return select(*columns).where(found.c.turn == 1)


def ratio(part: Summary, numerator: str, denominator: str):
    """Return R2.3, R2.5 or R2.6: a number ÷ another one, both added up over the country."""

    def formula(release: int) -> Select:
        quarters = _quarters(release, part)
        sums = _in_quarters(part, release, numerator, denominator)
        return (
            select(
                quarters.c.period,
                literal("KG").label("area"),
                func.sum(sums.c[numerator]).label("numerator"),
                func.sum(sums.c[denominator]).label("denominator"),
                func.max(sums.c.demonstration).label("demonstration"),
            )
            .join_from(quarters, sums, sums.c.period <= quarters.c.period)
            .group_by(quarters.c.period)
        )

    return formula


def _trained_behind(import_id: int, period: date, **cell: object) -> tuple[Select, ...]:
    is_before = TRAINED.key["period"] <= period
    own = TRAINED.rows_behind(import_id, cell).where(is_before)
    return own, *TRAINED.others_behind(import_id, cell, is_before)


def people_behind(audience: str):
    """Return how the facts behind R1.2 or R2.4 are found: first completions, and people."""

    def behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
        return _trained_behind(import_id, period, audience=audience)

    return behind


def teachers_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for first completions, people and the register of a district."""
    register = REGISTERS.rows_behind(import_id, {"district": area, "period": period})
    return *_trained_behind(import_id, period, district=area, audience=TEACHERS), register


def coverage_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the same, and SELECTs for the newest count of eligible teachers of each district."""
    eligible = (_newest_count(import_id, each, period) for each in each_of(area))
    return *teachers_behind(import_id, area, period), *eligible


def _newest_count(import_id: int, district: str, period: date) -> Select:
    counts = ELIGIBLE.rows_behind(import_id, {"district": district})
    earlier = counts.where(EligibleTeachers.period <= period).order_by(None)
    newest = earlier.with_only_columns(func.max(EligibleTeachers.period)).scalar_subquery()
    return counts.where(EligibleTeachers.period == newest)


def ratio_behind(part: Summary, first: ColumnElement | None = None):
    """Return how the facts behind a ratio are found.

    `first` is the quarter of a fact that counts in several quarters from which on it is there.
    """

    def behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
        quarter = part.key["period"]
        once = () if first is None else (quarter == first,)
        return (part.rows_behind(import_id, {}).where(quarter <= period, *once),)

    return behind


FORMULAS = {
    "R1.2": people_trained("specialists"),
    "R2.1": teachers_trained,
    "R2.2": training_coverage,
    "R2.3": ratio(GAIN, "sum_gain", "both"),
    "R2.4": people_trained("leaders"),
    "R2.5": ratio(ATTESTATION, "certified", "candidates"),
    "R2.6": ratio(MODULES, "completed", "enrolled"),
}

ROWS_BEHIND = {
    "R1.2": people_behind("specialists"),
    "R2.1": teachers_behind,
    "R2.2": coverage_behind,
    "R2.3": ratio_behind(GAIN),
    "R2.4": people_behind("leaders"),
    "R2.5": ratio_behind(ATTESTATION, AttestationCase.__table__.c.applied_period),
    "R2.6": ratio_behind(MODULES, ModuleEnrolment.__table__.c.period),
}
