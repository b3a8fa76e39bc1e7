"""What do the results framework and the page of one indicator say?"""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from data_access.queries.result_outlook import REASONS
from layouts.components.data_table import Table
from layouts.components.number_link import Number
from layouts.figures.results import history as drawn
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.results import framework, indicator, words
from tests.factories import asked
from tests.markup import texts

T = Translator("en")
NAN = float("nan")
RULE = SimpleNamespace(effective_from=pd.Timestamp("2023-07-21"), on_track=0.9, attention=0.7)
ROW: dict[str, Any] = {
    "indicator": "R1.4", "indicator_name": "Textbook provision rate", "definition": "Books ÷ need.",
    "component": "1", "component_name": "Component 1", "line": "1.3", "line_name": "Textbooks",
    "unit": "share", "level": "district", "owner_name": "PMU", "computed": True, "ongoing": False,
    "value": 0.6, "numerator": 60.0, "denominator": 100.0, "last_value": 0.6,
    "last_period": pd.Timestamp("2026-09-30"), "target": 0.8, "end_target": 0.95,
    "end_period": pd.Timestamp("2028-12-31"), "reported_count": 53, "expected_count": 54,
    "demonstration": 1, "country_only": False, "hidden": False, "status": "attention", "trend": [],
    "provisional": False,
    "result": "outcome", "result_name": "Better schools", "result_level": "outcome",
    "counting": "state", "baseline": 0.5, "baseline_period": pd.Timestamp("2025-06-30"),
    "chance": NAN, "why_not": ("ratio", 0, 4), "cuts": ("district",), "override": None,
}  # fmt: skip
NUMBER = Number("/number?indicator=R1.4", "ABCD-EFGHJ")
LINKS = indicator.Links("/results", None, ("R1.5", "/results/R1.5"), "/export", "/meeting", NUMBER)


def row(**values: Any) -> dict[str, Any]:
    """Return the row of an indicator whose status is that of the rule, unless values say more."""
    given = ROW | values
    return {"rule_status": given["status"]} | given


def text_of(part: Any) -> str:
    return " ".join(texts(markup(part)))


def branch(*rows: dict[str, Any], level="component", name="1.3"):
    groups = [("1.3", name, list(rows)), ("1.6", "State body", [])]
    return SimpleNamespace(
        code="1", level=level, name="Component 1", groups=groups, rows=list(rows)
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"chance": 0.5, "why_not": None}, "about 50%"),
        ({}, "not forecast: a rate, no count"),
        ({"why_not": ("few_quarters", 1, 4)}, "1 quarter with people, 4 are needed"),
        ({"why_not": ("few_quarters", 3, 4)}, "3 quarters with people, 4 are needed"),
    ],
)
def test_where_no_chance_can_be_told_the_cell_says_why(values, told):
    assert told in text_of(tree(row(**values)).body)


def test_every_reason_for_no_forecast_has_words():
    assert {*words.NO_CHANCE, "few_quarters"} == set(REASONS)


def tree(*rows: dict[str, Any]):
    return framework.framework(
        [branch(*rows)],
        RULE,
        framework.Ways(lambda code: f"/results/{code}", lambda row: NUMBER),
        "/export",
        asked(),
        T,
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "75.0% of the target to date: 70% or more, below 90%"),
        ({"status": "on_track", "value": 0.72}, "90.0% of the target to date: 90% or more"),
        ({"status": "at_risk", "value": 0.4}, "50.0% of the target to date: below 70%"),
        ({"status": "achieved"}, "the end target is reached"),
        ({"status": "not_reported", "value": NAN}, "nothing is known for this quarter"),
        ({"status": "not_due", "target": 0.0}, "nothing is due yet"),
        ({"status": "not_applicable", "target": NAN}, "no target is set here"),
        ({"status": "not_applicable", "hidden": True}, "too few people to be told apart"),
    ],
)
def test_every_status_has_its_reason(values, why):
    assert words.reason(row(**values), RULE, T) == why


DECIDED = SimpleNamespace(
    reason="Two drafts wait.", decided_by="Head of the unit", decided_on=pd.Timestamp("2026-10-05")
)


