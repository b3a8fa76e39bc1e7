"""How is a status shown without relying on colour?"""

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
