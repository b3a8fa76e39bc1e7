"""Which rows of a sheet are new, which change a fact, and which say what is known already?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Table, select

from data_access.changes.bulk import BATCH, batches
from data_access.imports.check import Checked, key_words
from data_access.imports.problem import Code, Problem
from data_access.imports.sheet import Sheet
from data_access.models import Base, Fact, SourceFile

_LINEAGE = frozenset(("id", "import_id", "source_file_id", "source_row", "superseded_by"))

_THIS_IMPORT = 0
"""Stands for the id of a fact that an earlier part of the same import brings."""


@dataclass(frozen=True)
class Difference:
    """What a checked sheet would do to the facts."""

    checked: Checked
    rows: pd.DataFrame
    """New and changed rows."""
    closed: list[int]
    """Ids of the facts that the changed rows replace."""
    new: int
    changed: int
    unchanged: int


def table_of(model: type[Fact]) -> Table:
    """Return the table of a kind of fact."""
    return Base.metadata.tables[model.__tablename__]


def columns_of(table: Table) -> list[str]:
    """Return the columns of a fact that come from its sheet, derived ones included."""
    return [column.name for column in table.columns if column.name not in _LINEAGE]


def differences(
    db: Connection, sheet: Sheet, parts: Sequence[tuple[Checked, bool]]
) -> list[Difference]:
    """Return what the parts of a sheet, which may come from several files, do to the facts.

    Each part comes with whether its file is a demonstration. A row is unchanged where the open
    fact says the same and is as invented as the row; real rows never stay marked as invented.
    A row that an earlier part has in the same words is unchanged too, so real parts come first.
    Holds the facts that the rows speak of, not the whole table.
    """
    model = sheet.model
    names = columns_of(table_of(model))
    known = dict(_open_facts(db, model, [_tuples(part.rows, model.KEY) for part, _ in parts]))
    found = []
    for part, demonstration in parts:
        keys = _tuples(part.rows, model.KEY)
        values = _tuples(part.rows.assign(demonstration=demonstration), [*names, "demonstration"])
        states = [known.get(key) for key in keys]
        differs = [
            state is None or (state[0] != _THIS_IMPORT and state[1] != value)
            for state, value in zip(states, values, strict=True)
        ]
        closed = [
            state[0] for state, differ in zip(states, differs, strict=True) if state and differ
        ]
        rows = part.rows.loc[differs]
        new, unchanged = len(rows) - len(closed), len(keys) - len(rows)
        found.append(Difference(part, rows, closed, new, len(closed), unchanged))
        known.update((key, (_THIS_IMPORT, value)) for key, value in zip(keys, values, strict=True))
    return found


def conflicts(parts: Sequence[Checked]) -> Iterator[Problem]:
    """Yield the rows that tell otherwise what an earlier part of the same sheet tells."""
    if len(parts) < 2:
        return
    sheet = parts[0].sheet
    names = [field.name for field in sheet.fields]
    first: dict[tuple, tuple[tuple, Checked, int]] = {}
    for part in parts:
        keys, values = _tuples(part.rows, sheet.key), _tuples(part.rows, names)
        for key, value, row in zip(keys, values, part.rows["source_row"].tolist(), strict=True):
            value_before, earlier, first_row = first.setdefault(key, (value, part, row))
            if value_before != value and None not in key:
                place = {"first_file": earlier.file, "first_sheet": earlier.title}
                yield Problem(
                    Code.CONFLICTING_ROWS,
                    part.file,
                    part.title,
                    row,
                    value=key_words(key),
                    details={**place, "first_row": first_row},
                )


def _tuples(rows: pd.DataFrame, names: Sequence[str]) -> list[tuple]:
    return list(zip(*(rows[name].tolist() for name in names), strict=True))


def _open_facts(
    db: Connection, model: type[Fact], keys: Sequence[list[tuple]]
) -> Iterator[tuple[tuple, tuple[int, tuple]]]:
    """Yield key, id and values of the open facts with these keys, and perhaps a few others.

    The last value says whether the fact is invented.
    Asks for a batch of the key column with most values at a time, so that an index can answer.
    """
    distinct = [{key[place] for part in keys for key in part} for place in range(len(model.KEY))]
    is_open = model.superseded_by.is_(None)
    if not distinct[0] or db.execute(select(model.id).where(is_open).limit(1)).first() is None:
        return
    widest = max(range(len(distinct)), key=lambda place: len(distinct[place]))
    table = table_of(model)
    names = columns_of(table)
    places = [names.index(name) for name in model.KEY]
    values_of = (*(table.c[name] for name in names), SourceFile.demonstration)
    statement = select(model.id, *values_of).join(SourceFile, SourceFile.id == model.source_file_id)
    statement = statement.where(is_open)
    for place, values in enumerate(distinct):
        if place != widest and len(values) <= BATCH:
            statement = statement.where(table.c[model.KEY[place]].in_(sorted(values)))
    for values in batches(sorted(distinct[widest])):
        asked = statement.where(table.c[model.KEY[widest]].in_(values))
        for number, *found in db.execute(asked):
            yield tuple(found[place] for place in places), (number, tuple(found))
