"""All regions and districts with their main figures: the way to everything about one of them."""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.urls import everything_about
from dashboard.visit import Visit
from data_access.queries import districts
from data_access.queries.map import MEASURES
from layouts.controls import period_control, release_control
from layouts.districts import listing as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the list."""
    rows = districts.every_area(db, visit.filters)
    return [
        words.panel(
            rows, MEASURES, lambda code: everything_about(visit.asked, code), visit.filters, t
        )
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the list: a period and a release."""
    return [
        period_control(visit.release.as_of, visit.filters.quarter, t),
        release_control(visit.releases, visit.release, t),
    ]


PAGE = Page(
    path=urls.DISTRICTS,
    title=N_("Regions and districts"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    scripts=("js/areas.js",),
    styles=("css/ledger.css", "css/sections.css", "css/bars.css", "css/district.css"),
)
