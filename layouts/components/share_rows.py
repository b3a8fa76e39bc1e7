"""How do bars on one scale stand below each other, each with its name and its words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from layouts.components.bar import bar
from layouts.components.number_link import cell_link, has_number


@dataclass(frozen=True)
class Row:
    """A bar: how much of the scale it fills (missing: unknown), and the words beside it."""

    name: Any
    share: float
    words: Any
    look: str = "actual"
    more: tuple[tuple[float, str], ...] = ()
    """Further shares and looks, drawn over it."""
    row: int | None = None
    """Where it stands in a table of the panel, from 0; None: in the same order."""
    cell: str = ""
    """The cell of its number where no one column holds those of all bars."""


def share_rows(rows: Sequence[Row], column: str = "") -> html.Ul:
    """Return rows that say in words what their bars show; each leads to the passport of its number.

    `column`: "1.3" where the numbers stand in column 3 of table 1 of the panel.
    """
    items = [
        html.Li(
            [
                html.Span(row.name, className="share-name"),
                bar(row.share, row.look, *row.more),
                _words(row, row.cell or _cell(column, n if row.row is None else row.row)),
            ]
        )
        for n, row in enumerate(rows)
    ]
    return html.Ul(items, className="share-rows")


def _cell(column: str, row: int) -> str:
    return column.replace(".", f".{row + 1}.")


def _words(row: Row, cell: str) -> Any:
    if cell and has_number(row.words):
        return cell_link(row.words, cell, "share-words")
    return html.Span(row.words, className="share-words")
