"""Are grievances answered in time?"""

from sqlalchemy import Connection

from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.promises import DAYS_TO_RESOLVE
from data_access.queries import areas
from data_access.queries.implementation import grievances
from layouts.i18n import Translator
from layouts.implementation import grievances as words
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    rows, places = grievances.grievances(db, filters), areas.areas(db, filters)
    return [
        words.state(grievances.totals(rows), DAYS_TO_RESOLVE, filters, t),
        words.quarters(grievances.by_quarter(rows), rows, filters, t),
        words.matters(
            grievances.parts(rows, "category", filters.quarter),
            grievances.parts(rows, "channel", filters.quarter),
            rows,
            filters,
            t,
        ),
        words.places(
            grievances.parts(rows, "region", filters.quarter),
            dict(zip(places["area"], places["area_name"], strict=True)),
            rows,
            filters,
            t,
        ),
    ]
