"""Who was trained where, by whom, and what came of it? A person is a code without a name."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named

ROLES = {
    "teacher": "teachers",
    "head": "leaders",
    "deputy": "leaders",
    "methodologist": "leaders",
    "institute": "leaders",
    "developer": "specialists",
    "author": "specialists",
    "publisher": "specialists",
    "official": "specialists",
}
"""Role of a person -> the audience that it belongs to."""

AUDIENCES = tuple(dict.fromkeys(ROLES.values()))


class Provider(Named, Base):
    """An institute or centre that trains."""

    __tablename__ = "provider"

    code: Mapped[str] = mapped_column(primary_key=True)


class Course(Named, Fact, Base):
    """What is taught, to whom, and by whom."""

    __tablename__ = "course"
    KEY = ("code",)

    code: Mapped[str]
    audience: Mapped[str]
    """teachers, leaders or specialists"""
    subject: Mapped[str | None] = mapped_column(ForeignKey("subject.code"))
    mode: Mapped[str]
    """in_person, online or blended"""
    hours: Mapped[int]
    provider: Mapped[str] = mapped_column(ForeignKey("provider.code"))


class CourseSession(Fact, Base):
    """A course held once, past or to come."""

    __tablename__ = "course_session"
    KEY = ("code",)

    code: Mapped[str]
    course: Mapped[str]
    district: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    """Missing where it is held online."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    planned_seats: Mapped[int]
    period: Mapped[date]
    """Last day of the quarter in which it starts; derived."""
    end_period: Mapped[date]
    """Last day of the quarter in which it ends; derived."""


class Person(Fact, Base):
    """What is known about somebody from one day on, until a later row of the same code."""

    __tablename__ = "person"
    KEY = ("code", "since")

    code: Mapped[str]
    """Stands for a name, which nobody brings in."""
    since: Mapped[date]
    school: Mapped[str | None]
    district: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    """Counts for people without a school."""
    role: Mapped[str]
    """One of ROLES"""
    subject: Mapped[str | None] = mapped_column(ForeignKey("subject.code"))
    sex: Mapped[str]
    """female or male"""
    language: Mapped[str]
    """ky, ru, uz, tg or en"""
    birth_year: Mapped[int | None]
    same_as: Mapped[str | None]
    """Code of the same human being, where this one was given a second code by mistake."""
    audience: Mapped[str]
    """Derived from the role."""


class Participation(Fact, Base):
    """A person enrolled in a session, and how it ended."""

    __tablename__ = "participation"
    KEY = ("session", "person")

    session: Mapped[str]
    person: Mapped[str]
    completed_on: Mapped[date | None]
    certified: Mapped[bool]
    pre_test: Mapped[Decimal | None] = mapped_column(Exact)
    post_test: Mapped[Decimal | None] = mapped_column(Exact)
    """Points, 0 to 100"""
    period: Mapped[date | None]
    """Last day of the quarter of completion; derived."""
    pre_band: Mapped[int | None]
    post_band: Mapped[int | None]
    """Tens of points: 0, 10 … 90, to which 100 belongs; derived."""
    gain: Mapped[Decimal | None] = mapped_column(Exact)
    """Points; missing unless both tests are there; derived."""
    gain_squared: Mapped[Decimal | None] = mapped_column(Exact)
    """Rounded half up to four places; derived."""


class Attendance(Fact, Base):
    """Hours that a person was there on one day of a session; 0 where enrolled but absent."""

    __tablename__ = "attendance"
    KEY = ("session", "person", "day")

    session: Mapped[str]
    person: Mapped[str]
    day: Mapped[date]
    hours: Mapped[int]


class EligibleTeachers(Fact, Base):
    """Teachers of mathematics and sciences in grades 7–11 for whom the programme is meant."""

    __tablename__ = "eligible_teachers"
    KEY = ("school", "period", "subject", "language", "sex")

    school: Mapped[str]
    period: Mapped[date]
    """Last day of the quarter; the count is the state on it."""
    subject: Mapped[str] = mapped_column(ForeignKey("subject.code"))
    language: Mapped[str]
    sex: Mapped[str]
    teachers: Mapped[int]


class TrainingRegister(Fact, Base):
    """A district declares its register of a quarter complete; without it, it did not report."""

    __tablename__ = "training_register"
    KEY = ("district", "period")

    district: Mapped[str] = mapped_column(ForeignKey("area.code"))
    period: Mapped[date]
    """Last day of the quarter."""
    closed_on: Mapped[date]


class AttestationCase(Fact, Base):
    """A candidate of the attestation pilot, and the day on which each stage was reached."""

    __tablename__ = "attestation_case"
    KEY = ("person",)

    person: Mapped[str]
    school: Mapped[str]
    applied_on: Mapped[date]
    portfolio_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    result: Mapped[str | None]
    """certified or refused"""
    applied_period: Mapped[date]
    portfolio_period: Mapped[date | None]
    assessed_period: Mapped[date | None]
    decided_period: Mapped[date | None]
    """Last days of the quarters of these days; derived."""
    portfolio_days: Mapped[int | None]
    assessed_days: Mapped[int | None]
    decided_days: Mapped[int | None]
    """Days since the stage before; derived."""


class OnlineModule(Named, Fact, Base):
    """A module for learning online."""

    __tablename__ = "online_module"
    KEY = ("code",)

    code: Mapped[str]
    units: Mapped[int]
    live_on: Mapped[date]


class ModuleEnrolment(Fact, Base):
    """How far a person came in an online module."""

    __tablename__ = "module_enrolment"
    KEY = ("module", "person")

    module: Mapped[str]
    person: Mapped[str]
    enrolled_on: Mapped[date]
    completed_on: Mapped[date | None]
    last_unit: Mapped[int]
    """0 where none was opened."""
    device: Mapped[str]
    """phone, computer or tablet"""
    period: Mapped[date]
    """Last day of the quarter of enrolment; derived."""
    completed_period: Mapped[date | None]
    """Last day of the quarter of completion; derived."""


class LessonObservation(Fact, Base):
    """What somebody saw in a lesson of a person."""

    __tablename__ = "lesson_observation"
    KEY = ("person", "observed_on")

    person: Mapped[str]
    observed_on: Mapped[date]
    applies: Mapped[bool]
    """Whether what was taught in the courses is applied."""
    uses_ict: Mapped[bool]
    period: Mapped[date]
    """Last day of the quarter; derived."""
