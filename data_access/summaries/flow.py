"""How many of those enrolled in a session came, completed, were certified, and apply it?"""

from sqlalchemy import Integer, Subquery, case, cast, func, select

from data_access.models import Attendance, CourseSession, LessonObservation, Participation
from data_access.summaries.people import HUMANS, any_of
from data_access.summaries.summary import demonstration, known


def _present() -> Subquery:
    """Return who was there for an hour at least: session, person."""
    return (
        select(
            Attendance.session,
            Attendance.person,
            func.max(demonstration(Attendance)).label("demonstration"),
        )
        .where(known(Attendance), Attendance.hours > 0)
        .group_by(Attendance.session, Attendance.person)
        .subquery("present")
    )


def _applied() -> Subquery:
    """Return the last day on which each human being was seen to apply what was taught."""
    return (
        select(HUMANS.c.human, func.max(LessonObservation.observed_on).label("last_day"))
        .join(HUMANS, HUMANS.c.code == LessonObservation.person)
        .where(known(LessonObservation), LessonObservation.applies)
        .group_by(HUMANS.c.human)
        .subquery("applied")
    )


def _counts() -> Subquery:
    """Return one row for each session with anybody enrolled."""
    present, applied = _present(), _applied()
    is_same = (present.c.session == Participation.session) & (
        present.c.person == Participation.person
    )
    is_applied = applied.c.last_day > Participation.completed_on
    invented = any_of(demonstration(Participation), present.c.demonstration)
    return (
        select(
            Participation.session,
            func.count().label("enrolled"),
            func.count(present.c.person).label("attended"),
            func.count(Participation.completed_on).label("completed"),
            func.sum(cast(Participation.certified, Integer)).label("certified"),
            func.sum(case((is_applied, 1), else_=0)).label("applied"),
            func.max(invented).label("demonstration"),
        )
        .join(present, is_same, isouter=True)
        .join(HUMANS, HUMANS.c.code == Participation.person, isouter=True)
        .join(applied, applied.c.human == HUMANS.c.human, isouter=True)
        .where(known(Participation))
        .group_by(Participation.session)
        .subquery("counts")
    )


def _flows() -> Subquery:
    """Return every session with the counts of those enrolled, 0 where nobody is."""
    counts = _counts()
    numbers = [column for column in counts.c if column.name != "session"]
    return (
        select(CourseSession.id, *(func.coalesce(each, 0).label(each.name) for each in numbers))
        .join(counts, counts.c.session == CourseSession.code, isouter=True)
        .where(known(CourseSession))
        .subquery("flows")
    )


FLOWS = _flows()

FLOWS_OTHERS = (
    (Participation.session, CourseSession.code),
    (Attendance.session, CourseSession.code),
)
"""Observed lessons are not named: they belong to a person, not to a session."""
