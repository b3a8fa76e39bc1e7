"""How does a frame become a table that people and screen readers can read?"""

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True)
class Table:
    """A caption, a frame, and which of its columns are shown how."""

    caption: str
    frame: pd.DataFrame
    columns: Sequence[Column]


def tables_words(tables: Sequence[Table]) -> str:
    """Return captions, headings and cells in words, as JSON that `assets/js/table.js` draws.

    The browser draws tables when they are opened: a page of closed tables stays light, and needs
    no server to open one.
    """
    return orjson.dumps([_words(table) for table in tables]).decode()


def _words(table: Table) -> dict[str, Any]:
    cells = [[column.show(value) for value in table.frame[column.name]] for column in table.columns]
    return {
        "caption": table.caption,
        "head": [{"title": each.title, "isNumber": each.is_number} for each in table.columns],
        "rows": [list(row) for row in zip(*cells, strict=True)],
    }
