"""Who may sign in, who has, and who may choose a new password?

Neither facts nor part of a release. Of passwords and of what opens a session or a link only hashes
are kept.
"""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class Account(Base):
    """Somebody who may sign in; never deleted, since the journal speaks of them."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    """What is typed to sign in, in small letters: a name or an e-mail address."""
    shown_name: Mapped[str]
    role: Mapped[str]
    """One of `dashboard.access.Role`."""
    password: Mapped[str]
    """Argon2 hash; empty until the first password is chosen."""
    disabled: Mapped[bool]
    failed_count: Mapped[int]
    """Wrong passwords since the last right one or the last lock."""
    locked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SignInSession(Base):
    """One browser in which somebody has signed in."""

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the random word that the browser keeps."""
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ResetLink(Base):
    """A link with which the owner of an account chooses a password, once."""

    __tablename__ = "reset_link"

    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the random word in the link."""
    account: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When it was used, or made worthless by a newer one."""
