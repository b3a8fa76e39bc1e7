"""Where does the money come from, where should it go, and where did it go?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named

COUNTERPART = "GOV"
"""The fund from which nothing is withdrawn: the government pays itself."""


class Fund(Named, Base):
    """A grant, a loan or the government's own contribution."""

    __tablename__ = "fund"

    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """grant, loan or counterpart"""


class Category(Named, Base):
    """What money is spent on: goods, works, services, training …"""

    __tablename__ = "category"

    code: Mapped[str] = mapped_column(primary_key=True)


class FundAmount(Fact, Base):
    """The published amount of a fund."""

    __tablename__ = "fund_amount"
    KEY = ("fund",)

    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    amount: Mapped[Decimal] = mapped_column(Exact)
    """USD"""
    source: Mapped[str]


class Budget(Fact, Base):
    """Money set aside for one year."""

    __tablename__ = "budget"
    KEY = ("fund", "component", "category", "line", "year")

    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))
    category: Mapped[str] = mapped_column(ForeignKey("category.code"))
    line: Mapped[str]
    """Line of work; empty where the budget does not say."""
    year: Mapped[int]
    amount: Mapped[Decimal] = mapped_column(Exact)
    """USD"""


class Projection(Fact, Base):
    """Contract awards and disbursement expected in one quarter, by version of the projection."""

    __tablename__ = "projection"
    KEY = ("fund", "period", "version")

    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    period: Mapped[date]
    """Last day of the quarter."""
    version: Mapped[str]
    """original or revised"""
    awards: Mapped[Decimal] = mapped_column(Exact)
    """USD in the quarter, not cumulative"""
    disbursement: Mapped[Decimal] = mapped_column(Exact)
    """USD in the quarter, not cumulative"""


class Contract(Fact, Base):
    """A signed contract."""

    __tablename__ = "contract"
    KEY = ("number",)

    number: Mapped[str]
    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))
    category: Mapped[str] = mapped_column(ForeignKey("category.code"))
    signed_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Exact)
    currency: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one USD on the day of signing"""
    supplier: Mapped[str | None]
    package: Mapped[str | None]
    """Code of the procurement package."""
    ends_on: Mapped[date | None]
    """Day by which everything is owed; these three are missing where a contract came in before
    they were asked for."""
    period: Mapped[date]
    """Last day of the quarter of signing; derived."""
    amount_usd: Mapped[Decimal] = mapped_column(Exact)
    """Derived at the rate of its own day, rounded half up to the cent."""


class Payment(Fact, Base):
    """Money paid out, at the rate of its own day."""

    __tablename__ = "payment"
    KEY = ("number",)

    number: Mapped[str]
    contract: Mapped[str]
    """Number of the contract; empty for a statement of expenditure."""
    fund: Mapped[str] = mapped_column(ForeignKey("fund.code"))
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))
    category: Mapped[str] = mapped_column(ForeignKey("category.code"))
    line: Mapped[str]
    """Line of work; empty where the payment does not say."""
    paid_from: Mapped[str]
    """direct: from the fund to whom it was owed; advance: from the advance account"""
    paid_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Exact)
    """In its own currency; negative for a refund."""
    currency: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one USD on the day of payment"""
    rate_on: Mapped[date]
    """Day of the rates: that of payment, or the nearest earlier one that has them; derived."""
    own_rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one unit of its own currency; derived."""
    xdr_rate: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS for one SDR; missing where no list of rates says; derived."""
    period: Mapped[date]
    """Last day of the quarter of payment; derived."""
    month: Mapped[date]
    """Last day of its month; derived."""
    amount_usd: Mapped[Decimal] = mapped_column(Exact)
    """Derived at the rate of its own day, rounded half up to the cent."""
    amount_kgs: Mapped[Decimal] = mapped_column(Exact)
    """Derived at the rate of its own day, rounded half up to the tyiyn."""
    amount_xdr: Mapped[Decimal | None] = mapped_column(Exact)
    """In SDR at the rate of its own day; missing where there is none; derived."""
