"""Are awards and disbursement where they were projected?"""

from sqlalchemy import Connection

from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.money import curves
from data_access.queries.money.execution import names
from layouts.budget import curves as words
from layouts.i18n import Translator
from layouts.panel import Panel


@section("fund", "currency", "calendar", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    funds = names(db, filters)["fund"]
    shown = [filters.fund] if filters.fund else curves.adb_funds(db, filters)
    return [
        words.panel(
            curves.curve(db, filters, subject, filters.fund),
            [curves.curve(db, filters, subject, fund) for fund in shown],
            funds,
            filters,
            t,
        )
        for subject in curves.SUBJECTS
    ]
