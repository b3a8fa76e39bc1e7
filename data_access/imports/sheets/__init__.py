"""Which sheets may a workbook hold?"""

from data_access.imports.sheet import Sheet
from data_access.imports.sheets import (
    attestation,
    courses,
    finance,
    online,
    passport,
    people,
    photos,
    programme,
    results,
    schools,
    training,
)

SHEETS: tuple[Sheet, ...] = (
    schools.SCHOOLS,
    schools.PACKAGES,
    passport.ITEMS,
    passport.ENROLMENT,
    passport.ACCESS,
    passport.TEACHING,
    passport.TEXTBOOKS,
    passport.ACTIONS,
    photos.PHOTOS,
    courses.COURSES,
    courses.SESSIONS,
    people.PERSONS,
    training.PARTICIPATION,
    training.ATTENDANCE,
    training.ELIGIBLE,
    training.REGISTERS,
    attestation.ATTESTATION,
    online.MODULES,
    online.ENROLMENTS,
    training.OBSERVATIONS,
    results.TARGETS,
    results.VALUES,
    finance.FUNDS,
    finance.BUDGET,
    finance.PROJECTIONS,
    finance.CONTRACTS,
    finance.PAYMENTS,
    programme.STATISTICS,
    programme.DATES,
)
"""In the order of import: a sheet may name only codes of sheets before it."""
