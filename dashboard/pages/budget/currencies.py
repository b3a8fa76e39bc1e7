"""What does money come to in each currency and calendar, and does it agree?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.rating import rate_age
from data_access.queries.money import periods, reconciliation
from data_access.queries.money.execution import names
from layouts.budget import currencies as words
from layouts.i18n import Translator
from layouts.panel import Panel


@section("fund", "currency", "calendar", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    funds = names(db, filters)["fund"]
    calendar = filters.calendar or "fiscal"
    return [
        words.exchange(
            periods.in_every_currency(db, filters),
            periods.older_rates(db, filters),
            rate_age(filters.quarter),
            funds,
            filters,
            t,
        ),
        words.periods(
            periods.periods(db, filters, calendar), periods.deflator(db, filters), funds, filters, t
        ),
        words.reconciliation(
            reconciliation.accounts(db, filters),
            urls.address(urls.WITHDRAWALS, visit.asked),
            funds,
            filters,
            t,
        ),
    ]
