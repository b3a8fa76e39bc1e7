"""What is planned and done in each line of work, and how far are its standards and agreements?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named
from data_access.models.schools import STAGES as PACKAGE_STAGES

STAGES: dict[str, tuple[str, ...]] = {
    "standard": ("drafted", "reviewed", "piloted", "approved", "in_use"),
    "guide": ("drafted", "reviewed", "approved", "in_use"),
    "step": ("done",),
    "institute": PACKAGE_STAGES,
    "agreement": ("drafted", "negotiated", "signed", "in_force", "ended"),
    "study": ("terms", "contracted", "inception", "draft", "accepted"),
}
"""Kind of a work item -> what it goes through, in order. An agreement goes on until it ends."""

LINES = {
    "standard": "1.1",
    "guide": "1.2",
    "step": "1.6",
    "institute": "2.6",
    "agreement": "2.5",
    "study": "4.1",
}
"""Kind of a work item -> the line of work that it belongs to."""

TRACKS = ("general", "profile")
"""Whether a standard is for all pupils of grades 10–11, or for those who chose the subject."""

PARTS = ("equipment", "furniture", "materials")
"""Packages of an institute."""

JOINT = ("visit", "programme", "training", "research", "conference")
"""What partners do together."""


class Activity(Named, Fact, Base):
    """Something to be done in a line of work, between two planned days."""

    __tablename__ = "activity"
    KEY = ("code",)

    code: Mapped[str]
    line: Mapped[str] = mapped_column(ForeignKey("work_line.code"))
    parent: Mapped[str | None]
    """Code of the activity that this one is a part of; a whole is counted from its parts."""
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    planned_start: Mapped[date]
    planned_end: Mapped[date]
    actual_start: Mapped[date | None]
    actual_end: Mapped[date | None]
    weight: Mapped[int]
    """How much it counts in the progress of its component."""
    planned_cost: Mapped[Decimal | None] = mapped_column(Exact)
    """USD"""


class ActivityProgress(Fact, Base):
    """How much of an activity was done by the end of a quarter, as its owner reports."""

    __tablename__ = "activity_progress"
    KEY = ("activity", "period")

    activity: Mapped[str]
    period: Mapped[date]
    """Last day of the quarter."""
    progress: Mapped[Decimal] = mapped_column(Exact)
    """Share, 0 to 1."""
    actual_cost: Mapped[Decimal | None] = mapped_column(Exact)
    """USD, since the beginning."""


class WorkItem(Named, Fact, Base):
    """A standard, guide, step, package of an institute, agreement or study."""

    __tablename__ = "work_item"
    KEY = ("code",)

    code: Mapped[str]
    kind: Mapped[str]
    """One of STAGES"""
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    subject: Mapped[str | None] = mapped_column(ForeignKey("subject.code"))
    """Of a standard."""
    track: Mapped[str | None]
    """Of a standard; one of TRACKS"""
    institute: Mapped[str | None] = mapped_column(ForeignKey("provider.code"))
    """Of an agreement or a package."""
    part: Mapped[str | None]
    """Of a package of an institute; one of PARTS"""
    partner: Mapped[str | None]
    """Of an agreement: the institute abroad."""


class WorkStage(Fact, Base):
    """When a stage of a work item is planned, and when it was reached."""

    __tablename__ = "work_stage"
    KEY = ("item", "stage")

    item: Mapped[str]
    stage: Mapped[str]
    """One of the STAGES of its kind."""
    planned_on: Mapped[date]
    actual_on: Mapped[date | None]
    document: Mapped[str | None]
    """Number of the order, protocol or contract that shows it."""


class JointActivity(Named, Fact, Base):
    """What partners of an agreement did together."""

    __tablename__ = "joint_activity"
    KEY = ("code",)

    code: Mapped[str]
    agreement: Mapped[str]
    kind: Mapped[str]
    """One of JOINT"""
    held_on: Mapped[date]
    participants: Mapped[int]
