"""What do pages read, and how does it follow from the facts?"""

from sqlalchemy.orm import Session

from data_access.summaries import budget, computed, programme, results, schools
from data_access.summaries.summary import WORKING, Summary, known

SUMMARIES: tuple[Summary, ...] = (
    schools.SCHOOLS,
    schools.DISTRICTS,
    schools.PACKAGES,
    results.TARGETS,
    results.VALUES,
    budget.FUNDS,
    budget.BUDGET,
    budget.PROJECTIONS,
    budget.AWARDS,
    budget.PAYMENTS,
    programme.STATISTICS,
    programme.DATES,
)


def refresh(session: Session, import_id: int) -> None:
    """Rebuild the working summaries as known on an import, inside its transaction."""
    for part in SUMMARIES:
        part.fill(session.connection(), import_id)
    computed.fill(session.connection())


__all__ = ["SUMMARIES", "WORKING", "Summary", "known", "refresh"]
