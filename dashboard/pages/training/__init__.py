"""Teacher training: how many people have been trained, where are the gaps, and does it work?"""

from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.pages.training import (
    audiences,
    coverage,
    elearning,
    flow,
    forecast,
    learning,
    pilot,
    places,
)
from dashboard.urls import TRAINING
from dashboard.visit import Visit
from data_access.queries import areas
from layouts import controls as choices
from layouts import training as arrangement
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

SECTIONS = (coverage, forecast, flow, learning, audiences, pilot, elearning, places)
"""Modules that answer one section each, in the order of the page."""


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of all sections; a region or a district narrows those that know it."""
    return [panel for section in SECTIONS for panel in section.panels(db, visit, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    asked, filters = visit.asked, visit.filters
    return [
        *choices.area_controls(areas.areas(db, filters), asked, t),
        choices.period_control(visit.release.as_of, filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
        *places.controls(db, visit, t),
    ]


PAGE = Page(
    path=TRAINING,
    title=N_("Training"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("built/charts.js",),
    styles=(
        "css/sections.css",
        "css/bars.css",
        "css/training-flow.css",
        "css/training-forecast.css",
        "css/training-lens.css",
        "css/training-places.css",
    ),
)
