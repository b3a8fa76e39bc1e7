"""What stands on the shelves of schools, title by title, as counted last?

The newest count of a title is the word of the release, whatever quarter is asked; it carries the
day on which it was made.
"""

from collections.abc import Collection

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, or_, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.textbooks import GRADES
from data_access.models import Area, Subject
from data_access.models.base import name_of
from data_access.school_years import school_year
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import SHELVES, TITLES

SCHOOL, SHELF, TITLE = SCHOOLS.table.c, SHELVES.table.c, TITLES.table.c
MADE_OF = ("needed", "covered", "surplus", "shortage", "usable", "worn", "lost")
"""Copies that add up over shelves."""


def of_schools(db: Connection, filters: Filters, schools: Collection[str]) -> pd.DataFrame:
    """Return the newest count of every textbook in some schools.

    Columns:
        school, title, title_name, subject, subject_name, language, standard   str
        grade          Int64
        in_use         bool     pupils of the school year of the quarter need it
        counted_on     date
        is_old         bool     counted more than twelve months before the end of the quarter
        needed         Int64    pupils who need a copy; missing where they are not known
        usable, worn, lost   Int64  copies
        covered        Int64    usable copies, at most as many as are needed
        surplus        Int64    usable copies above the need
        shortage       Int64    copies that are missing; as covered and surplus, missing where
                                needed is
        demonstration  Int64    1 where anything of it is invented
    """
    frame = read_frame(
        db,
        select(
            SHELF.school,
            SHELF.title,
            TITLE[f"name_{filters.lang}"].label("title_name"),
            TITLE.subject,
            name_of(Subject, filters.lang).label("subject_name"),
            TITLE.language,
            TITLE.standard,
            TITLE.grade,
            TITLE.first_year,
            TITLE.last_year,
            SHELF.counted_on,
            SHELF.expires,
            SHELF.needed,
            SHELF.usable,
            SHELF.worn,
            SHELF.lost,
            SHELF.demonstration,
        )
        .join_from(
            SHELVES.table,
            TITLES.table,
            (TITLE.title == SHELF.title) & (TITLE.release == SHELF.release),
        )
        .join(Subject, Subject.code == TITLE.subject)
        .where(SHELF.release == filters.release, SHELF.school.in_(list(schools)))
        .where(TITLE.kind == "textbook")
        .order_by(SHELF.school, Subject.position, TITLE.grade, TITLE.language, SHELF.title),
    )
    is_old = frame.pop("expires") < pd.Timestamp(filters.quarter)
    in_use = is_in_use(frame.pop("first_year"), frame.pop("last_year"), filters)
    told = against_need(frame).assign(in_use=in_use, is_old=is_old)
    return told.assign(demonstration=told.pop("demonstration"))


@kept("release", most=2)
def newest(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the newest count of every title in every school, closed ones included.

    By title and school. Columns as SHELVES has them: school, title (str), counted_on, expires
    (date), usable, worn, lost, needed, received, demonstration (Int64).
    """
    names = ("school", "title", "counted_on", "expires", "usable", "worn", "lost")
    return read_frame(
        db,
        select(*(SHELF[name] for name in (*names, "needed", "received", "demonstration")))
        .where(SHELF.release == filters.release)
        .order_by(SHELF.title, SHELF.school),
    )


def fresh(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the `newest` counts that are no older than twelve months at the end of the quarter."""
    counts = newest(db, filters)
    return counts[counts["expires"] >= pd.Timestamp(filters.quarter)]


@kept("release", "period", most=8)
def open_schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that are open at the end of the quarter: school, district, region."""
    is_open = SCHOOL.closed_on.is_(None) | (SCHOOL.closed_on > filters.quarter)
    return read_frame(
        db,
        select(SCHOOL.school, SCHOOL.district, Area.parent.label("region"))
        .join(Area, Area.code == SCHOOL.district)
        .where(SCHOOL.release == filters.release, is_open),
    )


@kept("release", "period")
def textbooks(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the textbooks of grades 7–9 in use in the school year of the quarter.

    Columns: title, subject, language, standard, first_year (str), grade (Int64).
    """
    names = ("title", "subject", "language", "standard", "grade", "first_year")
    return read_frame(
        db,
        select(*(TITLE[name] for name in names))
        .where(TITLE.release == filters.release, *in_use(filters))
        .where(TITLE.kind == "textbook", TITLE.grade.between(*GRADES)),
    )


def in_use(filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the titles in use in the school year of the quarter."""
    year = school_year(filters.quarter)
    return TITLE.first_year <= year, or_(TITLE.last_year.is_(None), TITLE.last_year >= year)


def is_in_use(first_year: pd.Series, last_year: pd.Series, filters: Filters) -> pd.Series:
    """Return which titles are in use in the school year of the quarter."""
    year = school_year(filters.quarter)
    return (first_year <= year) & (last_year.isna() | (last_year >= year))


def against_need(shelves: pd.DataFrame) -> pd.DataFrame:
    """Return shelves of `needed` and `usable` copies with `covered`, `surplus` and `shortage`."""
    needed, usable = shelves["needed"], shelves["usable"]
    covered = usable.where(usable < needed, needed).mask(needed.isna())
    return shelves.assign(covered=covered, surplus=(usable - covered), shortage=(needed - covered))


def provision(shelves: pd.DataFrame) -> float:
    """Return the provision of titles in use together, capped in each; missing without any need."""
    used = shelves[shelves["in_use"]]
    needed = int(used["needed"].sum())
    return int(used["covered"].sum()) / needed if needed else float("nan")


def by_subject(shelves: pd.DataFrame) -> pd.DataFrame:
    """Return the shelves of a school added up by subject and language, in their order.

    Titles that nobody needs any more are left out.

    Columns:
        subject, subject_name, language   str
        needed, covered, surplus, shortage, usable, worn, lost   Int64  needed, covered, surplus
                         and shortage are missing where the pupils are not known of any title
        provision_share  float64  covered ÷ needed, 0 to 1; missing where needed is
        counted_on       date     newest day of counting
        is_old           bool     all counts are older than twelve months
    """
    used = shelves[shelves["in_use"] & (shelves["needed"].fillna(1) > 0)]
    groups = used.groupby(["subject", "subject_name", "language"], sort=False)
    sums = groups[list(MADE_OF)].sum(min_count=1).astype("Int64")
    dated = groups.agg(counted_on=("counted_on", "max"), is_old=("is_old", "all"))
    return shared(sums).join(dated).reset_index()


def by_school(shelves: pd.DataFrame) -> pd.DataFrame:
    """Return shelves of titles in use by school: needed, provision_share, demonstration."""
    groups = shelves[shelves["in_use"]].groupby("school")
    sums = groups[["needed", "covered"]].sum(min_count=1).astype("Int64")
    invented = groups["demonstration"].max()
    told = shared(sums).assign(demonstration=invented).reset_index()
    return told[["school", "needed", "provision_share", "demonstration"]]


def shared(sums: pd.DataFrame) -> pd.DataFrame:
    """Return sums of copies with `provision_share`; missing where nothing is needed."""
    covered, needed = (
        sums[name].to_numpy("float64", na_value=np.nan) for name in ("covered", "needed")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return sums.assign(provision_share=np.where(needed > 0, covered / needed, np.nan))
