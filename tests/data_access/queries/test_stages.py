import math
from datetime import timedelta
from decimal import Decimal

from data_access.queries.stages import stages_of_all
from tests import factories
from tests.factories import AUTUMN, MANAS, SPRING, SUMMER, TALAS, asked


def packages(session):
    factories.innovative_school(session, "IS-01")
    factories.innovative_school(session, "IS-02", district=MANAS, demonstration=True)
    factories.accepted_package(session, contracted=Decimal(900_000), spent=Decimal(800_000))
    factories.package(
        session, kind="ict", contracted_actual=SPRING, delivered_planned=AUTUMN - timedelta(days=9)
    )
    factories.package(session, "IS-02", "repair", delivered_actual=SUMMER, budget=None)


def test_every_package_of_every_innovative_school_has_a_row_with_stage_and_money(publish):
    with publish(packages) as db:
        frame = stages_of_all(db, asked())

    assert frame[["school", "package", "stage_count"]].to_numpy().tolist() == [
        ["IS-01", "lab", 4],
        ["IS-01", "ict", 1],
        ["IS-02", "repair", 2],
    ]
    accepted, late, other = (row for _, row in frame.iterrows())
    assert (accepted["budget"], accepted["contracted"], accepted["spent"]) == (1e6, 9e5, 8e5)
    assert late["days_late"] == 9
    assert math.isnan(other["budget"]) and math.isnan(late["contracted"])


def test_nothing_is_reached_before_the_first_stage(publish):
    with publish(packages) as db:
        frame = stages_of_all(db, asked(period=SPRING - timedelta(days=90)))

    assert frame["stage_count"].tolist() == [0, 0, 0]
    assert frame["stage"].isna().all()


def test_the_whole_country_is_told_whatever_part_was_asked_for(publish):
    with publish(packages) as db:
        frame = stages_of_all(db, asked(region=TALAS))

    assert frame["school"].unique().tolist() == ["IS-01", "IS-02"]


def test_a_release_without_packages_has_an_empty_frame(publish):
    with publish() as db:
        assert stages_of_all(db, asked()).empty
