"""How many come, stay, finish, and apply what they learned?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access import ledger
from data_access.queries.training import calendar, equity, flow, registers
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import flow as funnel
from layouts.training import lens, providers, sessions


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; providers and courses are of the whole country."""
    filters = visit.filters
    steps = flow.steps(db, filters)
    everywhere = registers.open_registers(db, filters.everywhere())
    here = registers.open_registers(db, filters)
    begun = calendar.begun(db, filters)
    return [
        lens.beside(
            funnel.flow(steps, flow.largest_loss(steps), here, filters, t),
            equity.completed(db, filters),
            t("seats completed, of those enrolled, whole country"),
            lens.share,
            t,
        ),
        lens.beside(
            providers.providers(
                flow.by_provider(db, filters), flow.by_course(db, filters), everywhere, filters, t
            ),
            equity.certified(db, filters),
            t("seats certified, of those completed, whole country"),
            lens.share,
            t,
        ),
        lens.beside(
            sessions.sessions(
                calendar.to_come(db, filters),
                begun,
                calendar.by_month(begun, filters),
                ledger.day_of(visit.release.published_at),
                filters,
                t,
            ),
            equity.coming(db, filters),
            t("seats that teachers took in sessions to come, of those eligible, whole country"),
            lens.share,
            t,
        ),
    ]
