"""Which reminders were sent?

Neither facts nor part of a release. Addresses stay in the list that the sender keeps; the database
only knows a fingerprint, which is enough to send nothing twice.
"""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class Reminder(Base):
    """That one person was told of the deadlines of one release, or is being told."""

    __tablename__ = "reminder"

    release: Mapped[int] = mapped_column(
        ForeignKey("release.number"), primary_key=True, autoincrement=False
    )
    recipient: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the address in small letters."""
    state: Mapped[str]
    """sending or sent"""
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
