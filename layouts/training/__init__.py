"""What does the page of teacher training say? One module for each section."""

from dash import html

from layouts import sections
from layouts.i18n import N_, Translator

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
    return sections.places("training", N_("Teacher training"), SECTIONS, DRAWN, t)
