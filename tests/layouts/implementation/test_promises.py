"""Campaign, policy actions, commitments, risks and grievances in words."""

from datetime import timedelta
from shutil import copy
from types import SimpleNamespace

import pytest

from data_access import database
from data_access.indicators.promises import DAYS_TO_RESOLVE
from data_access.queries import result_framework
from data_access.queries.implementation import campaign as held
from data_access.queries.implementation import commitments as given
from data_access.queries.implementation import grievances as complained
from data_access.queries.implementation import policy as acted
from data_access.queries.implementation import risks as feared
from layouts.i18n import Translator
from layouts.implementation import campaign, commitments, grievances, policy, risks
from layouts.markup import markup
from tests import factories
from tests import factories_promises as promises
from tests.factories import AUTUMN, SPRING, SUMMER, asked
from tests.markup import texts

T = Translator("en")
RULE = SimpleNamespace(on_track=0.9, attention=0.7)
MEASURE = SimpleNamespace(code="campaign_people", unit="people", year="", adds_up=False)


def text_of(part) -> str:
    return " ".join(texts(markup(part)))


def address(code: str) -> str:
    return f"/results/{code}"


def before(session):
    promises.risk(session, "RK-01", 3, 4)
    factories.release(session, as_of=SUMMER)


def after(session):
    factories.intake(session)
    for code in ("R4.2", "R1.7"):
        factories.target(session, code, 1000, area="KG", period=AUTUMN)
    promises.event(session, "EV-001", 100, SPRING, women=60)
    promises.event(session, "EV-002", 300, AUTUMN, area="KG", channel="radio")
    promises.policy_action(session, "PA-1-01", tranche=1, met_on=SPRING, evidence="Order 7")
    promises.policy_action(session, "PA-2-01", state="partly", evidence="Draft")
    promises.policy_action(session, "PA-2-02", due_on=AUTUMN + timedelta(1))
    promises.commitment(session, "CM-01", indicator="R1.7")
    promises.commitment(session, "CM-02", done_on=SUMMER, evidence="Letter 5")
    [risk] = session.query(promises.Risk)
    factories.corrected(session, risk, likelihood=5)
    promises.risk(session, "RK-02", 1, 2)
    for number in range(1, 7):
        promises.grievance(session, f"GR-000{number}", SPRING, SPRING + timedelta(number))
    promises.grievance(session, "GR-0007", SPRING)
    factories.release(session)


