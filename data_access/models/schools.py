"""Which schools are there, and how far are the six packages of the innovative ones?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named

STAGES = ("contracted", "delivered", "installed", "accepted")
"""What every package goes through, in order. For repair: contracted, begun, finished, accepted."""


PACKAGE_COUNT = 6
"""Packages of a fully equipped innovative school."""


class PackageKind(Named, Base):
    """One of the six packages that an innovative school receives."""

    __tablename__ = "package_kind"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class School(Named, Fact, Base):
    """A school as it was reported, pupils and teachers included."""

    __tablename__ = "school"
    KEY = ("code",)

    code: Mapped[str]
    district: Mapped[str] = mapped_column(ForeignKey("area.code"))
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    languages: Mapped[str]
    """Languages of instruction, codes parted by spaces: ky ru uz tg en."""
    rural: Mapped[bool]
    remote: Mapped[bool]
    innovative: Mapped[bool]
    girls: Mapped[int | None]
    boys: Mapped[int | None]
    teachers: Mapped[int | None]
    closed_on: Mapped[date | None]
    """First day without lessons; the row and everything about the school stay."""
    merged_into: Mapped[str | None]
    """Code of the school that took over a closed one."""


class SchoolPackage(Fact, Base):
    """One package of one innovative school, with planned and actual date of each stage."""

    __tablename__ = "school_package"
    KEY = ("school", "package")

    school: Mapped[str]
    package: Mapped[str] = mapped_column(ForeignKey("package_kind.code"))
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    """Office that answers for the package."""
    contracted_planned: Mapped[date | None]
    contracted_actual: Mapped[date | None]
    delivered_planned: Mapped[date | None]
    delivered_actual: Mapped[date | None]
    installed_planned: Mapped[date | None]
    installed_actual: Mapped[date | None]
    accepted_planned: Mapped[date | None]
    accepted_actual: Mapped[date | None]
    budget: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS"""
    contracted: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS"""
    spent: Mapped[Decimal | None] = mapped_column(Exact)
    """KGS"""
