"""Which statuses did somebody set in place of what the rule gives?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries.areas import is_narrowed
from data_access.summaries.promises import OVERRIDES


@dataclass(frozen=True)
class Override:
    """A status that was set for one indicator and one quarter, about the whole country."""

    status: str
    reason: str
    decided_by: str
    decided_on: date


def overrides(db: Connection, filters: Filters) -> dict[tuple[str, date], Override]:
    """Return the statuses set, by indicator and last day of the quarter.

    A decision is about the whole country: for a part of it there is none.
    """
    return {} if is_narrowed(filters) else _all(db, filters)


@kept("release")
def _all(db: Connection, filters: Filters) -> dict[tuple[str, date], Override]:
    row = OVERRIDES.table.c
    columns = (row.status, row.reason, row.decided_by, row.decided_on)
    found = db.execute(
        select(row.indicator, row.period, *columns).where(row.release == filters.release)
    )
    return {(indicator, period): Override(*told) for indicator, period, *told in found}
