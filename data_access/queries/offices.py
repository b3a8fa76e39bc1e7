"""Who can answer for something?"""

from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Office
from data_access.models.base import name_of


@kept("lang")
def owners(db: Connection, filters: Filters) -> dict[str, str]:
    """Return the names of the offices that can answer for something, by their codes."""
    rows = db.execute(select(Office.code, name_of(Office, filters.lang)))
    return {row[0]: row[1] for row in rows}
