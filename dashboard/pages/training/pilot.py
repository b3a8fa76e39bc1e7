"""How far is the attestation and certification pilot?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import equity, pilot
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import lens
from layouts.training import pilot as words


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; a district is told with its region."""
    filters = visit.filters
    times = pilot.times(db, filters)
    cases, waits = pilot.cases(db, filters), pilot.waits(db, filters)
    panel = words.pilot(cases, times, pilot.slowest(times), waits, filters, t)
    what = t("certified, of all candidates, whole country")
    return [lens.beside(panel, equity.attested(db, filters), what, lens.share, t)]
