"""How far is the budget executed?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries import budget
from data_access.queries.money import execution, ledger
from data_access.queries.money.choices import OUTRUN
from layouts.budget import execution as words
from layouts.i18n import Translator
from layouts.panel import Panel


@section("fund", "currency", "calendar", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    parts = {cut: execution.parts(db, filters, cut) for cut in execution.CUTS}
    funds = execution.names(db, filters)["fund"]
    exports = {
        t("These tables as a file (CSV)"): urls.address(urls.BUDGET_EXECUTION, visit.asked),
        t("All payments, row by row (CSV)"): urls.address(urls.PAYMENTS, visit.asked),
    }
    return [
        words.standing(execution.standing(db, filters), parts, funds, filters, t),
        words.burn(execution.burn(db, filters), funds, filters, t),
        words.progress(budget.progress_by_component(db, filters), filters, t),
        words.outrun(execution.work_against_money(db, filters), OUTRUN, filters, t),
        words.parts_panel(parts, ledger.shown(db, filters), exports, funds, filters, t),
    ]
