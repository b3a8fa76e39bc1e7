"""What does a school's passport tell beside its packages: equipment, pupils, teachers, books?"""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Fact, Named

ACCESS = ("ramp", "toilet", "resource_room", "adapted_materials")
"""What makes a school accessible."""


class Equipment(Named, Base):
    """A line of equipment or works that belongs to a package."""

    __tablename__ = "equipment"

    code: Mapped[str] = mapped_column(primary_key=True)
    package: Mapped[str] = mapped_column(ForeignKey("package_kind.code"))
    position: Mapped[int]
    """Order inside the package."""
    unit: Mapped[str]
    """pieces, sets, licences, square_metres or works"""


class Subject(Named, Base):
    """A school subject of mathematics and sciences."""

    __tablename__ = "subject"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class PackageItem(Fact, Base):
    """How much of one line of equipment a school should get, and what became of it."""

    __tablename__ = "package_item"
    KEY = ("school", "package", "item")

    school: Mapped[str]
    package: Mapped[str] = mapped_column(ForeignKey("package_kind.code"))
    item: Mapped[str] = mapped_column(ForeignKey("equipment.code"))
    planned: Mapped[int]
    delivered: Mapped[int]
    """May be more than planned."""
    accepted: Mapped[int]
    defective: Mapped[int]
    """Delivered and refused; never counted as accepted."""


class Enrolment(Fact, Base):
    """Pupils of one grade who learn in one language."""

    __tablename__ = "enrolment"
    KEY = ("school", "school_year", "grade", "language")

    school: Mapped[str]
    school_year: Mapped[str]
    """2025/26"""
    grade: Mapped[int]
    language: Mapped[str]
    """ky, ru, uz, tg or en"""
    girls: Mapped[int]
    boys: Mapped[int]


class SchoolAccess(Fact, Base):
    """What a school offers to pupils with disabilities; what was not assessed is missing."""

    __tablename__ = "school_access"
    KEY = ("school", "period")

    school: Mapped[str]
    period: Mapped[date]
    """Last day of the quarter."""
    ramp: Mapped[bool | None]
    toilet: Mapped[bool | None]
    resource_room: Mapped[bool | None]
    adapted_materials: Mapped[bool | None]
    pupils_with_disabilities: Mapped[int | None]
    pupils_served: Mapped[int | None]
    """Those of them whom the school supports."""


class SchoolTeaching(Fact, Base):
    """Teachers of mathematics and sciences in grades 7–11, and the attestation pilot."""

    __tablename__ = "school_teaching"
    KEY = ("school", "period")

    school: Mapped[str]
    period: Mapped[date]
    """Last day of the quarter; counts are the state on it."""
    teachers_eligible: Mapped[int | None]
    teachers_trained: Mapped[int | None]
    candidates: Mapped[int | None]
    """Teachers who entered the attestation pilot."""
    attested: Mapped[int | None]
    certified: Mapped[int | None]


class SchoolAction(Fact, Base):
    """Something that a school still waits for: a commitment, or an issue to be solved."""

    __tablename__ = "school_action"
    KEY = ("code",)

    code: Mapped[str]
    school: Mapped[str]
    kind: Mapped[str]
    """issue or commitment"""
    text_ky: Mapped[str]
    text_ru: Mapped[str]
    text_en: Mapped[str]
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
