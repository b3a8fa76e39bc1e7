"""What was published when, and does it still follow from the facts?"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum

import orjson
from sqlalchemy import Connection, Result, Row, func, select
from sqlalchemy.orm import Session

from data_access import database, definitions
from data_access.changes import journal
from data_access.indicators import computed
from data_access.models import FACTS, Fact, Import, Picture, Release
from data_access.models.base import aware
from data_access.summaries import SUMMARIES
from data_access.summaries.passport import PHOTOS

BISHKEK = timezone(timedelta(hours=6))
"""The clock of Kyrgyzstan, the same all year since 2005."""


class NothingToPublish(Exception):
    """There is no import yet, or none since the last release."""


class DateRule(Enum):
    """What the dates of a release have to obey."""

    QUARTER = "not_a_quarter_end"
    FUTURE = "in_the_future"
    ORDER = "before_the_last_release"
    NEXT_UPDATE = "next_update_too_early"


class BadReleaseDate(ValueError):
    """A release cannot carry this date; says which rule it breaks and the day it is held to."""

    def __init__(self, rule: DateRule, day: date, limit: date):
        super().__init__(f"{rule.value}: {day}, {limit}")
        self.rule, self.day, self.limit = rule, day, limit


@dataclass(frozen=True)
class Break:
    """A release that no longer agrees with its hash or with the facts."""

    release: int
    table: str
    """Name of the summary that differs from the facts, or of the table of codes that mean something
    else today; empty where the hash chain is broken."""


def today() -> date:
    """Return the day that it is in Kyrgyzstan."""
    return day_of(datetime.now(UTC))


def local(moment: datetime) -> datetime:
    """Return a moment by the clock of Kyrgyzstan."""
    return aware(moment).astimezone(BISHKEK)


def day_of(moment: datetime) -> date:
    """Return the day of a moment in Kyrgyzstan."""
    return local(moment).date()


def clock(db: Connection) -> int:
    """Return the number of the newest import, 0 before the first."""
    return db.scalar(select(func.max(Import.id))) or 0


def refresh(session: Session, import_id: int, changed: Collection[type[Fact]] = FACTS) -> None:
    """Rebuild the working summaries as known on an import, inside its transaction.

    Those that rest on none of the facts that the import changed stay as they are.
    """
    db, tables = session.connection(), {fact.__tablename__ for fact in changed}
    database.count_rows(db, tables)
    for summary in SUMMARIES:
        if tables.intersection(summary.rests_on):
            summary.fill(db, import_id)
    computed.fill(db)


def publish(
    session: Session,
    *,
    as_of: date,
    next_update: date,
    note: str,
    by: str,
    where: str = journal.COMMAND,
) -> Release:
    """Keep the working summaries as the next release, chained to the release before it.

    Raises NothingToPublish, or BadReleaseDate.
    """
    import_id = session.scalar(select(func.max(Import.id)))
    before = session.scalars(select(Release).order_by(Release.number.desc()).limit(1)).first()
    if import_id is None or (before and before.import_id == import_id):
        raise NothingToPublish
    _check_dates(as_of, next_update, before)
    number = before.number + 1 if before else 1
    db = session.connection()
    for summary in SUMMARIES:
        summary.copy(db, number)
    computed.fill(db, number)
    definitions.keep(db, number)
    release = Release(
        number=number,
        import_id=import_id,
        as_of=as_of,
        next_update=next_update,
        published_at=datetime.now(UTC),
        published_by=by,
        note=note,
        corrected_count=_corrected_count(session, before.import_id) if before else 0,
    )
    release.content_hash = content_hash(db, release, before.content_hash if before else "")
    session.add(release)
    told = {"as_of": as_of, "next_update": next_update, "note": note, "hash": release.content_hash}
    journal.note(session, what="publish", subject=str(number), after=told, by=by, where=where)
    return release


def recount(session: Session, by: str = "") -> int:
    """Count all releases anew from their facts and renew the chain of hashes; return how many.

    A newer schema may count what an older one did not. Facts, and so figures, stay what they were
    on the day of each release; its fingerprint changes.
    """
    db, hash_before = session.connection(), ""
    published = session.scalars(select(Release).order_by(Release.number)).all()
    for release in published:
        for summary in SUMMARIES:
            summary.fill(db, release.import_id, release.number)
        computed.fill(db, release.number)
        release.content_hash = hash_before = content_hash(db, release, hash_before)
    if published:
        told = {str(release.number): release.content_hash for release in published}
        journal.note(session, what="recount", after=told, by=by, where=journal.COMMAND)
    newest = session.scalar(select(func.max(Import.id)))
    if newest is not None:
        refresh(session, newest)
    return len(published)


def _check_dates(as_of: date, next_update: date, before: Release | None) -> None:
    if (as_of + timedelta(days=1)).day != 1 or as_of.month % 3:
        raise BadReleaseDate(DateRule.QUARTER, as_of, as_of)
    if as_of > (here := today()):
        raise BadReleaseDate(DateRule.FUTURE, as_of, here)
    if before and as_of < before.as_of:
        raise BadReleaseDate(DateRule.ORDER, as_of, before.as_of)
    if next_update <= as_of:
        raise BadReleaseDate(DateRule.NEXT_UPDATE, next_update, as_of)


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


def content_hash(db: Connection, release: Release | Row, hash_before: str) -> str:
    """Return the SHA-256 over what a release says of itself, the definitions that it rests on, all
    its cells, and the hash of the release before it."""
    header = (
        hash_before,
        release.number,
        release.import_id,
        release.as_of,
        release.next_update,
        release.note,
        release.corrected_count,
    )
    digest = hashlib.sha256(orjson.dumps(header))
    parts = {summary.table.name: summary.stored(release.number) for summary in SUMMARIES}
    parts[computed.COMPUTED.name] = computed.stored(release.number)
    for name, statement in parts.items():
        lines = _canonical(db.execute(statement))
        # A summary that came into being later was empty in every earlier release.
        for line in [name.encode(), *lines] if lines else ():
            digest.update(line)
    for line in _canonical(db.execute(definitions.stored(release.number))):
        digest.update(line)
    return digest.hexdigest()


def verify(db: Connection) -> list[Break]:
    """Return where the hash chain is broken, a release differs from a rebuild out of facts, a
    code means something else today, or a picture is another one than was published. Codes that are
    new since are no break."""
    breaks, hash_before = [], ""
    spoiled = _spoiled_pictures(db)
    for release in reversed(releases(db)):
        if content_hash(db, release, hash_before) != release.content_hash:
            breaks.append(Break(release.number, ""))
        changed = definitions.changed(db, release.number)
        breaks += [Break(release.number, subject) for subject in changed]
        for summary in SUMMARIES:
            rebuilt = _canonical(db.execute(summary.cells(release.import_id, release.number)))
            stored = _canonical(db.execute(summary.stored(release.number)))
            if rebuilt != stored:
                breaks.append(Break(release.number, summary.table.name))
        recounted = _canonical(db.execute(computed.cells(release.number)))
        if recounted != _canonical(db.execute(computed.stored(release.number))):
            breaks.append(Break(release.number, computed.COMPUTED.name))
        shown = PHOTOS.stored(release.number).with_only_columns(PHOTOS.table.c.picture)
        if spoiled.intersection(db.scalars(shown)):
            breaks.append(Break(release.number, Picture.__tablename__))
        hash_before = release.content_hash
    return breaks


def _spoiled_pictures(db: Connection) -> set[str]:
    """Return the names of pictures whose bytes are not those that they were named after."""
    pictures = db.execute(select(Picture.sha256, Picture.large).execution_options(yield_per=20))
    return {name for name, large in pictures if hashlib.sha256(large).hexdigest() != name}


def _canonical(rows: Result) -> list[bytes]:
    """Return one line of JSON per row without its release number, the same on every database."""
    return sorted(orjson.dumps(row[1:], default=str) for row in rows.all())
