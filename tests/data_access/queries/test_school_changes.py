import math
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import update

from data_access.models import PackageItem, SchoolAction, SchoolPackage
from data_access.queries.school_changes import KINDS, changes
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked

THEN = asked(release=1, school="IS-01", period=SUMMER)
NOW = asked(release=3, school="IS-01")


def told(publish, before, after, now=NOW, then=THEN):
    """Return the changes between two releases: of summer with some facts, of autumn with others."""
    made = {}

    def first(session):
        made["school"] = factories.innovative_school(session)
        made.update({name: add(session) for name, add in before.items()})
        factories.release(session, as_of=SUMMER)

    def second(session):
        for name, values in after.items():
            if name in made:
                factories.corrected(session, made[name], **values)
            else:
                values(session)

    with publish(first, second) as db:
        # `publish` makes a release after each step, and the first one made its own.
        return changes(db, now, then)


def kinds(frame):
    return frame["kind"].tolist()


DATED = {
    "a stage that was reached since": ({}, {"delivered_actual": AUTUMN}, "stage_reached"),
    "a stage that is no longer reached": (
        {"delivered_actual": SPRING}, {"delivered_actual": None}, "stage_withdrawn"
    ),
    "a stage that was reached on another day": (
        {"delivered_actual": SPRING}, {"delivered_actual": AUTUMN}, "stage_corrected"
    ),
    "a plan that was moved": (
        {"delivered_planned": SPRING}, {"delivered_planned": AUTUMN}, "plan_moved"
    ),
    "a plan that was made": ({}, {"delivered_planned": AUTUMN}, "plan_set"),
    "a plan that was withdrawn": (
        {"delivered_planned": SPRING}, {"delivered_planned": None}, "plan_withdrawn"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kind"), DATED.values(), ids=DATED)
def test_a_day_that_is_new_gone_or_another_one_is_told_with_both_days(before, after, kind, publish):
    frame = told(publish, {"lab": lambda session: factories.package(session, **before)},
                 {"lab": after})  # fmt: skip

    (row,) = frame.to_dict("records")
    assert (row["kind"], row["package"], row["stage"]) == (kind, "lab", "delivered")
    assert row["package_name"] == "Laboratory equipment"
    days = pd.Series([*before.values(), *after.values()], dtype="datetime64[s]").dropna()
    assert [row["date_before"], row["date_after"]] == [
        days.min() if before else pd.NaT,
        days.max() if any(after.values()) else pd.NaT,
    ]


def test_money_spent_is_told_by_package_also_where_it_was_not_reported_before(publish):
    frame = told(
        publish,
        {
            "lab": lambda session: factories.package(session, spent=Decimal(100)),
            "ict": lambda session: factories.package(session, kind="ict", spent=None),
            "repair": lambda session: factories.package(session, kind="repair", spent=Decimal(5)),
        },
        {"lab": {"spent": Decimal(300)}, "ict": {"spent": Decimal(40)}},
    )

    assert frame[["kind", "package", "after"]].to_numpy().tolist() == [
        ["spent", "lab", 300],
        ["spent", "ict", 40],
    ]
    assert frame["before"].iloc[0] == 100
    assert math.isnan(frame["before"].iloc[1])


def test_teachers_trained_are_told_with_both_counts(publish):
    frame = told(
        publish,
        {"teaching": lambda session: factories.teaching(session, period=SUMMER)},
        {"more": lambda session: factories.teaching(session, teachers_trained=7)},
    )

    assert frame[["kind", "before", "after"]].to_numpy().tolist() == [["trained", 4, 7]]


def test_commitments_and_issues_are_told_where_they_are_new_done_or_open_again(publish):
    frame = told(
        publish,
        {
            "open": lambda session: factories.action(session, "AC-001"),
            "done": lambda session: factories.action(session, "AC-002", done_on=SPRING),
            "same": lambda session: factories.action(session, "AC-003"),
        },
        {
            "open": {"done_on": AUTUMN},
            "done": {"done_on": None},
            "new": lambda session: factories.action(session, "AC-004", text_en="A new one"),
            "other": lambda session: factories.action(session, "AC-005", school="IS-02"),
        },
    )

    assert frame[["kind", "action"]].to_numpy().tolist() == [
        ["action_new", "AC-004"],
        ["action_done", "AC-001"],
        ["action_reopened", "AC-002"],
    ]
    assert frame["text"].iloc[0] == "A new one"
    assert frame["date_after"].iloc[1] == pd.Timestamp(AUTUMN)


@pytest.mark.parametrize(
    ("before", "after", "kind"), [(None, AUTUMN, "closed"), (SPRING, None, "reopened")]
)
def test_that_a_school_closed_comes_first(before, after, kind, publish):
    frame = told(
        publish,
        {
            "lab": lambda session: factories.package(session, accepted_planned=SPRING),
            "closing": lambda session: factories.school(session, "IS-03", closed_on=before),
        },
        {"lab": {"accepted_planned": AUTUMN}, "closing": {"closed_on": after}},
        *(replace(each, school="IS-03") for each in (NOW, THEN)),
    )

    assert kinds(frame) == [kind]


def test_a_school_that_took_over_another_one_says_so(publish):
    frame = told(
        publish,
        {"other": lambda session: factories.school(session, "SC-0002")},
        {
            "other": {"closed_on": AUTUMN, "merged_into": "IS-01"},
            "school": {"girls": 70},
        },
    )

    assert frame[["kind", "text"]].to_numpy().tolist()[0] == ["merged", "School SC-0002"]
    assert frame["date_after"].iloc[0] == pd.Timestamp(AUTUMN)
    assert frame[["kind", "before", "after"]].to_numpy().tolist()[1] == ["pupils", 100, 110]


def test_items_accepted_and_defective_are_told_with_both_counts(publish):
    frame = told(
        publish,
        {"item": lambda session: factories.item(session, accepted=1, defective=2)},
        {
            "item": {"accepted": 3, "defective": 0, "demonstration": True},
            "new": lambda session: factories.item(session, item="lab-hood", defective=0),
        },
    )

    assert frame[["kind", "item", "after"]].to_numpy().tolist() == [
        ["items_defective", "lab-physics", 0],
        ["items_accepted", "lab-physics", 3],
        ["items_accepted", "lab-hood", 2],
    ]
    assert frame["before"].tolist()[:2] == [2, 1]
    assert frame["demonstration"].tolist() == [1, 1, 0]


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


def test_the_most_important_comes_first(publish):
    frame = told(
        publish,
        {
            "item": lambda session: factories.item(session),
            "ict": lambda session: factories.package(session, kind="ict", accepted_planned=SPRING),
            "lab": lambda session: factories.package(session, contracted_actual=SPRING),
        },
        {
            "item": {"accepted": 3, "defective": 0},
            "ict": {"accepted_planned": AUTUMN, "spent": Decimal(7)},
            "lab": {"contracted_actual": None, "delivered_actual": AUTUMN},
            "school": {"closed_on": AUTUMN},
        },
    )

    assert kinds(frame) == [
        *("closed", "stage_withdrawn", "stage_reached", "plan_moved", "spent"),
        *("items_defective", "items_accepted"),
    ]
    assert kinds(frame) == sorted(kinds(frame), key=KINDS.index)


def test_both_releases_are_seen_at_the_quarter_asked_for(publish):
    spring = [replace(each, period=SPRING) for each in (NOW, THEN)]

    frame = told(
        publish,
        {
            "lab": lambda session: factories.package(session, delivered_actual=SUMMER),
            "action": lambda session: factories.action(session, done_on=SUMMER),
            "teaching": lambda session: factories.teaching(session, period=SUMMER),
        },
        {},
        *spring,
    )

    assert frame.empty


def test_what_was_taken_back_is_told(publish):
    def back(model, *which):
        """Return what closes the open facts and puts nothing in their place."""
        known = update(model).where(model.superseded_by.is_(None), *which)
        return lambda session: session.execute(
            known.values(superseded_by=factories.intake(session).id)
        )

    frame = told(
        publish,
        {
            "lab": lambda session: factories.package(session, contracted_actual=SPRING),
            "ict": lambda session: factories.package(session, kind="ict"),
            "item": lambda session: factories.item(session),
            "action": lambda session: factories.action(session),
        },
        {
            "no lab": back(SchoolPackage, SchoolPackage.package == "lab"),
            "no item": back(PackageItem),
            "no action": back(SchoolAction),
        },
    )

    lab, item, action = frame.to_dict("records")
    assert kinds(frame) == ["gone"] * 3
    assert (lab["package"], lab["package_name"]) == ("lab", "Laboratory equipment")
    assert item["item"] == "lab-physics"
    assert action["text"]


def test_where_nothing_changed_nothing_is_told(publish):
    frame = told(
        publish,
        {
            "lab": lambda session: factories.accepted_package(session, spent=None),
            "item": lambda session: factories.item(session),
            "access": lambda session: factories.access(session, period=SPRING),
            "teaching": lambda session: factories.teaching(session, teachers_trained=None),
            "action": lambda session: factories.action(session, done_on=SPRING),
        },
        {},
    )

    assert frame.empty
    assert {"kind", "date_before", "before", "demonstration"} <= set(frame.columns)
