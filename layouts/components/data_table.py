"""How does a frame become a table that people and screen readers can read?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pandas as pd


@dataclass(frozen=True)
class Column:
    """One column of a table: where its cells come from and what stands above them."""

    name: str
    title: str
    show: Callable[[Any], str] = str
    is_number: bool = False


class Cells(dict[str, list[Any]]):
    """Columns by name, where a frame would take longer to make than to show."""

    @property
    def empty(self) -> bool:
        """Whether there is no row."""
        return not any(self.values())


@dataclass(frozen=True)
class Table:
    """A caption, a frame, and which of its columns are shown how."""

    caption: str
    frame: pd.DataFrame | Cells
    columns: Sequence[Column]


def told(rows: Sequence[Mapping[Any, Any]], columns: Sequence[Column]) -> Cells:
    """Return what columns show of rows."""
    return Cells({column.name: [row[column.name] for row in rows] for column in columns})


def tables_words(tables: Sequence[Table]) -> str:
    """Return captions, headings and cells in words, as JSON that `assets/js/tables.js` draws.

    The browser draws tables when they are opened: a page of closed tables stays light, and needs
    no server to open one.
    """
    return orjson.dumps([table_words(table) for table in tables]).decode()


def table_words(table: Table) -> dict[str, Any]:
    """Return caption, headings and cells of a table in words: caption, head, rows."""
    cells = [[column.show(value) for value in _values(table, column)] for column in table.columns]
    return {
        "caption": table.caption,
        "head": [{"title": each.title, "isNumber": each.is_number} for each in table.columns],
        "rows": [list(row) for row in zip(*cells, strict=True)],
    }


def _values(table: Table, column: Column) -> list[Any]:
    values = table.frame[column.name]
    return values if isinstance(values, list) else values.tolist()
