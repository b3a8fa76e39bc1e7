"""How is a long page arranged: sections with a way to each, and rows of panels in them?"""

from collections.abc import Collection, Sequence
from typing import Any

from dash import html

from layouts import work_lines
from layouts.attributes import aria, data
from layouts.i18n import Translator
from layouts.panel import place

Section = tuple[str, str, tuple[tuple[str, ...], ...]]
"""Id and title (a message) of a section, and the panels of each of its rows."""


def places(
    name: str, title: str, sections: Sequence[Section], drawn: Collection[str], t: Translator
) -> html.Main:
    """Return the empty places of a page, and the way to each section.

    `title`: a message; `drawn`: panels with a figure.
    """
    links = [html.Li(html.A(t(words), href=f"#{section}")) for section, words, _ in sections]
    return html.Main(
        [
            html.H1(t(title), className="visually-hidden"),
            html.Nav(html.Ul(links), className="sections", **aria(label=t("Sections of the page"))),
            *(_section(name, section, drawn, t) for section in sections),
        ],
        id="main",
        className=f"sectioned {name}",
        tabIndex="-1",
    )


def _heading(name: str, title: str, t: Translator) -> html.H2:
    """Return the title of a section; an address can lead to it, and take the focus there."""
    return html.H2(t(title), id=f"{name}-title", className="section-title", tabIndex="-1")


def _section(page: str, section: Section, drawn: Collection[str], t: Translator) -> Any:
    name, title, rows = section
    return html.Section(
        [
            html.Div(
                [_heading(name, title, t), work_lines.mark(page, name, t)],
                className="section-head",
            ),
            html.Div(className="section-controls", **data(slot=f"controls-{name}")),
            *(
                html.Div(
                    [place(key, has_figure=key in drawn, t=t) for key in row],
                    className=f"panel-row panel-row-{len(row)}",
                )
                for row in rows
            ),
        ],
        id=name,
        className="page-section",
    )
