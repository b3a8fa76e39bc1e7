"""Which codes look like one person or school and are two, and who decided so?"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Fact


class PersonsApart(Fact, Base):
    """Two codes of people that look alike and stand for two human beings."""

    __tablename__ = "persons_apart"
    KEY = ("person", "other")

    person: Mapped[str]
    """The code that sorts first."""
    other: Mapped[str]
    reason: Mapped[str]


class SchoolsApart(Fact, Base):
    """Two codes of schools that look alike and stand for two schools."""

    __tablename__ = "schools_apart"
    KEY = ("school", "other")

    school: Mapped[str]
    """The code that sorts first."""
    other: Mapped[str]
    reason: Mapped[str]


TWIN_STATES = ("open", "same", "apart")
"""Undecided, one person or school, two different ones."""


class TwinDecision(Base):
    """What somebody proposed or decided about two codes that look alike.

    Neither a fact nor part of a release: the rows of its import are what counts.
    """

    __tablename__ = "twin_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """persons or schools"""
    code: Mapped[str]
    """The code that sorts first."""
    other: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    """Both: one of TWIN_STATES"""
    stays: Mapped[str]
    """The code that both stand for from now on; empty unless they are the same."""
    reason: Mapped[str]
    clock: Mapped[int]
    """Newest import that whoever decided could know."""
    submission: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    """Where it waits, or waited, for a second person."""
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    """The import that it became."""
