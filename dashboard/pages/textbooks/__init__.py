"""Textbooks: does each pupil have the books they need, and if not, why?"""

from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.pages.textbooks import counts, gap, need, provision, rental, supply, transfers
from dashboard.urls import TEXTBOOKS
from dashboard.visit import Visit
from data_access.queries import areas
from layouts import controls as choices
from layouts import textbooks as arrangement
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

SECTIONS = (provision, supply, need, transfers, rental, counts, gap)
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
        *provision.controls(db, visit, t),
        *supply.controls(db, visit, t),
        *need.controls(visit, t),
        *rental.controls(db, visit, t),
        *transfers.controls(visit, t),
    ]


PAGE = Page(
    path=TEXTBOOKS,
    title=N_("Textbooks"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("built/charts.js", "js/jobs.js"),
    styles=(
        "css/sections.css",
        "css/bars.css",
        "css/textbooks.css",
        "css/textbooks-provision.css",
        "css/textbooks-need.css",
        "css/textbooks-transfers.css",
        "css/textbooks-supply.css",
    ),
    moving=transfers.moving,
)
