"""Where do key figures stand in the framework, and how did they come there?"""

from datetime import date

import pytest

from data_access.indicators import framework
from data_access.models import Indicator
from data_access.queries import result_framework, result_history, result_outlook, results
from data_access.reference import read
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, NARYN, SPRING, SUMMER, TALAS, asked

WINTER = date(2026, 12, 31)


def test_every_indicator_has_its_place_in_the_framework():
    places = framework.places()

    assert set(places) == {row["code"] for row in read("indicators")}
    assert {place.result for place in places.values()} < set(framework.results())
    assert {place.counting for place in places.values()} == {"total", "state"}


@pytest.mark.parametrize("view", framework.VIEWS)
def test_both_views_hold_the_same_indicators_once(publish, view):
    with publish() as db:
        branches = result_framework.branches(db, asked(view=view))

    codes = [row["indicator"] for branch in branches for row in branch.rows]
    assert sorted(codes) == sorted(framework.places())


def test_the_ministry_sees_every_line_of_work_also_those_without_indicator(publish):
    with publish() as db:
        branches = result_framework.branches(db, asked())

    lines = {code: rows for branch in branches for code, _, rows in branch.groups}
    assert list(lines) == [row["code"] for row in read("work_lines")]
    assert lines["1.6"] == []


def test_the_baseline_is_the_first_known_figure(publish):
    def facts(session):
        factories.reported(session, numerator=10, period=SPRING)
        factories.reported(session, numerator=20, period=AUTUMN)

    with publish(facts) as db:
        rows = result_framework.rows(db, asked())

    assert (rows["R1.3b"]["baseline"], rows["R1.3b"]["baseline_period"].date()) == (10, SPRING)
    assert rows["R4.1"]["baseline"] != rows["R4.1"]["baseline"]
    assert rows["R4.1"]["baseline_period"] is None


def test_the_history_runs_from_the_first_figure_to_the_last_target(publish):
    def facts(session):
        factories.reported(session, numerator=10, period=SPRING)
        factories.reported(session, numerator=30, period=AUTUMN)
        factories.target(session, value=20, period=SUMMER)
        factories.target(session, value=50, period=WINTER)

    with publish(facts) as db:
        frame = result_history.history(db, asked(indicator="R1.3b"))

    assert [day.date() for day in frame["period"]] == [SPRING, SUMMER, AUTUMN, WINTER]
    assert frame["value"].fillna(-1).tolist() == [10, -1, 30, -1]
    assert frame["target"].fillna(-1).tolist() == [-1, 20, 20, 50]
    assert frame["status"].tolist() == ["not_due", "", "on_track", ""]
    assert frame["hidden"].tolist() == [False] * 4


def test_what_came_after_the_quarter_asked_for_is_not_in_the_history(publish):
    def facts(session):
        factories.reported(session, numerator=10, period=SPRING)
        factories.reported(session, numerator=99, period=AUTUMN)

    with publish(facts) as db:
        frame = result_history.history(db, asked(indicator="R1.3b", period=SUMMER))

    assert frame["value"].fillna(-1).tolist() == [10, -1]


def test_a_quarter_corrected_later_is_told_and_a_new_one_is_not(publish):
    facts = []

    def first(session):
        facts.append(factories.reported(session, numerator=10, period=SUMMER))

    def second(session):
        factories.corrected(session, facts[0], numerator=14)
        factories.reported(session, numerator=20, period=AUTUMN)

    with publish(first, second) as db:
        frame = result_history.revisions(db, asked(release=2, indicator="R1.3b"))

    assert frame is not None
    (row,) = frame.to_dict("records")
    assert (row["period"].date(), row["release_before"], row["release"]) == (SUMMER, 1, 2)
    assert (row["value_before"], row["value"], row["change"]) == (10, 14, 4)


def test_corrections_of_registers_are_not_told_of_a_part_of_the_country(publish):
    with publish() as db:
        assert result_history.revisions(db, asked(indicator="R2.1", region=NARYN)) is None
        assert result_history.revisions(db, asked(indicator="R1.3b", region=NARYN)) is not None


def test_regions_add_up_their_districts_and_missing_stays_missing(publish):
    def facts(session):
        factories.reported(session, numerator=10, area=AT_BASHY)
        factories.reported(session, numerator=20, area=KOCHKOR)
        factories.target(session, value=25, area=AT_BASHY)

    with publish(facts) as db:
        regions = result_history.by_area(db, asked(indicator="R1.3b")).set_index("area")
        inside = result_history.by_area(db, asked(indicator="R1.3b", region=NARYN))
        nowhere = result_history.by_area(db, asked(indicator="R4.1"))

    naryn, talas = regions.loc[NARYN], regions.loc[TALAS]
    assert (naryn["value"], naryn["target"], naryn["reported_count"]) == (30, 25, 2)
    assert naryn["expected_count"] > 2
    assert talas[["value", "target"]].isna().all()
    assert (talas["reported_count"], talas["hidden"]) == (0, False)
    assert dict(zip(inside["area"], inside["value"], strict=True))[KOCHKOR] == 20
    assert nowhere.empty


