"""Which lists about money leave as files?"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.filters import LANGUAGES
from data_access.imports.sheets.payments import PAYMENTS as SHEET
from data_access.queries.money import costs, execution, ledger
from data_access.summaries.budget import PAYMENTS
from layouts.budget import costs as cost_words
from layouts.budget import execution as words
from layouts.i18n import N_, Translator

PAYMENT = (
    *("number", "contract", "fund", "component", "category", "line", "paid_from", "paid_on"),
    *("amount", "currency", "rate", "rate_on", "own_rate", "xdr_rate"),
    *("amount_usd", "amount_kgs", "amount_xdr", "file", "source_row"),
)
"""Columns of the list of payments, by their names in the database."""
ADDED = {
    "rate_on": N_("Day of the rate"),
    "own_rate": N_("KGS per unit of the currency"),
    "xdr_rate": N_("KGS per SDR"),
    "amount_usd": N_("Amount, USD"),
    "amount_kgs": N_("Amount, KGS"),
    "amount_xdr": N_("Amount, SDR"),
    "file": N_("File"),
    "source_row": N_("Row"),
}
"""Words of the columns that the sheet of payments does not have."""


def budget_execution(db: Connection, visit: Visit, t: Translator) -> str:
    """Return budget, committed, disbursed and spent by every cut, US dollars to the last cent."""
    columns = words.part_columns(ledger.shown(db, visit.filters).currency, t)
    rows: list[list[Any]] = [[t("Cut"), *(column.title for column in columns)]]
    is_invented = False
    for cut in execution.CUTS:
        parts = execution.parts(db, visit.filters, cut)
        is_invented = is_invented or any(part.demonstration for part in parts)
        for row in words.part_rows(cut, parts, t):
            rows.append([t(words.CUT[cut]), *(_cell(row[column.name], t) for column in columns)])
    return written([_head(t("Execution of the budget"), visit, t, is_invented), *rows], t.lang)


def payments(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every payment up to the quarter, with its rates, its file and its row."""
    return _payments(db, visit, t, ())


def payments_behind_costs(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the payments from which the cost of results is counted."""
    lines = [line for _, found in costs.RESULTS.values() for line in found]
    return _payments(db, visit, t, lines)


def _payments(db: Connection, visit: Visit, t: Translator, lines: Any) -> str:
    filters, here = visit.filters, {}
    if filters.fund:
        here = {"fund": filters.fund}
    statement = PAYMENTS.rows_behind(visit.release.import_id, here)
    statement = statement.where(PAYMENTS.key["period"] <= filters.quarter)
    if lines:
        statement = statement.where(PAYMENTS.key["line"].in_(lines))
    rows = [[_cell(getattr(row, name), t) for name in PAYMENT] for row in db.execute(statement)]
    is_invented = any(row.demonstration for row in ledger.payments(db, filters))
    title = cost_words.RESULT_ROWS if lines else words.ALL_PAYMENTS
    return written([_head(t(title), visit, t, is_invented), _headings(t), *rows], t.lang)


def _headings(t: Translator) -> list[str]:
    place = LANGUAGES.index(t.lang)
    asked = {field.name: field.headings[place] for field in SHEET.fields}
    return [asked[name] if name in asked else t(ADDED[name]) for name in PAYMENT]


def _head(title: str, visit: Visit, t: Translator, is_invented: bool) -> list[str]:
    mark = t("Demonstration data") if is_invented else ""
    return [title, release_told(visit, t), t.quarter(visit.filters.quarter), mark]


def _cell(value: Any, t: Translator) -> Any:
    """Return numbers as they are, to the last place that they have; a date as text."""
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    return t.day(value) if isinstance(value, date) else str(value)
