"""What does the page of the budget say? One module for each section."""

from dash import html

from layouts import sections
from layouts.i18n import N_, Translator

SECTIONS: tuple[sections.Section, ...] = (
    (
        "execution",
        N_("Execution"),
        (
            ("budget-standing", "budget-burn"),
            ("budget-progress", "budget-outrun"),
            ("budget-parts",),
        ),
    ),
    ("curves", N_("S-curves"), (("curve-awards", "curve-paid"),)),
    (
        "currencies",
        N_("Currencies and calendars"),
        (("exchange", "periods"), ("reconciliation",)),
    ),
    ("costs", N_("Cost per result"), (("costs",),)),
    (
        "sector",
        N_("Sector budget"),
        (("sector-map", "sector-years"), ("sector-levels", "sector-regions")),
    ),
    ("rating", N_("House rating"), (("rating", "simulator"),)),
)
"""Id and title of a section, and the panels of each of its rows."""

DRAWN: frozenset[str] = frozenset(
    {
        *("budget-standing", "budget-burn", "curve-awards", "curve-paid"),
        *("periods", "sector-map", "sector-years"),
    }
)
"""Panels with a figure."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("budget", N_("Budget"), SECTIONS, DRAWN, t)
