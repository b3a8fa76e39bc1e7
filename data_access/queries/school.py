"""What is there to know about one school?

The question names the school (`Filters.school`), the release and the quarter. Everything is told
as the release knows it and as it was at the end of the quarter; region and district do not count.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, func, select
from sqlalchemy.orm import aliased

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area, Equipment, Office, PackageKind
from data_access.models.base import name_of
from data_access.models.passport import ACCESS as FEATURES
from data_access.queries.areas import inside
from data_access.queries.textbooks import shelves
from data_access.summaries import passport
from data_access.summaries.schools import PACKAGES, SCHOOLS
from data_access.summaries.summary import WORKING

SCHOOL, PACKAGE = SCHOOLS.table.c, PACKAGES.table.c
ITEM, ENROLMENT = passport.ITEMS.table.c, passport.ENROLMENT.table.c
ACCESS, TEACHING = passport.ACCESS.table.c, passport.TEACHING.table.c
ACTION = passport.ACTIONS.table.c

SCHOOL_YEAR_BEGINS = 9
"""Month."""

one_school = kept("release", "period", "school", "lang")


@one_school
def profile(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the facts of the school: one row, none where nobody knows it.

    Columns:
        school, school_name, district, district_name, region, region_name   str
        lon, lat        float64  missing where the school has no position yet
        languages       str      of instruction, codes parted by spaces
        rural, remote, innovative   bool
        girls, boys, pupil_count, teacher_count   Int64  missing where not reported
        closed_on       date     missing where it is open at the end of the quarter
        merged_into     str      code of the school that took it over; missing where none has yet
        merged_into_name  str
        demonstration   Int64    1 where the row is invented
    """
    region, heir = aliased(Area), SCHOOLS.table.alias("heir")
    frame = read_frame(
        db,
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            getattr(region, f"short_{filters.lang}").label("region_name"),
            SCHOOL.lon,
            SCHOOL.lat,
            SCHOOL.languages,
            SCHOOL.rural,
            SCHOOL.remote,
            SCHOOL.innovative,
            SCHOOL.girls,
            SCHOOL.boys,
            (SCHOOL.girls + SCHOOL.boys).label("pupil_count"),
            SCHOOL.teachers.label("teacher_count"),
            SCHOOL.closed_on,
            SCHOOL.merged_into,
            heir.c[f"name_{filters.lang}"].label("merged_into_name"),
            SCHOOL.demonstration,
        )
        .join_from(SCHOOLS.table, Area, Area.code == SCHOOL.district)
        .join(region, region.code == Area.parent)
        .join(
            heir,
            (heir.c.school == SCHOOL.merged_into) & (heir.c.release == SCHOOL.release),
            isouter=True,
        )
        .where(*_here(SCHOOLS.table, filters)),
    )
    is_closed = frame["closed_on"] <= pd.Timestamp(filters.quarter)
    ends = ("closed_on", "merged_into", "merged_into_name")
    return frame.assign(**{name: frame[name].where(is_closed) for name in ends})


def name_today(db: Connection, code: str, lang: str) -> str | None:
    """Return the name of a school as it is known now, published or not; None where nobody knows
    it."""
    here = SCHOOL.release == WORKING, SCHOOL.school == code
    return db.scalar(select(SCHOOL[f"name_{lang}"]).where(*here))


