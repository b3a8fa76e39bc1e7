"""Where are the copies between the press and the desk?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit, quarter_end
from data_access.queries.textbooks import supply, supply_links, supply_times
from data_access.queries.textbooks.choices import STALE_DAYS
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.textbooks import supply as words
from layouts.textbooks import supply_links as of_links
from layouts.textbooks import supply_times as of_times


@section("title")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; shelves are told only of the last quarter of a release."""
    filters = visit.filters
    is_newest = filters.quarter == quarter_end(visit.release.as_of)
    links = supply_links.broken_links(db, filters)
    return [
        words.chain(
            supply.flow(db, filters, is_newest=is_newest), supply.account(db, filters), filters, t
        ),
        of_times.lead(
            supply_times.stages(db, filters), supply_times.by_district(db, filters), filters, t
        ),
        of_times.september(
            supply_times.years(db, filters),
            supply_times.late_orders(db, filters),
            supply_times.late_districts(db, filters),
            filters,
            t,
        ),
        of_links.conservation(supply.ledger(db, filters), links, filters, t),
        of_links.broken(
            links,
            supply_links.by_kind(links),
            STALE_DAYS,
            urls.address(urls.BROKEN_LINKS, visit.asked),
            filters,
            t,
        ),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    return [words.title_control(supply.titles(db, visit.filters), visit.filters.title, t)]
