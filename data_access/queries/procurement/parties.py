"""Who buys?"""

from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.models import Office
from data_access.models.base import name_of

BUYER = "pmu"
"""Code of the office that buys for the programme."""


def buyer(db: Connection, filters: Filters) -> str:
    """Return the name of the office that buys."""
    return db.scalars(select(name_of(Office, filters.lang)).where(Office.code == BUYER)).one()
