"""What does the page of procurement say? One module for each section."""

from dash import html

from layouts import sections
from layouts.i18n import N_, Translator

SECTIONS: tuple[sections.Section, ...] = (
    (
        "contracts",
        N_("Contracts"),
        (
            ("contracts",),
            ("contract-ends", "contract-results"),
            ("contract-changes", "concentration"),
        ),
    ),
    (
        "plan",
        N_("Procurement plan"),
        (
            ("plan-methods", "plan-days"),
            ("plan-slipping", "plan-next"),
            ("plan-gantt",),
        ),
    ),
)
"""Id and title of a section, and the panels of each of its rows."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("procurement", N_("Procurement"), SECTIONS, (), t)
