"""What was spent in each year, school year or quarter, in which currency and at which prices?"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import Connection, select

from data_access.filters import Filters, quarter_code
from data_access.frames import kept
from data_access.queries.money import ledger
from data_access.queries.money.execution import Standing, standing
from data_access.queries.money.ledger import CENT, Paid
from data_access.school_years import school_year
from data_access.summaries.programme import STATISTICS

PRICES = "consumer_prices"


@dataclass(frozen=True)
class Period:
    """Money spent in a period of the chosen calendar."""

    name: str
    """2026, 2025/26 or 2026-Q3"""
    usd: Decimal
    kgs: Decimal
    xdr: Decimal | None
    kgs_constant: Decimal | None
    """In prices of the base year; missing where no index is known for a year of it."""
    payments: int
    is_whole: bool
    """Whether the period is over."""
    demonstration: int


@dataclass(frozen=True)
class Deflator:
    """Consumer prices by calendar year, and the year whose prices are meant."""

    index: dict[int, Decimal]
    base: int | None
    source: str
    demonstration: int

    def constant(self, amount: Decimal, year: int) -> Decimal | None:
        """Return an amount of a year in prices of the base year."""
        if self.base is None or year not in self.index:
            return None
        factor = self.index[self.base] / self.index[year]
        return (amount * factor).quantize(CENT, ROUND_HALF_UP)


@kept("release", "period", most=8)
def deflator(db: Connection, filters: Filters) -> Deflator:
    """Return consumer prices; the base is the newest year that has begun and is known."""
    row = STATISTICS.table.c
    columns = (row.year, row.value, row.source, row.demonstration)
    here = select(*columns).where(
        row.release == filters.release, row.statistic == PRICES, row.area == "KG"
    )
    rows = db.execute(here).all()
    index = {int(each.year): each.value for each in rows if each.year.isdigit()}
    known = [year for year in index if year <= filters.quarter.year]
    return Deflator(
        index,
        max(known, default=None),
        rows[0].source if rows else "",
        max((each.demonstration for each in rows), default=0),
    )


def name_of_period(month: date, period: date, calendar: str) -> str:
    """Return the period of a calendar that holds a month."""
    if calendar == "school":
        return school_year(month)
    return quarter_code(period) if calendar == "quarter" else str(month.year)


def _is_over(name: str, day: date) -> bool:
    if "/" in name:
        return day >= date(int(name[:4]) + 1, 7, 31)
    return name < str(day.year) or day.month == 12 if name.isdigit() else True


def periods(db: Connection, filters: Filters, calendar: str) -> list[Period]:
    """Return what was spent, period by period, as the fund asked for narrows it."""
    prices = deflator(db, filters)
    groups: dict[str, list[Paid]] = {}
    for row in ledger.payments(db, filters):
        if filters.fund in (None, row.fund):
            groups.setdefault(name_of_period(row.month, row.period, calendar), []).append(row)
    found = []
    for name, rows in sorted(groups.items()):
        constant = [prices.constant(row.amount_kgs, row.month.year) for row in rows]
        known = [amount for amount in constant if amount is not None]
        found.append(
            Period(
                name=name,
                usd=ledger.total(rows, "amount_usd"),
                kgs=ledger.total(rows, "amount_kgs"),
                xdr=ledger.spent_in(rows, "XDR"),
                kgs_constant=sum(known, Decimal()) if len(known) == len(constant) else None,
                payments=sum(row.fact_count for row in rows),
                is_whole=_is_over(name, filters.quarter),
                demonstration=max(row.demonstration for row in rows),
            )
        )
    return found


def in_every_currency(db: Connection, filters: Filters) -> list[Standing]:
    """Return how the budget stands in each currency for which rates are known."""
    found = (standing(db, filters, currency) for currency in ("KGS", "USD", "XDR"))
    return [each for each in found if each]


def older_rates(db: Connection, filters: Filters) -> tuple[int, int]:
    """Return how many payments there are, and how many were converted at a rate of a day before."""
    rows = [row for row in ledger.payments(db, filters) if filters.fund in (None, row.fund)]
    return sum(row.fact_count for row in rows), sum(row.older_rates for row in rows)
