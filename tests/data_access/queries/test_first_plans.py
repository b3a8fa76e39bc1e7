import pandas as pd

from data_access.queries import schools
from data_access.queries.delays import delays
from data_access.queries.first_plans import first_plans, with_first_plans
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked


def moved_once(publish, **before):
    """Publish a package whose delivery is planned for autumn, after a release with other dates."""
    made = {}

    def first(session):
        factories.innovative_school(session)
        made["lab"] = factories.package(session, **before)

    def second(session):
        factories.corrected(session, made["lab"], delivered_planned=AUTUMN)

    return publish(first, second)


def delivery(db, release):
    question = asked(release=release, school="IS-01")
    stages = delays(schools.packages_of_school(db, question), pd.Timestamp(question.quarter))
    told = with_first_plans(stages, first_plans(db, question))
    return told.set_index("stage").loc["delivered"]


def test_the_first_plan_is_that_of_the_first_release_that_had_one(publish):
    with moved_once(publish, delivered_planned=SUMMER) as db:
        then, now = delivery(db, 1), delivery(db, 2)

    assert (then["first_on"], then["moved_days"]) == (pd.Timestamp(SUMMER), 0)
    assert (now["first_on"], now["first_release"]) == (pd.Timestamp(SUMMER), 1)
    assert now["moved_days"] == (AUTUMN - SUMMER).days


def test_a_plan_that_came_later_is_its_own_first(publish):
    with moved_once(publish, contracted_planned=SPRING) as db:
        now = delivery(db, 2)

    assert (now["first_on"], now["first_release"]) == (pd.Timestamp(AUTUMN), 2)
    assert now["moved_days"] == 0


def test_what_was_never_planned_was_never_moved(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session)

    with publish(facts) as db:
        now = delivery(db, 1)

    assert now[["first_on", "first_release", "moved_days"]].isna().all()
