"""Which schools have counted their books, and do the counts agree with what was sent?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.textbooks import counts
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.textbooks import counts as words


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    districts, schools = counts.by_district(db, filters), counts.last_counts(db, filters)
    export = urls.address(urls.SCHOOLS_TO_REMIND, visit.asked)
    return [
        words.counted(counts.over_time(db, filters), districts, schools, filters, t),
        words.remind(districts, schools, export, filters, t),
        words.discrepancies(schools, filters, t),
    ]
