"""Implementation: does the work keep its plan, and how far are standards and agreements?"""

from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.pages.implementation import (
    campaign,
    commitments,
    grievances,
    institutes,
    policy,
    risks,
    standards,
    studies,
    work_plan,
)
from dashboard.urls import IMPLEMENTATION
from dashboard.visit import Visit
from layouts import controls as choices
from layouts import implementation as arrangement
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

SECTIONS = (
    work_plan,
    standards,
    institutes,
    studies,
    campaign,
    policy,
    commitments,
    risks,
    grievances,
)
"""Modules that answer one section each, in the order of the page."""


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of all sections, about the whole country."""
    return [panel for section in SECTIONS for panel in section.panels(db, visit, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
        *campaign.controls(db, visit, t),
    ]


PAGE = Page(
    path=IMPLEMENTATION,
    title=N_("Implementation"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("built/charts.js",),
    styles=(
        "css/sections.css",
        "css/bars.css",
        "css/timeline.css",
        "css/gantt.css",
        "css/ledger.css",
        "css/implementation.css",
        "css/promises.css",
    ),
)
