"""The budget: where does the money stand, and what does it bring?"""

from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.pages.budget import costs, currencies, curves, execution, rating, sector
from dashboard.urls import BUDGET
from dashboard.visit import Visit
from data_access.queries import areas
from data_access.queries.money.choices import CALENDARS, CURRENCIES, PRICES
from data_access.queries.money.execution import names
from layouts import budget as arrangement
from layouts import controls as choices
from layouts.budget import words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

SECTIONS = (execution, curves, currencies, costs, sector, rating)
"""Modules that answer one section each, in the order of the page."""


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of all sections."""
    return [panel for section in SECTIONS for panel in section.panels(db, visit, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page; a region narrows the budget of the sector only."""
    asked, filters = visit.asked, visit.filters
    region, _ = choices.area_controls(areas.areas(db, filters), asked, t)
    money = {"currency": CURRENCIES, "calendar": CALENDARS, "prices": PRICES}
    return [
        *words.controls(names(db, filters)["fund"], money, filters, t),
        region,
        choices.period_control(visit.release.as_of, filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
        *rating.controls(db, visit, t),
    ]


PAGE = Page(
    path=BUDGET,
    title=N_("Budget"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("built/charts.js",),
    styles=("css/sections.css", "css/bars.css", "css/budget.css"),
)
