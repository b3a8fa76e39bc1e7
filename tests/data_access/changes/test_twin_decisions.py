"""Two codes are decided to be one or two; releases before that stay, and it can be taken back."""

import threading
from dataclasses import replace
from datetime import date
from random import Random

import orjson
import pytest
from sqlalchemy import func, select

from data_access import ledger
from data_access.changes import submissions, twin_decisions, twin_proposals
from data_access.changes.imports import import_files
from data_access.changes.twin_decisions import Decision, Undecidable
from data_access.changes.undo import undo
from data_access.database import reading, writing
from data_access.filters import Filters
from data_access.models import FACTS, JournalLine, Person, School, SourceFile, TwinDecision
from data_access.queries import likeness, twins
from data_access.summaries.summary import WORKING
from data_access.summaries.training import TRAINED
from data_access.twin_kinds import PERSONS_KIND, SCHOOLS_KIND
from tests import factories
from tests import factories_training as training
from tests.data_access.imports.samples import workbook
from tests.data_access.test_summaries import by_hand, cells, known_world
from tests.factories import AUTUMN, KOCHKOR

NOW = Filters(release=WORKING, period=AUTUMN, lang="en")
PAIR = ("P-0001", "P-0002")
SAME = Decision(PERSONS_KIND, PAIR, "same", "one teacher", stays="P-0001")
APART = Decision(PERSONS_KIND, PAIR, "apart", "sisters")
BACK = Decision(PERSONS_KIND, PAIR, "open", "not sure")
ONE_SCHOOL = Decision(
    SCHOOLS_KIND, ("SC-0001", "SC-0002"), "same", "registered twice", "SC-0001", date(2026, 9, 1)
)
SCHOOL_BACK = replace(ONE_SCHOOL, after="open", stays="", closed_on=None)


@pytest.fixture
def people(engine):
    """Six codes in two schools of which several are alike, all trained; published once."""
    with writing(engine) as session:
        factories.school(session, "SC-0001")
        factories.school(session, "SC-0002", lon=75.800001)
        factories.school(session, "SC-0003", lon=75.9, district=KOCHKOR)
        training.course(session)
        for held in ("CR-01-0001", "CR-01-0002"):
            training.course_session(session, held)
        for number in range(1, 7):
            code, school = f"P-000{number}", f"SC-000{1 + (number > 4)}"
            training.person(session, code, school=school, demonstration=number == 4)
            held = f"CR-01-000{1 + number % 2}"
            training.participation(session, code, held, completed_on=date(2026, 2 + number, 9))
        factories.release(session)
    return engine


def decide(engine, decision, by="editor"):
    outcome = twin_decisions.decide(engine, decision, by=by)
    assert outcome.problems == ()
    return outcome


def state(engine, decision=SAME):
    with reading(engine) as db:
        return decision.kind.state(db, decision.pair, ledger.clock(db))


def open_pairs(engine, kind=PERSONS_KIND):
    with reading(engine) as db:
        return twins.pairs(db, kind, NOW)


def decided(engine, kind=PERSONS_KIND):
    with reading(engine) as db:
        rows = twins.decided(db, kind)
    return [(row["pair"], row["state"], row["stays"], row["who"], row["reason"]) for row in rows]


def publish(engine):
    with writing(engine) as session:
        ledger.publish(session, as_of=AUTUMN, next_update=date(2027, 2, 14), note="", by="tester")


def trained(engine, release):
    with reading(engine) as db:
        return cells(db, TRAINED, release)


def told(engine, what):
    with reading(engine) as db:
        rows = db.execute(select(JournalLine.__table__).where(JournalLine.what == what))
        return [
            (row.who, row.subject, orjson.loads(row.before), orjson.loads(row.after))
            for row in rows
        ]


def facts(engine):
    with reading(engine) as db:
        return [db.scalar(select(func.count()).select_from(fact)) for fact in FACTS]


def test_one_human_being_counts_once_from_then_on_and_the_release_before_stays(people):
    assert PAIR in open_pairs(people)
    before = trained(people, 1)

    outcome = decide(people, SAME)
    publish(people)

    assert sum(cell["people"] for cell in trained(people, 2).values()) == 5
    assert trained(people, 1) == before
    assert sum(cell["people"] for cell in before.values()) == 6
    with reading(people) as db:
        assert ledger.verify(db) == []
        world = known_world(db, outcome.import_id)
        assert trained(people, 2) == by_hand(TRAINED, world.rows["participation"], world)
    assert state(people) == "same"
    assert decided(people) == [(PAIR, "same", "P-0001", "editor", "one teacher")]
    assert not [pair for pair in open_pairs(people) if "P-0002" in pair]


