"""The work plan is told as the release knows it, and as it stood at the end of the quarter."""

from datetime import date

from data_access.queries.implementation import work_plan
from tests import factories
from tests import factories_implementation as implementation
from tests.factories import AUTUMN, SPRING, SUMMER, asked


def begun(session):
    implementation.activity(session, weight=3, actual_start=date(2026, 1, 10), planned_cost=1000)
    for period, share, cost in ((SPRING, 0.3, 200), (SUMMER, 0.6, 700)):
        implementation.progress(session, share=share, cost=cost, period=period)
    implementation.activity(session, "WP-4.3-01", line="4.3", owner="pmu", demonstration=True)


def test_each_quarter_knows_what_was_reported_by_then(publish):
    with publish(begun) as db:
        rows = [
            work_plan.activities(db, asked(period=period)).set_index("activity").loc["WP-1.1-01"]
            for period in (SPRING, SUMMER, AUTUMN)
        ]

    assert [(row["progress"], row["actual_cost"]) for row in rows] == [
        (0.3, 200),
        (0.6, 700),
        (0.6, 700),
    ]
    assert [row["slip"] for row in rows] == [9, 9, 92]


def test_activities_come_with_line_component_and_owner_in_the_language_asked_for(publish):
    with publish(begun) as db:
        rows = work_plan.activities(db, asked(lang="ru")).set_index("activity")

    row = rows.loc["WP-4.3-01"]
    assert (row["line"], row["component"], row["demonstration"]) == ("4.3", "4", 1)
    assert (row["activity_name"], row["line_name"]) == ("WP-4.3-01 ru", "Управление проектом")
    assert row["owner_name"] == "Отдел реализации проекта"


def test_a_plan_that_was_moved_is_that_of_its_release(publish):
    def moved(session):
        fact = implementation.activity(session, "WP-1.1-09", actual_start=date(2026, 1, 1))
        factories.release(session)
        factories.corrected(session, fact, planned_end=date(2026, 12, 31))

    with publish(moved) as db:
        slips = [
            work_plan.activities(db, asked(release=release))["slip"].tolist() for release in (1, 2)
        ]

    assert slips == [[92], [0]]


def test_a_release_without_a_work_plan_has_no_activity(publish):
    with publish() as db:
        assert work_plan.activities(db, asked()).empty
