"""Which promises are kept on time, and which figures do the others endanger?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.implementation import commitments
from layouts.i18n import Translator
from layouts.implementation import commitments as words
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters.everywhere()
    rows = commitments.commitments(db, filters)
    return [
        words.kinds(commitments.by_kind(rows), rows, filters, t),
        words.every(
            rows,
            commitments.endangered(db, filters, rows),
            lambda code: urls.indicator(visit.asked, code),
            urls.address(urls.COMMITMENTS, visit.asked),
            filters,
            t,
        ),
    ]
