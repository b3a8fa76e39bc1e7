"""Do online modules reach and keep their learners?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import elearning, equity, lessons
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import elearning as words
from layouts.training import lens


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; only observed lessons know a place."""
    filters = visit.filters
    listed, devices = elearning.modules(db, filters), elearning.devices(db, filters)
    curves = elearning.units(db, filters)
    return [
        lens.beside(
            words.modules(listed, elearning.total(db, filters), devices, filters, t),
            equity.learned_online(db, filters),
            t("enrolments completed, whole country"),
            lens.share,
            t,
        ),
        words.units(curves, elearning.worst_drop(curves), visit.release.as_of, filters, t),
        lens.beside(
            words.ict(lessons.by_quarter(db, filters), lessons.by_region(db, filters), filters, t),
            equity.used_ict(db, filters),
            t("observed lessons with ICT, whole country"),
            lens.share,
            t,
        ),
    ]
