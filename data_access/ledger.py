"""What was published when, and does it still follow from the facts?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import orjson
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.orm import Session

from data_access.indicators import computed
from data_access.models import FACTS, Import, Release
from data_access.summaries import SUMMARIES


class NothingToPublish(Exception):
    """There is no import yet, or none since the last release."""


@dataclass(frozen=True)
class Break:
    """A release that no longer agrees with its hash or with the facts."""

    release: int
    table: str
    """Name of the summary that differs from the facts; empty where the hash chain is broken."""


def refresh(session: Session, import_id: int) -> None:
    """Rebuild the working summaries as known on an import, inside its transaction."""
    db = session.connection()
    for summary in SUMMARIES:
        summary.fill(db, import_id)
    computed.fill(db)


def publish(session: Session, *, as_of: date, next_update: date, note: str, by: str) -> Release:
    """Keep the working summaries as the next release, chained to the release before it."""
    import_id = session.scalar(select(func.max(Import.id)))
    before = session.scalars(select(Release).order_by(Release.number.desc()).limit(1)).first()
    if import_id is None or (before and before.import_id == import_id):
        raise NothingToPublish
    number = before.number + 1 if before else 1
    db = session.connection()
    for summary in SUMMARIES:
        summary.copy(db, number)
    computed.fill(db, number)
    release = Release(
        number=number,
        import_id=import_id,
        as_of=as_of,
        next_update=next_update,
        published_at=datetime.now(UTC),
        published_by=by,
        note=note,
        corrected_count=_corrected_count(session, before.import_id) if before else 0,
        content_hash=content_hash(db, number, before.content_hash if before else ""),
    )
    session.add(release)
    session.flush()
    return release


def _corrected_count(session: Session, import_id: int) -> int:
    """Return how many facts known on an import were closed by a later one."""
    closed = (
        select(func.count()).where(fact.import_id <= import_id, fact.superseded_by > import_id)
        for fact in FACTS
    )
    return sum(session.scalars(statement).one() for statement in closed)


def releases(db: Connection) -> list[Row]:
    """Return all releases, newest first."""
    return list(db.execute(select(Release.__table__).order_by(Release.number.desc())))


def content_hash(db: Connection, release: int, hash_before: str) -> str:
    """Return the SHA-256 over all cells of a release and the hash of the release before it."""
    digest = hashlib.sha256(hash_before.encode())
    for summary in SUMMARIES:
        digest.update(summary.table.name.encode())
        for line in _canonical(db.execute(summary.stored(release))):
            digest.update(line)
    for line in _canonical(db.execute(computed.stored(release))):
        digest.update(line)
    return digest.hexdigest()


def verify(db: Connection) -> list[Break]:
    """Return where the hash chain is broken or a release differs from a rebuild out of facts."""
    breaks, hash_before = [], ""
    for release in reversed(releases(db)):
        if content_hash(db, release.number, hash_before) != release.content_hash:
            breaks.append(Break(release.number, ""))
        for summary in SUMMARIES:
            rebuilt = _canonical(db.execute(summary.cells(release.import_id, release.number)))
            stored = _canonical(db.execute(summary.stored(release.number)))
            if rebuilt != stored:
                breaks.append(Break(release.number, summary.table.name))
        recounted = _canonical(db.execute(computed.cells(release.number)))
        if recounted != _canonical(db.execute(computed.stored(release.number))):
            breaks.append(Break(release.number, computed.COMPUTED.name))
        hash_before = release.content_hash
    return breaks


def _canonical(rows: Iterable[Row]) -> list[bytes]:
    """Return one line of JSON per row without its release number, the same on every database."""
    return sorted(orjson.dumps([*map(_plain, row[1:])]) for row in rows)


def _plain(value: object) -> object:
    return value if isinstance(value, (int, float, str, date, type(None))) else str(value)
