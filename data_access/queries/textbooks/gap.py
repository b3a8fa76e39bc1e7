"""Where are trained teachers and textbooks both short, in the same subject and language?

Both are set against the country: fewer than its share of teachers trained, and fewer than its share
of the copies needed. How many teachers of a small group are trained is never told: a district,
subject and language is judged only where the country's share of its teachers is at least five.
"""

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Subject
from data_access.models.base import name_of
from data_access.queries.areas import areas, inside
from data_access.queries.textbooks import shelves
from data_access.queries.training import teachers
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import BOOKS, TITLES

LEAST_TRAINED = 5
"""People whom the country's share of a group stands for at least, where the group is judged."""

PAIR = ["subject", "language"]


@kept("release", "period", "lang", most=6)
def pairs(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every district with each subject and language in which books were counted.

    Columns: district, district_name, region, subject, subject_name, language (str); needed,
    covered (Int64, copies), missing (Int64, needed less covered), provision (float64);
    is_told (bool, whether teachers can be told without telling a few apart), few_teachers,
    few_books (bool, below the country), is_double (bool), demonstration (Int64).
    """
    books, crew = _books(db, filters), _teachers(db, filters)
    frame = books.merge(crew, how="left", on=["district", *PAIR])
    country = crew["trained"].sum() / max(crew["eligible"].sum(), 1)
    provision = books["covered"].sum() / max(books["needed"].sum(), 1)
    eligible = frame["eligible"].astype("float64").fillna(0.0)
    trained = frame["trained"].astype("float64").fillna(0.0)
    has_reported = frame["district"].isin(list(teachers.reported(db, filters)))
    is_told = (eligible * country >= LEAST_TRAINED) & has_reported
    share = frame["covered"] / frame["needed"].where(frame["needed"] > 0).astype("float64")
    few_teachers = is_told & (trained < eligible * country)
    few_books = (share < provision).fillna(False)
    names = areas(db, filters)[["area", "area_name", "region"]]
    names = names.rename(columns={"area": "district", "area_name": "district_name"})
    told = frame.assign(
        missing=frame["needed"] - frame["covered"],
        provision=share,
        is_told=is_told,
        few_teachers=few_teachers,
        few_books=few_books,
        is_double=few_teachers & few_books,
    )
    subjects = _subjects(db, filters)
    told = told.drop(columns=["eligible", "trained"]).merge(names, on="district")
    return told.merge(subjects, on="subject").sort_values(
        ["is_double", "missing", "district", *PAIR],
        ascending=[False, False, True, True, True],
        ignore_index=True,
    )


def _books(db: Connection, filters: Filters) -> pd.DataFrame:
    row = BOOKS.table.c
    keys = [row.district, row.subject, row.language]
    newest = select(func.max(row.period)).where(
        row.release == filters.release, row.period <= filters.quarter
    )
    return read_frame(
        db,
        select(
            *keys,
            func.sum(row.needed).label("needed"),
            func.sum(row.covered).label("covered"),
            func.max(row.demonstration).label("demonstration"),
        )
        .where(row.release == filters.release, row.period == newest.scalar_subquery())
        .where(row.kind == "textbook", row.needed > 0)
        .group_by(*keys)
        .order_by(*keys),
    )


def _teachers(db: Connection, filters: Filters) -> pd.DataFrame:
    cells = teachers.cells(db, filters)
    cells = cells[cells["subject"] != teachers.NONE]
    return cells.groupby(["district", *PAIR], as_index=False)[["trained", "eligible"]].sum()


@kept("lang", "release", most=6)
def _subjects(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        select(
            Subject.code.label("subject"), name_of(Subject, filters.lang).label("subject_name")
        ).order_by(Subject.position),
    )


def by_district(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every district of the country as the map shows it.

    Columns: those of `areas` without level, and numerator (float64, subjects and languages short of
    both), denominator (float64, those that can be told), value (float64, their ratio), hidden
    (bool, none can be told), reported_count, expected_count (Int64, 0 or 1), source (str),
    demonstration (Int64).
    """
    units = areas(db, filters)
    frame = units[units["level"] == "district"].drop(columns="level").reset_index(drop=True)
    rows = pairs(db, filters)
    told = rows[rows["is_told"]].groupby("district")
    both, total = told["is_double"].sum(), told.size()
    numerator = frame["area"].map(both).astype("float64")
    denominator = frame["area"].map(total).astype("float64")
    has_counted = frame["area"].isin(rows["district"])
    has_reported = frame["area"].isin(list(teachers.reported(db, filters)))
    is_known = has_counted & has_reported
    return frame.assign(
        numerator=numerator,
        denominator=denominator,
        value=(numerator / denominator),
        hidden=is_known & denominator.isna(),
        reported_count=is_known.astype("Int64"),
        expected_count=pd.array([1] * len(frame), "Int64"),
        source="",
        demonstration=frame["area"]
        .map(rows.groupby("district")["demonstration"].max())
        .astype("Int64"),
    )


def doubles(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the districts, subjects and languages short of both, the most missing copies first."""
    rows = pairs(db, filters)
    return inside(rows[rows["is_double"]].reset_index(drop=True), filters)


def schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that lack books in a subject and language in which their district is
    short of both, the most missing copies first.

    Columns: school, school_name, district, district_name, region, subject, subject_name, language
    (str), needed, usable, missing (Int64, copies), counted_on (date), demonstration (Int64).
    """
    title, school = TITLES.table.c, SCHOOLS.table.c
    double = doubles(db, filters)
    titles = read_frame(
        db,
        select(title.title, title.subject, title.language)
        .where(title.release == filters.release, title.kind == "textbook")
        .where(*shelves.in_use(filters)),
    )
    named_schools = read_frame(
        db,
        select(school.school, school[f"name_{filters.lang}"].label("school_name"), school.district)
        .where(school.release == filters.release, school.closed_on.is_(None))
        .where(school.district.in_(list(double["district"].unique()))),
    )
    counts = shelves.fresh(db, filters)
    short = counts[(counts["usable"] < counts["needed"]).fillna(False)]
    rows = (
        short.merge(titles, on="title")
        .groupby(["school", *PAIR], as_index=False)
        .agg(
            needed=("needed", "sum"),
            usable=("usable", "sum"),
            counted_on=("counted_on", "max"),
            demonstration=("demonstration", "max"),
        )
    )
    rows = rows.merge(named_schools, on="school")
    keys = ["district", *PAIR]
    named = double[[*keys, "district_name", "region", "subject_name"]]
    frame = rows.merge(named, on=keys).assign(missing=lambda each: each["needed"] - each["usable"])
    return frame.sort_values(
        ["missing", "school", *PAIR], ascending=[False, True, True, True], ignore_index=True
    )
