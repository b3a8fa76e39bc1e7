"""Facts of teacher training for tests: one function per fact, derived columns by hand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from data_access.models import (
    Attendance,
    AttestationCase,
    Course,
    CourseSession,
    EligibleTeachers,
    LessonObservation,
    ModuleEnrolment,
    OnlineModule,
    Participation,
    Person,
    TrainingRegister,
)
from tests.factories import AT_BASHY, SUMMER, _add

PROGRAMME_START = date(2023, 7, 21)
LATE_WINTER, MAY = date(2026, 3, 2), date(2026, 5, 15)

LEADERS = ("head", "deputy", "methodologist", "institute")
SPECIALISTS = ("developer", "author", "publisher", "official")


def audience_of(role: str) -> str:
    if role in LEADERS:
        return "leaders"
    return "specialists" if role in SPECIALISTS else "teachers"


def quarter_end(day: date | None) -> date | None:
    """Return the day before the next quarter begins."""
    if day is None:
        return None
    month = (day.month - 1) // 3 * 3 + 4
    first = date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)
    return first - timedelta(days=1)


def _names(code: str) -> dict[str, str]:
    return {f"name_{lang}": f"{code} {lang}" for lang in ("ky", "ru", "en")}


def course(session: Session, code: str = "CR-01", **values: Any) -> Course:
    """Add a course of 72 hours for teachers of physics, held by the institute."""
    defaults: dict[str, Any] = {
        "code": code,
        **_names(code),
        "audience": "teachers",
        "subject": "physics",
        "mode": "in_person",
        "hours": 72,
        "provider": "institute",
    }
    return _add(session, Course, defaults | values)


def course_session(
    session: Session, code: str = "CR-01-0001", course: str = "CR-01", **values: Any
) -> CourseSession:
    """Add two weeks of March in At-Bashy with 25 seats."""
    row: dict[str, Any] = {
        "code": code,
        "course": course,
        "district": AT_BASHY,
        "starts_on": LATE_WINTER,
        "ends_on": date(2026, 3, 13),
        "planned_seats": 25,
        **values,
    }
    periods = {"period": quarter_end(row["starts_on"]), "end_period": quarter_end(row["ends_on"])}
    return _add(session, CourseSession, row | periods)


def person(session: Session, code: str = "P-0001", **values: Any) -> Person:
    """Add a woman who teaches physics in Kyrgyz and belongs to no school, only to At-Bashy."""
    row: dict[str, Any] = {
        "code": code,
        "since": PROGRAMME_START,
        "school": None,
        "district": AT_BASHY,
        "role": "teacher",
        "subject": "physics",
        "sex": "female",
        "language": "ky",
        "birth_year": 1984,
        "same_as": None,
        **values,
    }
    return _add(session, Person, row | {"audience": audience_of(row["role"])})


def participation(
    session: Session, person: str = "P-0001", held: str = "CR-01-0001", **values: Any
) -> Participation:
    """Add that somebody completed a session in the middle of May, without tests."""
    row: dict[str, Any] = {
        "session": held,
        "person": person,
        "completed_on": MAY,
        "certified": False,
        "pre_test": None,
        "post_test": None,
        **values,
    }
    pre, post = (_points(row[name]) for name in ("pre_test", "post_test"))
    gain = None if pre is None or post is None else post - pre
    derived = {
        "period": quarter_end(row["completed_on"]),
        "pre_test": pre,
        "post_test": post,
        "pre_band": _band(pre),
        "post_band": _band(post),
        "gain": gain,
        "gain_squared": None if gain is None else round(gain * gain, 4),
    }
    return _add(session, Participation, row | derived)


def _points(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _band(points: Decimal | None) -> int | None:
    return None if points is None else min(90, int(points // 10) * 10)


def attendance(
    session: Session, person: str = "P-0001", held: str = "CR-01-0001", **values: Any
) -> Attendance:
    """Add six hours on the first day."""
    defaults: dict[str, Any] = {
        "session": held,
        "person": person,
        "day": LATE_WINTER,
        "hours": 6,
    }
    return _add(session, Attendance, defaults | values)


def eligible(session: Session, school: str = "IS-01", **values: Any) -> EligibleTeachers:
    """Add three women who teach physics in Kyrgyz at the end of summer."""
    defaults: dict[str, Any] = {
        "school": school,
        "period": SUMMER,
        "subject": "physics",
        "language": "ky",
        "sex": "female",
        "teachers": 3,
    }
    return _add(session, EligibleTeachers, defaults | values)


def register(session: Session, **values: Any) -> TrainingRegister:
    """Add that At-Bashy closed its register of summer nine days later."""
    row: dict[str, Any] = {"district": AT_BASHY, "period": SUMMER, **values}
    closed_on = {"closed_on": row["period"] + timedelta(days=9)}
    return _add(session, TrainingRegister, closed_on | row)


def attestation(session: Session, person: str = "P-0001", **values: Any) -> AttestationCase:
    """Add somebody of an innovative school who applied in March."""
    row: dict[str, Any] = {
        "person": person,
        "school": "IS-01",
        "applied_on": LATE_WINTER,
        "portfolio_on": None,
        "assessed_on": None,
        "decided_on": None,
        "result": None,
        **values,
    }
    stages = ("applied", "portfolio", "assessed", "decided")
    days = [row[f"{stage}_on"] for stage in stages]
    derived: dict[str, Any] = {
        f"{stage}_period": quarter_end(day) for stage, day in zip(stages, days, strict=True)
    }
    for stage, before, day in zip(stages[1:], days, days[1:], strict=False):
        derived[f"{stage}_days"] = (day - before).days if day and before else None
    return _add(session, AttestationCase, row | derived)


def online_module(session: Session, code: str = "EM-01", **values: Any) -> OnlineModule:
    """Add a module of eight units."""
    defaults: dict[str, Any] = {
        "code": code,
        **_names(code),
        "units": 8,
        "live_on": LATE_WINTER,
    }
    return _add(session, OnlineModule, defaults | values)


def module_enrolment(
    session: Session, person: str = "P-0001", module: str = "EM-01", **values: Any
) -> ModuleEnrolment:
    """Add somebody who enrolled in March with a phone and came to the third unit."""
    row: dict[str, Any] = {
        "module": module,
        "person": person,
        "enrolled_on": LATE_WINTER,
        "completed_on": None,
        "last_unit": 3,
        "device": "phone",
        **values,
    }
    periods = {
        "period": quarter_end(row["enrolled_on"]),
        "completed_period": quarter_end(row["completed_on"]),
    }
    return _add(session, ModuleEnrolment, row | periods)


def observation(session: Session, person: str = "P-0001", **values: Any) -> LessonObservation:
    """Add a lesson seen in June that applies what was taught, without ICT."""
    row: dict[str, Any] = {
        "person": person,
        "observed_on": date(2026, 6, 10),
        "applies": True,
        "uses_ict": False,
        **values,
    }
    return _add(session, LessonObservation, row | {"period": quarter_end(row["observed_on"])})
