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
    ("standards", N_("Standards and guides"), (("standards",), ("guides", "review-steps"))),
    (
        "institutes",
        N_("Institutes and partners abroad"),
        (("institute-packages",), ("agreements", "joint-activities")),
    ),
    ("studies", N_("Studies of budget efficiency"), (("studies",),)),
)
"""Id and title of a section, and the panels of each of its rows."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("implementation", N_("Implementation"), SECTIONS, (), t)
