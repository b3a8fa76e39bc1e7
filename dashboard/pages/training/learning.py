"""Do people know more after a course than before?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import equity, learning, registers
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import learning as words
from layouts.training import lens


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section, about the whole country."""
    filters = visit.filters
    silent = registers.open_registers(db, filters.everywhere())
    by_provider = learning.gains_by_provider(db, filters)
    by_course = learning.gains_by_course(db, filters)
    bands, total = learning.distributions(db, filters), learning.total(db, filters)
    return [
        lens.beside(
            words.scores(bands, total, by_provider, by_course, silent, filters, t),
            equity.known_after(db, filters),
            t("mean points after, whole country"),
            lens.points,
            t,
        ),
        lens.beside(
            words.gains(by_provider, by_course, silent, filters, t),
            equity.gained(db, filters),
            t("mean gain in points, whole country"),
            lens.points,
            t,
        ),
    ]
