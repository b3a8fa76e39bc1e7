"""Which textbooks are needed, how do they come to the schools, and who pays for their use?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named

LEGS = ("district", "school", "direct")
"""Ways of a shipment: from the central store to a district, from there to a school, or straight
from the central store to a school."""

STAGES = ("planned", "prepared", "running")
"""How far a school is with the rental scheme: decided on, books and register ready, fees taken."""


class Title(Named, Fact, Base):
    """A textbook or a teacher guide in one language of instruction."""

    __tablename__ = "title"
    KEY = ("code",)

    code: Mapped[str]
    subject: Mapped[str] = mapped_column(ForeignKey("subject.code"))
    grade: Mapped[int]
    language: Mapped[str]
    """ky, ru, uz, tg or en"""
    kind: Mapped[str]
    """textbook or guide"""
    standard: Mapped[str]
    """old or new: the new one belongs to the twelve-year school."""
    approved_on: Mapped[date | None]
    first_year: Mapped[str]
    """School year from which on every pupil of the grade and language needs a copy: 2025/26"""
    last_year: Mapped[str | None]
    """Last such school year; empty while there is none."""
    life: Mapped[int]
    """Years that a copy can be used."""


class TextbookOrder(Fact, Base):
    """Copies of a title that a publisher is to print and deliver."""

    __tablename__ = "textbook_order"
    KEY = ("code",)

    code: Mapped[str]
    title: Mapped[str]
    contract: Mapped[str | None]
    """Number of the contract."""
    publisher: Mapped[str]
    copies: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Exact)
    """KGS for a copy"""
    ordered_on: Mapped[date]
    due_on: Mapped[date]
    """Day by which schools should have the copies."""


class Printing(Fact, Base):
    """Copies that came from the press into the central store."""

    __tablename__ = "printing"
    KEY = ("code",)

    code: Mapped[str]
    order: Mapped[str]
    printed_on: Mapped[date]
    copies: Mapped[int]
    period: Mapped[date]
    """Last day of the quarter of printing; derived."""


class Shipment(Fact, Base):
    """Copies of an order sent to a district or to a school."""

    __tablename__ = "shipment"
    KEY = ("code",)

    code: Mapped[str]
    order: Mapped[str]
    origin: Mapped[str]
    """store or district: what they left"""
    district: Mapped[str] = mapped_column(ForeignKey("area.code"))
    """The district that they go to, or that of the school."""
    school: Mapped[str | None]
    """Missing where they go to the store of the district."""
    copies: Mapped[int]
    dispatched_on: Mapped[date]
    leg: Mapped[str]
    """One of LEGS; derived."""
    period: Mapped[date]
    """Last day of the quarter of dispatch; derived."""


class Receipt(Fact, Base):
    """What became of the copies of a shipment; what is in none of the counts is disputed."""

    __tablename__ = "receipt"
    KEY = ("shipment",)

    shipment: Mapped[str]
    received_on: Mapped[date]
    received: Mapped[int]
    """Copies accepted in good order."""
    damaged: Mapped[int]
    """Arrived, cannot be used, and are written off."""
    lost: Mapped[int]
    """Agreed to be lost on the way, and are written off."""
    document: Mapped[str | None]
    """Number of the act of acceptance."""
    period: Mapped[date]
    """Last day of the quarter of receipt; derived."""


class WriteOff(Fact, Base):
    """Copies written off in a store before they reached a school."""

    __tablename__ = "write_off"
    KEY = ("code",)

    code: Mapped[str]
    order: Mapped[str]
    district: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    """Missing for the central store."""
    copies: Mapped[int]
    written_off_on: Mapped[date]
    reason: Mapped[str]
    period: Mapped[date]
    """Last day of the quarter; derived."""


class StockCount(Fact, Base):
    """Copies of a title that a school counted on its shelves and with its pupils."""

    __tablename__ = "stock_count"
    KEY = ("school", "title", "counted_on")

    school: Mapped[str]
    title: Mapped[str]
    counted_on: Mapped[date]
    usable: Mapped[int]
    worn: Mapped[int]
    """There, but not fit for use."""
    lost: Mapped[int]
    """Missing since they were received."""
    period: Mapped[date]
    """Last day of the quarter of counting; derived."""
    expires: Mapped[date]
    """Last quarter end on which the count is less than twelve months old; derived."""
    school_year: Mapped[str]
    """Whose pupils the copies are counted against; derived."""


class Rental(Fact, Base):
    """A school in the rental scheme in one school year: who pays, how much, and who does not."""

    __tablename__ = "rental"
    KEY = ("school", "school_year")

    school: Mapped[str]
    school_year: Mapped[str]
    stage: Mapped[str]
    """One of STAGES"""
    full: Mapped[int | None]
    half: Mapped[int | None]
    exempt: Mapped[int | None]
    """Pupils who pay the whole fee, half of it, or nothing; missing before fees are taken."""
    due: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS"""
    collected: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS"""


class RentalSpending(Fact, Base):
    """What a district paid out of the rental fund in one school year."""

    __tablename__ = "rental_spending"
    KEY = ("district", "school_year")

    district: Mapped[str] = mapped_column(ForeignKey("area.code"))
    school_year: Mapped[str]
    books: Mapped[Decimal] = mapped_column(Exact)
    """KGS for copies"""
    copies: Mapped[int]
    """Bought for it."""
    other: Mapped[Decimal] = mapped_column(Exact)
    """KGS for repair, transport and administration"""
