"""What do all panels about a region or a district have in common?"""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing
from layouts.training.groups import share_bar

Row = Mapping[Any, Any]
Rows = Mapping[str, Any]
"""Scope (here, region, country) -> what is told of it."""


def any_invented(*rows: Any) -> bool:
    """Return whether any row that is there rests on invented facts."""
    return any(row is not None and row["demonstration"] == 1 for row in rows)


def bars(
    rows: Sequence[tuple[Any, float, Any]],
    cells: Sequence[str],
    mark: float = float("nan"),
) -> html.Ul:
    """Return bars from 0 to 100 %: name, share and words of each; `mark`: where a tick stands.

    `cells`: where their numbers stand in the tables of the panel.
    """
    items = [
        html.Li(
            [
                html.Span(name, className="bar-name"),
                share_bar(share, mark),
                html.Span(words, className="bar-words")
                if is_missing(share)
                else cell_link(words, cell, "bar-words"),
            ]
        )
        for (name, share, words), cell in zip(rows, cells, strict=True)
    ]
    return html.Ul(items, className="bars")


def share_words(share: float, words: str, t: Translator) -> Any:
    """Return a share with what it is a share of; only the words where the share is not told."""
    return words if is_missing(share) else [html.B(t.percent(share)), " · ", words]


def part(title: Any, *children: Any, name: str = "") -> html.Section:
    """Return a part of a panel with its own title; `name`: for the style sheet."""
    return html.Section(
        [html.H3(title), *children], className=f"part part-{name}" if name else "part"
    )


def few_hidden(t: Translator) -> str:
    """Return the note on small groups."""
    return t("Groups of fewer than five people are hidden, with others that would tell them.")
