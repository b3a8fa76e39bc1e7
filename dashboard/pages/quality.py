"""Data quality: how fresh and complete are the data, and what do they not explain?"""

from functools import partial

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.visit import Visit
from data_access.queries import quality, results
from data_access.queries.textbooks import supply_links
from data_access.queries.textbooks.choices import STALE_DAYS
from layouts import controls as choices
from layouts import quality as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the page, about the whole country."""
    filters = visit.filters.everywhere()
    links = supply_links.broken_links(db, filters)
    return [
        words.fresh(quality.subjects(db, filters), filters, t),
        words.complete(
            quality.districts(db, filters),
            partial(urls.everything_about, visit.asked),
            filters,
            t,
        ),
        words.late(
            quality.late_figures(db, filters),
            partial(urls.indicator, visit.asked),
            len(results.standing(db, filters)),
            filters,
            t,
        ),
        words.failed(
            supply_links.by_kind(links),
            links,
            STALE_DAYS,
            f"{urls.address(urls.TEXTBOOKS, visit.asked)}#supply",
            filters,
            t,
        ),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
    ]


PAGE = Page(
    path=urls.QUALITY,
    title=N_("Data quality"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    styles=("css/sections.css", "css/ledger.css", "css/quality.css"),
)
