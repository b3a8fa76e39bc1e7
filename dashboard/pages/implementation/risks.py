"""What may go wrong, and what is done about it?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.implementation import commitments, risks
from layouts.i18n import Translator
from layouts.implementation import risks as words
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters.everywhere()
    rows = risks.risks(db, filters)
    return [
        words.matrix(rows, risks.level, filters, t),
        words.every(
            rows,
            risks.level,
            commitments.endangered(db, filters, rows),
            lambda code: urls.indicator(visit.asked, code),
            urls.address(urls.RISKS, visit.asked),
            filters,
            t,
        ),
    ]
