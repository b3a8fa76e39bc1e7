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
    (
        "campaign",
        N_("Information campaign"),
        (("campaign-reach", "campaign-map"), ("campaign-channels", "campaign-events")),
    ),
    ("policy", N_("Policy actions"), (("policy-tranches",),)),
    ("commitments", N_("Commitments"), (("commitments-kinds",), ("commitments-list",))),
    ("risks", N_("Risks"), (("risk-matrix",), ("risk-list",))),
    (
        "grievances",
        N_("Grievances"),
        (("grievance-state", "grievance-quarters"), ("grievance-matters", "grievance-places")),
    ),
)
"""Id and title of a section, and the panels of each of its rows."""

CHARTS = ("campaign-reach", "campaign-map")
"""Panels with a figure."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("implementation", N_("Implementation"), SECTIONS, CHARTS, t)