@pytest.mark.parametrize("seed", [1, 2])
def test_any_number_of_decisions_counts_as_by_hand_and_undo_takes_the_last_one_back(people, seed):
    random = Random(seed)
    for _ in range(4):
        pair = random.choice(open_pairs(people))
        after = random.choice(("same", "same", "apart"))
        stays = random.choice(pair) if after == "same" else ""
        counted = trained(people, WORKING)
        outcome = decide(people, Decision(PERSONS_KIND, pair, after, "why", stays))
    with reading(people) as db:
        world = known_world(db, outcome.import_id)
        by_heart = by_hand(TRAINED, world.rows["participation"], world)
        humans = {world.human(f"P-000{number}") for number in range(1, 7)}
    assert trained(people, WORKING) == by_heart
    assert sum(cell["people"] for cell in by_heart.values()) == len(humans)

    undo(people, outcome.import_id, by="approver")

    assert trained(people, WORKING) == counted
    with reading(people) as db:
        assert ledger.verify(db) == []


def test_who_stood_for_the_code_that_goes_stands_for_the_one_that_stays(people):
    decide(people, Decision(PERSONS_KIND, ("P-0002", "P-0003"), "same", "one", "P-0002"))

    decide(people, SAME)

    assert {(pair, stays) for pair, _, stays, *_ in decided(people)} == {
        (PAIR, "P-0001"), (("P-0001", "P-0003"), "P-0001"),
    }  # fmt: skip


def test_two_that_are_kept_apart_are_no_longer_asked_about(people, tmp_path):
    counted = trained(people, WORKING)

    decide(people, APART)

    assert PAIR not in open_pairs(people) and ("P-0001", "P-0003") in open_pairs(people)
    assert decided(people) == [(PAIR, "apart", "", "editor", "sisters")]
    assert trained(people, WORKING) == counted
    publish(people)
    with reading(people) as db:
        first, second = (likeness.people(db, replace(NOW, release=number)) for number in (1, 2))
    assert (first.apart, second.apart) == (0, 1)
    assert (first.groups, second.groups) == (2, 2)
    for pair in open_pairs(people):
        decide(people, Decision(PERSONS_KIND, pair, "apart", "sisters"))
    publish(people)
    with reading(people) as db:
        assert likeness.people(db, replace(NOW, release=3)).codes == 0
    rows = [{"code": "P-0001", "school": "SC-0001", "role": "teacher", "subject": "physics",
             "sex": "female", "language": "ru", "birth_year": 1984}]  # fmt: skip
    again = import_files(people, [workbook(tmp_path / "b.xlsx", persons=rows)], by="tester")
    assert (again.problems, again.twins) == ((), ())


@pytest.mark.parametrize("decision", [SAME, APART], ids=lambda each: each.after)
def test_what_was_decided_can_be_taken_back_and_decided_again(people, decision):
    counted = trained(people, WORKING)
    decide(people, decision)

    decide(people, BACK, by="another")

    assert state(people) == "open" and PAIR in open_pairs(people)
    assert trained(people, WORKING) == counted and decided(people) == []
    decide(people, decision)
    assert state(people) == decision.after
    lines = [(who, subject, before["duplicates"], after["duplicates"])
             for who, subject, before, after in told(people, "twins_decided")]  # fmt: skip
    assert lines == [
        ("editor", "P-0001, P-0002", "open", decision.after),
        ("another", "P-0001, P-0002", decision.after, "open"),
        ("editor", "P-0001, P-0002", "open", decision.after),
    ]


def test_a_school_that_stood_twice_is_closed_and_merged_and_opens_again(people):
    assert open_pairs(people, SCHOOLS_KIND) == [ONE_SCHOOL.pair]
    with pytest.raises(Undecidable, match="no_day"):
        decide(people, replace(ONE_SCHOOL, closed_on=None))
    with reading(people) as db:
        before = db.execute(
            select(School.name_en, School.lon, School.closed_on).where(School.code == "SC-0002")
        ).one()

    decide(people, ONE_SCHOOL)

    newest = select(School.name_en, School.lon, School.closed_on, School.merged_into).where(
        School.code == "SC-0002", School.superseded_by.is_(None)
    )
    with reading(people) as db:
        row = db.execute(newest).one()
    assert tuple(row) == (*before[:2], date(2026, 9, 1), "SC-0001")
    assert open_pairs(people, SCHOOLS_KIND) == []
    decide(people, SCHOOL_BACK)
    with reading(people) as db:
        assert tuple(db.execute(newest).one()) == (*before, None)
        assert ledger.verify(db) == []
    assert open_pairs(people, SCHOOLS_KIND) == [ONE_SCHOOL.pair]


