"""Which rows of a sheet are new, which change a fact or take it back, and which say nothing new?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, select

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
    """Ids of the facts that changed rows replace and withdrawn ones take back."""
    new: int
    changed: int
    withdrawn: int
    unchanged: int
    """Rows that say what is known, or take back what was taken back before."""
    problems: tuple[Problem, ...] = ()
    """Rows that take back what never was there."""


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
    A withdrawn row takes back whatever the open fact says.
    Holds the facts that the rows speak of, not the whole table.
    """
    model = sheet.model
    names = columns_of(table_of(model))
    rows_of = [rows for part, _ in parts for rows in (part.rows, part.withdrawn)]
    keys_of = [_tuples(rows, model.KEY) for rows in rows_of]
    known = dict(_facts(db, model, keys_of, model.superseded_by.is_(None)))
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
        new, changed, unchanged = len(rows) - len(closed), len(closed), len(keys) - len(rows)
        known.update((key, (_THIS_IMPORT, value)) for key, value in zip(keys, values, strict=True))
        withdrawn = _tuples(part.withdrawn, model.KEY)
        taken = {key: known.pop(key)[0] for key in withdrawn if key in known}
        idle = set(withdrawn).difference(taken)
        problems = tuple(_never_imported(db, part, idle))
        found.append(
            Difference(
                part,
                rows,
                [*closed, *taken.values()],
                new,
                changed,
                len(taken),
                unchanged + len(idle),
                problems,
            )
        )
    return found


def _never_imported(db: Connection, part: Checked, keys: set[tuple]) -> Iterator[Problem]:
    """Yield the withdrawn rows, of those with these keys, whose key no fact ever had."""
    never = keys.difference(key for key, _ in _facts(db, part.sheet.model, [list(keys)]))
    for key, _, row in _told(part):
        if key in never:
            yield Problem(Code.NEVER_IMPORTED, part.file, part.title, row, value=key_words(key))


def conflicts(parts: Sequence[Checked]) -> Iterator[Problem]:
    """Yield the rows that tell otherwise what an earlier part of the same sheet tells.

    To take a fact back is to tell it otherwise.
    """
    if len(parts) < 2:
        return
    first: dict[tuple, tuple[tuple, Checked, int]] = {}
    for part in parts:
        for key, value, row in _told(part):
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


def _told(part: Checked) -> Iterator[tuple[tuple, tuple, int]]:
    """Yield key, values and number of each row; a row that takes a fact back has no values."""
    names = [field.name for field in part.sheet.fields]
    for rows, told in ((part.rows, names), (part.withdrawn, [])):
        keys, values = _tuples(rows, part.sheet.key), _tuples(rows, told) or [()] * len(rows)
        yield from zip(keys, values, rows["source_row"].tolist(), strict=True)


def _tuples(rows: pd.DataFrame, names: Sequence[str]) -> list[tuple]:
    return list(zip(*(rows[name].tolist() for name in names), strict=True))


def _facts(
    db: Connection,
    model: type[Fact],
    keys: Sequence[list[tuple]],
    *conditions: ColumnElement[bool],
) -> Iterator[tuple[tuple, tuple[int, tuple]]]:
    """Yield key, id and values of the facts with these keys, and perhaps a few others.

    The last value says whether the fact is invented.
    Asks for a batch of the key column with most values at a time, so that an index can answer.
    """
    distinct = [{key[place] for part in keys for key in part} for place in range(len(model.KEY))]
    some = select(model.id).where(*conditions).limit(1)
    if not distinct[0] or db.execute(some).first() is None:
        return
    widest = max(range(len(distinct)), key=lambda place: len(distinct[place]))
    table = table_of(model)
    names = columns_of(table)
    places = [names.index(name) for name in model.KEY]
    values_of = (*(table.c[name] for name in names), SourceFile.demonstration)
    statement = select(model.id, *values_of).join(SourceFile, SourceFile.id == model.source_file_id)
    statement = statement.where(*conditions)
    for place, values in enumerate(distinct):
        if place != widest and len(values) <= BATCH:
            statement = statement.where(table.c[model.KEY[place]].in_(sorted(values)))
    for values in batches(sorted(distinct[widest])):
        asked = statement.where(table.c[model.KEY[widest]].in_(values))
        for number, *found in db.execute(asked):
            yield tuple(found[place] for place in places), (number, tuple(found))
