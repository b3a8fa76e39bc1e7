"""What did a result cost?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.money import costs, periods
from layouts.budget import costs as words
from layouts.i18n import Translator
from layouts.panel import Panel


@section("currency", "calendar", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panel of the section."""
    filters = visit.filters
    found = costs.costs(db, filters, filters.calendar or "fiscal")
    export = urls.address(urls.COSTS, visit.asked)
    return [words.panel(found, periods.deflator(db, filters), export, filters, t)]