def test_a_status_set_by_decision_says_who_when_and_why_beside_the_rule():
    decided = row(status="on_track", rule_status="attention", override=DECIDED)
    head = indicator.head(decided, RULE, LINKS, asked(), T)

    for told in (text_of(tree(decided).body), text_of(head.body)):
        assert "On track" in told
        assert "Set by decision of 5 Oct 2026, Head of the unit: Two drafts wait." in told
        assert "For attention" in told.partition("By the rule:")[2]
        assert "75.0% of the target to date" in told
    assert "By decision: On track." in head.finding


@pytest.mark.parametrize("values", [{"target": 0.0, "value": 0.0}, {"value": NAN}])
def test_a_decision_without_target_or_value_is_told_all_the_same(values):
    decided = row(status="at_risk", rule_status="not_reported", override=DECIDED, **values)

    assert tree(decided).finding == "No indicator with a target is behind it."
    assert "By decision: At risk." in indicator.head(decided, RULE, LINKS, asked(), T).finding


def test_a_row_tells_baseline_value_denominator_target_status_and_where_it_is_from():
    panel = tree(row())
    told = text_of(panel.body)

    for part in (
        "50%", "Q2 2025", "60%", "60 of 100 copies needed", "53 of 54 districts", "due now 80%",
        "goal 95% by 2028", "For attention", "R1.4 · share, % · state at the end of the quarter",
        "by region and district", "counted from the facts; answers for it: PMU", "demo",
    ):  # fmt: skip
        assert part in told, part
    assert 'href="/results/R1.4"' in markup(panel.body)
    assert "house rule in force since 21 Jul 2023" in " ".join(panel.notes)


def test_a_row_without_a_figure_shows_no_zero():
    silent = row(
        value=NAN, numerator=NAN, denominator=NAN, last_value=NAN, baseline=NAN,
        baseline_period=None, status="not_reported", demonstration=None,
    )  # fmt: skip
    told = text_of(tree(silent).body)

    assert "no data" in told
    assert "never reported" in told
    assert "0%" not in told.replace("80%", "").replace("90%", "")


def test_a_line_of_work_without_indicator_says_so():
    assert "State body No indicator is set for this line of work." in text_of(tree(row()).body)


def test_the_finding_names_what_is_farthest_behind():
    worst = row(indicator_name="Schools", unit="schools", value=1.0, target=3.0, status="at_risk")

    assert tree(row(), worst).finding == ("Farthest behind its target to date: Schools, 1 of 3.")
    assert tree(row(status="on_track")).finding == "No indicator with a target is behind it."


def test_the_chain_counts_every_status_and_tells_whose_allocation_it_is():
    results = {
        code: SimpleNamespace(level=code, names={"en": f"The {code}"})
        for code in ("impact", "outcome")
    }
    silent = row(status="not_reported", value=NAN)
    panel = framework.chain(results, [branch(row(), silent)], asked(), T)

    assert panel.finding == (
        "0 of 2 indicators are achieved or on track, 1 need attention, 0 are at risk. "
        "1 is not reported."
    )
    assert "The impact" in text_of(panel.body)
    assert "Component Component" not in text_of(panel.body)
    assert "own allocation" in panel.notes[0]


QUARTERS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-06-30", "2026-09-30", "2028-12-31"]),
        "value": [0.5, 0.6, NAN],
        "numerator": [50.0, 60.0, NAN],
        "denominator": [100.0, 100.0, NAN],
        "target": [0.4, 0.8, 0.95],
        "reported_count": pd.array([54, 53, None], "Int64"),
        "status": ["on_track", "attention", ""],
        "rule_status": ["on_track", "attention", ""],
        "hidden": [False] * 3,
        "demonstration": pd.array([1, 1, 1], "Int64"),
    }
)
AHEAD = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-09-30", "2026-12-31"]),
        "low": [60.0, 70], "middle": [60.0, 75], "high": [60.0, 80],
    }
)  # fmt: skip


@pytest.mark.parametrize(("ahead", "lines"), [(None, 2), (AHEAD, 5)])
def test_the_history_is_a_line_over_the_path_of_targets(ahead, lines):
    figure = drawn(QUARTERS, ahead, "share", pd.Timestamp("2026-09-30"), T)

    go.Figure(figure)
    assert len(figure["data"]) == lines
    assert figure["data"][-1]["y"] == [50, 60, None]


