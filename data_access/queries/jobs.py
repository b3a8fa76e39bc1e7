"""How far is work in the background, and what did it find?

Never kept: a job changes while people look at it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, func, select

from data_access.models import Job, JobPart
from data_access.models.base import aware

SILENT = timedelta(seconds=20)
"""How long a running job may say nothing before it counts as interrupted."""


@dataclass(frozen=True)
class Standing:
    """How far a job is."""

    state: str
    """none, running, interrupted, cancelled, failed or done"""
    done: int = 0
    parts: int = 0
    """Parts that are done, of so many; their number is not known before a job was ever started."""
    is_waiting: bool = False
    """Whether it cannot be started now, because another job is running."""


def standing(db: Connection, release: int, km: int, now: datetime | None = None) -> Standing:
    """Return how far the job of a release and a limit on distance is; `now` has a time zone."""
    now = now or datetime.now(UTC)
    rows = {(row.release, row.km): row for row in db.execute(select(Job.__table__))}
    states = {key: _state(row, now) for key, row in rows.items()}
    here = (release, km)
    is_waiting = any(state == "running" for key, state in states.items() if key != here)
    if here not in rows:
        return Standing("none", is_waiting=is_waiting)
    part = JobPart.__table__.c
    done = select(func.count()).where(part.release == release, part.km == km)
    return Standing(states[here], db.scalar(done) or 0, rows[here].parts, is_waiting)


def is_alive(state: str, seen_at: datetime, now: datetime) -> bool:
    """Return whether somebody is still working on a job."""
    return state == "running" and now - aware(seen_at) < SILENT


def _state(row: Row, now: datetime) -> str:
    if row.state == "running" and not is_alive(row.state, row.seen_at, now):
        return "interrupted"
    return row.state


def results(db: Connection, release: int, km: int) -> dict[str, bytes]:
    """Return what was found so far, by part."""
    part = JobPart.__table__.c
    found = select(part.part, part.result).where(part.release == release, part.km == km)
    return {row.part: row.result for row in db.execute(found.order_by(part.part))}
