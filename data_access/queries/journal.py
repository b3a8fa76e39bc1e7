"""What does the journal tell of a person, of one kind of doing, of some days?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, Row, func, select

from data_access.ledger import BISHKEK
from data_access.models import JournalLine


@dataclass(frozen=True)
class Search:
    """What is looked for; empty fields are no condition."""

    who: str = ""
    """Part of a name, in small or large letters."""
    what: str = ""
    """Code."""
    since: date | None = None
    until: date | None = None
    """Days in Kyrgyzstan, both included."""


def lines(db: Connection, search: Search, *, most: int | None = None, skip: int = 0) -> list[Row]:
    """Return the lines, the newest first."""
    found = select(JournalLine.__table__).where(*_conditions(search))
    return list(db.execute(found.order_by(JournalLine.number.desc()).limit(most).offset(skip)))


def count(db: Connection, search: Search) -> int:
    """Return how many lines there are."""
    found = select(func.count()).select_from(JournalLine).where(*_conditions(search))
    return db.scalar(found) or 0


def kinds(db: Connection) -> list[str]:
    """Return the codes of what was ever done."""
    return list(db.scalars(select(JournalLine.what).distinct().order_by(JournalLine.what)))


def _conditions(search: Search) -> list:
    line, found = JournalLine, []
    if search.who:
        found.append(func.lower(line.who).contains(search.who.lower(), autoescape=True))
    if search.what:
        found.append(line.what == search.what)
    if search.since:
        found.append(line.at >= _begin(search.since))
    if search.until:
        found.append(line.at < _begin(search.until + timedelta(days=1)))
    return found


def _begin(day: date) -> datetime:
    """Return the moment in which a day begins in Kyrgyzstan."""
    return datetime.combine(day, time(), BISHKEK).astimezone(UTC)
