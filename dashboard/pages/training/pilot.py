"""How far is the attestation and certification pilot?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import pilot
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import pilot as words


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; a district is told with its region."""
    filters = visit.filters
    times = pilot.times(db, filters)
    return [words.pilot(pilot.cases(db, filters), times, pilot.slowest(times), filters, t)]
