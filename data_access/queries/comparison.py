"""What do picked schools look like beside each other?

The question names them (`Filters.schools`); region and district do not count. Each function asks
the database once, however many schools were picked.
"""

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, func, select

from data_access.filters import Filters
from data_access.frames import read_frame
from data_access.models import Area
from data_access.queries.school import ACTION, SCHOOL, TEACHING
from data_access.queries.textbooks import shelves
from data_access.summaries import passport
from data_access.summaries.schools import SCHOOLS


def facts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the facts of the picked schools, in the order they were picked.

    Columns:
        school, school_name, district_name, region_name   str
        rural, remote   bool
        languages       str      codes parted by spaces
        girls, boys, pupil_count, teacher_count   Int64  missing where not reported
        demonstration   Int64    1 where the row is invented
    """
    region = Area.__table__.alias("region")
    frame = read_frame(
        db,
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            region.c[f"short_{filters.lang}"].label("region_name"),
            SCHOOL.rural,
            SCHOOL.remote,
            SCHOOL.languages,
            SCHOOL.girls,
            SCHOOL.boys,
            (SCHOOL.girls + SCHOOL.boys).label("pupil_count"),
            SCHOOL.teachers.label("teacher_count"),
            SCHOOL.demonstration,
        )
        .join_from(SCHOOLS.table, Area, Area.code == SCHOOL.district)
        .join(region, region.c.code == Area.parent)
        .where(*_picked(SCHOOLS.table, filters)),
    )
    order = {code: place for place, code in enumerate(filters.schools or ())}
    return frame.sort_values("school", key=lambda codes: codes.map(order), ignore_index=True)


def teaching(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the newest row of each picked school on its teachers, none where nobody reported.

    Columns:
        school         str
        teachers_eligible, teachers_trained, candidates, attested, certified   Int64  missing
                                where not reported
        demonstration  Int64    1 where the row is invented
    """
    names = ("teachers_eligible", "teachers_trained", "candidates", "attested", "certified")
    return read_frame(
        db,
        select(TEACHING.school, *(TEACHING[name] for name in names), TEACHING.demonstration)
        .where(*_newest(passport.TEACHING.table, filters))
        .order_by(TEACHING.school),
    )


def textbooks(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the provision of each picked school, capped by title, by its newest counts.

    Columns:
        school           str      none where nothing was ever counted
        needed           Int64    copies; missing where the pupils are not known
        provision_share  float64  missing where nothing is needed
        demonstration    Int64    1 where anything of it is invented
    """
    return shelves.by_school(shelves.of_schools(db, filters, filters.schools or ()))


def actions(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many commitments and issues of each picked school are open and overdue.

    Columns:
        school           str      none where nothing was ever recorded
        open_count, overdue_count   Int64
        demonstration    Int64    1 where anything of it is invented
    """
    frame = read_frame(
        db,
        select(ACTION.school, ACTION.due_on, ACTION.done_on, ACTION.demonstration)
        .where(*_picked(passport.ACTIONS.table, filters))
        .order_by(ACTION.school),
    )
    day = pd.Timestamp(filters.quarter)
    is_open = ~(frame["done_on"] <= day)
    counted = frame.assign(open_count=is_open, overdue_count=is_open & (frame["due_on"] < day))
    sums = {"open_count": "sum", "overdue_count": "sum", "demonstration": "max"}
    return counted.groupby("school", as_index=False).agg(sums).astype(dict.fromkeys(sums, "Int64"))


def _picked(table: Table, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    return table.c.release == filters.release, table.c.school.in_(filters.schools or ())


def _newest(table: Table, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the newest row of each school that is not after the quarter."""
    here = _picked(table, filters)
    other = table.alias("newest")
    newest = (
        select(func.max(other.c.period))
        .where(
            other.c.release == table.c.release,
            other.c.school == table.c.school,
            other.c.period <= filters.quarter,
        )
        .correlate(table)
        .scalar_subquery()
    )
    return *here, table.c.period == newest
