"""Panels of implementation say what their frames hold, and say it when there is nothing."""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.filters import LANGUAGES
from layouts.i18n import Translator
from layouts.implementation import gantt, joint, stage_panels, work_plan
from layouts.markup import markup
from tests.factories import AUTUMN, asked
from tests.markup import words

T = Translator("en")
FILTERS, DAY = asked(), pd.Timestamp(AUTUMN)
FILES = {"As a file": "/export/work-plan.csv"}


def said(panel) -> str:
    return " ".join(" ".join(words(markup(panel.body))).split())


def test_progress_names_the_component_that_is_furthest_behind(told):
    panel = work_plan.by_component(told["components"], told["activities"], FILTERS, T)

    assert panel.finding == (
        "1 of 3 activities have ended, 1 are late. Furthest behind: component 1, 70% done of 100% "
        "planned to date."
    )
    assert "0% done, 0% planned" in said(panel)
    assert panel.demonstration is True


@pytest.mark.parametrize(
    ("known", "ending"),
    [(True, "Every component has done what was planned to date."), (False, "1 are late.")],
)
def test_no_component_is_behind_that_is_ahead(told, known, ending):
    frame = told["components"].iloc[:1].assign(progress=0.9 if known else float("nan"))
    frame = frame.assign(planned_share=0.8)

    panel = work_plan.by_component(frame, told["activities"], FILTERS, T)

    assert panel.finding.endswith(ending)


def test_lines_of_which_nothing_is_known_have_not_done_what_was_planned(told):
    frame = told["lines"].assign(progress=float("nan"))

    panel = work_plan.by_line(frame, told["activities"], FILTERS, T)

    assert panel.finding == "No line of work is known to have done less than planned to date."


def test_lines_of_work_are_counted_that_have_done_less_than_planned(told):
    panel = work_plan.by_line(told["lines"], told["activities"], FILTERS, T)

    assert panel.finding.startswith("1 of 2 lines of work have done less than planned to date")


def test_earned_value_says_in_words_what_it_means(told):
    panel = work_plan.value(told["value"], told["activities"], FILTERS, T)

    assert panel.finding == (
        "Of the work planned to date, 75% is done, counted at its planned cost. "
        "Each dollar spent has brought work planned at USD 0.94."
    )
    assert "SPI 0.75 slower than planned" in said(panel)
    assert "CPI 0.94 dearer than planned" in said(panel)
    assert "2 of 3 activities count" in panel.notes[0]


@pytest.mark.parametrize(
    ("stale", "note"),
    [
        (1, "1 activity in progress counts by a report of an earlier quarter."),
        (2, "2 activities in progress count by reports of an earlier quarter."),
    ],
)
def test_old_reports_behind_earned_value_are_counted(told, stale, note):
    old = work_plan.value(told["value"].assign(stale=stale), told["activities"], FILTERS, T)
    new = work_plan.value(told["value"], told["activities"], FILTERS, T)

    assert set(old.notes) - set(new.notes) == {note}


@pytest.mark.parametrize(
    ("spi", "cpi", "meaning"),
    [
        (1.0, 1.2, ("as fast as planned or faster", "for no more than planned")),
        (0.996, 0.996, ("as fast as planned or faster", "for no more than planned")),
        (None, None, ("nothing was planned by this day", "nothing was spent by this day")),
    ],
)
def test_each_index_has_its_words(told, spi, cpi, meaning):
    frame = told["value"].assign(spi=float("nan") if spi is None else spi)
    frame = frame.assign(cpi=float("nan") if cpi is None else cpi)

    panel = work_plan.value(frame, told["activities"], FILTERS, T)

    assert all(each in said(panel) for each in meaning)


def test_the_heaviest_delay_is_named_with_owner_and_status(told):
    panel = work_plan.critical(told["critical"], told["activities"], 14, 90, FILTERS, T)

    assert panel.finding == (
        "1 activity is late. It weighs 3: WP-1.1-11 WP-1.1-11 en, 92 days late."
    )
    assert "92 days late, weight 3; Kyrgyz Academy of Education" in said(panel)
    assert "status-at_risk" in markup(panel.body)


