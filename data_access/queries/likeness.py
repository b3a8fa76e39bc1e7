"""Which people and schools may be known under two codes, and for which is that recorded?

Only counts are told of people. Whether two codes are one is decided by people: in the column “Same
as person” of a register, or “Merged into school” of the register of schools.
"""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.changes.spots import SPOT
from data_access.changes.twins import LIKENESS
from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Person
from data_access.queries.every_school import every_school
from data_access.queries.numbers import import_of
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.summary import demonstration, known


@dataclass(frozen=True)
class Likeness:
    """How many codes may stand for another, or are known to."""

    groups: int
    """Groups of codes that are alike."""
    codes: int
    """In these groups."""
    joined: int
    """Codes that are recorded as standing for another one."""
    checked: int
    """Codes that stand for themselves."""
    demonstration: int


@kept("release")
def people(db: Connection, filters: Filters) -> Likeness:
    """Return how many codes of people are alike in every LIKENESS, by their newest rows, as
    `changes.twins` finds them when they come in."""
    clock = import_of(db, filters.release)
    here = known(Person, clock)
    newest = (
        select(Person.code, func.max(Person.since).label("since")).where(here).group_by(Person.code)
    ).subquery()
    second = select(Person.code).where(here, Person.same_as.is_not(None))
    rows = (
        select(
            func.count().label("codes"),
            func.max(demonstration(Person)).label("demonstration"),
            func.min(Person.school).label("school"),
            func.min(Person.birth_year).label("birth_year"),
        )
        .join(newest, (newest.c.code == Person.code) & (newest.c.since == Person.since))
        .where(here, Person.code.not_in(second))
        .group_by(*(Person.__table__.c[name] for name in LIKENESS))
        .subquery()
    )
    is_alike = (rows.c.codes > 1) & rows.c.school.is_not(None) & rows.c.birth_year.is_not(None)
    groups, codes = db.execute(
        select(func.count(), func.coalesce(func.sum(rows.c.codes), 0)).where(is_alike)
    ).one()
    checked, invented = db.execute(
        select(func.coalesce(func.sum(rows.c.codes), 0), func.max(rows.c.demonstration))
    ).one()
    joined = select(func.count(Person.code.distinct())).where(here, Person.same_as.is_not(None))
    return Likeness(groups, int(codes), db.scalar(joined) or 0, int(checked), invented or 0)


def schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the open schools that share a spot, or in one district a name, with another one.

    Columns: school, school_name, district_name (str), pair (str, what they share: spot or name),
    group (Int64, the same for those that are alike), demonstration (Int64).
    """
    every = every_school(db, filters)
    placed = every[every["lon"].notna() & every["lat"].notna()]
    spots = placed.assign(lon=placed["lon"].round(SPOT), lat=placed["lat"].round(SPOT))
    named = every.assign(folded=every["school_name"].str.casefold().str.split().str.join(" "))
    alike = [
        _alike(spots, ["lon", "lat"]).assign(pair="spot"),
        _alike(named, ["district", "folded"]).assign(pair="name"),
    ]
    found = pd.concat(alike, ignore_index=True)
    found["group"] = found.groupby(["pair", "key"], sort=False).ngroup().astype("Int64")
    columns = ["school", "school_name", "district_name", "pair", "group", "demonstration"]
    return found[columns].sort_values(["group", "school"], ignore_index=True)


def _alike(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows that have something in common with another one, and that as `key`."""
    twice = rows[rows.duplicated(names, keep=False)]
    keys = [" ".join(map(str, each)) for each in twice[names].itertuples(index=False)]
    return twice.assign(key=pd.Series(keys, twice.index, dtype="str"))


def merged_schools(db: Connection, filters: Filters) -> int:
    """Return how many schools are recorded as merged into another one."""
    row = SCHOOLS.table.c
    merged = select(func.count(row.school.distinct()))
    here = merged.where(row.release == filters.release, row.merged_into.is_not(None))
    return db.scalar(here) or 0
