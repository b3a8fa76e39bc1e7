"""Standards, agreements and the like are told as far as they were at the end of the quarter."""

from datetime import date

import pytest

from data_access.indicators.formulas import ROWS_BEHIND
from data_access.queries import results
from data_access.queries.implementation import stages
from tests import factories
from tests import factories_implementation as implementation
from tests.factories import AUTUMN, SPRING, SUMMER, asked


def quarters(session):
    for code in ("R1.1", "R2.7", "R2.8", "R4.1"):
        for period in (date(2025, 12, 31), SPRING, SUMMER, AUTUMN):
            factories.target(session, code, 4, period=period)


def standard(session, code="ST-PHY-G", approved=None, **values):
    implementation.item(session, code, **values)
    implementation.stage(session, code, "drafted", date(2026, 2, 1), date(2026, 2, 20))
    implementation.stage(session, code, "reviewed", date(2026, 4, 1))
    implementation.stage(session, code, "approved", date(2026, 7, 1), approved)


def told(publish, *steps, period=AUTUMN):
    with publish(*steps) as db:
        return stages.items(db, asked(period=period)), stages.stages(db, asked(period=period))


def test_an_item_stands_at_its_last_stage_and_waits_for_the_next_one(publish):
    items, rows = told(publish, standard)

    [row] = items.to_dict("records")
    assert (row["stage"], row["next_stage"], row["days_late"]) == ("drafted", "reviewed", 182)
    assert (row["subject_name"], row["track"], row["is_done"]) == ("Physics", "general", False)
    assert rows["stage"].tolist() == ["drafted", "reviewed", "approved"]
    assert rows["days_late"].fillna(0).tolist() == [0, 182, 91]


def test_the_delay_of_an_item_is_that_of_its_next_stage_and_not_of_a_later_one(publish):
    def facts(session):
        implementation.item(session)
        implementation.stage(session, stage="drafted", planned_on=date(2026, 12, 1))
        implementation.stage(session, stage="reviewed", planned_on=date(2026, 4, 1))

    items, _ = told(publish, facts)

    assert items["next_stage"].tolist() == ["drafted"]
    assert items["days_late"].isna().all()


def test_a_stage_counts_as_reached_where_only_a_later_one_has_a_day(publish):
    _, rows = told(publish, lambda session: standard(session, approved=date(2026, 7, 20)))

    assert rows["is_reached"].tolist() == [True, True, True]
    assert rows["days_late"].isna().all()


def test_what_is_reached_later_was_not_reached_at_the_end_of_an_earlier_quarter(publish):
    items, rows = told(
        publish, lambda session: standard(session, approved=date(2026, 7, 20)), period=SUMMER
    )

    assert items["stage"].tolist() == ["drafted"]
    assert rows["actual_on"].notna().tolist() == [True, False, False]


def test_an_agreement_may_go_on_beyond_its_planned_end(publish):
    def agreement(session):
        implementation.item(session, "AG-01", kind="agreement", institute="osh", partner="PI-01")
        implementation.stage(session, "AG-01", "in_force", date(2026, 1, 1), date(2026, 1, 5))
        implementation.stage(session, "AG-01", "ended", date(2026, 6, 1))

    items, _ = told(publish, agreement)

    assert items[["next_stage", "is_done"]].to_numpy().tolist() == [["ended", True]]
    assert items["days_late"].isna().all()


def test_joint_activities_are_those_that_took_place_by_the_day(publish):
    def held(session):
        implementation.item(session, "AG-01", kind="agreement", partner="PI-01")
        implementation.joint(session, held_on=date(2026, 5, 2))
        implementation.joint(session, "JA-01-02", held_on=date(2026, 7, 2))

    with publish(held) as db:
        found = [stages.joint_activities(db, asked(period=day)) for day in (SUMMER, AUTUMN)]

    assert [rows["joint"].tolist() for rows in found] == [["JA-01-01"], ["JA-01-01", "JA-01-02"]]
    assert found[1]["partner"].tolist() == ["PI-01", "PI-01"]


def values(db, code, *periods):
    return [results.standing(db, asked(period=period))[code]["value"] for period in periods]


def test_standards_count_from_the_quarter_of_their_approval_and_not_before_their_first_stage(
    publish,
):
    def facts(session):
        quarters(session)
        standard(session, approved=date(2026, 6, 30))
        standard(session, "ST-MAT-G", approved=date(2026, 7, 1))

    with publish(facts) as db:
        [before, *found] = values(db, "R1.1", date(2025, 12, 31), SPRING, SUMMER, AUTUMN)

    assert before != before  # missing: nothing was planned yet
    assert found == [0, 1, 2]


def test_agreements_leave_the_figure_when_they_end(publish):
    def facts(session):
        quarters(session)
        implementation.item(session, "AG-01", kind="agreement")
        implementation.stage(session, "AG-01", "in_force", SPRING, SPRING)
        implementation.stage(session, "AG-01", "ended", AUTUMN, date(2026, 9, 1))

    with publish(facts) as db:
        assert values(db, "R2.7", SPRING, SUMMER, AUTUMN) == [1, 1, 0]


def test_an_institute_counts_once_each_of_its_packages_is_accepted(publish):
    def facts(session):
        quarters(session)
        for code, institute, part, day in (
            ("TI-01-E", "osh", "equipment", date(2026, 6, 1)),
            ("TI-01-F", "osh", "furniture", date(2026, 8, 1)),
            ("TI-02-E", "naryn", "equipment", date(2026, 8, 1)),
            ("TI-02-F", "naryn", "furniture", None),
        ):
            implementation.item(session, code, kind="institute", institute=institute, part=part)
            implementation.stage(session, code, "accepted", date(2026, 5, 1), day)

    with publish(facts) as db:
        assert values(db, "R2.8", SUMMER, AUTUMN) == [0, 1]


def test_a_later_stage_counts_for_the_figure_as_it_does_on_the_page(publish):
    def facts(session):
        quarters(session)
        standard(session)
        implementation.stage(session, "ST-PHY-G", "in_use", AUTUMN, date(2026, 9, 1))

    with publish(facts) as db:
        assert values(db, "R1.1", SUMMER, AUTUMN) == [0, 1]


def test_an_institute_waits_for_a_package_that_has_no_stage_yet(publish):
    def facts(session):
        quarters(session)
        implementation.item(session, "TI-01-E", kind="institute", institute="osh", part="equipment")
        implementation.stage(session, "TI-01-E", "accepted", date(2026, 5, 1), date(2026, 6, 1))
        implementation.item(session, "TI-01-F", kind="institute", institute="osh", part="furniture")

    with publish(facts) as db:
        assert values(db, "R2.8", AUTUMN) == [0]


@pytest.mark.parametrize("code", ["R1.1", "R2.7", "R2.8", "R4.1"])
def test_without_any_item_a_figure_is_missing(publish, code):
    with publish(quarters) as db:
        [value] = values(db, code, AUTUMN)

    assert value != value


def test_the_facts_behind_a_figure_are_its_items_and_the_stages_that_are_due(publish):
    def facts(session):
        standard(session, approved=date(2026, 7, 20))
        implementation.item(session, "SD-01", kind="study")
        implementation.stage(session, "SD-01", "terms", date(2026, 2, 1))

    with publish(facts) as db:
        items, due = ROWS_BEHIND["R1.1"](1, "KG", SUMMER)

        assert [row.code for row in db.execute(items)] == ["ST-PHY-G"]
        assert {(row.item, row.stage) for row in db.execute(due)} == {
            ("ST-PHY-G", "drafted"),
            ("ST-PHY-G", "reviewed"),
        }
