"""What is published about the programme and about schools of the country?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named


class Component(Named, Base):
    """One of the four components on the ministry's page."""

    __tablename__ = "component"

    code: Mapped[str] = mapped_column(primary_key=True)
    short_ky: Mapped[str]
    short_ru: Mapped[str]
    short_en: Mapped[str]


class Office(Named, Base):
    """An office that answers for a package or a key figure."""

    __tablename__ = "office"

    code: Mapped[str] = mapped_column(primary_key=True)


class Event(Named, Base):
    """A dated step of the programme, such as the signing of the agreements."""

    __tablename__ = "event"

    code: Mapped[str] = mapped_column(primary_key=True)


class ProgrammeDate(Fact, Base):
    """When an event took place or is expected."""

    __tablename__ = "programme_date"
    KEY = ("event",)

    event: Mapped[str] = mapped_column(ForeignKey("event.code"))
    happens_on: Mapped[date]
    source: Mapped[str]


class Statistic(Named, Base):
    """A published statistic of the school system."""

    __tablename__ = "statistic"

    code: Mapped[str] = mapped_column(primary_key=True)
    unit: Mapped[str]


class StatisticValue(Fact, Base):
    """A published figure for the country or a region, as published, with its source."""

    __tablename__ = "statistic_value"
    KEY = ("statistic", "area", "year")

    statistic: Mapped[str] = mapped_column(ForeignKey("statistic.code"))
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    year: Mapped[str]
    """Calendar year 2024, school year 2024/25, or month 2026-03."""
    value: Mapped[Decimal] = mapped_column(Exact)
    source: Mapped[str]
