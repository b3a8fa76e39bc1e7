"""How is it written down who did what, so that nobody can change it unseen?

A line is written in the transaction of what it tells of. `database.writing` lets writers wait for
each other, so lines have one order and every line can carry the hash of the one before it.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.orm import Session

from data_access.models import JournalLine
from data_access.models.base import aware

COMMAND = "command"
"""Where something was done that was not done in a browser."""


def note(
    session: Session,
    *,
    what: str,
    subject: str = "",
    before: Any = None,
    after: Any = None,
    by: str,
    at: datetime | None = None,
    where: str = "",
) -> None:
    """Write down what was done, in the transaction that does it; `before` and `after` as JSON.

    Never what lets somebody in: no password, no word of a session or link, and no hash of them.
    """
    session.flush()
    newest = select(JournalLine.number, JournalLine.hash).order_by(JournalLine.number.desc())
    last = session.execute(newest.limit(1)).first()
    line = JournalLine(
        number=last.number + 1 if last else 1,
        at=at or datetime.now(UTC),
        who=by,
        what=what,
        subject=subject,
        before=_json(before),
        after=_json(after),
        from_where=where,
    )
    line.hash = _hash(line, last.hash if last else "")
    session.add(line)
    session.flush()


def _json(value: Any) -> str:
    return "" if value is None else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _hash(line: JournalLine | Row, hash_before: str) -> str:
    told = (
        hash_before, line.number, aware(line.at).astimezone(UTC).isoformat(), line.who, line.what,
        line.subject, line.before, line.after, line.from_where,
    )  # fmt: skip
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def count(db: Connection) -> int:
    """Return how many lines there are."""
    return db.scalar(select(func.count()).select_from(JournalLine)) or 0


def verify(db: Connection) -> list[int]:
    """Return the numbers of lines that were changed, or before which one was taken out."""
    breaks, number, hash_before = [], 0, ""
    lines = db.execute(select(JournalLine.__table__).order_by(JournalLine.number))
    for line in lines:
        if line.number != number + 1 or line.hash != _hash(line, hash_before):
            breaks.append(line.number)
        number, hash_before = line.number, line.hash
    return breaks