@pytest.mark.parametrize("first", [SAME, APART], ids=lambda each: each.after)
def test_nobody_decides_what_is_decided_or_makes_no_sense(people, first):
    nonsense = [
        (BACK, "decided"),
        (replace(APART, reason=""), "no_reason"),
        (replace(APART, pair=("P-0002", "P-0001")), "unknown"),
        (replace(APART, pair=("P-0001", "P-0001")), "unknown"),
        (replace(APART, pair=("P-0001", "P-9999")), "unknown"),
        (replace(SAME, stays="P-0003"), "unknown"),
        (replace(SAME, stays=""), "unknown"),
    ]
    for decision, code in nonsense:
        with pytest.raises(Undecidable, match=code):
            decide(people, decision)
    decide(people, first)
    count = facts(people)

    for second in (SAME, APART):
        with pytest.raises(Undecidable, match="decided"):
            decide(people, second)

    assert facts(people) == count


@pytest.mark.parametrize(
    ("first", "second"),
    [(SAME, SAME), (SAME, APART), (APART, replace(APART, reason="brothers"))],
)
def test_of_two_at_once_one_decides_and_the_other_is_told(people, monkeypatch, first, second):
    """Both saw the pair undecided."""
    prepared, gate = twin_decisions.prepared, threading.Barrier(2)

    def at_once(db, decision):
        ready = prepared(db, decision)
        gate.wait(30)
        return ready

    monkeypatch.setattr(twin_decisions, "prepared", at_once)
    answers = []

    def act(decision):
        try:
            answers.append(decide(people, decision).import_id)
        except Undecidable as refused:
            answers.append(refused.code)

    both = [threading.Thread(target=act, args=(each,)) for each in (first, second)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(map(str, answers)) == ["2", "decided"]
    assert len(told(people, "twins_decided")) == 1
    assert state(people) in (first.after, second.after)


def propose(engine, decision, by="editor"):
    return twin_proposals.propose(engine, decision, by=by)


def test_an_editor_proposes_and_an_approver_decides(people):
    number = propose(people, SAME)

    assert state(people) == "open"
    with reading(people) as db:
        assert twins.waiting(db, PERSONS_KIND) == {PAIR: number}
    with pytest.raises(Undecidable, match="waits"):
        propose(people, APART, by="another")
    with pytest.raises(submissions.NotYours):
        submissions.accept(people, number, by="editor")
    outcome = submissions.accept(people, number, by="approver")

    assert state(people) == "same"
    assert decided(people) == [(PAIR, "same", "P-0001", "editor, approver", "one teacher")]
    [(who, subject, before, after)] = told(people, "twins_proposed")
    assert (who, subject, before["duplicates"]) == ("editor", "P-0001, P-0002", "open")
    assert after == {
        "duplicates": "same", "reason": "one teacher", "stays": "P-0001", "submission": number,
    }  # fmt: skip
    [(who, _, before, after)] = told(people, "twins_decided")
    assert (who, before["duplicates"], after["import"]) == ("approver", "open", outcome.import_id)
    with reading(people) as db:
        assert twins.waiting(db, PERSONS_KIND) == {}
        names = " ".join(db.scalars(select(SourceFile.name)))
    assert "P-0" not in names


def test_what_is_returned_is_open_again(people):
    number = propose(people, APART)

    submissions.give_back(people, number, reason="look again", by="approver")

    assert PAIR in open_pairs(people)
    assert isinstance(propose(people, SAME), int)


def test_a_proposal_does_not_undo_what_came_in_meanwhile(people):
    number = propose(people, ONE_SCHOOL)
    with writing(people) as session:
        school = session.query(School).filter_by(code="SC-0002").one()
        factories.corrected(session, school, girls=77)
    count = facts(people)

    with pytest.raises(Undecidable, match="decided"):
        submissions.accept(people, number, by="approver")

    assert facts(people) == count
    with reading(people) as db:
        assert db.scalar(select(School.girls).where(
            School.code == "SC-0002", School.superseded_by.is_(None))) == 77  # fmt: skip


def test_a_code_that_stands_for_another_one_is_not_made_to_stand_for_a_third(people):
    decide(people, Decision(PERSONS_KIND, ("P-0003", "P-0004"), "same", "one", "P-0003"))

    with pytest.raises(Undecidable, match="second"):
        propose(people, Decision(PERSONS_KIND, ("P-0001", "P-0004"), "same", "x", "P-0001"))


def test_invented_people_stay_invented(people):
    decide(people, Decision(PERSONS_KIND, ("P-0003", "P-0004"), "same", "one", "P-0003"))

    with reading(people) as db:
        row = select(SourceFile.demonstration).join(Person, Person.source_file_id == SourceFile.id)
        assert db.scalar(row.where(Person.code == "P-0004", Person.superseded_by.is_(None)))
        assert db.scalar(select(func.count(TwinDecision.id))) == 1
