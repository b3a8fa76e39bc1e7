"""Who is one human being, what held of a person on a day, and which completion was the first?

Everything here is as known on IMPORT and ready to stand beside the facts of a summary.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Subquery,
    case,
    func,
    literal,
    select,
)

from data_access.models import Course, CourseSession, Participation, Person, School
from data_access.summaries.summary import demonstration, known


def any_of(*flags: ColumnElement) -> ColumnElement:
    """Return 1 where any flag is 1, else 0."""
    return case(*((flag == 1, 1) for flag in flags), else_=0)


HUMANS = (
    select(
        Person.code,
        func.coalesce(func.max(Person.same_as), Person.code).label("human"),
    )
    .where(known(Person))
    .group_by(Person.code)
    .subquery("humans")
)
"""Every code of a person, and the one code of the human being that it stands for."""


def _spans() -> Subquery:
    """Return what held of a person from day to day: first and last day, place and attributes.

    The earliest row holds of all days before it too. Place is that of the school, else the
    person's own district, which counts as urban.
    """
    rows = {"partition_by": Person.code, "order_by": Person.since}
    is_first = func.row_number().over(**rows) == 1
    return (
        select(
            Person.id,
            Person.code,
            case((is_first, literal(date.min, Date())), else_=Person.since).label("first_day"),
            func.lead(Person.since, 1, date.max, type_=Date()).over(**rows).label("next_day"),
            func.coalesce(School.district, Person.district).label("district"),
            func.coalesce(School.rural, False).label("rural"),
            Person.audience,
            Person.role,
            func.coalesce(Person.subject, "").label("subject"),
            Person.language,
            Person.sex,
            demonstration(Person).label("demonstration"),
        )
        .join(School, (School.code == Person.school) & known(School), isouter=True)
        .where(known(Person))
        .subquery("spans")
    )


SPANS = _spans()


def held(person: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition that a row of SPANS is the one of a person on a day."""
    return (SPANS.c.code == person) & (SPANS.c.first_day <= day) & (day < SPANS.c.next_day)


def _completions() -> Subquery:
    """Return the completed participations, with what held of the person on the day."""
    attributes = ("district", "rural", "audience", "role", "subject", "language", "sex")
    return (
        select(
            Participation.id,
            Participation.session,
            Participation.person,
            Participation.completed_on,
            HUMANS.c.human,
            SPANS.c.id.label("person_id"),
            *(SPANS.c[name] for name in attributes),
            Course.audience.label("course_audience"),
            any_of(SPANS.c.demonstration, demonstration(Course)).label("demonstration"),
        )
        .select_from(_enrolled_in_courses())
        .join(HUMANS, HUMANS.c.code == Participation.person)
        .join(SPANS, held(Participation.person, Participation.completed_on))
        .where(known(Participation), Participation.completed_on.is_not(None))
        .subquery("completions")
    )


def _enrolled_in_courses() -> FromClause:
    session = (CourseSession.code == Participation.session) & known(CourseSession)
    course = (Course.code == CourseSession.course) & known(Course)
    tables = (part.__table__ for part in (Participation, CourseSession, Course))
    participation, sessions, courses = tables
    return participation.join(sessions, session).join(courses, course)


COMPLETIONS = _completions()


def _firsts() -> Subquery:
    """Return the first completion of every human being in each audience that it belonged to.

    Only courses for the audience count to which the person belonged on the day. Of several on one
    day, the one under the own code of the human being is first, then the one that sorts first.
    """
    done = COMPLETIONS.c
    is_second_code = case((done.person == done.human, 0), else_=1)
    order = (done.completed_on, is_second_code, done.person, done.session)
    turn = func.row_number().over(partition_by=(done.human, done.audience), order_by=order)
    # PostgreSQL would begin with an equality, and pair everybody with every course of the audience.
    is_own = case((done.audience == done.course_audience, 1), else_=0) > 0
    ordered = select(COMPLETIONS, turn.label("turn")).where(is_own).subquery("ordered")
    return select(ordered).where(ordered.c.turn == 1).subquery("firsts")


FIRSTS = _firsts()
