"""What does the page of textbooks say? One module for each section."""

from dash import html

from layouts import sections
from layouts.i18n import N_, Translator

SECTIONS: tuple[sections.Section, ...] = (
    (
        "provision",
        N_("Provision"),
        (
            ("provision", "provision-reach"),
            ("provision-map", "provision-groups"),
            ("provision-trend", "provision-why"),
            ("provision-districts", "provision-titles"),
            ("provision-schools",),
        ),
    ),
    (
        "supply",
        N_("From order to desk"),
        (("chain",), ("lead", "september"), ("conservation", "broken")),
    ),
    ("need", N_("Need and order"), (("need", "cohorts"),)),
    ("transfers", N_("Redistribution"), (("transfers",), ("transfers-effect", "transfers-rest"))),
    ("rental", N_("Rental scheme"), (("rental-stages", "rental-collected"), ("rental-fund",))),
    ("counts", N_("Stock counts"), (("counted", "remind"), ("discrepancies",))),
    ("gap", N_("Double gap"), (("gap-map", "gap-list"),)),
)
"""Id and title of a section, and the panels of each of its rows."""

DRAWN: frozenset[str] = frozenset({"provision-map", "provision-trend", "rental-fund", "gap-map"})
"""Panels with a figure."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("textbooks", N_("Textbooks"), SECTIONS, DRAWN, t)
