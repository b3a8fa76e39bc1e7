"""How is a reminder sent once, and never twice?

Whoever sends first claims the reminder, and says afterwards that it is on its way. What was claimed
and never confirmed may have arrived: only a person can know, so it is not sent again by itself.
"""

from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256

from sqlalchemy import Engine

from data_access.changes import journal
from data_access.database import writing
from data_access.models import Reminder


class Claim(Enum):
    """What came of the wish to send a reminder."""

    OURS = "ours"
    """Nobody has sent it: we may."""
    SENT = "sent"
    """It was sent before."""
    UNKNOWN = "unknown"
    """Somebody began to send it and never said what came of it."""


def claim(engine: Engine, release: int, email: str, *, again: bool = False) -> Claim:
    """Claim the reminder of a release for an address; with `again` also one of unknown fate."""
    with writing(engine) as session:
        known = session.get(Reminder, (release, _fingerprint(email)))
        if known and known.state == "sent":
            return Claim.SENT
        if known and not again:
            return Claim.UNKNOWN
        if known is None:
            known = Reminder(release=release, recipient=_fingerprint(email), state="sending")
            session.add(known)
        known.changed_at = datetime.now(UTC)
        return Claim.OURS


def confirm(engine: Engine, release: int, email: str, by: str = "") -> None:
    """Keep that a claimed reminder was taken by the mail server; the journal knows no address."""
    with writing(engine) as session:
        mine = session.get_one(Reminder, (release, _fingerprint(email)))
        mine.state, mine.changed_at = "sent", datetime.now(UTC)
        journal.note(
            session, what="reminder_sent", subject=str(release), by=by, where=journal.COMMAND
        )


def give_back(engine: Engine, release: int, email: str) -> None:
    """Give up the claim to a reminder that certainly did not leave: it can be tried anew."""
    with writing(engine) as session:
        session.delete(session.get_one(Reminder, (release, _fingerprint(email))))


def _fingerprint(email: str) -> str:
    return sha256(email.lower().encode()).hexdigest()
