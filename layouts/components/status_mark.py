"""How is a status shown without relying on colour?"""

from collections.abc import Mapping
from typing import Any

from dash import html

from layouts.attributes import aria
from layouts.i18n import Translator
from layouts.labels import STATUS
from layouts.theme import MARKS


def status_mark(status: str, t: Translator) -> html.Span:
    """Return the sign and the word of a status, in its colour."""
    return html.Span(
        [html.Span(MARKS[status].sign, **aria(hidden="true")), f" {t(STATUS[status])}"],
        className=f"status status-{status}",
    )


def standing_mark(row: Mapping[Any, Any], t: Translator) -> html.Span:
    """Return the sign and the word of the status of a row of `results.standing`; one that late
    data can still change has a sign of its own and no colour."""
    if not row["provisional"]:
        return status_mark(row["status"], t)
    return html.Span(
        [html.Span("◐", **aria(hidden="true")), f" {standing_word(row, t)}"],
        className="status status-provisional",
    )


def standing_word(row: Mapping[Any, Any], t: Translator) -> str:
    """Return the word for the status of a row of `results.standing`."""
    word = t(STATUS[row["status"]])
    return t("{status}, provisional", status=word) if row["provisional"] else word


def status_sign(status: str, t: Translator) -> html.Span:
    """Return only the sign of a status where space is short; the word is its text alternative."""
    word = t(STATUS[status])
    return html.Span(
        MARKS[status].sign,
        className=f"status status-{status}",
        role="img",
        title=word,
        **aria(label=word),
    )
