"""Which people and schools may be known under two codes, and for which is that recorded?

Only counts are told of people. Whether two codes are one is decided by people: in the column “Same
as person” of a register, or “Merged into school” of the register of schools; that they are two, on
the sheets of those that are kept apart.
"""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Subquery, func, select

from data_access import ledger
from data_access.changes.spots import SPOT
from data_access.changes.twins import LIKENESS
from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Person
from data_access.queries.every_school import every_school
from data_access.queries.numbers import import_of
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.summary import WORKING, demonstration, known
from data_access.twin_kinds import PERSONS_KIND, SCHOOLS_KIND, Pair, open_pairs


@dataclass(frozen=True)
class Likeness:
    """How many codes may stand for another, or are known to."""

    groups: int
    """Groups of codes that are alike."""
    codes: int
    """In these groups."""
    joined: int
    """Codes that are recorded as standing for another one."""
    apart: int
    """Pairs of codes that are recorded as two."""
    checked: int
    """Codes that stand for themselves."""
    demonstration: int


@kept("release")
def people(db: Connection, filters: Filters) -> Likeness:
    """Return how many codes of people are alike in every LIKENESS, by their newest rows, as
    `changes.twins` finds them when they come in."""
    clock = import_of(db, filters.release)
    here, row = known(Person, clock), _standing(clock)
    apart = PERSONS_KIND.apart_on(db, clock)
    pairs = [open_pairs([group], apart) for group in alike_people(db, clock)]
    groups = [{code for pair in found for code in pair} for found in pairs if found]
    checked, invented = db.execute(
        select(func.count(), func.max(row.c.demonstration)).select_from(row)
    ).one()
    joined = select(func.count(Person.code.distinct())).where(here, Person.same_as.is_not(None))
    codes = sum(map(len, groups))
    told = db.scalar(joined) or 0
    return Likeness(len(groups), codes, told, len(apart), checked, invented or 0)


def alike_people(db: Connection, clock: int) -> list[tuple[str, ...]]:
    """Return the codes that are alike in every LIKENESS, as known on an import."""
    row = _standing(clock)
    shared = [row.c[name] for name in LIKENESS]
    counted = select(row, func.count().over(partition_by=shared).label("codes")).subquery()
    found = counted.c
    is_alike = (found.codes > 1) & found.school.is_not(None) & found.birth_year.is_not(None)
    groups: dict[tuple, list[str]] = {}
    for each in db.execute(select(counted).where(is_alike).order_by(found.code)).mappings():
        groups.setdefault(tuple(each[name] for name in LIKENESS), []).append(each["code"])
    return [tuple(codes) for codes in groups.values()]


def _standing(clock: int) -> Subquery:
    """Return the newest row of every code that stands for itself: code, LIKENESS, demonstration."""
    here = known(Person, clock)
    newest = (
        select(Person.code, func.max(Person.since).label("since")).where(here).group_by(Person.code)
    ).subquery()
    second = select(Person.code).where(here, Person.same_as.is_not(None))
    return (
        select(
            Person.code,
            *(Person.__table__.c[name] for name in LIKENESS),
            demonstration(Person).label("demonstration"),
        )
        .join(newest, (newest.c.code == Person.code) & (newest.c.since == Person.since))
        .where(here, Person.code.not_in(second))
        .subquery("standing")
    )


def schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the open schools that share a spot, or in one district a name, with another one; those
    that are recorded as merged are left out, and so are pairs that are recorded as two.

    Columns: school, school_name, district_name (str), pair (str, what they share: spot or name),
    group (Int64, the same for those that are alike), demonstration (Int64).
    """
    every = every_school(db, filters)
    every = every[~every["school"].isin(merged_schools(db, filters))]
    placed = every[every["lon"].notna() & every["lat"].notna()]
    spots = placed.assign(lon=placed["lon"].round(SPOT), lat=placed["lat"].round(SPOT))
    named = every.assign(folded=every["school_name"].str.casefold().str.split().str.join(" "))
    alike = [
        _alike(spots, ["lon", "lat"]).assign(pair="spot"),
        _alike(named, ["district", "folded"]).assign(pair="name"),
    ]
    found = pd.concat(alike, ignore_index=True)
    apart = SCHOOLS_KIND.apart_on(db, _clock(db, filters))
    found = found[_with_a_twin(found, apart)].reset_index(drop=True)
    found["group"] = found.groupby(["pair", "key"], sort=False).ngroup().astype("Int64")
    columns = ["school", "school_name", "district_name", "pair", "group", "demonstration"]
    return found[columns].sort_values(["group", "school"], ignore_index=True)


def _alike(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows that have something in common with another one, and that as `key`."""
    twice = rows[rows.duplicated(names, keep=False)]
    keys = [" ".join(map(str, each)) for each in twice[names].itertuples(index=False)]
    return twice.assign(key=pd.Series(keys, twice.index, dtype="str"))


def _clock(db: Connection, filters: Filters) -> int:
    """Return the newest import of a release, or of all where nothing of it is published yet."""
    is_working = filters.release == WORKING
    return ledger.clock(db) if is_working else import_of(db, filters.release)


def _with_a_twin(found: pd.DataFrame, apart: set[Pair]) -> pd.Series:
    """Return of each school whether another one of its group is not recorded as different."""
    groups = found.groupby(["pair", "key"], sort=False)["school"].agg(list).to_dict()
    twins = {
        key: {code for pair in open_pairs([codes], apart) for code in pair}
        for key, codes in groups.items()
    }
    rows = zip(found["school"], found["pair"], found["key"], strict=True)
    is_open = [school in twins[pair, key] for school, pair, key in rows]
    return pd.Series(is_open, found.index, dtype=bool)


def apart_schools(db: Connection, filters: Filters) -> int:
    """Return how many pairs of schools are recorded as two."""
    return len(SCHOOLS_KIND.apart_on(db, _clock(db, filters)))


def merged_schools(db: Connection, filters: Filters) -> set[str]:
    """Return the schools that are recorded as merged into another one."""
    row = SCHOOLS.table.c
    merged = select(row.school).where(row.release == filters.release, row.merged_into.is_not(None))
    return set(db.scalars(merged))
