from datetime import timedelta

import pandas as pd

from data_access.queries import schools
from data_access.queries.delays import delays
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked

DAY = pd.Timestamp(AUTUMN)


def stages_of(db, **question):
    packages = schools.packages(db, asked(**question))
    return delays(packages, pd.Timestamp(asked(**question).quarter)).set_index("stage")


def one_package(**dates):
    def step(session):
        factories.innovative_school(session)
        factories.package(session, **dates)

    return step


def test_a_delay_counts_from_plan_to_fact_or_to_the_day_while_it_lasts(publish):
    with publish(
        one_package(
            contracted_planned=SPRING, contracted_actual=SPRING + timedelta(days=7),
            delivered_planned=SUMMER, delivered_actual=SUMMER - timedelta(days=3),
            installed_planned=AUTUMN - timedelta(days=10),
            accepted_planned=AUTUMN,
        )
    ) as db:  # fmt: skip
        stages = stages_of(db)

    assert stages["delay"].tolist()[:3] == [7, -3, 10]
    assert pd.isna(stages.loc["accepted", "delay"])
    assert stages["is_reached"].tolist() == [True, True, False, False]


def test_a_stage_that_only_a_later_one_proves_has_no_delay(publish):
    with publish(
        one_package(contracted_planned=SPRING, delivered_planned=SPRING, delivered_actual=SUMMER)
    ) as db:
        stages = stages_of(db)

    assert stages.loc["contracted", "is_reached"]
    assert pd.isna(stages.loc["contracted", "delay"])
    assert pd.isna(stages.loc["contracted", "actual_on"])


def test_what_happened_after_the_day_is_not_known_on_it(publish):
    with publish(one_package(contracted_planned=SPRING, contracted_actual=AUTUMN)) as db:
        stages = stages_of(db, period=SUMMER)

    assert not stages.loc["contracted", "is_reached"]
    assert stages.loc["contracted", "delay"] == (SUMMER - SPRING).days


def test_no_packages_have_no_stages(publish):
    with publish() as db:
        frame = delays(schools.packages(db, asked()), DAY)

    assert frame.empty
    assert frame["delay"].dtype == "Int64"
