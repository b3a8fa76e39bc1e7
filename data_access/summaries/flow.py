"""How many of those enrolled in a session came, completed, were certified, and apply it later?"""

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


def _lessons() -> Subquery:
    """Return the last days on which a lesson of each human being was observed, and on which what
    was taught was applied in one: observed_on, applied_on."""
    day = LessonObservation.observed_on
    return (
        select(
            HUMANS.c.human,
            func.max(day).label("observed_on"),
            func.max(case((LessonObservation.applies, day))).label("applied_on"),
        )
        .join(HUMANS, HUMANS.c.code == LessonObservation.person)
        .where(known(LessonObservation))
        .group_by(HUMANS.c.human)
        .subquery("lessons")
    )


def _counts() -> Subquery:
    """Return one row for each session with anybody enrolled."""
    present, lessons = _present(), _lessons()
    is_same = (present.c.session == Participation.session) & (
        present.c.person == Participation.person
    )
    later = [
        func.sum(case((day > Participation.completed_on, 1), else_=0)).label(step)
        for step, day in (("observed", lessons.c.observed_on), ("applied", lessons.c.applied_on))
    ]
    invented = any_of(demonstration(Participation), present.c.demonstration)
    return (
        select(
            Participation.session,
            func.count().label("enrolled"),
            func.count(present.c.person).label("attended"),
            func.count(Participation.completed_on).label("completed"),
            func.sum(cast(Participation.certified, Integer)).label("certified"),
            *later,
            func.max(invented).label("demonstration"),
        )
        .join(present, is_same, isouter=True)
        .join(HUMANS, HUMANS.c.code == Participation.person, isouter=True)
        .join(lessons, lessons.c.human == HUMANS.c.human, isouter=True)
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
