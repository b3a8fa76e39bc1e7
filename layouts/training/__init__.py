"""What does the page of teacher training say? One module for each section."""

from typing import Any

from dash import html

from layouts.attributes import aria
from layouts.i18n import N_, Translator
from layouts.panel import place

SECTIONS = (
    ("coverage", N_("Coverage"), (("trained", "seats"), ("coverage", "multiples"), ("parity",))),
    ("forecast", N_("Forecast"), (("forecast",),)),
    ("flow", N_("From enrolment to the lesson"), (("flow", "sessions"), ("providers",))),
    ("learning", N_("Learning"), (("scores", "gains"),)),
    ("audiences", N_("Other audiences"), (("audiences",),)),
    ("pilot", N_("Attestation pilot"), (("pilot",),)),
    ("elearning", N_("E-learning"), (("modules", "units"), ("ict",))),
    ("places", N_("Where next"), (("places",),)),
)
"""Id and title of a section, and the panels of each of its rows."""

DRAWN = frozenset({"coverage", "forecast", "scores", "gains", "units"})
"""Panels with a figure."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    links = [html.Li(html.A(t(title), href=f"#{name}")) for name, title, _ in SECTIONS]
    return html.Main(
        [
            html.H1(t("Teacher training"), className="visually-hidden"),
            html.Nav(html.Ul(links), className="sections", **aria(label=t("Sections of the page"))),
            *(_section(*section, t) for section in SECTIONS),
        ],
        id="main",
        className="training",
        tabIndex="-1",
    )


def _section(name: str, title: str, rows: tuple[tuple[str, ...], ...], t: Translator) -> Any:
    return html.Section(
        [
            html.H2(t(title), className="section-title"),
            *(
                html.Div(
                    [place(key, has_figure=key in DRAWN, t=t) for key in row],
                    className=f"panel-row panel-row-{len(row)}",
                )
                for row in rows
            ),
        ],
        id=name,
        className="page-section",
    )
