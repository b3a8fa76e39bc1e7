"""What was promised, and what was reached?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named


class Indicator(Named, Base):
    """A key figure: what it measures, in which unit, and who answers for it."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(primary_key=True)
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))
    line: Mapped[str]
    """Line of work on the ministry's page, such as 2.1."""
    unit: Mapped[str]
    """people, titles, copies, schools, pupils, standards, share, points …"""
    level: Mapped[str]
    """country or district: where values are reported."""
    computed: Mapped[bool]
    """True where a formula of ours counts it; reported values are refused then."""
    ongoing: Mapped[bool]
    """True where every quarter is judged by itself, so that there is no end to reach."""
    position: Mapped[int]
    """Order among the headline figures of the overview; 0 for those that are not there."""
    weight: Mapped[int]
    """Part in the physical progress of its component; 0 where progress cannot be read from it."""
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    definition_ky: Mapped[str]
    definition_ru: Mapped[str]
    definition_en: Mapped[str]


class Target(Fact, Base):
    """What an indicator should have reached by the end of a quarter, and in the end."""

    __tablename__ = "target"
    KEY = ("indicator", "period", "area", "cut")

    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    period: Mapped[date]
    """Last day of the quarter."""
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    cut: Mapped[str]
    """all, female, male, rural or urban"""
    target: Mapped[Decimal] = mapped_column(Exact)
    """In the unit of the indicator; a share as a fraction."""


class ReportedValue(Fact, Base):
    """The state of an indicator at the end of a quarter; cumulative where it counts.

    A share arrives as numerator and denominator and is never stored as a ratio.
    """

    __tablename__ = "reported_value"
    KEY = ("indicator", "period", "area", "cut")

    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    period: Mapped[date]
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    cut: Mapped[str]
    numerator: Mapped[Decimal] = mapped_column(Exact)
    denominator: Mapped[Decimal | None] = mapped_column(Exact)
    evidence: Mapped[str]
