"""Procurement: does it keep its plan, and what became of the contracts?"""

from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.pages.procurement import contracts, plan
from dashboard.urls import PROCUREMENT
from dashboard.visit import Visit
from layouts import controls as choices
from layouts import procurement as arrangement
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

SECTIONS = (contracts, plan)
"""Modules that answer one section each, in the order of the page."""


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of all sections; contracts and packages belong to no region."""
    return [panel for section in SECTIONS for panel in section.panels(db, visit, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
        *plan.controls(db, visit, t),
    ]


PAGE = Page(
    path=PROCUREMENT,
    title=N_("Procurement"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    styles=(
        "css/sections.css",
        "css/bars.css",
        "css/timeline.css",
        "css/gantt.css",
        "css/ledger.css",
        "css/procurement.css",
    ),
)
