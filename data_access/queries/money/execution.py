"""How much of the budget is under contract, came from the funds, and was spent?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters, quarter_code
from data_access.frames import kept
from data_access.models import Category, Component, Fund, Indicator, WorkLine
from data_access.models.base import name_of
from data_access.models.finance import COUNTERPART
from data_access.queries import results
from data_access.queries.money import ledger
from data_access.queries.money.choices import BURN_QUARTERS, OUTRUN
from data_access.queries.money.ledger import ZERO, Paid, added, total
from data_access.summaries.budget import MOVES

CUTS = ("fund", "component", "line", "category", "year", "quarter")


@dataclass(frozen=True)
class Part:
    """A fund, a component, … of the budget; amounts in one currency, None where nobody can know."""

    code: str
    name: str
    budget: Decimal | None
    committed: Decimal | None
    disbursed: Decimal | None
    spent: Decimal
    demonstration: int

    @property
    def share(self) -> float | None:
        """Return the share of the budget that is spent."""
        return float(self.spent / self.budget) if self.budget else None


@dataclass(frozen=True)
class Standing:
    """The whole budget in one currency; what is not known is None.

    budget = spent + exchange + unpaid + free, to the last hundredth.
    """

    currency: str
    closing: ledger.Closing
    budget: Decimal
    spent: Decimal | None
    """At the rates of the days of payment."""
    exchange: Decimal | None
    """What the same payments would be at the closing rate, less what they were."""
    unpaid: Decimal
    """Under contract and not paid yet."""
    free: Decimal
    """Neither spent nor under contract."""
    demonstration: int


@kept("release", "lang")
def names(db: Connection, filters: Filters) -> dict[str, dict[str, str]]:
    """Return the names of funds, components, lines of work and categories by their codes."""
    found = {}
    for cut, model in (("fund", Fund), ("line", WorkLine), ("category", Category)):
        rows = db.execute(select(model.code, name_of(model, filters.lang)))
        found[cut] = {row[0]: row[1] for row in rows}
    short = getattr(Component, f"short_{filters.lang}")
    components = db.execute(select(Component.code, short))
    return found | {"component": {row[0]: row[1] for row in components}}


def _of_fund(rows: Iterable[Any], filters: Filters) -> list[Any]:
    return [row for row in rows if filters.fund in (None, row.fund)]


def parts(db: Connection, filters: Filters, cut: str) -> list[Part]:
    """Return the budget by one of CUTS, in the currency of `ledger.shown`, as the fund asked for
    narrows it.

    Spent is at the rates of the days of payment, withdrawn in som at those of its days; everything
    else is converted from US dollars at the rates of the end of the quarter.
    """
    close = ledger.shown(db, filters)
    budget = _of_fund(ledger.budget(db, filters), filters)
    awards = _of_fund(ledger.contracted(db, filters), filters)
    paid = _of_fund(ledger.payments(db, filters), filters)
    drawn = [
        row for row in _of_fund(ledger.withdrawals(db, filters), filters) if row.method in MOVES
    ]
    by = _key(cut)
    planned = added(budget, by, "amount") if cut != "quarter" else {}
    spent, on_contracts = added(paid, by, close.column), added(paid, by, "contract_usd")
    signed = added(awards, by, "amount_usd") if cut != "line" else {}
    moved = _withdrawn(drawn, by, close) if cut in ("fund", "year", "quarter") else {}
    invented: dict[Any, int] = {}
    for rows in (budget if cut != "quarter" else (), paid, awards if cut != "line" else ()):
        for row in rows:
            invented[by(row)] = max(invented.get(by(row), 0), row.demonstration)
    words = names(db, filters).get(cut, {})
    found = []
    for code in sorted({*planned, *spent, *signed, *moved}, key=str):
        done = spent.get(code, ZERO)
        found.append(
            Part(
                code=str(code),
                name=words.get(str(code), str(code)),
                budget=close.of_usd(planned.get(code, ZERO)) if cut != "quarter" else None,
                committed=done + close.of_usd(signed.get(code, ZERO) - on_contracts.get(code, ZERO))
                if cut != "line"
                else None,
                disbursed=moved.get(code, ZERO)
                if cut in ("fund", "year", "quarter") and COUNTERPART not in (code, filters.fund)
                else None,
                spent=done,
                demonstration=invented.get(code, 0),
            )
        )
    return found


def _withdrawn(rows: Iterable[Any], by: Callable[[Any], Any], close: ledger.Closing) -> dict:
    """Return what left the funds; summaries tell it in dollars and som at the rates of its days."""
    if close.currency == "KGS":
        return added(rows, by, "amount_kgs")
    return {code: close.of_usd(usd) for code, usd in added(rows, by, "amount_usd").items()}


def _key(cut: str) -> Callable[[Any], Any]:
    """Return how a row is counted: by its own column, or by the year or quarter of its day."""
    if cut == "year":
        return lambda row: row.year if hasattr(row, "year") else row.period.year
    if cut == "quarter":
        return lambda row: quarter_code(row.period)
    return lambda row: getattr(row, cut)


def standing(db: Connection, filters: Filters, currency: str | None = None) -> Standing | None:
    """Return how the budget stands; None where it cannot be told in that currency."""
    close = ledger.closing(db, filters, currency)
    if not close.is_known:
        return None
    budget = _of_fund(ledger.budget(db, filters), filters)
    paid = _of_fund(ledger.payments(db, filters), filters)
    awards = _of_fund(ledger.contracted(db, filters), filters)
    whole, spent_usd = total(budget, "amount"), total(paid, "amount_usd")
    unpaid = total(awards, "amount_usd") - total(paid, "contract_usd")
    spent = ledger.spent_in(paid, close.currency)
    at_closing = close.of_usd(spent_usd)
    budget_now, unpaid_now = close.of_usd(whole), close.of_usd(unpaid)
    return Standing(
        currency=close.currency,
        closing=close,
        budget=budget_now,
        spent=spent,
        exchange=None if spent is None else at_closing - spent,
        unpaid=unpaid_now,
        free=budget_now - at_closing - unpaid_now,
        demonstration=max((row.demonstration for row in (*budget, *paid, *awards)), default=0),
    )


@dataclass(frozen=True)
class Burn:
    """How fast money is spent, and where that leads by the end of the year; in one currency."""

    closing: ledger.Closing
    """The currency, and the rates at which budgets are converted."""
    quarters: list[tuple[date, Decimal, bool]]
    """Last day, spent, and whether it is only expected."""
    pace: Decimal
    """Mean of the last quarters."""
    year: int
    so_far: Decimal
    expected: Decimal
    """So far, and the pace for each quarter left of the year, up to what is left of the budget."""
    budget: Decimal
    """Of the year."""
    left: Decimal
    """Of the budget of all years."""
    demonstration: int


def burn(db: Connection, filters: Filters) -> Burn | None:
    """Return the pace of spending in the currency of `ledger.shown`; None before the first
    payment."""
    paid = _of_fund(ledger.payments(db, filters), filters)
    if not paid:
        return None
    close = ledger.shown(db, filters)
    by_quarter = added(paid, lambda row: row.period, close.column)
    days = pd.date_range(min(by_quarter), filters.quarter, freq="QE")
    quarters = [(day.date(), by_quarter.get(day.date(), ZERO)) for day in days]
    last = [amount for _, amount in quarters[-BURN_QUARTERS:]]
    pace = (sum(last, ZERO) / BURN_QUARTERS).quantize(ledger.CENT)
    year = filters.quarter.year
    coming = pd.date_range(filters.quarter, date(year, 12, 31), freq="QE")[1:]
    budget = _of_fund(ledger.budget(db, filters), filters)
    so_far = sum((amount for day, amount in quarters if day.year == year), ZERO)
    left = close.of_usd(total(budget, "amount") - total(paid, "amount_usd"))
    return Burn(
        closing=close,
        quarters=[(day, amount, False) for day, amount in quarters]
        + [(day.date(), pace, True) for day in coming],
        pace=pace,
        year=year,
        so_far=so_far,
        expected=so_far + min(pace * len(coming), max(left, ZERO)),
        budget=close.of_usd(total((row for row in budget if row.year == year), "amount")),
        left=left,
        demonstration=max(row.demonstration for row in (*paid, *budget)),
    )


@kept("release", most=4)
def _lines_of_indicators(db: Connection, filters: Filters) -> dict[str, str]:
    rows = db.execute(select(Indicator.code, Indicator.line))
    return {row[0]: row[1] for row in rows}


def work_against_money(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return work done beside money of all funds, one row per line of work that has a budget.

    Columns: line, line_name, component (str); budget, spent (float64, USD), spent_share,
    progress_share (float64, mean of min(1, value ÷ end target) over its weighted indicators;
    missing without any), counted_count (int), outruns (bool), demonstration (int).
    """
    points: dict[str, list[tuple[float, int]]] = {}
    lines = _lines_of_indicators(db, filters)
    for code, row in results.standing(db, filters.everywhere()).items():
        reached, end = row["last_value"], row["end_target"]
        if row["weight"] and pd.notna(reached) and pd.notna(end) and end > 0:
            share = min(1.0, reached / end)
            points.setdefault(lines[code], []).append((share * row["weight"], row["weight"]))
    rows = []
    for part in parts(db, replace(filters, fund=None, currency=None), "line"):
        if not part.code or not part.budget:
            continue
        found = points.get(part.code, [])
        weight = sum(each for _, each in found)
        progress = sum(each for each, _ in found) / weight if weight else float("nan")
        spent = float(part.spent / part.budget)
        rows.append(
            {
                "line": part.code,
                "line_name": part.name,
                "component": part.code[0],
                "budget": float(part.budget),
                "spent": float(part.spent),
                "spent_share": spent,
                "progress_share": progress,
                "counted_count": len(found),
                "outruns": bool(spent - progress >= OUTRUN - 1e-9),
                "demonstration": part.demonstration,
            }
        )
    columns = ["line", "line_name", "component", "budget", "spent", "spent_share"]
    columns += ["progress_share", "counted_count", "outruns", "demonstration"]
    return pd.DataFrame(rows, columns=columns)


def flaws(rows: Iterable[Paid]) -> dict[str, int]:
    """Return how many payments there are, and how many carry an older rate or are refunds."""
    found = list(rows)
    return {
        "payments": sum(row.fact_count for row in found),
        "older_rates": sum(row.older_rates for row in found),
        "refunds": sum(row.refunds for row in found),
    }
