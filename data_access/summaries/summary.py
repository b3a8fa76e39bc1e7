"""How is a summary described, filled, and traced back to its facts?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    Table,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.sql import visitors

from data_access.models import Base, Fact, SourceFile

WORKING = 0
"""Release number of the summaries that are not published yet."""

NAMES = ("name_ky", "name_ru", "name_en")


IMPORT = bindparam("import_id", type_=Integer())
"""Stands for the number of an import in what is prepared before the number is known."""


def known(fact: type[Fact], import_id: int | BindParameter = IMPORT) -> ColumnElement[bool]:
    """Return the condition “as known on that import”."""
    still_open = or_(fact.superseded_by.is_(None), fact.superseded_by > import_id)
    return (fact.import_id <= import_id) & still_open


def demonstration(fact: type[Fact]) -> ColumnElement[int]:
    """Return 1 for a fact that is invented, 0 for any other."""
    files = SourceFile.__table__.alias()
    invented = select(files.c.id).where(files.c.demonstration)
    return case((fact.source_file_id.in_(invented), 1), else_=0)


@dataclass(frozen=True)
class Summary:
    """A table that pages read, and the one SELECT over facts that fills it.

    Beside its key and values each row counts the facts behind it (`fact_count`) and says whether
    any of them is invented (`demonstration`, 0 or 1).
    """

    table: Table
    fact: type[Fact]
    key: Mapping[str, Any]
    values: Mapping[str, Any]
    beside: Subquery | None = None
    """What other facts tell about a fact, as known on IMPORT: its `id`, more columns, and perhaps
    `demonstration`. A fact that is not there is not counted; one that is there several times
    counts in several cells, once in each."""
    others: tuple[tuple[Any, Any], ...] = ()
    """Columns of other facts that a cell rests on, each with what it is equal to here."""

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """Names of all tables from which the cells are counted."""
        parts = visitors.iterate(self.cells(WORKING))
        return frozenset(str(part.name) for part in parts if isinstance(part, Table))

    def cells(self, import_id: int, release: int = WORKING) -> Select:
        """Return the SELECT that counts every cell as known on an import."""
        columns = {
            "release": literal(release),
            **self.key,
            **self.values,
            "fact_count": func.count(),
            "demonstration": func.max(self._invented()),
        }
        labelled = [column.label(name) for name, column in columns.items()]
        return self._facts(import_id, *labelled).group_by(*self.key.values())

    def _invented(self) -> ColumnElement[int]:
        own = case((SourceFile.demonstration, 1), else_=0)
        if self.beside is None or "demonstration" not in self.beside.c:
            return own
        return case((SourceFile.demonstration, 1), else_=self.beside.c.demonstration)

    def _facts(self, import_id: int, *columns: Any) -> Select:
        """Return the SELECT of columns of the facts as known on an import, each with its file."""
        statement = (
            select(*columns)
            .select_from(self.fact)
            .join(SourceFile, SourceFile.id == self.fact.source_file_id)
        )
        if self.beside is not None:
            statement = statement.join(self.beside, self.beside.c.id == self.fact.id)
        return statement.where(known(self.fact)).params(import_id=import_id)

    def fill(self, db: Connection, import_id: int, release: int = WORKING) -> None:
        """Count the cells of a release, or the working ones, anew from the facts."""
        db.execute(delete(self.table).where(self.table.c.release == release))
        cells = self.cells(import_id, release)
        db.execute(insert(self.table).from_select(list(self.table.c.keys()), cells))

    def copy(self, db: Connection, release: int) -> None:
        """Keep the working cells under a release number."""
        columns = [column for column in self.table.c if column.name != "release"]
        working = select(literal(release), *columns).where(self.table.c.release == WORKING)
        db.execute(insert(self.table).from_select(list(self.table.c.keys()), working))

    def stored(self, release: int) -> Select:
        """Return the SELECT for all cells of a release, in the order of their key."""
        order = [self.table.c[name] for name in self.key]
        return select(self.table).where(self.table.c.release == release).order_by(*order)

    def rows_behind(self, import_id: int, cell: Mapping[str, object]) -> Select:
        """Return the SELECT for the facts that one cell counted, with file, row, who and when.

        `cell` holds values for any columns of the key, a tuple for several cells; columns left out
        mean “all of them”.
        """
        columns = (*self.fact.__table__.c, SourceFile.name.label("file"))
        return self._behind(import_id, cell, *columns).order_by(self.fact.id)

    def _behind(self, import_id: int, cell: Mapping[str, object], *columns: Any) -> Select:
        here = (
            self.key[name].in_(value) if isinstance(value, tuple) else self.key[name] == value
            for name, value in cell.items()
        )
        return self._facts(import_id, *columns).where(*here)

    def others_behind(
        self, import_id: int, cell: Mapping[str, object], *conditions: ColumnElement[bool]
    ) -> tuple[Select, ...]:
        """Return the SELECTs for the facts of other tables that one cell rests on.

        Cells can be chosen by conditions on the key too.
        """
        found = []
        for column, same in self.others:
            other = column.class_
            rows = select(*other.__table__.c, SourceFile.name.label("file"))
            rows = rows.join(SourceFile, SourceFile.id == other.source_file_id)
            here = column.in_(self._behind(import_id, cell, same).where(*conditions))
            found.append(rows.where(known(other, import_id), here).order_by(other.id))
        return tuple(found)


def summary(
    name: str,
    fact: type[Fact],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    beside: Subquery | None = None,
    others: tuple[tuple[Any, Any], ...] = (),
) -> Summary:
    """Declare a summary and its table; column types follow from the expressions."""
    table = Table(
        name,
        Base.metadata,
        Column("release", Integer, primary_key=True, autoincrement=False),
        *(Column(column, part.type, primary_key=True) for column, part in key.items()),
        *(Column(column, part.type) for column, part in values.items()),
        Column("fact_count", Integer, nullable=False),
        Column("demonstration", Integer, nullable=False),
    )
    return Summary(table, fact, key, values, beside, others)


def kept(fact: type[Fact], *names: str) -> dict[str, Any]:
    """Return columns that a summary keeps as they are, where its key is the key of the fact."""
    columns = fact.__table__.c
    return {name: _only(columns[name]) for name in names}


def as_stated(name: str, fact: type[Fact], key: Mapping[str, str], *values: str) -> Summary:
    """Declare a summary of facts as they are; `key`: its column -> that of the fact."""
    columns = fact.__table__.c
    keys = {ours: columns[theirs] for ours, theirs in key.items()}
    return summary(name, fact, keys, kept(fact, *values))


def _only(column: Column) -> Any:
    """Return the one value of a column; yes and no become 1 and 0."""
    if isinstance(column.type, Boolean):
        return func.max(cast(column, Integer), type_=Integer())
    return func.max(column, type_=column.type)
