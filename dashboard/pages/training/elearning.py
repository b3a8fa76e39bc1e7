"""Do online modules reach and keep their learners?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import elearning, lessons
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import elearning as words


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; only observed lessons know a place."""
    filters = visit.filters
    listed, devices = elearning.modules(db, filters), elearning.devices(db, filters)
    curves = elearning.units(db, filters)
    return [
        words.modules(listed, elearning.total(db, filters), devices, filters, t),
        words.units(curves, elearning.worst_drop(curves), visit.release.as_of, t),
        words.ict(lessons.by_quarter(db, filters), lessons.by_region(db, filters), filters, t),
    ]
