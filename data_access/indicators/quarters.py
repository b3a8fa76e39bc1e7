"""For which quarters is a figure counted?"""

from sqlalchemy import Subquery, select, union

from data_access.summaries.budget import PROJECTIONS
from data_access.summaries.results import TARGETS, VALUES
from data_access.summaries.summary import Summary

Areas = str | tuple[str, ...]
"""Code of an area, or of several whose facts are asked for together."""


def each_of(area: Areas) -> tuple[str, ...]:
    """Return areas one by one."""
    return (area,) if isinstance(area, str) else area


def periods(release: int, *own: Summary) -> Subquery:
    """Return every quarter that has a target, a reported value, a projection, or a row of `own`."""
    return quarters_of(release, TARGETS, VALUES, PROJECTIONS, *own)


def quarters_of(release: int, *summaries: Summary) -> Subquery:
    """Return every quarter of which any of these summaries of a release has a row."""
    parts = (part.table.c for part in summaries)
    return union(*(select(part.period).where(part.release == release) for part in parts)).subquery(
        "periods"
    )
