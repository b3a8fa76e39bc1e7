"""How is work in the background begun, kept part by part, and ended?

A job lives in the database, so that every process sees it and a restart loses nothing but the part
that was being worked out. Whoever works on it holds a word, `turn`, and says every few seconds that
it is alive; once it is silent, anybody may go on in its place, and its own word is worth nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from data_access.database import writing
from data_access.models import Job, JobPart
from data_access.queries.jobs import is_alive


class Busy(Exception):
    """Another job is running; there is one at a time."""


def begin(
    engine: Engine, release: int, km: int, parts: Sequence[str], now: datetime | None = None
) -> tuple[str, list[str]] | None:
    """Begin a job or go on with it; return the word for its turn and the parts still to do.

    None where it is running or done already. Raises Busy, or DatabaseTrouble.
    """
    now = now or datetime.now(UTC)
    with writing(engine) as session:
        known = {(job.release, job.km): job for job in session.scalars(select(Job))}
        job = known.pop((release, km), None)
        if job and (job.state == "done" or is_alive(job.state, job.seen_at, now)):
            return None
        if any(is_alive(other.state, other.seen_at, now) for other in known.values()):
            raise Busy
        if job is None:
            job = Job(release=release, km=km)
            session.add(job)
        job.turn = uuid4().hex
        job.parts, job.started_at, job.seen_at = len(parts), now, now
        done = set(session.scalars(_parts(release, km)))
        left = [part for part in parts if part not in done]
        job.state = "running" if left else "done"
        return job.turn, left


def keep_part(
    engine: Engine, release: int, km: int, turn: str, part: str, result: bytes,
    now: datetime | None = None,
) -> bool:  # fmt: skip
    """Keep what was found of a part; the last one ends the job. Return whether to go on."""
    with writing(engine) as session:
        job = _ours(session, release, km, turn)
        if job is None:
            return False
        session.add(JobPart(release=release, km=km, part=part, result=result))
        session.flush()
        job.seen_at = now or datetime.now(UTC)
        done = session.scalar(select(func.count()).select_from(_parts(release, km).subquery()))
        if done == job.parts:
            job.state = "done"
        return job.state == "running"


def say_alive(
    engine: Engine, release: int, km: int, turn: str, now: datetime | None = None
) -> bool:
    """Say that somebody is working on a job; return whether to go on."""
    with writing(engine) as session:
        job = _ours(session, release, km, turn)
        if job:
            job.seen_at = now or datetime.now(UTC)
        return job is not None


def give_up(engine: Engine, release: int, km: int, turn: str) -> None:
    """End a job that cannot be worked out; what was found is kept."""
    with writing(engine) as session:
        if job := _ours(session, release, km, turn):
            job.state = "failed"


def cancel(engine: Engine, release: int, km: int) -> None:
    """End a running job on request; what was found is kept, and somebody may go on with it."""
    with writing(engine) as session:
        job = session.get(Job, (release, km))
        if job and job.state == "running":
            job.state = "cancelled"


def _ours(session: Session, release: int, km: int, turn: str) -> Job | None:
    """Return the job, as long as it is running and the turn is ours."""
    job = session.get(Job, (release, km))
    return job if job and (job.state, job.turn) == ("running", turn) else None


def _parts(release: int, km: int):
    return select(JobPart.part).where(JobPart.release == release, JobPart.km == km)
