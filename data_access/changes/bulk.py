"""How do a hundred thousand rows get into a table in a second?"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, insert

BATCH = 5_000
"""Rows or keys that one statement takes."""


def append(db: Connection, table: Table, columns: Mapping[str, list]) -> None:
    """Insert rows that come column by column.

    Values are converted column by column too, and handed to the driver as it wants them: an
    ordinary insert does the same row by row and takes twice as long.
    """
    statement = insert(table).compile(db, column_keys=list(columns))
    ready = {name: _for_driver(db, table, name, values) for name, values in columns.items()}
    order = statement.positiontup  # type: ignore[attr-defined]
    names = order or list(columns)
    rows = list(zip(*(ready[name] for name in names), strict=True))
    for batch in batches(rows, BATCH):
        values = batch if order else [dict(zip(names, row, strict=True)) for row in batch]
        db.exec_driver_sql(str(statement), list(values))


def _for_driver(db: Connection, table: Table, name: str, values: list) -> list:
    convert = table.c[name].type.dialect_impl(db.dialect).bind_processor(db.dialect)
    return [convert(value) for value in values] if convert else values


def batches(items: Sequence, size: int = BATCH) -> Iterator[Sequence]:
    """Yield the items in their order, a number at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))
