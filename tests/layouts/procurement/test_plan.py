import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.procurement import gantt, plan
from tests import markup as reading
from tests.factories import asked

T = Translator("en")
DAY = pd.Timestamp("2026-09-30")
FILTERS = asked()


def test_packages_are_counted_by_method_and_review_without_cancelled_ones(told):
    panel = plan.by_method(told["methods"], told["packages"], FILTERS, T)

    assert panel.finding == (
        "4 packages estimated at USD 0.0 million: 2 under contract or completed, 1 under prior "
        "review. 1 package was cancelled, 1 tendered again."
    )
    assert "Request for quotations, post review" in markup(panel.body)
    assert panel.demonstration


def test_the_step_that_loses_most_days_is_named(told):
    panel = plan.by_step(told["days"], told["packages"], FILTERS, T)

    assert panel.finding.startswith("Most days are lost in “Contract completed”: ")
    lost, gained = told["days"]["lost"], told["days"]["gained"]
    assert told["days"]["net"].tolist() == (lost - gained).tolist()
    alive = told["packages"][told["packages"]["state"] != "cancelled"]
    assert told["days"]["net"].sum() == alive["delay"].fillna(0).sum()


def test_bars_of_days_lost_and_gained_share_one_scale(told):
    text = markup(plan.by_step(told["days"], told["packages"], FILTERS, T).body)

    most = told["days"]["gained"].max(), told["days"]["lost"].max()
    assert f"grid-template-columns:{most[0]}fr {most[1]}fr" in text
    assert text.count("width:100.0%") == 2


def test_slipping_packages_are_told_with_the_share_on_schedule(told):
    panel = plan.slipping(told["slipping"], told["packages"], 14, 90, FILTERS, T)

    # PP-G-12 is 29 days late, PP-C-01 was completed 50 days late, PP-W-01R keeps its plan.
    assert panel.finding == (
        "1 of 3 packages are on schedule (33%). Longest delay: PP-G-12 (PP-G-12 en), 29 days late."
    )
    assert "next: Contract completed" in markup(panel.body)
    assert "14 days behind the plan" in panel.notes[0]


def test_the_next_step_is_named_and_expected_later_where_its_package_is_behind(told):
    panel = plan.next_steps(told["next"], told["packages"], FILTERS, T)

    assert panel.finding == (
        "Next: “Documents cleared” of PP-W-01R on 12 October 2026. "
        "Of the next 2 steps 1 will be late if its package stays behind."
    )
    assert "22 Oct 2026" in markup(panel.body)
    assert told["next"]["package"].tolist() == ["PP-W-01R", "PP-G-13"]


def test_packages_whose_step_is_overdue_are_counted_beside_the_next_steps(told):
    packages = told["packages"]
    held_up = packages.assign(next_on=DAY - pd.Timedelta(days=9))
    goes_on = (~packages["state"].isin(("cancelled", "completed"))).sum()

    panel = plan.next_steps(told["next"], held_up, FILTERS, T)

    assert goes_on == 3
    assert "3 packages wait for a step whose planned day is past" in panel.notes[-1]


def gantt_panel(told):
    names = told["packages"], told["steps"]
    return gantt.panel(*names, DAY, 90, {"As a file": "/export/x.csv"}, FILTERS, T)


def test_every_package_has_a_lane_that_says_all_its_steps(told):
    panel = gantt_panel(told)
    text = markup(panel.body)

    assert panel.finding == (
        "On 30 September 2026: not begun: 1, being bought: 1, under contract: 1, completed: 1, "
        "cancelled: 1."
    )
    lanes = [each for tag, each in reading.elements(text) if each.get("class") == "lane"]
    assert len(lanes) == 5
    assert all(lane["role"] == "img" for lane in lanes)
    assert (
        "PP-G-12: Bidding documents ready: planned 2 Feb 2026, actual 20 Feb 2026, 18 days late; "
        in next(lane["aria-label"] for lane in lanes if lane["aria-label"].startswith("PP-G-12"))
    )
    assert "<summary>Completed or cancelled packages: 2</summary>" in text


def test_plan_and_what_happened_are_two_bars_and_the_delay_lies_between(told):
    text = markup(gantt_panel(told).body)

    assert text.count('class="line line-plan"') == 5
    assert text.count('class="line line-done"') == 4
    # PP-G-12, PP-C-01 and PP-W-01R are behind, and so was no cancelled one told to be.
    assert text.count('<span class="delay" style') == 3
    assert text.count('class="now"') == 2


def test_a_plan_without_packages_is_said_in_words(told):
    none = {name: frame.iloc[:0] for name, frame in told.items()}

    panels = [
        plan.by_method(none["methods"], none["packages"], FILTERS, T),
        plan.by_step(none["days"], none["packages"], FILTERS, T),
        plan.slipping(none["slipping"], none["packages"], 14, 90, FILTERS, T),
        plan.next_steps(none["next"], none["packages"], FILTERS, T),
        gantt_panel(none),
    ]

    assert [panel.body for panel in panels] == [None] * 5
    assert all(panel.finding for panel in panels)
