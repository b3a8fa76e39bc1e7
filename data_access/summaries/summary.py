"""How is a summary described, filled, and traced back to its facts?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)

from data_access.models import Base, Fact, SourceFile

WORKING = 0
"""Release number of the summaries that are not published yet."""


def known(fact: type[Fact], import_id: int) -> ColumnElement[bool]:
    """Return the condition “as known on that import”."""
    still_open = or_(fact.superseded_by.is_(None), fact.superseded_by > import_id)
    return (fact.import_id <= import_id) & still_open


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

    def cells(self, import_id: int, release: int = WORKING) -> Select:
        """Return the SELECT that counts every cell as known on an import."""
        invented = case((SourceFile.demonstration, 1), else_=0)
        columns = {
            "release": literal(release),
            **self.key,
            **self.values,
            "fact_count": func.count(),
            "demonstration": func.max(invented),
        }
        return (
            select(*(column.label(name) for name, column in columns.items()))
            .select_from(self.fact)
            .join(SourceFile, SourceFile.id == self.fact.source_file_id)
            .where(known(self.fact, import_id))
            .group_by(*self.key.values())
        )

    def fill(self, db: Connection, import_id: int) -> None:
        """Count the working cells anew from the facts."""
        db.execute(delete(self.table).where(self.table.c.release == WORKING))
        db.execute(insert(self.table).from_select(list(self.table.c.keys()), self.cells(import_id)))

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

        `cell` holds values for any columns of the key; those left out mean “all of them”.
        """
        here = (self.key[name] == value for name, value in cell.items())
        return (
            select(*self.fact.__table__.c, SourceFile.name.label("file"))
            .join(SourceFile, SourceFile.id == self.fact.source_file_id)
            .where(known(self.fact, import_id), *here)
            .order_by(self.fact.id)
        )


def summary(
    name: str,
    fact: type[Fact],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
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
    return Summary(table, fact, key, values)


def kept(fact: type[Fact], *names: str) -> dict[str, Any]:
    """Return columns that a summary keeps as they are, where its key is the key of the fact."""
    columns = fact.__table__.c
    return {name: _only(columns[name]) for name in names}


def _only(column: Column) -> Any:
    """Return the one value of a column; yes and no become 1 and 0."""
    if isinstance(column.type, Boolean):
        return func.max(cast(column, Integer), type_=Integer())
    return func.max(column, type_=column.type)
