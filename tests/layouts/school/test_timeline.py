import pandas as pd
import pytest

from data_access.filters import Filters
from data_access.indicators.status import history
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.school import timeline
from tests import markup as reading

T = Translator("en")
DAY = pd.Timestamp("2026-09-30")


RULES = history()


def stage(
    planned=None, actual=None, delay=pd.NA, *, first=None, moved=pd.NA, name="delivered",
    is_reached=False,
):  # fmt: skip
    return {
        "package": "lab", "package_name": "Laboratory", "stage": name,
        "planned_on": pd.Timestamp(planned), "actual_on": pd.Timestamp(actual),
        "is_reached": is_reached, "delay": delay, "demonstration": 0,
        "first_on": pd.Timestamp(first or planned), "first_release": 1, "moved_days": moved,
    }  # fmt: skip


def stages(*rows):
    days = dict.fromkeys(("planned_on", "actual_on", "first_on"), "datetime64[s]")
    return pd.DataFrame(list(rows)).astype(days | {"delay": "Int64", "moved_days": "Int64"})


def packages(**values):
    row = {
        "package": "lab", "package_name": "Laboratory", "stage": None, "due": None,
        "days_late": pd.NA, "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row]).astype({"days_late": "Int64"})


def test_the_axis_holds_whole_quarters_with_every_date_and_the_day():
    axis = timeline.axis_of(stages(stage("2025-11-03", "2026-02-01")), DAY)

    assert axis.start == pd.Timestamp("2025-10-01")
    assert axis.end == pd.Timestamp("2026-10-01")
    assert len(list(axis.quarters())) == 4


@pytest.mark.parametrize("day", ["2020-01-01", "2025-10-01", "2026-03-08", "2026-12-31"])
def test_a_day_never_stands_outside_the_axis(day):
    axis = timeline.axis_of(stages(stage("2025-11-03")), DAY)

    assert 0 <= axis.place(pd.Timestamp(day)) <= 100


def test_places_on_the_axis_are_in_the_order_of_time():
    axis = timeline.axis_of(stages(stage("2025-11-03")), DAY)
    days = pd.date_range("2025-10-01", "2026-10-01", freq="W")

    places = [axis.place(day) for day in days]

    assert places == sorted(set(places))
    assert (axis.place(axis.start), axis.place(axis.end)) == (0, 100)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (stage("2026-01-01", "2026-01-08", 7, is_reached=True), "7 days late"),
        (stage("2026-01-01", "2025-12-31", -1, is_reached=True), "1 day early"),
        (stage("2026-01-01", "2026-01-01", 0, is_reached=True), "on time"),
        (stage("2026-09-20", None, 10), "10 days late"),
        (stage("2026-12-01"), "not due yet"),
        (stage(), "not planned"),
        (stage("2026-01-01", is_reached=True), "reached"),
    ],
)
def test_every_stage_says_how_it_stands_to_its_plan(row, words):
    assert timeline.delay_words(row, T) == words


def test_the_finding_names_the_longest_open_delay():
    late = packages(due="delivered", days_late=40)

    words = timeline.finding(late, stages(stage("2026-08-21", None, 40)), DAY, T)

    assert words == "Longest open delay: Laboratory, “Delivered” – 40 days late."


def test_the_finding_names_what_comes_next_where_nothing_is_late():
    words = timeline.finding(packages(), stages(stage("2026-11-02")), DAY, T)

    assert words == "Nothing is late. Next: Laboratory, “Delivered” – 2 November 2026."


def accepted(count, actual="2026-08-01"):
    """Return that many packages with only their last stage, reached."""
    return stages(*(stage(None, actual, name="accepted", is_reached=True) for _ in range(count)))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (accepted(6), "All packages are accepted, the last on 1 August 2026."),
        (accepted(6, actual=None), "All packages are accepted."),
        (accepted(2), "Packages known: 2 of 6; these are accepted."),
        (stages(stage()), "Nothing that is still to come has a planned date."),
        (
            stages(stage("2026-01-01", "2026-01-01", 0, is_reached=True), stage(name="accepted")),
            "Nothing that is still to come has a planned date.",
        ),
    ],
)
def test_the_finding_claims_no_more_than_is_known(rows, words):
    assert timeline.finding(packages(), rows, DAY, T) == words


def test_a_closed_school_waits_for_nothing():
    words = timeline.finding(packages(), stages(stage("2026-11-02")), DAY, T, is_closed=True)

    assert words == "Nothing was late when the school closed."


def test_a_delay_is_drawn_told_and_stands_in_the_table():
    rows = stages(stage("2026-08-21", None, 40))
    late = packages(due="delivered", days_late=40)

    panel = timeline.panel(late, rows, DAY, 90, RULES, Filters(lang="en", period=DAY.date()), T)
    words = " ".join(reading.words(markup(panel.body)))

    assert "planned 21 Aug 2026, actual –, 40 days late" in words
    assert 'class="delay"' in markup(panel.body)
    assert panel.frame is not None
    assert panel.frame["words"].tolist() == ["40 days late"]


def test_a_school_without_packages_has_a_sentence_and_no_picture():
    empty = packages().iloc[:0]

    panel = timeline.panel(
        empty, stages(stage()).iloc[:0], DAY, 90, RULES, Filters(period=DAY.date()), T
    )

    assert panel.finding == "Nothing is known of its packages yet."
    assert panel.body is None


def test_a_plan_that_was_moved_is_drawn_told_and_counted():
    rows = stages(
        stage("2026-12-10", first="2026-08-10", moved=122),
        stage("2026-12-20", name="installed", moved=0),
    )
    filters = Filters(lang="en", period=DAY.date())

    panel = timeline.panel(packages(), rows, DAY, 90, RULES, filters, T)
    drawn = markup(panel.body)

    assert panel.notes[1] == (
        "The plan of 1 package was put off since release No. 1, by up to 122 days."
    )
    assert drawn.count("(first planned for 10 Aug 2026)") == 2, "in the title and for the ear"
    assert drawn.count('class="first"') == 2, "on its line and in the legend"


def test_a_plan_that_never_moved_needs_no_words_about_it():
    rows = stages(stage("2026-12-10", moved=0))
    filters = Filters(lang="en", period=DAY.date())

    panel = timeline.panel(packages(), rows, DAY, 90, RULES, filters, T)

    assert "first planned" not in markup(panel.body)
    assert not any("put off" in note for note in panel.notes)


def test_the_rules_of_status_stand_behind_the_picture_with_their_days():
    filters = Filters(lang="en", period=DAY.date())

    panel = timeline.panel(packages(), stages(stage("2026-12-10")), DAY, 90, RULES, filters, T)

    [table] = panel.more
    assert [column.show(table.frame[column.name].iloc[0]) for column in table.columns] == [
        "21 Jul 2023", "90%", "70%", "90 days"
    ]  # fmt: skip
