"""What does the page of implementation say? One module for each section."""

from dash import html

from layouts import sections
from layouts.i18n import N_, Translator

SECTIONS: tuple[sections.Section, ...] = (
    (
        "work-plan",
        N_("Work plan"),
        (
            ("work-progress", "work-value"),
            ("work-critical", "work-lines"),
            ("work-gantt",),
        ),
    ),
)
"""Id and title of a section, and the panels of each of its rows."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("implementation", N_("Implementation"), SECTIONS, (), t)