def test_the_chart_shows_what_is_critical_first_and_opens_its_line_only(told):
    panel = gantt.panel(told["activities"], told["critical"], DAY, 90, FILES, FILTERS, T)

    html = markup(panel.body)
    assert panel.finding == "On 30 September 2026: not begun: 1, in progress: 1, done: 1."
    assert html.index("Critical") < html.index("<details")
    assert html.count('<details class="over" open>') == 1
    assert html.count("<details") == 2
    assert html.count('class="delay"') == 4  # the late one twice, its whole, and what ended late
    assert 'href="/export/work-plan.csv"' in html


def test_a_standard_shows_each_stage_by_sign_word_and_day(told):
    panel = stage_panels.standards(told["standard"], T)

    assert panel.finding == (
        "0 of 1 standards are approved, 0 are in use. "
        "1 is late: ST-PHY-G en, “Reviewed”, 152 days late."
    )
    text = said(panel)
    assert "Physics general track ✓ reached 20 Mar 2026 ▲ 152 days late planned 1 May 2026" in text
    assert "not in the plan" in text  # nobody planned a pilot
    assert "○ to come planned 1 Dec 2026" in text


@pytest.mark.parametrize(
    ("kind", "tell", "finding"),
    [
        ("guide", stage_panels.guides, "0 of 1 guides are approved, 0 are in use. None is late."),
        ("step", stage_panels.steps, "1 of 1 steps are done. None is late."),
        ("agreement", stage_panels.agreements, "1 of 1 agreements are in force (R2.7)."),
        (
            "institute",
            stage_panels.packages,
            "1 of 1 institutes have all their packages accepted (R2.8); accepted packages: 1 of 1.",
        ),
        ("study", stage_panels.studies, "0 of 1 studies are accepted (R4.1). 1 is late: SD-01 en"),
    ],
)
def test_each_kind_is_counted_by_its_own_stage(told, kind, tell, finding):
    panel = tell(told[kind], T)

    assert panel.finding.startswith(finding)
    assert 'href="/file.csv"' in markup(panel.body)


def test_a_stage_late_within_the_limit_is_for_attention(told):
    patient = replace(told["standard"], late_days=152)

    assert "status-attention" in markup(stage_panels.standards(patient, T).body)
    assert "status-at_risk" in markup(stage_panels.standards(told["standard"], T).body)


def test_joint_activities_are_added_up_by_partner(told):
    panel = joint.panel(told["joint"], FILES, FILTERS, T)

    assert panel.finding.startswith("1 joint activity with 10 participants; the last on 10 Sept")
    assert "PI-01 1 activities, 10 participants" in said(panel)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_facts_every_panel_says_so(told, lang):
    t = Translator(lang)
    nothing = told["activities"][:0]
    empty = {
        "value": told["value"].iloc[:1].assign(planned_value=float("nan")),
        **{kind: _emptied(told[kind]) for kind in ("standard", "guide", "step", "institute")},
        **{kind: _emptied(told[kind]) for kind in ("agreement", "study")},
    }

    panels = [
        work_plan.by_component(told["components"][:0], nothing, FILTERS, t),
        work_plan.by_line(told["lines"][:0], nothing, FILTERS, t),
        work_plan.value(empty["value"], nothing, FILTERS, t),
        work_plan.critical(told["critical"][:0], nothing, 14, 90, FILTERS, t),
        gantt.panel(nothing, told["critical"][:0], DAY, 90, FILES, FILTERS, t),
        stage_panels.standards(empty["standard"], t),
        stage_panels.guides(empty["guide"], t),
        stage_panels.steps(empty["step"], t),
        stage_panels.packages(empty["institute"], t),
        stage_panels.agreements(empty["agreement"], t),
        stage_panels.studies(empty["study"], t),
        joint.panel(told["joint"][:0], FILES, FILTERS, t),
    ]

    assert all(panel.finding and panel.body is None for panel in panels)


def _emptied(told: stage_panels.Told) -> stage_panels.Told:
    return replace(told, items=told.items[:0], stages=told.stages[:0], listed=told.listed[:0])
