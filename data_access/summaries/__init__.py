"""What do pages read, and how does it follow from the facts?"""

from data_access.summaries import (
    budget,
    implementation,
    passport,
    procurement,
    programme,
    promises,
    results,
    schools,
    textbooks,
    training,
)
from data_access.summaries.summary import WORKING, Summary, known

SUMMARIES: tuple[Summary, ...] = (
    schools.SCHOOLS,
    schools.DISTRICTS,
    schools.PACKAGES,
    passport.ITEMS,
    passport.ENROLMENT,
    passport.ACCESS,
    passport.TEACHING,
    passport.ACTIONS,
    passport.PHOTOS,
    results.TARGETS,
    results.VALUES,
    budget.FUNDS,
    budget.BUDGET,
    budget.PROJECTIONS,
    budget.AWARDS,
    budget.PAYMENTS,
    *procurement.PROCUREMENT,
    budget.WITHDRAWALS,
    budget.RATES,
    budget.SECTOR,
    programme.STATISTICS,
    programme.DATES,
    *training.TRAINING,
    *textbooks.TEXTBOOKS,
    *implementation.IMPLEMENTATION,
    *promises.PROMISES,
)


__all__ = ["SUMMARIES", "WORKING", "Summary", "known"]
