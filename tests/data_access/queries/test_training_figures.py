"""Figures of teacher training follow from registers, courses, tests, cases and enrolments."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from data_access import ledger
from data_access.indicators.computed import COMPUTED
from data_access.indicators.formulas import ROWS_BEHIND
from data_access.queries import results
from data_access.summaries.training import FLOW
from tests import factories
from tests import factories_training as training
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, SPRING, SUMMER, asked

AK_SUU, ISSYK_KUL = "41702205000000", "KG-Y"


def computed(db, code: str) -> dict[tuple, tuple]:
    """Return (quarter, area) -> (numerator, denominator) of the first release."""
    part = COMPUTED.c
    rows = db.execute(select(COMPUTED).where(part.release == 1, part.indicator == code))
    return {(row.period, row.area): (row.numerator, row.denominator) for row in rows}


def stand(db, code, **filters):
    return results.standing(db, asked(**filters))[code]


def behind(db, code: str, area: str, period: date) -> dict[str, int]:
    """Return how many facts of which table a figure rests on."""
    found = {}
    for part in ROWS_BEHIND[code](1, area, period):
        table = part.selected_columns.id.table.name
        found[table] = len(db.execute(part).all())
    return found


def courses(session):
    for number, audience in enumerate(("teachers", "leaders", "specialists"), start=1):
        training.course(session, f"CR-0{number}", audience=audience)
        training.course_session(session, f"CR-0{number}-0001", f"CR-0{number}")
    training.course_session(session, "CR-01-0002")


def trained_teachers(session):
    """Two teachers of At-Bashy and one of Kochkor; only At-Bashy closes all its registers."""
    courses(session)
    for code, district in (("P-0001", AT_BASHY), ("P-0002", AT_BASHY), ("P-0003", KOCHKOR)):
        training.person(session, code, district=district)
    training.participation(session, "P-0001", completed_on=date(2026, 5, 1))
    training.participation(session, "P-0001", "CR-01-0002", completed_on=date(2026, 6, 1))
    training.participation(session, "P-0002", completed_on=date(2026, 8, 1))
    training.participation(session, "P-0003", completed_on=date(2026, 5, 1))
    for period in (SPRING, SUMMER, AUTUMN):
        training.register(session, period=period)
    training.register(session, district=KOCHKOR, period=SUMMER)
    training.register(session, district=MANAS, period=AUTUMN)


def test_teachers_count_where_the_register_is_closed_and_only_there(publish):
    with publish(trained_teachers) as db:
        figures = computed(db, "R2.1")
        row = stand(db, "R2.1")

    assert figures == {
        (SPRING, AT_BASHY): (0, None),
        (SUMMER, AT_BASHY): (1, None),
        (AUTUMN, AT_BASHY): (2, None),
        (SUMMER, KOCHKOR): (1, None),
        (AUTUMN, MANAS): (0, None),
    }
    assert (row["reported_count"], row["expected_count"]) == (2, 54)
    assert row["hidden"]


def test_a_district_that_never_closed_a_register_is_silent_and_not_without_teachers(publish):
    def facts(session):
        trained_teachers(session)
        for area in (AT_BASHY, AK_SUU):
            factories.target(session, "R2.1", 2, area=area)

    with publish(facts) as db:
        silent = stand(db, "R2.1", region=ISSYK_KUL, district=AK_SUU)
        reported = stand(db, "R2.1", region=factories.NARYN, district=AT_BASHY)

    assert (silent["status"], silent["expected_count"]) == ("not_reported", 1)
    assert (reported["status"], reported["reported_count"]) == ("not_applicable", 1)
    assert reported["hidden"] and not silent["hidden"]


def test_coverage_is_measured_against_the_newest_count_of_each_district(publish):
    def facts(session):
        trained_teachers(session)
        factories.school(session, "SC-0001", district=AT_BASHY)
        factories.school(session, "SC-0002", district=KOCHKOR)
        training.eligible(session, "SC-0001", period=SPRING, teachers=8)
        training.eligible(session, "SC-0001", period=SUMMER, teachers=4)
        training.eligible(session, "SC-0001", period=SUMMER, sex="male", teachers=1)
        training.eligible(session, "SC-0002", period=AUTUMN, teachers=7)

    with publish(facts) as db:
        figures = computed(db, "R2.2")
        facts_behind = behind(db, "R2.2", AT_BASHY, AUTUMN)

    assert figures == {
        (SPRING, AT_BASHY): (0, 8),
        (SUMMER, AT_BASHY): (1, 5),
        (AUTUMN, AT_BASHY): (2, 5),
        (SUMMER, KOCHKOR): (1, None),
        (AUTUMN, MANAS): (0, None),
    }
    assert facts_behind == {
        "participation": 2,
        "person": 2,
        "training_register": 1,
        "eligible_teachers": 2,
    }


def test_the_facts_behind_teachers_trained_are_first_completions_people_and_the_register(publish):
    with publish(trained_teachers) as db:
        found = [behind(db, "R2.1", AT_BASHY, period) for period in (SPRING, SUMMER, AUTUMN)]

    assert found == [
        {"participation": people, "person": people, "training_register": 1} for people in (0, 1, 2)
    ]


def test_the_facts_behind_a_session_are_those_enrolled_and_their_days(publish):
    def facts(session):
        trained_teachers(session)
        training.attendance(session, "P-0001", hours=0)
        training.attendance(session, "P-0002")
        training.attendance(session, "P-0002", day=date(2026, 3, 3))
        training.attendance(session, "P-0001", "CR-01-0002")

    with publish(facts) as db:
        cell = {"session": "CR-01-0001"}
        flow = next(row for row in db.execute(FLOW.stored(1)) if row.session == cell["session"])
        own = db.execute(FLOW.rows_behind(1, cell)).all()
        enrolled, days = (db.execute(part).all() for part in FLOW.others_behind(1, cell))

    assert (flow.enrolled, flow.attended, flow.completed, flow.fact_count) == (3, 1, 3, 1)
    assert (len(own), len(enrolled), len(days)) == (1, 3, 3)


def test_leaders_and_specialists_count_for_the_country_from_the_first_register_on(publish):
    def facts(session):
        courses(session)
        training.register(session, period=SPRING)
        training.register(session, period=AUTUMN)
        for number, role in enumerate(("head", "institute", "author", "teacher"), start=1):
            training.person(session, f"P-000{number}", role=role)
        training.participation(session, "P-0001", "CR-02-0001", completed_on=date(2026, 5, 1))
        training.participation(session, "P-0002", "CR-02-0001", completed_on=date(2026, 9, 30))
        training.participation(session, "P-0003", "CR-03-0001", completed_on=date(2026, 5, 1))
        training.participation(session, "P-0004", "CR-02-0001", completed_on=date(2026, 5, 1))

    with publish(facts) as db:
        leaders, specialists = computed(db, "R2.4"), computed(db, "R1.2")
        facts_behind = behind(db, "R2.4", "KG", SUMMER)

    assert [number for number, _ in leaders.values()] == [0, 1, 2]
    assert [number for number, _ in specialists.values()] == [0, 1, 1]
    assert facts_behind == {"participation": 1, "person": 1}


def test_gain_is_the_mean_of_those_who_sat_both_tests(publish):
    def facts(session):
        courses(session)
        for number, (pre, post) in enumerate(((40, 70), (50.5, 45), (None, 90)), start=1):
            training.person(session, f"P-000{number}")
            training.participation(session, f"P-000{number}", pre_test=pre, post_test=post)
        training.person(session, "P-0004")
        sat = {"pre_test": 10, "post_test": 20, "completed_on": None}
        training.participation(session, "P-0004", **sat)

    with publish(facts) as db:
        figures = computed(db, "R2.3")
        row = stand(db, "R2.3", period=SUMMER)
        facts_behind = behind(db, "R2.3", "KG", SUMMER)

    assert figures == {(SPRING, "KG"): (10, 1), (SUMMER, "KG"): (Decimal("34.5"), 3)}
    assert (row["value"], row["unit"]) == (34.5 / 3, "points")
    assert facts_behind == {"participation": 3}


def test_certification_follows_the_quarter_of_the_decision(publish):
    def facts(session):
        stages = {
            "portfolio_on": date(2026, 4, 1),
            "assessed_on": date(2026, 5, 1),
            "decided_on": date(2026, 7, 1),
        }
        for code in ("P-0001", "P-0002", "P-0003", "P-0004"):
            training.person(session, code)
        training.attestation(session, "P-0001", **stages, result="certified")
        training.attestation(session, "P-0002", **stages, result="refused")
        training.attestation(session, "P-0003")
        training.attestation(session, "P-0004", applied_on=date(2026, 8, 1))

    with publish(facts) as db:
        figures = computed(db, "R2.5")
        found = [behind(db, "R2.5", "KG", period) for period in (SUMMER, AUTUMN)]

    assert figures == {
        (SPRING, "KG"): (0, 3),
        (SUMMER, "KG"): (0, 3),
        (AUTUMN, "KG"): (1, 4),
    }
    assert found == [{"attestation_case": 3}, {"attestation_case": 4}]


def test_e_learning_is_completed_in_the_quarter_of_completion(publish):
    def facts(session):
        for code in ("P-0001", "P-0002", "P-0003"):
            training.person(session, code)
        training.online_module(session)
        training.module_enrolment(session, "P-0001", completed_on=date(2026, 3, 30))
        training.module_enrolment(session, "P-0002", completed_on=date(2026, 8, 1))
        training.module_enrolment(session, "P-0003", enrolled_on=date(2026, 8, 1))

    with publish(facts) as db:
        figures = computed(db, "R2.6")
        facts_behind = behind(db, "R2.6", "KG", AUTUMN)

    assert figures == {(SPRING, "KG"): (1, 2), (AUTUMN, "KG"): (2, 3)}
    assert facts_behind == {"module_enrolment": 3}


@pytest.mark.parametrize("code", ["R1.2", "R2.1", "R2.2", "R2.3", "R2.4", "R2.5", "R2.6"])
def test_without_any_fact_nothing_is_counted(publish, code):
    with publish() as db:
        assert computed(db, code) == {}
        assert stand(db, code)["status"] in ("not_reported", "not_applicable")


def test_one_invented_person_marks_the_figure_and_a_release_follows_from_its_facts(publish):
    def facts(session):
        courses(session)
        training.register(session)
        training.person(session, demonstration=True)
        training.participation(session, pre_test=1, post_test=2)

    with publish(facts) as db:
        marks = {code: stand(db, code, period=SUMMER)["demonstration"] for code in ("R2.1", "R2.3")}
        breaks = ledger.verify(db)

    assert (marks["R2.1"], marks["R2.3"]) == (1, 1)
    assert breaks == []
