"""Which work in the background has been asked for, and how far is it?

Neither facts nor part of a release: what is worked out follows from the release, and can be worked
out again.
"""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class Job(Base):
    """The redistribution of textbooks over the whole country, for one limit on distance."""

    __tablename__ = "job"

    release: Mapped[int] = mapped_column(
        ForeignKey("release.number"), primary_key=True, autoincrement=False
    )
    km: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    """running, cancelled, failed or done"""
    turn: Mapped[str]
    """Whose turn it is: only who holds this word may go on with the job."""
    parts: Mapped[int]
    """How many parts there are."""
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When it last said that it is alive; the end of a job that has ended."""


class JobPart(Base):
    """What was worked out of one part of a job: one textbook."""

    __tablename__ = "job_part"
    __table_args__ = (ForeignKeyConstraint(["release", "km"], ["job.release", "job.km"]),)

    release: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    km: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(primary_key=True)
    """Code of the textbook."""
    result: Mapped[bytes]
    """JSON"""