@one_school
def merged(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that the school took over by the end of the quarter, oldest first.

    Columns:
        school, school_name   str
        closed_on      date
        demonstration  Int64    1 where the row is invented
    """
    return read_frame(
        db,
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.closed_on,
            SCHOOL.demonstration,
        )
        .where(SCHOOL.release == filters.release, SCHOOL.merged_into == filters.school)
        .where(SCHOOL.closed_on <= filters.quarter)
        .order_by(SCHOOL.closed_on, SCHOOL.school),
    )


@one_school
def enrolment(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the pupils by grade, of the newest school year that has begun and was reported.

    Columns:
        school_year    str      2026/27
        grade          Int64
        girls, boys    Int64    in all languages together
        demonstration  Int64    1 where any of it is invented
    """
    newest = select(func.max(ENROLMENT.school_year)).where(*_begun(filters)).scalar_subquery()
    return read_frame(
        db,
        _pupils(ENROLMENT.school_year, ENROLMENT.grade).where(
            *_begun(filters), ENROLMENT.school_year == newest
        ),
    )


@one_school
def enrolment_by_year(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the pupils of every school year that has begun and was reported, oldest first.

    Columns:
        school_year    str      2026/27
        girls, boys    Int64
        pupil_count    Int64
        demonstration  Int64    1 where any of it is invented
    """
    frame = read_frame(db, _pupils(ENROLMENT.school_year).where(*_begun(filters)))
    frame.insert(3, "pupil_count", frame["girls"] + frame["boys"])
    return frame


def _pupils(*by: ColumnElement) -> Select:
    sums = (func.sum(ENROLMENT[name]).label(name) for name in ("girls", "boys"))
    invented = func.max(ENROLMENT.demonstration).label("demonstration")
    return select(*by, *sums, invented).group_by(*by).order_by(*by)


def _begun(filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the school years that have begun by the end of the quarter."""
    day = filters.quarter
    last = day.year if day.month >= SCHOOL_YEAR_BEGINS else day.year - 1
    # The years are texts of one form, so that they sort as years do.
    return *_here(passport.ENROLMENT.table, filters), ENROLMENT.school_year < f"{last + 1}"


@one_school
def items(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what the packages of the school hold, in the order of packages.

    Columns:
        package, package_name, item, item_name   str
        unit           str      pieces, sets, licences, square_metres or works
        planned, delivered, accepted, defective   Int64  accepted + defective ≤ delivered
        demonstration  Int64    1 where the row is invented
    """
    columns = (
        ITEM.item,
        name_of(Equipment, filters.lang).label("item_name"),
        Equipment.unit,
        *(ITEM[name] for name in ("planned", "delivered", "accepted", "defective")),
    )
    statement = _by_package(passport.ITEMS.table, filters, *columns)
    return read_frame(
        db, statement.join(Equipment, Equipment.code == ITEM.item).order_by(Equipment.position)
    )


@one_school
def money(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the money of each package of the school, in the order of packages.

    Columns:
        package, package_name, school   str
        budget, contracted, spent   float64  KGS; missing where not reported
        demonstration  Int64    1 where the row is invented
    """
    columns = PACKAGE.school, PACKAGE.budget, PACKAGE.contracted, PACKAGE.spent
    return read_frame(db, _by_package(PACKAGES.table, filters, *columns))


def _by_package(table: Table, filters: Filters, *columns: Any) -> Select:
    """Return the SELECT for rows of the school that belong to a package, in their order."""
    name = name_of(PackageKind, filters.lang).label("package_name")
    return (
        select(table.c.package, name, *columns, table.c.demonstration)
        .join(PackageKind, PackageKind.code == table.c.package)
        .where(*_here(table, filters))
        .order_by(PackageKind.position)
    )


@one_school
def teaching(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return teachers of mathematics and sciences, and the attestation pilot: newest row by then.

    Columns:
        period         date     quarter of the row
        teachers_eligible, teachers_trained, candidates, attested, certified   Int64  missing
                                where not reported
        demonstration  Int64    1 where the row is invented
    """
    names = ("teachers_eligible", "teachers_trained", "candidates", "attested", "certified")
    return read_frame(
        db,
        select(TEACHING.period, *(TEACHING[name] for name in names), TEACHING.demonstration).where(
            *_newest(passport.TEACHING.table, filters)
        ),
    )


@one_school
def textbooks(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every textbook that the school counted, by its newest count: as `shelves.of_schools`.

    A count has a day of its own, so it is told whatever quarter is asked.
    """
    return shelves.of_schools(db, filters, [filters.school or ""])


@one_school
def access(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what the school offers to pupils with disabilities: the newest row by then.

    Columns:
        period         date     quarter of the row
        ramp, toilet, resource_room, adapted_materials   boolean  missing where not assessed
        pupils_with_disabilities, pupils_served   Int64  missing where not reported
        demonstration  Int64    1 where the row is invented
    """
    return read_frame(
        db,
        select(ACCESS.period, *_offered(), ACCESS.demonstration).where(
            *_newest(passport.ACCESS.table, filters)
        ),
    )


def access_of_all(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same of every innovative school asked for that is open, newest row of each.

    Columns:
        school, school_name, district, district_name, region   str
        period         date     missing where the school was never assessed, as all that follows
        ramp, toilet, resource_room, adapted_materials   boolean
        pupils_with_disabilities, pupils_served   Int64
        demonstration  Int64    1 where the school or its row is invented
    """
    return inside(_access_of_all(db, filters), filters)


@kept("release", "period", "lang")
def _access_of_all(db: Connection, filters: Filters) -> pd.DataFrame:
    newest = (
        select(ACCESS.school, func.max(ACCESS.period).label("period"))
        .where(ACCESS.release == filters.release, ACCESS.period <= filters.quarter)
        .group_by(ACCESS.school)
        .subquery("newest")
    )
    invented = func.coalesce(ACCESS.demonstration, 0) + SCHOOL.demonstration
    frame = read_frame(
        db,
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            ACCESS.period,
            *_offered(),
            invented.label("demonstration"),
        )
        .select_from(SCHOOLS.table)
        .join(Area, Area.code == SCHOOL.district)
        .outerjoin(newest, newest.c.school == SCHOOL.school)
        .outerjoin(
            passport.ACCESS.table,
            (ACCESS.release == SCHOOL.release)
            & (ACCESS.school == newest.c.school)
            & (ACCESS.period == newest.c.period),
        )
        .where(SCHOOL.release == filters.release, SCHOOL.innovative)
        .where(SCHOOL.closed_on.is_(None) | (SCHOOL.closed_on > filters.quarter))
        .order_by(SCHOOL.school),
    )
    return frame.assign(demonstration=frame["demonstration"].clip(upper=1))


def _offered() -> tuple[ColumnElement, ...]:
    names = (*FEATURES, "pupils_with_disabilities", "pupils_served")
    return tuple(ACCESS[name] for name in names)


@one_school
def actions(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the commitments and issues of the school: open ones first, the most urgent on top.

    Columns:
        action         str      code
        kind           str      issue or commitment
        text, owner_name   str
        due_on         date
        done_on        date     missing where it is not done by the end of the quarter
        days_overdue   Int64    days since it was due; missing where it is done or not due yet
        demonstration  Int64    1 where the row is invented
    """
    frame = read_frame(
        db,
        select(
            ACTION.code.label("action"),
            ACTION.kind,
            ACTION[f"text_{filters.lang}"].label("text"),
            name_of(Office, filters.lang).label("owner_name"),
            ACTION.due_on,
            ACTION.done_on,
            ACTION.demonstration,
        )
        .join(Office, Office.code == ACTION.owner)
        .where(*_here(passport.ACTIONS.table, filters))
        .order_by(ACTION.due_on, ACTION.code),
    )
    day = pd.Timestamp(filters.quarter)
    done_on = frame["done_on"].where(frame["done_on"] <= day)
    overdue = (day - frame["due_on"]).dt.days.astype("Int64")
    overdue = overdue.where(done_on.isna() & (frame["due_on"] < day))
    invented = frame.pop("demonstration")
    told = frame.assign(done_on=done_on, days_overdue=overdue, demonstration=invented)
    return told.sort_values("done_on", key=lambda days: days.notna(), kind="stable").reset_index(
        drop=True
    )


def _here(table: Table, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    return table.c.release == filters.release, table.c.school == filters.school


def _newest(table: Table, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the rows of the newest quarter that is not after the one asked."""
    until: date = filters.quarter
    here = (*_here(table, filters), table.c.period <= until)
    newest = select(func.max(table.c.period)).where(*here).scalar_subquery()
    return *here, table.c.period == newest
