"""What do the summaries of money hold, to the last tyiyn?

Amounts stay exact decimals here, so that any cut of them adds up to the same total.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, case, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.imports.sheet import end_of_quarter
from data_access.summaries.budget import AWARDS, BUDGET, FUNDS, PAYMENTS, RATES, WITHDRAWALS
from data_access.summaries.procurement import CONTRACTS, VARIATIONS
from data_access.summaries.summary import Summary

CENT = Decimal("0.01")
ZERO = Decimal(0)


class Budgeted(NamedTuple):
    """Money set aside for a year, USD."""

    fund: str
    component: str
    category: str
    line: str
    year: int
    amount: Decimal
    demonstration: int


class Awarded(NamedTuple):
    """Contracts signed in a quarter, USD at the rates of their days."""

    fund: str
    component: str
    category: str
    period: date
    amount_usd: Decimal
    demonstration: int


class Paid(NamedTuple):
    """Payments of a month, at the rates of their days."""

    fund: str
    component: str
    category: str
    line: str
    paid_from: str
    period: date
    month: date
    amount_usd: Decimal
    amount_kgs: Decimal
    amount_xdr: Decimal | None
    contract_usd: Decimal
    with_xdr: int
    older_rates: int
    refunds: int
    fact_count: int
    demonstration: int


class Withdrawn(NamedTuple):
    """Applications of a month by one method, at the rates of their days."""

    fund: str
    method: str
    period: date
    month: date
    amount_usd: Decimal
    amount_kgs: Decimal
    demonstration: int


Row = TypeVar("Row", bound=tuple)


def _rows(db: Connection, part: Summary, kind: Callable[..., Row], release: int | None):
    columns = part.table.c
    names = kind._fields  # type: ignore[attr-defined]
    order = [columns[name] for name in part.key]
    statement = select(*(columns[name] for name in names)).where(columns.release == release)
    return tuple(kind(*row) for row in db.execute(statement.order_by(*order)))


@kept("release", most=4)
def budget(db: Connection, filters: Filters) -> tuple[Budgeted, ...]:
    """Return the budget of all years."""
    return _rows(db, BUDGET, Budgeted, filters.release)


@kept("release", most=4)
def _awards(db: Connection, filters: Filters) -> tuple[Awarded, ...]:
    return _rows(db, AWARDS, Awarded, filters.release)


@kept("release", most=4)
def _payments(db: Connection, filters: Filters) -> tuple[Paid, ...]:
    return _rows(db, PAYMENTS, Paid, filters.release)


@kept("release", most=4)
def _withdrawals(db: Connection, filters: Filters) -> tuple[Withdrawn, ...]:
    return _rows(db, WITHDRAWALS, Withdrawn, filters.release)


@kept("release", most=4)
def _variations(db: Connection, filters: Filters) -> tuple[Awarded, ...]:
    change, contract = VARIATIONS.table.c, CONTRACTS.table.c
    invented = case((contract.demonstration == 1, 1), else_=change.demonstration)
    statement = (
        select(
            contract.fund,
            contract.component,
            contract.category,
            change.signed_on,
            change.amount_usd,
            invented,
        )
        .join_from(
            VARIATIONS.table,
            CONTRACTS.table,
            (contract.contract == change.contract) & (contract.release == change.release),
        )
        .where(change.release == filters.release)
        .order_by(change.contract, change.variation)
    )
    return tuple(
        Awarded(fund, component, category, end_of_quarter(day), amount, mark)
        for fund, component, category, day, amount, mark in db.execute(statement)
    )


def awards(db: Connection, filters: Filters) -> list[Awarded]:
    """Return the contracts signed up to the quarter asked for."""
    return [row for row in _awards(db, filters) if row.period <= filters.quarter]


def contracted(db: Connection, filters: Filters) -> list[Awarded]:
    """Return the contracts signed up to the quarter asked for, and what changed in them by then."""
    changes = [row for row in _variations(db, filters) if row.period <= filters.quarter]
    return [*awards(db, filters), *changes]


def payments(db: Connection, filters: Filters) -> list[Paid]:
    """Return the payments up to the quarter asked for."""
    return [row for row in _payments(db, filters) if row.period <= filters.quarter]


def withdrawals(db: Connection, filters: Filters) -> list[Withdrawn]:
    """Return the withdrawals up to the quarter asked for."""
    return [row for row in _withdrawals(db, filters) if row.period <= filters.quarter]


@kept("release", most=4)
def fund_amounts(db: Connection, filters: Filters) -> dict[str, Decimal]:
    """Return the amount of each fund, USD."""
    fund = FUNDS.table.c
    rows = db.execute(select(fund.fund, fund.amount).where(fund.release == filters.release))
    return {row[0]: row[1] for row in rows}


def added(rows: Iterable[Row], by: Callable[[Row], Hashable], amount: str) -> dict:
    """Return the exact sum of an amount by a part of the rows, in the order in which they come."""
    sums: dict = {}
    for row in rows:
        key = by(row)
        sums[key] = sums.get(key, ZERO) + getattr(row, amount)
    return sums


def total(rows: Iterable[tuple], amount: str) -> Decimal:
    """Return the exact sum of an amount."""
    return sum((getattr(row, amount) for row in rows), ZERO)


@dataclass(frozen=True)
class Rate:
    """KGS for one unit of a currency, and the day from which the rate is."""

    rate: Decimal
    day: date
    demonstration: int = 0


class Rates:
    """The official rates that a release knows."""

    def __init__(self, rows: Iterable[tuple[str, date, Decimal, int]]):
        self._by_currency: dict[str, list[Rate]] = {}
        for currency, day, rate, invented in rows:
            self._by_currency.setdefault(currency, []).append(Rate(rate, day, invented))

    def on(self, currency: str, day: date) -> Rate | None:
        """Return the rate of a day, or the nearest earlier one; None where there is none."""
        if currency == "KGS":
            return Rate(Decimal(1), day)
        known = self._by_currency.get(currency, [])
        place = bisect_right(known, day, key=lambda rate: rate.day)
        return known[place - 1] if place else None


@kept("release", most=4)
def rates(db: Connection, filters: Filters) -> Rates:
    """Return the official rates."""
    rate = RATES.table.c
    columns = (rate.currency, rate.day, rate.rate, rate.demonstration)
    here = select(*columns).where(rate.release == filters.release)
    return Rates(
        (currency, day, each, invented)
        for currency, day, each, invented in db.execute(here.order_by(rate.currency, rate.day))
    )


@dataclass(frozen=True)
class Closing:
    """How US dollars become another currency at the end of a quarter."""

    currency: str
    usd: Rate | None
    """KGS for a dollar"""
    own: Rate | None
    """KGS for one unit of the currency"""

    @property
    def column(self) -> str:
        """Return the column of an amount that was converted at the rate of its own day."""
        return f"amount_{self.currency.lower()}"

    @property
    def is_known(self) -> bool:
        """Return whether anything can be converted."""
        return self.currency == "USD" or (self.usd is not None and self.own is not None)

    def of_usd(self, amount: Decimal) -> Decimal:
        """Return an amount of US dollars in the currency, rounded half up to two places."""
        if self.currency == "USD":
            return amount
        if self.usd is None or self.own is None:
            raise ValueError(f"no rate of {self.currency} is known")
        return (amount * self.usd.rate / self.own.rate).quantize(CENT, ROUND_HALF_UP)


def closing(db: Connection, filters: Filters, currency: str | None = None) -> Closing:
    """Return the rates that hold at the end of the quarter asked for."""
    known, day = rates(db, filters), filters.quarter
    asked = currency or currency_asked(filters)
    return Closing(asked, known.on("USD", day), known.on(asked, day))


def shown(db: Connection, filters: Filters) -> Closing:
    """Return the rates of the currency asked for, or those of US dollars where the end of the
    quarter or a payment has no rate."""
    asked = closing(db, filters)
    if asked.is_known and spent_in(payments(db, filters), asked.currency) is not None:
        return asked
    return closing(db, filters, "USD")


def currency_asked(filters: Filters) -> str:
    """Return the currency in which amounts are shown."""
    return filters.currency or "USD"


def spent(row: Paid, currency: str) -> Decimal | None:
    """Return what a cell of payments was in a currency at the rates of its own days."""
    if currency == "XDR":
        return row.amount_xdr if row.with_xdr == row.fact_count else None
    return row.amount_usd if currency == "USD" else row.amount_kgs


def spent_in(rows: Iterable[Paid], currency: str) -> Decimal | None:
    """Return payments in a currency at the rates of their days; missing where one is."""
    amounts = [spent(row, currency) for row in rows]
    if any(amount is None for amount in amounts):
        return None
    return sum((amount for amount in amounts if amount is not None), ZERO)
