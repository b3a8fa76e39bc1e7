"""What did a trained person, a delivered book, an equipped school cost?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.queries import results
from data_access.queries.money import ledger
from data_access.queries.money.ledger import Paid
from data_access.queries.money.periods import deflator, name_of_period

RESULTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "person": (("R2.1", "R2.4"), ("2.1", "2.2")),
    "book": (("R1.3b",), ("1.3",)),
    "school": (("R3.1",), ("3.1",)),
}
"""Result -> the figures that count it, and the lines of work whose payments are its cost."""


@dataclass(frozen=True)
class Cost:
    """The cost of one kind of result in a period, or since the start where the period is empty."""

    result: str
    period: str
    spent: Decimal | None
    """KGS at the rates of the days of payment, at the prices asked for; missing without prices."""
    payments: int
    count: float
    """Results of the period; missing where a figure was not reported at its beginning or end."""
    demonstration: int

    @property
    def each(self) -> float:
        """Return KGS for one; missing where nothing was achieved."""
        is_known = self.spent is not None and self.count > 0
        return float(self.spent) / self.count if is_known and self.spent else float("nan")


def costs(db: Connection, filters: Filters, calendar: str) -> list[Cost]:
    """Return the cost of each result: since the start, and by period of the calendar.

    What came before the first quarter of a trend counts in no period.
    """
    found = []
    standing = results.standing(db, filters.everywhere())
    paid = ledger.payments(db, filters)
    prices = deflator(db, filters)

    def amount(row: Paid) -> Decimal | None:
        if filters.prices == "constant":
            return prices.constant(row.amount_kgs, row.month.year)
        return row.amount_kgs

    def cost(result: str, period: str, rows: list[Paid], count: float, invented: int) -> Cost:
        amounts = [amount(row) for row in rows]
        known = [each for each in amounts if each is not None]
        return Cost(
            result,
            period,
            sum(known, Decimal()) if len(known) == len(amounts) else None,
            sum(row.fact_count for row in rows),
            count,
            max([invented, *(row.demonstration for row in rows)]),
        )

    for result, (codes, lines) in RESULTS.items():
        figures = [standing[code] for code in codes if code in standing]
        invented = max((int(each["demonstration"] or 0) for each in figures), default=0)
        rows = [row for row in paid if row.line in lines]
        reached = sum(float(each["last_value"]) for each in figures)
        found.append(cost(result, "", rows, reached, invented))
        upto = _by_quarter([each["trend"] for each in figures])
        groups: dict[str, list[Paid]] = {}
        for row in rows:
            # As results are known by quarter, what is paid for them goes by quarter too.
            period = name_of_period(_inside(row.period, calendar), row.period, calendar)
            groups.setdefault(period, []).append(row)
        before = 0.0
        for name, last in _periods(upto, calendar):
            count = upto[last] - before
            before = upto[last]
            found.append(cost(result, name, groups.pop(name, []), count, invented))
    return found


def _by_quarter(trends: list[list[tuple[date, float]]]) -> dict[date, float]:
    """Return the sum of cumulative figures by quarter; missing where one of them is not known.

    Before its first report a figure stands at nothing.
    """
    found: dict[date, float] = {}
    for trend in trends:
        has_begun = False
        for day, value in trend:
            is_known = value == value
            has_begun = has_begun or is_known
            found[day] = found.get(day, 0.0) + (value if is_known or has_begun else 0.0)
    return dict(sorted(found.items()))


def _periods(upto: dict[date, float], calendar: str) -> list[tuple[str, date]]:
    """Return the periods of a calendar, each with the last quarter of it that is known."""
    last: dict[str, date] = {}
    for day, value in upto.items():
        if value == value:
            last[name_of_period(_inside(day, calendar), day, calendar)] = day
    return list(last.items())


def _inside(day: date, calendar: str) -> date:
    """Return a day of the period that a quarter end closes: summer belongs to the year before."""
    return day.replace(month=7, day=31) if calendar == "school" and day.month == 9 else day
