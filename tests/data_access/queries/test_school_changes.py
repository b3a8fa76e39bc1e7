import math
from dataclasses import replace

import pandas as pd

from data_access.queries.school_changes import changes
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked

NOW = asked(release=2, school="IS-01")


def told(publish, before, after):
    """Return the changes between two releases: of summer with some facts, of autumn with others."""
    made = {}

    def first(session):
        factories.innovative_school(session)
        made.update({name: add(session) for name, add in before.items()})
        factories.release(session, as_of=SUMMER)

    def second(session):
        for name, values in after.items():
            factories.corrected(session, made[name], **values)

    with publish(first, second) as db:
        # `publish` makes a release after each step, and the first one made its own.
        return changes(db, replace(NOW, release=3), 1)


def test_a_stage_that_was_reached_since_is_told_with_its_day(publish):
    frame = told(
        publish,
        {"lab": lambda session: factories.package(session, contracted_actual=SPRING)},
        {"lab": {"delivered_actual": AUTUMN}},
    )

    (row,) = frame.to_dict("records")
    assert (row["kind"], row["package"], row["stage"]) == ("stage_reached", "lab", "delivered")
    assert row["date_after"] == pd.Timestamp(AUTUMN)
    assert row["package_name"] == "Laboratory equipment"


def test_a_plan_that_was_moved_is_told_with_both_days(publish):
    frame = told(
        publish,
        {"lab": lambda session: factories.package(session, accepted_planned=SPRING)},
        {"lab": {"accepted_planned": AUTUMN}},
    )

    (row,) = frame.to_dict("records")
    assert (row["kind"], row["stage"]) == ("plan_moved", "accepted")
    assert (row["date_before"], row["date_after"]) == (pd.Timestamp(SPRING), pd.Timestamp(AUTUMN))


def test_items_accepted_and_defective_are_told_with_both_counts(publish):
    frame = told(
        publish,
        {"item": lambda session: factories.item(session, accepted=1, defective=2)},
        {"item": {"accepted": 3, "defective": 0, "demonstration": True}},
    )

    assert frame[["kind", "item", "before", "after"]].to_numpy().tolist() == [
        ["items_accepted", "lab-physics", 1, 3],
        ["items_defective", "lab-physics", 2, 0],
    ]
    assert frame["demonstration"].tolist() == [1, 1]


def test_what_became_accessible_is_told_also_where_it_was_not_assessed_before(publish):
    frame = told(
        publish,
        {"access": lambda session: factories.access(session, period=SUMMER, ramp=False)},
        {"access": {"ramp": True, "toilet": True, "resource_room": None}},
    )

    assert frame[["kind", "feature", "after"]].to_numpy().tolist() == [
        ["access", "ramp", 1],
        ["access", "toilet", 1],
    ]
    assert frame["before"].iloc[0] == 0
    assert math.isnan(frame["before"].iloc[1])


def test_where_nothing_changed_nothing_is_told(publish):
    frame = told(
        publish,
        {
            "lab": lambda session: factories.accepted_package(session),
            "item": lambda session: factories.item(session),
            "access": lambda session: factories.access(session, period=SPRING),
        },
        {},
    )

    assert frame.empty
    assert {"kind", "date_before", "before", "demonstration"} <= set(frame.columns)


def test_a_release_that_does_not_exist_is_compared_with_nothing(publish):
    with publish(lambda session: factories.innovative_school(session)) as db:
        assert changes(db, asked(school="IS-01"), 0).empty
