"""Deadlines: what is overdue, what falls due next, and who answers for it?"""

from functools import partial

from sqlalchemy import Connection

from dashboard import due, urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.status import lateness
from data_access.queries import deadlines, offices
from layouts import controls as choices
from layouts import deadlines as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


@section("owner")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the page, about the whole country."""
    filters = visit.filters.everywhere()
    rows = deadlines.deadlines(db, filters)
    return words.panels(
        deadlines.overdue(rows),
        deadlines.to_come(rows),
        deadlines.DAYS_AHEAD,
        {
            t("Deadlines as a file (CSV)"): urls.address(urls.DEADLINE_LIST, visit.asked),
            t("Calendar (iCalendar)"): urls.address(urls.CALENDAR, visit.asked),
        },
        partial(due.address, visit.asked),
        lateness(filters.quarter).at_risk_days,
        filters,
        t,
    )


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    filters = visit.filters
    return [
        words.owner_control(offices.owners(db, filters), filters.owner, t),
        choices.period_control(visit.release.as_of, filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
    ]


PAGE = Page(
    path=urls.DEADLINES,
    title=N_("Deadlines"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    styles=("css/sections.css", "css/bars.css", "css/ledger.css", "css/deadlines.css"),
)
