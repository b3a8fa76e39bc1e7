"""What does everything about one region or district say? One module for each group of panels."""

from dash import html

from layouts.i18n import Translator
from layouts.panel import place

COLUMNS = (
    ("matters", "changes", "packages-money"),
    ("schools", "training"),
    ("books", "rental"),
)
"""Panels that stand below each other in a column on a wide screen."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page; a panel without an answer is not seen."""
    columns = [
        html.Div([place(key, has_figure=False, t=t) for key in keys], className="column")
        for keys in COLUMNS
    ]
    return html.Main(
        [
            html.H1(t("Everything about a district"), className="visually-hidden"),
            html.Div(
                [place(key, has_figure=False, t=t) for key in ("area", "figures")],
                className="district-head",
            ),
            html.Div(columns, className="district-columns"),
            *(place(key, has_figure=False, t=t) for key in ("outreach", "beside")),
        ],
        id="main",
        className="sectioned passport district",
        tabIndex="-1",
    )