def test_the_history_tells_from_where_to_where_and_how_often_the_target_was_reached():
    panel = indicator.history(row(), QUARTERS, {}, LINKS, None, asked(), T)

    assert panel.finding == (
        "From 50% in Q2 2026 to 60% in Q3 2026. "
        "The target was reached in 1 of 2 quarters that had one."
    )
    assert [column.show(value) for column in panel.columns[-1:] for value in ("", "on_track")] == [
        "–", "On track",
    ]  # fmt: skip


def test_the_head_leads_on_and_tells_what_belongs_to_the_indicator():
    panel = indicator.head(row(chance=0.999), RULE, LINKS, asked(), T)
    told = text_of(panel.body)

    assert panel.title == "R1.4 · Textbook provision rate"
    assert panel.finding.startswith("Q3 2026: 60%; For attention, 75.0% of the target to date")
    for part in ("50% (Q2 2025)", "95% (Q4 2028)", "more than 99%", "1.3 Textbooks", "→ R1.5"):
        assert part in told, part
    assert "←" not in told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(0.5, 0.52, "50.0% → 52.0% (+2.0 pp)"), (0.77266, 0.77268, "77.266% → 77.268% (+0.002 pp)")],
)
def test_a_correction_is_told_with_as_many_decimals_as_it_needs(before, after, told):
    frame = pd.DataFrame(
        [
            {
                "period": pd.Timestamp("2026-06-30"), "release": 2, "release_before": 1,
                "as_of": pd.Timestamp("2026-09-30"), "value_before": before, "value": after,
                "change": after - before, "demonstration": 0,
            }
        ]
    )  # fmt: skip
    panel = indicator.revisions(row(), frame, asked(), T)

    assert told in text_of(panel.body)
    assert panel.finding == "1 quarter known earlier was corrected in a later release."


def test_corrections_that_are_not_told_say_so():
    panel = indicator.revisions(row(), None, asked(), T)

    assert panel.finding == "Corrections of registers are told for the whole country only."


def test_an_area_is_told_hidden_missing_or_not_measured():
    frame = pd.DataFrame(
        {
            "area": list("abcd"), "area_name": ["A", "B", "C", "D"],
            "value": [0.6, NAN, NAN, NAN], "numerator": [60.0, NAN, NAN, NAN],
            "denominator": [100.0, NAN, NAN, NAN], "target": [0.8, 0.8, NAN, NAN],
            "reported_count": pd.array([1, 0, 0, 1], "Int64"),
            "expected_count": pd.array([1, 1, 0, 1], "Int64"),
            "hidden": [False, False, False, True], "demonstration": pd.array([0] * 4, "Int64"),
        }
    )  # fmt: skip
    panel = indicator.by_area(row(), frame, asked(), T)

    told = text_of(panel.body)
    for part in ("A 60% · due 80%", "B not reported", "C not measured here", "D not told apart"):
        assert part in told, part
    assert panel.finding == "Highest: A, 60%; lowest: A, 60%."


def test_groups_compare_women_and_men_and_hide_a_few():
    frame = pd.DataFrame(
        {
            "dimension": ["sex", "sex", "language"], "group": ["female", "male", "tg"],
            "value": [0.3, 0.2, NAN], "numerator": pd.array([30, 20, None], "Int64"),
            "denominator": pd.array([100, 100, None], "Int64"), "hidden": [False, False, True],
        }
    )  # fmt: skip
    panel = indicator.by_group(row(), frame, {}, asked(), T)

    assert panel.finding == "Women: 30%; men: 20%."
    assert "Women 30%: 30 of 100" in text_of(panel.body)
    assert "Tajik not told apart" in text_of(panel.body)


def test_the_definition_says_since_when_it_holds_and_what_changed():
    meanings = pd.DataFrame(
        [(1, pd.Timestamp("2026-03-31"), ""), (3, pd.Timestamp("2026-09-30"), "unit level")],
        columns=["release", "as_of", "changed"],
    )
    panel = indicator.definition(row(), meanings, Table("Rules", meanings, ()), asked(), T)

    assert panel.finding == "Books ÷ need."
    told = text_of(panel.body)
    assert "31 Mar 2026 in force since release No. 1" in told
    assert "30 Sep 2026 changed: unit, level" in told
