"""People count once: whatever they attend, wherever they move, and under however many codes."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from data_access.summaries.training import SEATS, TRAINED
from tests import factories
from tests import factories_training as training
from tests.factories import AT_BASHY, KOCHKOR, MANAS

ON_BOTH = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

AUDIENCES = {"CR-01": "teachers", "CR-02": "leaders"}
HELD = {"CR-01-0001": "CR-01", "CR-01-0002": "CR-01", "CR-02-0001": "CR-02"}
FIRST_CODES, SECOND_CODES = ("P-0001", "P-0002"), ("P-0003", "P-0004")
CODES = FIRST_CODES + SECOND_CODES

days = st.sampled_from([date(2026, month, 15) for month in (1, 2, 5, 8, 11)])
"""Two of them in one quarter."""

attributes = st.fixed_dictionaries(
    {
        "district": st.sampled_from([AT_BASHY, KOCHKOR]),
        "school": st.sampled_from([None, "SC-0001"]),
        "role": st.sampled_from(["teacher", "teacher", "deputy"]),
        "subject": st.sampled_from([None, "physics", "biology"]),
    }
)
people = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from([date(2023, 7, 21), date(2026, 4, 1)])),
    attributes,
    min_size=3,
)
"""(code, since) -> what holds from that day on"""

same = st.dictionaries(st.sampled_from(SECOND_CODES), st.sampled_from(FIRST_CODES))

completions = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.sampled_from(list(HELD))),
    st.one_of(st.none(), days),
    min_size=3,
)
"""(code, session) -> day of completion"""

State = dict[str, Any]


def state(people, same, done) -> State:
    return {"people": people, "same": same, "done": done}


states = st.builds(state, people, same, completions)

MOVED = {
    ("P-0001", date(2023, 7, 21)): {
        "district": AT_BASHY, "school": None, "role": "teacher", "subject": "physics",
    },
    ("P-0003", date(2023, 7, 21)): {
        "district": KOCHKOR, "school": "SC-0001", "role": "teacher", "subject": "biology",
    },
}  # fmt: skip
TWICE = {("P-0001", "CR-01-0001"): date(2026, 8, 15), ("P-0003", "CR-01-0002"): date(2026, 2, 15)}


def bring(session: Session, now: State, before: State | None) -> int:
    """Bring in a state of the world as an import that corrects the one before."""
    here = factories.intake(session)
    if before is None:
        factories.school(session, "SC-0001", district=MANAS, rural=True)
        for code, audience in AUDIENCES.items():
            training.course(session, code, audience=audience)
        for code, course in HELD.items():
            training.course_session(session, code, course)
    known = session.info.setdefault("facts", {})
    for (code, since), values in now["people"].items():
        values = values | {"since": since, "same_as": now["same"].get(code)}
        put(session, known, training.person, (code, since), {"code": code, **values})
    for (code, held), day in now["done"].items():
        values = {"person": code, "held": held, "completed_on": day}
        put(session, known, training.participation, (code, held), values)
    return here.id


def put(session: Session, known: dict, add: Any, key: tuple, values: dict[str, Any]) -> None:
    """Add a fact and close the one that it replaces."""
    if old := known.get((add, key)):
        old.superseded_by = factories.newest_intake(session).id
        session.flush()
    known[add, key] = add(session, **values)


def merged(first: State, second: State) -> State:
    """Return what is known after both; the second corrects the first."""
    people = first["people"] | second["people"]
    # Rows that the second does not repeat keep what the first said of their code.
    said = {key: first["same"].get(key[0]) for key in first["people"]}
    said |= {key: second["same"].get(key[0]) for key in second["people"]}
    return state(people, said, first["done"] | second["done"])


def humans(now: State) -> dict[str, str]:
    """Return code -> the code that it stands for, of everybody in a merged state."""
    said: dict[Any, Any] = {}
    for (code, _), other in now["same"].items():
        if other:
            said[code] = max(other, said.get(code, ""))
    codes: set[str] = {code for code, _ in now["people"]}
    return {code: said.get(code, code) for code in codes}


def held(now: State, code: str, day: date) -> dict[str, Any] | None:
    rows = {since: values for (each, since), values in now["people"].items() if each == code}
    if not rows:
        return None
    return rows[max((since for since in rows if since <= day), default=min(rows))]


def counted(now: State) -> list[tuple[str, str, date]]:
    """Return human being, audience and day of every completion that may be its first."""
    found = []
    for (code, session), day in now["done"].items():
        attributes = day and held(now, code, day)
        if attributes:
            audience = "leaders" if attributes["role"] == "deputy" else "teachers"
            if AUDIENCES[HELD[session]] == audience:
                found.append((humans(now)[code], audience, day))
    return found


def cells(session: Session, part, import_id: int) -> list[Any]:
    return list(session.execute(part.cells(import_id)))


def check(session: Session, import_id: int, now: State) -> None:
    rows, possible = cells(session, TRAINED, import_id), counted(now)
    for end in [date(2026, month, 28) for month in (3, 6, 9, 12)]:
        so_far = Counter()
        for row in rows:
            if row.period <= training.quarter_end(end):
                so_far[row.audience] += row.people
        people = {(human, audience) for human, audience, day in possible if day <= end}
        assert so_far == Counter(audience for _, audience in people)
    seats = Counter()
    for row in cells(session, SEATS, import_id):
        seats[row.audience] += row.completions
    done = [
        AUDIENCES[HELD[held_in]]
        for (code, held_in), day in now["done"].items()
        if day and held(now, code, day)
    ]
    assert seats == Counter(done)


@ON_BOTH
@given(first=states, second=states)
@example(state(MOVED, {}, TWICE), state(MOVED, {"P-0003": "P-0001"}, {}))
def test_people_add_up_over_quarters_and_places_to_as_many_as_there_are(engine, first, second):
    with engine.connect() as db, Session(db, autoflush=False) as session:
        before = bring(session, first, None)
        now = bring(session, second, first)
        known = merged(first, state({}, {}, {}))
        check(session, before, known)
        check(session, now, merged(first, second))
        session.rollback()


def person_cells(engine, *steps) -> list[tuple]:
    """Return period, district, role, subject, rural and people after the last step."""
    with engine.connect() as db, Session(db, autoflush=False) as session:
        number = 0
        for step in steps:
            number = factories.intake(session).id
            step(session)
        rows = cells(session, TRAINED, number)
        session.rollback()
    return [(r.period, r.district, r.role, r.subject, bool(r.rural), r.people) for r in rows]


SPRING, SUMMER, AUTUMN = factories.SPRING, factories.SUMMER, factories.AUTUMN


def two_sessions(session: Session) -> None:
    training.course(session)
    training.course_session(session)
    training.course_session(session, "CR-01-0002")
    training.person(session)


def test_who_completes_two_courses_counts_in_the_quarter_of_the_first(engine):
    def facts(session):
        two_sessions(session)
        training.participation(session, completed_on=date(2026, 8, 1))
        training.participation(session, held="CR-01-0002", completed_on=date(2026, 3, 31))

    assert person_cells(engine, facts) == [(SPRING, AT_BASHY, "teacher", "physics", False, 1)]


def test_what_held_on_the_day_of_the_completion_counts_and_not_what_came_later(engine):
    def facts(session):
        two_sessions(session)
        factories.school(session, "SC-0001", district=KOCHKOR, rural=True)
        move = {"school": "SC-0001", "district": None, "subject": None}
        training.person(session, since=date(2026, 5, 15), **move)
        training.participation(session, completed_on=date(2026, 5, 14))
        training.person(session, "P-0002", since=date(2026, 5, 15), **move)
        training.participation(session, "P-0002", completed_on=date(2026, 5, 15))
        training.person(session, "P-0003", since=date(2026, 6, 1), **move)
        training.participation(session, "P-0003", completed_on=date(2026, 5, 15))

    assert sorted(person_cells(engine, facts)) == [
        (SUMMER, AT_BASHY, "teacher", "physics", False, 1),
        (SUMMER, KOCHKOR, "teacher", "", True, 2),
    ]


def test_a_course_for_others_trains_nobody_and_a_new_role_is_trained_again(engine):
    def facts(session):
        two_sessions(session)
        training.course(session, "CR-02", audience="leaders")
        training.course_session(session, "CR-02-0001", "CR-02")
        training.participation(session, held="CR-02-0001", completed_on=date(2026, 1, 9))
        training.participation(session, completed_on=date(2026, 4, 9))
        training.person(session, since=date(2026, 7, 1), role="deputy", subject=None)
        training.participation(session, held="CR-01-0002", completed_on=date(2026, 8, 1))

    def again(session):
        training.course_session(session, "CR-02-0002", "CR-02")
        training.participation(session, held="CR-02-0002", completed_on=date(2026, 9, 1))

    once = (SUMMER, AT_BASHY, "teacher", "physics", False, 1)
    assert person_cells(engine, facts) == [once]
    assert sorted(person_cells(engine, facts, again)) == [
        once,
        (AUTUMN, AT_BASHY, "deputy", "", False, 1),
    ]


def test_two_codes_count_twice_until_they_are_known_to_be_one_human_being(engine):
    def facts(session):
        two_sessions(session)
        session.info["second"] = training.person(session, "P-0002", district=KOCHKOR)
        training.participation(session, completed_on=date(2026, 5, 2))
        training.participation(session, "P-0002", completed_on=date(2026, 5, 1))

    def corrected(session):
        factories.corrected(session, session.info["second"], same_as="P-0001")

    assert sum(row[-1] for row in person_cells(engine, facts)) == 2
    assert person_cells(engine, facts, corrected) == [
        (SUMMER, KOCHKOR, "teacher", "physics", False, 1)
    ]