@pytest.fixture(scope="module")
def db(sqlite_template, tmp_path_factory):
    """A small programme of two releases."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("promises") / "promises.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    for step in (before, after):
        with database.writing(engine) as session:
            step(session)
    with database.reading(engine) as db:
        yield db


QUESTION = asked(release=2)


def test_people_reached_are_told_against_the_target(db):
    row = result_framework.rows(db, QUESTION)["R4.2"]

    panel = campaign.reach(
        row, held.by_quarter(db, QUESTION), {}, RULE, "/results/R4.2", QUESTION, T
    )

    assert panel.finding == "400 people were reached by the end of Q3 2026: 40% of 1,000 due."
    assert "At risk" in text_of(panel.body)


def test_the_map_says_what_is_not_on_it(db):
    areas, events = held.by_district(db, QUESTION), held.events(db, QUESTION)

    panel = campaign.district_map(areas, events, MEASURE, {}, "Borders", QUESTION, T)

    assert panel.finding == (
        "Events were held in 1 of 54 districts; most people came in At-Bashy: 100."
    )
    assert panel.notes[0] == "Not on the map: 300 people reached by events for the whole country."
    assert "53 without data" in text_of(panel.body)


def test_women_are_told_where_they_were_counted(db):
    events = held.events(db, QUESTION)

    panel = campaign.channels(held.by_channel(events), events, QUESTION, T)

    assert "Women: 60% of the 100 people among whom they were counted." in panel.finding
    assert "300 people, 1 events; women not counted" in text_of(panel.body)


def test_each_action_stands_in_its_tranche_and_state_with_its_evidence(db):
    rows = acted.actions(db, QUESTION)

    panel = policy.matrix(rows, acted.by_tranche(rows), "/file", QUESTION, T)

    assert panel.finding == (
        "Tranche 1: 1 of 1 met. Tranche 2: 0 of 2 met. "
        "1 action is overdue; the longest: PA-2-01, 92 days late."
    )
    told = text_of(panel.body)
    for part in ("Partly met: 1", "Not due: 1", "Not met: 0", "Order 7", "met on 31 Mar 2026"):
        assert part in told


def test_an_overdue_promise_stands_beside_the_figure_that_it_endangers(db):
    rows = given.commitments(db, QUESTION)
    standing = given.endangered(db, QUESTION, rows)

    panel = commitments.every(rows, standing, address, "/file", QUESTION, T)

    assert panel.finding == (
        "1 commitment is overdue. Figures endangered by them: R1.7 (Not reported)."
    )
    assert 'href="/results/R1.7"' in markup(panel.body)
    assert "92 days late" in text_of(panel.body)


def test_the_indicator_tells_of_its_promises_and_is_empty_without(db):
    rows = given.commitments(db, QUESTION)

    panel = commitments.of_indicator(given.endangering(rows, "R1.7"), QUESTION, T)

    assert panel.finding == "1 of 1 commitments tied to this figure is overdue and endangers it."
    assert commitments.of_indicator(given.endangering(rows, "R1.4"), QUESTION, T).title == ""


def test_a_bar_of_commitments_is_of_those_that_have_fallen_due(db):
    rows = given.commitments(db, QUESTION)

    panel = commitments.kinds(given.by_kind(rows), rows, QUESTION, T)

    assert panel.finding == (
        "1 of 2 commitments were done on time (50%). Done late: 0; overdue: 1."
    )
    assert "1 on time, 0 late, 1 overdue; not due yet: 0 done, 0 to come" in text_of(panel.body)


def test_the_matrix_says_in_numbers_and_words_how_heavy_a_risk_is_and_how_it_moved(db):
    rows = feared.risks(db, QUESTION)

    panel = risks.matrix(rows, feared.level, QUESTION, T)

    assert panel.finding.startswith("1 of 2 risks is high; the heaviest: RK-01 RK-01 en (20).")
    assert "1 became heavier and 0 lighter" in panel.finding
    html = markup(panel.body)
    assert html.count("<td") == 25
    assert html.count('<th scope="row"') == 5
    told = text_of(panel.body)
    for part in ("20 · high", "RK-01 ↑ heavier, was 12", "RK-02 + new since the release before"):
        assert part in " ".join(told.split())


def test_in_the_first_release_no_risk_is_new_since_another(db):
    first = asked(release=1)
    rows = feared.risks(db, first)

    panels = (
        risks.matrix(rows, feared.level, first, T),
        risks.every(rows, feared.level, {}, address, "/file", first, T),
    )

    told = " ".join(f"{panel.finding} {text_of(panel.body)}" for panel in panels)
    assert "RK-01" in told
    assert "release before" not in told
    assert "+" not in told


def test_the_list_of_risks_is_where_the_matrix_leads(db):
    rows = feared.risks(db, QUESTION)

    panel = risks.every(rows, feared.level, {}, address, "/file", QUESTION, T)

    assert 'id="RK-01"' in markup(panel.body)
    assert "against RK-01" in text_of(panel.body)


def test_grievances_are_told_as_counts_only(db):
    rows = complained.grievances(db, QUESTION)
    parts = complained.parts(rows, "category"), complained.parts(rows, "channel")

    state = grievances.state(complained.totals(rows), DAYS_TO_RESOLVE, QUESTION, T)
    matters = grievances.matters(*parts, rows, QUESTION, T)

    assert state.finding == (
        "By the end of Q3 2026 7 grievances had arrived; 6 are resolved. "
        "86% were resolved within 30 days."
    )
    assert matters.finding == "Most are about “Textbook rental”: 7."
    assert "GR-000" not in text_of([state.body, matters.body])


def test_without_facts_every_panel_says_so(db):
    nothing = asked(release=1, period=SPRING)
    events, actions = held.events(db, nothing), acted.actions(db, nothing)
    promised, rows = given.commitments(db, nothing), complained.grievances(db, nothing)
    findings = [
        campaign.channels(held.by_channel(events), events, nothing, T).finding,
        campaign.event_list(events, "/file", nothing, T).finding,
        policy.matrix(actions, acted.by_tranche(actions), "/file", nothing, T).finding,
        commitments.kinds(given.by_kind(promised), promised, nothing, T).finding,
        commitments.every(promised, {}, address, "/file", nothing, T).finding,
        grievances.state(complained.totals(rows), DAYS_TO_RESOLVE, nothing, T).finding,
        grievances.quarters(complained.by_quarter(rows), rows, nothing, T).finding,
    ]

    assert findings == [
        "No event of the campaign is known yet.",
        "No event of the campaign is known yet.",
        "No policy action is known yet.",
        "No commitment has fallen due yet.",
        "No commitment is known yet.",
        "No grievance is known yet.",
        "No grievance is known yet.",
    ]
