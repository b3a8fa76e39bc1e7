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


def table_words(frame: pd.DataFrame, columns: Sequence[Column], caption: str) -> str:
    """Return caption, headings and cells in words, as JSON that `assets/js/table.js` draws.

    The browser draws a table when it is opened: a page of closed tables stays light, and needs
    no server to open one.
    """
    cells = [[column.show(value) for value in frame[column.name]] for column in columns]
    words = {
        "caption": caption,
        "head": [{"title": column.title, "isNumber": column.is_number} for column in columns],
        "rows": [list(row) for row in zip(*cells, strict=True)],
    }
    return orjson.dumps(words).decode()
