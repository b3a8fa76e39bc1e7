"""How do bars on one scale stand below each other, each with its name and its words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from layouts.components.bar import bar


@dataclass(frozen=True)
class Row:
    """A bar: how much of the scale it fills (missing: unknown), and the words beside it."""

    name: Any
    share: float
    words: Any
    look: str = "actual"
    more: tuple[tuple[float, str], ...] = ()
    """Further shares and looks, drawn over it."""


def share_rows(rows: Sequence[Row]) -> html.Ul:
    """Return rows that say in words what their bars show."""
    items = [
        html.Li(
            [
                html.Span(row.name, className="share-name"),
                bar(row.share, row.look, *row.more),
                html.Span(row.words, className="share-words"),
            ]
        )
        for row in rows
    ]
    return html.Ul(items, className="share-rows")
