"""How does money come from the funds, at which rates, and what does the country spend itself?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named


class WorkLine(Named, Base):
    """One of the sixteen lines of work on the ministry's page."""

    __tablename__ = "work_line"

    code: Mapped[str] = mapped_column(primary_key=True)
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))


class ExchangeRate(Fact, Base):
    """The official rate of a currency on one day."""

    __tablename__ = "exchange_rate"
    KEY = ("currency", "day")

    currency: Mapped[str]
    """USD, or XDR for special drawing rights"""
    day: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one unit"""
    source: Mapped[str]


class Withdrawal(Fact, Base):
    """An application by which money leaves a fund, or by which its use is documented."""

    __tablename__ = "withdrawal"
    KEY = ("number",)

    number: Mapped[str]
    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    method: Mapped[str]
    """direct, advance and replenishment move money; soe only documents what was spent of it"""
    paid_on: Mapped[date]
    """Value date; of a document that moves no money, the day on which it was accepted."""
    amount: Mapped[Decimal] = mapped_column(Exact)
    """In its own currency; negative for money given back."""
    currency: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one USD on that day"""
    rate_on: Mapped[date]
    """Day of the rates; derived."""
    own_rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one unit of its own currency; derived."""
    xdr_rate: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS for one SDR; missing where no list of rates says; derived."""
    period: Mapped[date]
    """Last day of the quarter; derived."""
    month: Mapped[date]
    """Last day of the month; derived."""
    amount_usd: Mapped[Decimal] = mapped_column(Exact)
    amount_kgs: Mapped[Decimal] = mapped_column(Exact)
    amount_xdr: Mapped[Decimal | None] = mapped_column(Exact)
    """Derived at the rates of its own day, rounded half up to two places."""


class SectorSpending(Fact, Base):
    """What a region planned for education and spent on it in a year, by level."""

    __tablename__ = "sector_spending"
    KEY = ("area", "year", "level")

    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    """A region."""
    year: Mapped[int]
    level: Mapped[str]
    """preschool, school, vocational, higher or other"""
    planned: Mapped[Decimal] = mapped_column(Exact)
    """KGS"""
    actual: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS; missing while the year is not reported"""
    repair: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS of the actual spending that went into capital repair and maintenance"""
    source: Mapped[str]
