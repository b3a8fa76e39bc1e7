"""What does a figure of an indicator rest on, down to the rows of files?

The one place that reads facts: on demand, for one figure at a time. What would tell of a person is
left out for every reader.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, Table, func, select, union

from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.formulas import ROWS_BEHIND
from data_access.models import (
    FACTS,
    Attendance,
    AttestationCase,
    Fact,
    Grievance,
    Import,
    LessonObservation,
    ModuleEnrolment,
    Participation,
    Person,
    PersonsApart,
    Release,
    SourceFile,
)
from data_access.queries import cube, results
from data_access.queries.areas import districts_in, is_narrowed
from data_access.queries.results import COUNTRY, OF_PEOPLE, RATIOS, Row
from data_access.summaries.results import VALUES
from data_access.summaries.summary import known as known_on
from data_access.suppression import FEW

OF_A_FEW = (*OF_PEOPLE, "R2.3", "R4.6b")
"""Figures whose rows stand for one person each, or for one who complained."""
PERSONAL = frozenset(
    {Attendance, AttestationCase, Grievance, LessonObservation, ModuleEnrolment, Participation,
     Person, PersonsApart}
)  # fmt: skip
"""Kinds of facts of which nothing is told but file and row: each speaks of one person."""
SAYS_WHO = frozenset({"decided_by"})
"""Columns of other facts that name somebody."""
_LINEAGE = frozenset({"id", "import_id", "source_file_id", "source_row", "superseded_by"})


@dataclass(frozen=True)
class Source:
    """A file from which facts behind a number came, and how many of them."""

    kind: str
    """Name of the table of facts."""
    file: str
    sha256: str
    compiled_by: str
    demonstration: bool
    import_id: int
    imported_at: datetime
    rows: int | None
    """None where so few could tell of people."""


@dataclass(frozen=True)
class Contribution:
    """A row of a file that a number rests on."""

    kind: str
    file: str
    row: int
    import_id: int
    imported_at: datetime
    imported_by: str
    says: str
    """Columns and values; empty where the row speaks of a person."""


def area_of(row: Mapping[Any, Any], filters: Filters) -> str:
    """Return the code of the area of which a row of `results.standing` speaks."""
    if row["country_only"]:
        return COUNTRY
    return filters.district or filters.region or COUNTRY


def import_of(db: Connection, release: int | None) -> int:
    """Return the number of the newest import of a release."""
    return db.execute(select(Release.import_id).where(Release.number == release)).scalar_one()


def behind(db: Connection, filters: Filters, row: Row) -> dict[Table, Select]:
    """Return for each table of facts the SELECT for id and file of those behind a figure.

    A district that did not report the quarter stands there with its last known state.
    """
    code, import_id = row["indicator"], import_of(db, filters.release)
    found: dict[Table, list[Select]] = {}
    for period, areas in _used(db, filters, row).items():
        reported = VALUES.rows_behind(
            import_id, {"indicator": code, "period": period, "area": areas, "cut": "all"}
        )
        counted = ROWS_BEHIND[code](import_id, areas, period) if code in ROWS_BEHIND else ()
        for rows in (reported, *counted):
            first = next(iter(rows.selected_columns))
            table = first.table  # type: ignore[attr-defined]
            part = rows.with_only_columns(table.c.id, table.c.source_file_id).order_by(None)
            found.setdefault(table, []).append(part)
    return {table: _together(parts) for table, parts in found.items()}


def _together(parts: list[Select]) -> Select:
    """Return each fact once, however many parts of a figure rest on it."""
    every = union(*parts).subquery("behind")
    return select(every.c.id, every.c.source_file_id)


def _used(db: Connection, filters: Filters, row: Row) -> dict[date, tuple[str, ...]]:
    """Return which areas a figure is added up from, by the quarter whose state they stand with."""
    periods = results.quarters(filters)
    places = [COUNTRY, *districts_in(db, filters)]
    part = cube.reported(db, filters).part([row["indicator"]], periods, places)
    numbers = part.numbers["numerator"][0]
    if row["unit"] in RATIOS:
        numbers = np.where(np.isnan(part.numbers["denominator"][0]), np.nan, numbers)
    used: dict[date, tuple[str, ...]] = {}
    if not cube.known(numbers[-1]).any():
        return used
    for at, area in enumerate(places):
        quarters = np.flatnonzero(cube.known(numbers[:, at]))
        if len(quarters):
            period = periods[quarters[-1]].date()
            used[period] = (*used.get(period, ()), area)
    return used


@kept("release", "period", "region", "district", "indicator", "lang")
def sources(db: Connection, filters: Filters) -> list[Source]:
    """Return the files behind the figure of an indicator, in the order of their imports."""
    row = results.standing(db, filters)[str(filters.indicator)]
    found = _sources(db, behind(db, filters, row))
    if row["indicator"] not in OF_A_FEW:
        return found
    return [
        _guarded(each, found, is_secret=row["hidden"] or is_narrowed(filters)) for each in found
    ]


def _guarded(source: Source, every: Iterable[Source], *, is_secret: bool) -> Source:
    """Return a source without its count where it could tell a few: one file is all of its kind."""
    same = [each for each in every if each.kind == source.kind]
    is_told = len(same) == 1 and not is_secret and (source.rows or 0) >= FEW
    return source if is_told else _uncounted(source)


def _uncounted(source: Source) -> Source:
    return replace(source, rows=None)


def _sources(db: Connection, parts: Mapping[Table, Select]) -> list[Source]:
    found = []
    for table, part in parts.items():
        facts = part.subquery("facts")
        statement = (
            select(
                SourceFile.name,
                SourceFile.sha256,
                SourceFile.source,
                SourceFile.demonstration,
                SourceFile.import_id,
                Import.imported_at,
                func.count(),
            )
            .join_from(facts, SourceFile, SourceFile.id == facts.c.source_file_id)
            .join(Import, Import.id == SourceFile.import_id)
            .group_by(SourceFile.id, Import.id)
        )
        found += [Source(table.name, *row) for row in db.execute(statement)]
    return sorted(found, key=lambda each: (each.import_id, each.file, each.kind))


def files_of(db: Connection, release: int | None, kinds: Iterable[type[Fact]]) -> list[Source]:
    """Return the files from which a release knows facts of some kinds, uncounted."""
    import_id = import_of(db, release)
    parts = {
        kind.__table__: select(kind.id, kind.source_file_id).where(known_on(kind, import_id))
        for kind in kinds
    }
    return [_uncounted(each) for each in _sources(db, parts)]


def contributions(db: Connection, filters: Filters) -> Iterator[Contribution]:
    """Yield the rows behind the figure of an indicator, in the order of tables, files and rows.

    For readers who may see rows; of a person nothing is told but where the row stands.
    """
    row = results.standing(db, filters)[str(filters.indicator)]
    by_table = {kind.__table__: kind for kind in FACTS}
    for table, part in behind(db, filters, row).items():
        names = told_of(by_table[table])
        facts = part.subquery("facts")
        statement = (
            select(
                SourceFile.name,
                table.c.source_row,
                table.c.import_id,
                Import.imported_at,
                Import.imported_by,
                *(table.c[name] for name in names),
            )
            .join_from(facts, table, table.c.id == facts.c.id)
            .join(SourceFile, SourceFile.id == table.c.source_file_id)
            .join(Import, Import.id == table.c.import_id)
            .order_by(table.c.import_id, SourceFile.name, table.c.source_row, table.c.id)
        )
        for found in db.execute(statement):
            file, line, import_id, at, who, *values = tuple(found)
            says = _said(zip(names, values, strict=True))
            yield Contribution(table.name, file, line, import_id, at, who, says)


def told_of(kind: type[Fact]) -> list[str]:
    """Return the columns of a kind of facts that readers of rows may see."""
    if kind in PERSONAL:
        return []
    names = [column.name for column in kind.__table__.columns]
    return [name for name in names if name not in _LINEAGE | SAYS_WHO]


def _said(pairs: Iterable[tuple[str, Any]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in pairs if value is not None)
