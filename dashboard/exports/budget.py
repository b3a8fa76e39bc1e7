"""Which lists about money leave as files?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.filters import LANGUAGES
from data_access.imports.sheet import Sheet
from data_access.imports.sheets import payments as sheets
from data_access.queries.money import costs, execution, ledger
from data_access.summaries.budget import PAYMENTS, WITHDRAWALS
from data_access.summaries.summary import Summary
from layouts.budget import costs as cost_words
from layouts.budget import currencies as currency_words
from layouts.budget import execution as words
from layouts.i18n import N_, Translator

CONVERTED = (
    *("paid_on", "amount", "currency", "rate", "rate_on", "own_rate", "xdr_rate"),
    *("amount_usd", "amount_kgs", "amount_xdr", "file", "source_row"),
)
PAYMENT = (
    *("number", "contract", "fund", "component", "category", "line", "paid_from"),
    *CONVERTED,
)
WITHDRAWAL = ("number", "fund", "method", *CONVERTED)
"""Columns of the lists of payments and withdrawals, by their names in the database."""
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
"""Words of the columns that the sheets do not have."""


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


def withdrawals(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every withdrawal application up to the quarter, with its rates, file and row."""
    is_invented = any(row.demonstration for row in ledger.withdrawals(db, visit.filters))
    rows = db.execute(_behind(WITHDRAWALS, visit))
    head = _head(t(currency_words.ALL_WITHDRAWALS), visit, t, is_invented)
    return _list(head, rows, sheets.WITHDRAWALS, WITHDRAWAL, t)


def _payments(db: Connection, visit: Visit, t: Translator, lines: Any) -> str:
    statement = _behind(PAYMENTS, visit)
    if lines:
        statement = statement.where(PAYMENTS.key["line"].in_(lines))
    is_invented = any(row.demonstration for row in ledger.payments(db, visit.filters))
    title = cost_words.RESULT_ROWS if lines else words.ALL_PAYMENTS
    head = _head(t(title), visit, t, is_invented)
    return _list(head, db.execute(statement), sheets.PAYMENTS, PAYMENT, t)


def _behind(summary: Summary, visit: Visit) -> Select:
    """Return the SELECT for the facts of a summary up to the quarter, of the fund asked for."""
    here = {"fund": visit.filters.fund} if visit.filters.fund else {}
    rows = summary.rows_behind(visit.release.import_id, here)
    return rows.where(summary.key["period"] <= visit.filters.quarter)


def _list(
    head: list[Any], rows: Iterable[Any], sheet: Sheet, columns: Sequence[str], t: Translator
) -> str:
    place = LANGUAGES.index(t.lang)
    asked = {field.name: field.headings[place] for field in sheet.fields}
    titles = [asked[name] if name in asked else t(ADDED[name]) for name in columns]
    cells = ([_cell(getattr(row, name), t) for name in columns] for row in rows)
    return written([head, titles, *cells], t.lang)


def _head(title: str, visit: Visit, t: Translator, is_invented: bool) -> list[str]:
    mark = t("Demonstration data") if is_invented else ""
    return [title, release_told(visit, t), t.quarter(visit.filters.quarter), mark]


def _cell(value: Any, t: Translator) -> Any:
    """Return numbers as they are, to the last place that they have; a date as text."""
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    return t.day(value) if isinstance(value, date) else str(value)
