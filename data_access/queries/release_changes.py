"""Why does a figure stand otherwise in one release than in another?

Both releases are seen at their own quarters. A change is split in two ways, each of which adds up:

- by time: what the newer release says otherwise of the earlier quarter (`restated`), and what came
  between the two quarters, both as the newer release knows them (`moved`);
- of a ratio, by part: what the numerator moved over the earlier denominator (`by_numerator`), and
  what the denominator moved under the newer numerator (`by_denominator`).

Beside that the rows behind both figures can be compared one by one (`rows`). They are counted, not
weighed: what one row moves depends on the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import orjson
from sqlalchemy import Connection, Select, Table, and_, or_, select

from data_access.changes.bulk import batches
from data_access.definitions import COUNTING
from data_access.filters import Filters
from data_access.frames import either, kept
from data_access.models import FACTS, Definition, Indicator
from data_access.queries import results
from data_access.queries.numbers import OF_A_FEW, behind, import_of
from data_access.queries.results import OF_PEOPLE, RATIOS, Row
from data_access.suppression import FEW


@dataclass(frozen=True)
class Rows:
    """How the facts behind a figure differ between two releases."""

    new: int = 0
    """Facts that the earlier release did not know, and that replace none."""
    corrected: int = 0
    """Facts that were closed and replaced by another one with the same key."""
    withdrawn: int = 0
    """Facts that were closed and not replaced."""
    counted_now: int = 0
    """Facts known before, which count only in the later quarter."""
    counted_then: int = 0
    """Facts still known, which counted only in the earlier quarter."""


@dataclass(frozen=True)
class Change:
    """A figure of the country in two releases, or its status, that differ."""

    before: Row
    after: Row
    change: float
    """NaN where either value is missing."""
    restated: float
    moved: float
    """NaN where the newer release has no value for the earlier quarter, or a few could be told."""
    by_numerator: float
    by_denominator: float
    """NaN where it is no ratio."""
    meaning: tuple[str, ...]
    """What decides the figure and was defined otherwise: columns of indicators."""

    @property
    def is_flipped(self) -> bool:
        """Whether the status changed."""
        return self.before["status"] != self.after["status"]

    @property
    def demonstration(self) -> bool:
        """Whether anything behind either is invented."""
        return either(self.before["demonstration"], self.after["demonstration"]) == 1


def changes(db: Connection, now: Filters, then: Filters) -> list[Change]:
    """Return every figure of the country that differs between two complete questions, by code.

    A move of a few people is left out.
    """
    after, before = results.standing(db, now), results.standing(db, then)
    between = results.standing(db, _at(now, then))
    defined = redefined(db, now, then)
    found = []
    for code, row in after.items():
        was = before[code]
        if not _differs(was, row) and code not in defined:
            continue
        if code in OF_PEOPLE and _is_few(row["numerator"] - was["numerator"]):
            continue
        found.append(_change(was, between[code], row, defined.get(code, ())))
    return found


def _at(now: Filters, then: Filters) -> Filters:
    return Filters(release=now.release, period=then.period, lang=now.lang)


def _differs(was: Row, row: Row) -> bool:
    names = ("value", "numerator", "denominator")
    return was["status"] != row["status"] or any(
        was[name] != row[name] and not (isnan(was[name]) and isnan(row[name])) for name in names
    )


def _is_few(people: float) -> bool:
    return 0 < abs(people) < FEW


def _change(was: Row, between: Row, row: Row, meaning: tuple[str, ...]) -> Change:
    restated, moved = between["value"] - was["value"], row["value"] - between["value"]
    steps = (between["numerator"] - was["numerator"], row["numerator"] - between["numerator"])
    if row["indicator"] in OF_PEOPLE and any(_is_few(step) for step in steps):
        restated, moved = nan, nan
    by_numerator, by_denominator = of_ratio(was, row)
    return Change(
        was,
        row,
        row["value"] - was["value"],
        restated,
        moved,
        by_numerator,
        by_denominator,
        meaning,
    )


def of_ratio(was: Row, row: Row) -> tuple[float, float]:
    """Return what numerator and denominator moved a ratio; they add up to its change."""
    if row["unit"] not in RATIOS or not was["denominator"] > 0 or not row["denominator"] > 0:
        return nan, nan
    halfway = row["numerator"] / was["denominator"]
    return halfway - was["value"], row["value"] - halfway


def rows(db: Connection, now: Filters, then: Filters, was: Row, row: Row) -> Rows | None:
    """Return how the facts behind a figure differ between two releases; None where they stand for
    people. `was` and `row` as `results.standing` returns them of `then` and `now`."""
    if row["indicator"] in OF_A_FEW:
        return None
    known = {fact.__table__: fact for fact in FACTS}
    ours, theirs = behind(db, now, row), behind(db, then, was)
    imports = import_of(db, then.release), import_of(db, now.release)
    totals = dict.fromkeys(Rows.__dataclass_fields__, 0)
    for table in {**ours, **theirs}:
        key = known[table].KEY
        now_counted, then_counted = (_ids(db, part.get(table)) for part in (ours, theirs))
        came, gone = (
            _facts(db, table, key, ids)
            for ids in (now_counted - then_counted, then_counted - now_counted)
        )
        for name, n in _compared(came, gone, _turned(db, table, key, *imports), *imports).items():
            totals[name] += n
    return Rows(**totals)


@dataclass(frozen=True)
class _Fact:
    key: tuple
    import_id: int
    superseded_by: int | None

    def is_known(self, import_id: int) -> bool:
        """Return whether the fact is known on an import."""
        closed = self.superseded_by
        return self.import_id <= import_id and (closed is None or closed > import_id)


def _ids(db: Connection, part: Select | None) -> set[int]:
    return set() if part is None else {row.id for row in db.execute(part)}


def _facts(db: Connection, table: Table, key: Sequence[str], ids: set[int]) -> list[_Fact]:
    statement = _lineage(table, key)
    return [
        fact
        for some in batches(sorted(ids))
        for fact in _read(db, statement.where(table.c.id.in_(some)))
    ]


def _lineage(table: Table, key: Sequence[str]) -> Select:
    names = ("import_id", "superseded_by", *key)
    return select(*(table.c[name] for name in names)).select_from(table)


def _read(db: Connection, statement: Select) -> list[_Fact]:
    return [_Fact(tuple(row[2:]), row[0], row[1]) for row in db.execute(statement)]


def _turned(
    db: Connection, table: Table, key: Sequence[str], import_then: int, import_now: int
) -> tuple[set[tuple], set[tuple]]:
    """Return the keys of facts that came or were closed between two imports, as known on each."""
    low, high = sorted((import_then, import_now))
    between = or_(
        and_(table.c.import_id > low, table.c.import_id <= high),
        and_(table.c.superseded_by > low, table.c.superseded_by <= high),
    )
    facts = _read(db, _lineage(table, key).where(between))
    then, now = (
        {fact.key for fact in facts if fact.is_known(import_id)}
        for import_id in (import_then, import_now)
    )
    return then, now


def _compared(
    came: Sequence[_Fact],
    gone: Sequence[_Fact],
    turned: tuple[set[tuple], set[tuple]],
    import_then: int,
    import_now: int,
) -> dict[str, int]:
    """Return how many facts of one table are of each kind; each counts in one of them, a corrected
    one once though it was closed and replaced."""
    known_then, known_now = turned
    fresh = [fact for fact in came if not fact.is_known(import_then)]
    closed = [fact for fact in gone if not fact.is_known(import_now)]
    replacing = {fact.key for fact in fresh if fact.key in known_then}
    replaced = {fact.key for fact in closed if fact.key in known_now}
    return {
        "new": sum(fact.key not in known_then for fact in fresh),
        "corrected": len(replacing | replaced),
        "withdrawn": sum(fact.key not in known_now for fact in closed),
        "counted_now": len(came) - len(fresh),
        "counted_then": len(gone) - len(closed),
    }


@kept("release", "beside")
def _definitions(db: Connection, filters: Filters) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return what two releases define otherwise: (table, code) -> columns."""
    columns = {model.__tablename__: names for model, names in COUNTING}
    meanings: dict[tuple[str, str], dict[int, list]] = {}
    statement = select(Definition.subject, Definition.code, Definition.release, Definition.meaning)
    for subject, code, release, meaning in db.execute(
        statement.where(Definition.release.in_([filters.release, filters.beside]))
    ):
        meanings.setdefault((subject, code), {})[release] = orjson.loads(meaning)
    return {
        what: tuple(
            name
            for name, one, two in zip(columns[what[0]], *each.values(), strict=True)
            if one != two
        )
        for what, each in meanings.items()
        if len(each) == 2 and len({str(meaning) for meaning in each.values()}) == 2
    }


def redefined(db: Connection, now: Filters, then: Filters) -> dict[str, tuple[str, ...]]:
    """Return what decides indicators and is defined otherwise in two releases, by their codes."""
    found = _definitions(db, Filters(release=now.release, beside=then.release))
    subject = Indicator.__tablename__
    return {code: names for (table, code), names in found.items() if table == subject}


def other_definitions(db: Connection, now: Filters, then: Filters) -> list[str]:
    """Return the codes of areas, funds and methods that are defined otherwise in two releases."""
    found = _definitions(db, Filters(release=now.release, beside=then.release))
    return sorted(code for table, code in found if table != Indicator.__tablename__)
