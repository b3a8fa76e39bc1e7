"""What does the passport of a school say? One module for each panel."""

from typing import Any

from dash import html

from layouts import proposals
from layouts.i18n import Translator
from layouts.panel import place

COLUMNS = (
    ("money", "actions", "access"),
    ("pupils", "books"),
    ("teachers", "neighbours", "changes"),
)
"""Panels that stand beside each other on a wide screen."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the passport; a panel without a title is not seen."""

    def column(keys: tuple[str, ...]) -> html.Div:
        return html.Div([_place(key, t) for key in keys], className="column")

    return html.Main(
        [
            html.H1(t("School passport"), className="visually-hidden"),
            _place("facts", t),
            _place("timeline", t),
            _place("items", t),
            html.Div([column(keys) for keys in COLUMNS], className="passport-columns"),
            _place("photos", t),
            proposals.place(),
        ],
        id="main",
        className="passport",
        tabIndex="-1",
    )


def _place(key: str, t: Translator) -> Any:
    return place(key, has_figure=False, t=t)
