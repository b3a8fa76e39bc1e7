"""Who did what, and when?"""

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class JournalLine(Base):
    """Something that was done; lines are only ever added, each chained to the one before it."""

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    who: Mapped[str]
    """Name of an account, or of the user of a command; empty for somebody unknown."""
    what: Mapped[str]
    """Code such as sign_in, import or publish."""
    subject: Mapped[str]
    """What it was done to."""
    before: Mapped[str]
    """JSON, or empty."""
    after: Mapped[str]
    """JSON, or empty."""
    from_where: Mapped[str]
    """Address of the client, or "command"."""
    hash: Mapped[str]
    """SHA-256 over this line and the hash of the line before it."""
