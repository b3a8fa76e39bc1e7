"""Which files wait for a second person, and what became of those before?

Neither facts nor part of a release. A submission keeps its files until it is accepted, so that who
accepts brings in exactly what was seen.
"""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base

STATES = ("draft", "waiting", "accepted", "returned", "withdrawn")
"""Uploaded, submitted, brought in, sent back with a reason, taken back by who submitted it."""


class Submission(Base):
    """Files that one person brings and another one accepts."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    """One of STATES"""
    brought_by: Mapped[str]
    """Account."""
    brought_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    source: Mapped[str | None]
    """Who compiled the data, where a file does not say."""
    demonstration: Mapped[bool]
    """Whether figures are invented, where a file does not say."""
    note: Mapped[str]
    """What the one who brought the files says of them."""
    decided_by: Mapped[str | None]
    """Account."""
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str]
    """Why it was returned, or what was said when it was accepted."""
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    """The import that it became."""


class SubmittedFile(Base):
    """One file of a submission, as it was uploaded; its content goes once nobody needs it."""

    __tablename__ = "submitted_file"

    submission: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
