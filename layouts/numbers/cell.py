"""What does the passport of a number of a panel say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from layouts import forms
from layouts.i18n import Translator
from layouts.markup import Element
from layouts.numbers.words import facts, is_real
from layouts.numbers.words import release as release_words
from layouts.panel import Panel


@dataclass(frozen=True)
class Cell:
    """A number in a table, with the words of its row."""

    table: str
    heads: Sequence[str]
    row: Sequence[str]
    column: int
    """Its place in the row, from 0."""
    value: str


@dataclass(frozen=True)
class Place:
    """Where a number stands, and its short code."""

    page: str
    """Title of the page."""
    address: str
    """Of the panel on its page."""
    keep: str
    """What gives the number a code."""
    code: str
    """Empty where it has none yet."""
    short: str
    kept_on: str
    """Day in words."""
    was: str
    """What stood there when it was given a code."""
    releases: str
    published: str
    """Day of the release in words."""


def head(
    panel: Panel,
    cell: Cell,
    place: Place,
    choices: Sequence[tuple[str, str]],
    release: Any,
    t: Translator,
) -> Panel:
    """Return what a number of a panel is; `choices`: words of each choice, and what was chosen."""
    column = cell.heads[cell.column]
    row = [
        (name, told)
        for at, (name, told) in enumerate(zip(cell.heads, cell.row, strict=True))
        if at != cell.column
    ]
    pairs: list[tuple[str, Any]] = [
        (column, html.Strong(cell.value)),
        *row,
        (t("Panel"), html.A(panel.title, href=place.address)),
        (t("Page"), place.page),
        (t("Table"), cell.table if cell.table != panel.title else ""),
        (t("What the panel finds"), panel.finding),
        (t("Choices"), "; ".join(f"{name}: {chosen}" for name, chosen in choices)),
        (t("Source"), panel.source),
        (t("Release"), html.A(release_words(release, place.published, t), href=place.releases)),
        (t("Verification"), is_real(panel.demonstration, t)),
        (t("Code of the number"), _code(place, t)),
    ]
    notes = [note for note in panel.notes if isinstance(note, str)]
    if place.was != cell.value:
        notes.insert(
            0,
            t(
                "When the code was given on {date}, this place showed {value}: the panel is "
                "counted or arranged otherwise now.",
                date=place.kept_on,
                value=place.was,
            ),
        )
    return Panel(
        key="number",
        title=f"{column}: {cell.value}",
        finding=", ".join(told for _, told in row[:3]),
        body=facts(pairs),
        demonstration=panel.demonstration,
        notes=tuple(notes),
    )


def _code(place: Place, t: Translator) -> Any:
    if place.code:
        return [html.Code(place.code), " ", html.A(place.short, href=place.short)]
    button = Element("button", t("Give it a short code"), {"class": "btn btn-primary btn-sm"})
    parts = [forms.kept_token(), button]
    return Element("form", parts, {"method": "post", "action": place.keep})
