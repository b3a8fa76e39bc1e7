import math
from datetime import date, timedelta

import pandas as pd
import pytest

from data_access.queries import schools
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, MANAS, SPRING, SUMMER, TALAS, asked


def school_row(db, **filters):
    return schools.innovative_schools(db, asked(**filters)).iloc[0]


def test_a_package_stands_at_the_last_stage_reached_by_the_end_of_the_period(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, contracted_actual=SPRING, delivered_actual=AUTUMN)

    with publish(facts) as db:
        stages = [
            schools.packages(db, asked(period=day)).loc[0, "stage"] for day in (SUMMER, AUTUMN)
        ]

    assert stages == ["contracted", "delivered"]


def test_a_package_is_late_from_the_planned_date_of_its_first_stage_not_reached(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(
            session,
            contracted_planned=SPRING,
            contracted_actual=SUMMER,
            delivered_planned=AUTUMN - timedelta(days=10),
            installed_planned=AUTUMN - timedelta(days=5),
        )

    with publish(facts) as db:
        row = schools.packages(db, asked()).iloc[0]

    assert (row["due"], row["days_late"]) == ("delivered", 10)


def test_a_stage_counts_as_reached_where_a_later_one_is(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(
            session, contracted_planned=SPRING, delivered_planned=SPRING, installed_actual=SUMMER
        )

    with publish(facts) as db:
        row = schools.packages(db, asked()).iloc[0]
        before = schools.packages(db, asked(period=SPRING)).iloc[0]
        school = school_row(db)

    assert row["stage"] == "installed"
    assert row[["due", "days_late"]].isna().all()
    assert before[["stage"]].isna().all()
    assert (school["status"], school["late_count"]) == ("on_track", 0)


@pytest.mark.parametrize(("days", "late"), [(0, None), (1, 1)])
def test_a_package_is_not_late_on_the_day_it_is_planned_for(publish, days, late):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, delivered_planned=AUTUMN - timedelta(days=days))

    with publish(facts) as db:
        (found,) = schools.packages(db, asked())["days_late"]

    assert (None if found is pd.NA else found) == late


def test_a_package_on_time_is_not_late_at_all(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.accepted_package(session)
        factories.package(session, kind="ict", delivered_planned=date(2027, 1, 1))

    with publish(facts) as db:
        packages = schools.packages(db, asked())

    assert packages["days_late"].isna().all()
    assert packages["due"].isna().all()


@pytest.mark.parametrize(
    ("actual", "status"),
    [(4, "on_track"), (3, "attention"), (2, "at_risk"), (0, "at_risk")],
)
def test_the_status_of_a_school_is_stages_reached_against_stages_due(publish, actual, status):
    stages = ("contracted", "delivered", "installed", "accepted")

    def facts(session):
        factories.innovative_school(session)
        for kind in ("lab", "ict"):
            reached = {f"{stage}_actual": SUMMER for stage in stages[:actual]}
            planned = {f"{stage}_planned": SUMMER for stage in stages}
            factories.package(session, kind=kind, **planned, **reached)
        factories.package(session, kind="repair", contracted_planned=date(2027, 1, 1))

    with publish(facts) as db:
        assert school_row(db)["status"] == status


KINDS = ("lab", "materials", "ict", "multimedia", "repair", "access")


@pytest.mark.parametrize(("days", "status"), [(90, "on_track"), (91, "attention")])
def test_a_school_is_not_on_track_with_a_package_at_risk_for_its_delay(publish, days, status):
    def facts(session):
        factories.innovative_school(session)
        for kind in KINDS[:4]:
            dates = dict.fromkeys(("contracted_planned", "delivered_planned"), SPRING)
            factories.accepted_package(session, kind=kind, **dates)
        overdue = AUTUMN - timedelta(days=days)
        factories.package(session, kind="access", accepted_planned=overdue)

    with publish(facts) as db:
        row = school_row(db)

    assert (row["status"], row["days_late"]) == (status, days)


@pytest.mark.parametrize(("accepted", "status"), [(6, "achieved"), (5, "on_track")])
def test_only_a_school_with_all_six_packages_accepted_has_achieved_it(publish, accepted, status):
    def facts(session):
        factories.innovative_school(session)
        for kind in KINDS[:accepted]:
            factories.accepted_package(session, kind=kind)

    with publish(facts) as db:
        row = school_row(db)

    assert (row["status"], row["accepted_count"]) == (status, accepted)


def test_a_school_without_packages_has_not_reported(publish):
    with publish(lambda session: factories.innovative_school(session)) as db:
        assert school_row(db)["status"] == "not_reported"


def test_a_school_with_nothing_due_is_not_due(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, contracted_planned=date(2027, 1, 1))

    with publish(facts) as db:
        assert school_row(db)["status"] == "not_due"


def test_a_school_without_a_place_or_pupils_keeps_them_missing(publish):
    def facts(session):
        factories.innovative_school(session, lon=None, lat=None, girls=None)

    with publish(facts) as db:
        row = school_row(db)

    assert math.isnan(row["lon"])
    assert row[["pupil_count"]].isna().all()


def test_only_the_innovative_schools_of_the_part_asked_for_are_listed(publish):
    def facts(session):
        factories.school(session)
        factories.innovative_school(session, "IS-01", district=AT_BASHY)
        factories.innovative_school(session, "IS-02", district=MANAS)

    with publish(facts) as db:
        listed = [
            list(schools.innovative_schools(db, asked(**part))["school"])
            for part in ({}, {"region": TALAS}, {"region": TALAS, "district": MANAS})
        ]

    assert listed == [["IS-01", "IS-02"], ["IS-02"], ["IS-02"]]


def closed_in_summer(session):
    """One school that closes between spring and autumn, and one that stays."""
    factories.innovative_school(session, "IS-01", closed_on=SUMMER)
    factories.innovative_school(session, "IS-02")
    for code in ("IS-01", "IS-02"):
        factories.package(session, code, delivered_planned=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("period", "listed"),
    [
        (SPRING, ["IS-01", "IS-02"]),
        (SUMMER, ["IS-02"]),
        (AUTUMN, ["IS-02"]),
    ],
)
def test_a_closed_school_leaves_the_lists_with_the_quarter_in_which_it_closes(
    publish, period, listed
):
    with publish(closed_in_summer) as db:
        schools_then = schools.innovative_schools(db, asked(period=period))
        packages_then = schools.packages(db, asked(period=period))

    assert list(schools_then["school"]) == list(packages_then["school"]) == listed
    assert list(schools_then.index) == list(packages_then.index) == list(range(len(listed)))
    assert "closed_on" not in {*schools_then, *packages_then}


def test_a_closed_school_is_not_late_any_longer_than_until_it_closed(publish):
    with publish(closed_in_summer) as db:
        days = [
            schools.packages_of_school(db, asked(school="IS-01", period=day))["days_late"].tolist()
            for day in (SPRING, SUMMER, AUTUMN)
        ]
        still_open = schools.packages_of_school(db, asked(school="IS-02"))["days_late"].tolist()

    assert days == [[89], [180], [180]]
    assert still_open == [272]


PLANS = {
    "nothing has a date": ({}, False),
    "the next has one": ({"accepted_planned": date(2027, 1, 1)}, True),
    "only what is reached has one": (
        {"contracted_planned": SPRING, "contracted_actual": SPRING}, False
    ),
    "all is reached": ({"accepted_actual": SPRING}, True),
}  # fmt: skip


@pytest.mark.parametrize(("dates", "is_planned"), PLANS.values(), ids=PLANS)
def test_a_school_has_a_plan_where_what_is_still_to_be_reached_has_a_date(
    dates, is_planned, publish
):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, **dates)

    with publish(facts) as db:
        assert school_row(db)["is_planned"] == is_planned


def test_of_a_school_without_packages_nobody_knows_whether_there_is_a_plan(publish):
    with publish(lambda session: factories.innovative_school(session)) as db:
        assert school_row(db)["is_planned"] is pd.NA


def test_the_packages_of_a_closed_school_stay_known_where_one_asks_for_it(publish):
    with publish(closed_in_summer) as db:
        found = schools.packages_of_school(db, asked(school="IS-01", region=TALAS))
        none = schools.packages_of_school(db, asked(school="IS-03"))
        alike = schools.packages(db, asked())

    assert list(found["school"]) == ["IS-01"]
    assert none.empty
    assert list(found) == list(alike)