def test_a_share_of_a_region_is_the_ratio_of_the_sums(publish):
    def facts(session):
        factories.reported(session, "R1.4", 90, 100, area=AT_BASHY)
        factories.reported(session, "R1.4", 0, 900, area=KOCHKOR)
        factories.target(session, "R1.4", 0.8)

    with publish(facts) as db:
        row = result_history.by_area(db, asked(indicator="R1.4")).set_index("area").loc[NARYN]

    assert (row["value"], row["target"]) == (0.09, 0.8)


def test_an_indicator_that_changed_its_meaning_says_since_when(publish):
    def change(session):
        session.get_one(Indicator, "R1.4").unit = "copies"

    with publish(lambda _: None, change, lambda _: None) as db:
        before = result_history.meanings(db, asked(release=1, indicator="R1.4"))
        rows = result_history.meanings(db, asked(release=3, indicator="R1.4"))

    assert before["changed"].tolist() == [""]
    assert list(zip(rows["release"], rows["changed"], strict=True)) == [(1, ""), (2, "unit")]


STEADY = [100.0 * n for n in range(12)]


def people(session, values, target=3000):
    """Bring in people reached quarter by quarter up to autumn 2026, what they should reach, and the
    closing date."""
    counted(session, values, target)
    factories.programme_date(session, "closing", date(2028, 12, 31))


def counted(session, values, target=3000, code="R4.2"):
    """Bring in a count quarter by quarter up to autumn 2026, and its end target."""
    ends = results.quarters(asked())
    for day, value in zip(ends[-len(values) :], values, strict=True):
        factories.reported(session, code, value, area="KG", period=day.date())
    factories.target(session, code, target, period=date(2028, 12, 31))


def test_a_steady_count_of_people_has_an_outlook(publish):
    with publish(lambda session: people(session, STEADY, target=1500)) as db:
        found = result_outlook.outlooks(db, asked())

    assert set(found) == {"R4.2"}
    assert found["R4.2"].chance > 0.9
    assert found["R4.2"].quarters["middle"].iloc[0] == 1100
    assert found["R4.2"].quarters["period"].iloc[-1].date() == date(2028, 12, 31)


def test_a_target_out_of_reach_has_a_small_chance(publish):
    with publish(lambda session: people(session, STEADY, target=50_000)) as db:
        assert result_outlook.outlooks(db, asked())["R4.2"].chance < 0.05


@pytest.mark.parametrize(
    "values", [[1000.0, *STEADY[1:]], STEADY[-4:], [*STEADY[:-1], 500.0]],
    ids=["falls at first", "few quarters", "falls at last"],
)  # fmt: skip
def test_a_count_that_fell_in_the_window_or_is_short_has_no_outlook(publish, values):
    with publish(lambda session: people(session, values)) as db:
        found = result_outlook.outlooks(db, asked())

    assert ("R4.2" in found) is (values[0] == 1000.0)


def test_a_part_of_the_country_or_a_reached_target_has_no_outlook(publish):
    with publish(lambda session: people(session, STEADY, target=1000)) as db:
        assert result_outlook.outlooks(db, asked()) == {}
        assert result_outlook.outlooks(db, asked(region=NARYN)) == {}


def test_without_an_outlook_each_indicator_says_why(publish):
    def facts(session):
        people(session, STEADY[-4:])
        counted(session, [*STEADY[:-1], 500.0], code="R1.2")
        counted(session, STEADY, target=1000, code="R2.4")
        factories.reported(session, "R1.4", 10, 100)
        factories.target(session, "R1.4", 0.9)
        factories.reported(session, "R1.3b", 10)
        factories.target(session, "R1.3b", 99)

    with publish(facts) as db:
        rows = result_framework.rows(db, asked())
        part = result_framework.rows(db, asked(region=NARYN))

    said = {code: row["why_not"] and row["why_not"][0] for code, row in rows.items()}
    assert rows["R4.2"]["why_not"] == ("few_quarters", 3, 4)
    assert said["R1.2"] == "gap"
    assert said["R2.4"] == "reached"
    assert said["R1.4"] == "ratio"
    assert said["R1.3b"] == "no_people"
    assert said["R4.3a"] == "ongoing"
    assert said["R3.1"] == "no_target"
    assert part["R4.2"]["why_not"][0] == "part"


def test_an_indicator_with_an_outlook_needs_no_reason(publish):
    with publish(lambda session: people(session, STEADY, target=1500)) as db:
        row = result_framework.rows(db, asked())["R4.2"]

    assert row["chance"] > 0.9
    assert row["why_not"] is None


def test_neighbours_follow_the_codes():
    every = {code: {} for code in ("R1.1", "R1.2", "R1.3a")}

    assert result_framework.following(every, "R1.1") == (None, "R1.2")
    assert result_framework.following(every, "R1.3a") == ("R1.2", None)
