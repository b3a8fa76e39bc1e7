"""Files of one person become facts once another one has accepted them."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from data_access.changes import submissions
from data_access.changes.submissions import AlreadyDecided, NotYours, Upload
from data_access.database import reading
from data_access.imports.album import NO_ALBUM
from data_access.models import Import, StatisticValue, SubmittedFile
from data_access.queries.submissions import newest_import, submission
from tests.data_access.imports.samples import good, workbook


@pytest.fixture
def bring(engine, tmp_path):
    def bring(name="book.xlsx", **sheets):
        content = workbook(tmp_path / "made.xlsx", **sheets).read_bytes()
        return submissions.bring(engine, [Upload(name, content)], by="editor")

    return bring


@pytest.fixture
def waiting(engine, bring):
    number = bring(statistics=[good("statistics")])
    submissions.submit(engine, number, note="as agreed", by="editor")
    return number


def told(engine, number):
    with reading(engine) as db:
        row = submission(db, number)
    assert row is not None
    return row


def count(engine, model):
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(model))


def test_two_people_bring_in_what_one_could_not(engine, waiting):
    with pytest.raises(NotYours):
        submissions.accept(engine, waiting, by="editor")
    assert count(engine, StatisticValue) == 0

    outcome = submissions.accept(engine, waiting, reason="fine", by="approver")

    row = told(engine, waiting)
    assert (row["state"], row["import_id"], row["decided_by"], row["reason"]) == (
        "accepted", outcome.import_id, "approver", "fine",
    )  # fmt: skip
    assert count(engine, StatisticValue) == 1
    with reading(engine) as db:
        newest = newest_import(db)
        contents = list(db.scalars(select(SubmittedFile.content)))
    assert newest and newest["by"] == "editor, approver"
    assert contents == [None]


def test_a_rehearsal_shows_what_would_be_and_keeps_nothing(engine, waiting):
    seen = []

    outcome = submissions.rehearsed(
        engine, waiting, lambda db: seen.append(db.scalar(select(func.count(StatisticValue.id))))
    )

    assert seen == [1]
    assert outcome.is_check and outcome.files[0].sheets[0].new == 1
    assert count(engine, StatisticValue) == count(engine, Import) == 0


def test_what_is_returned_says_why_and_is_no_longer_open(engine, waiting):
    submissions.give_back(engine, waiting, reason="wrong year", by="approver")

    row = told(engine, waiting)
    assert (row["state"], row["reason"]) == ("returned", "wrong year")
    for act in (
        lambda: submissions.accept(engine, waiting, by="approver"),
        lambda: submissions.give_back(engine, waiting, reason="again", by="approver"),
        lambda: submissions.withdraw(engine, waiting, by="editor"),
    ):
        with pytest.raises(AlreadyDecided):
            act()


def test_nobody_submits_or_withdraws_for_somebody_else(engine, bring):
    number = bring(statistics=[good("statistics")])

    with pytest.raises(NotYours):
        submissions.submit(engine, number, note="", by="another")
    with pytest.raises(NotYours):
        submissions.withdraw(engine, number, by="another")
    with pytest.raises(AlreadyDecided):
        submissions.accept(engine, number, by="approver")
    submissions.withdraw(engine, number, by="editor")

    assert told(engine, number)["state"] == "withdrawn"


@pytest.mark.parametrize("has_files", [True, False])
def test_of_two_approvers_at_once_one_brings_it_in_and_the_other_is_told(
    engine, waiting, monkeypatch, has_files
):
    """Both find it waiting; the slower one has its files already, or finds them let go."""
    unpacked, gate, first_is_done = submissions.unpacked, threading.Barrier(2), threading.Event()
    answers: dict[str, object] = {}

    @contextmanager
    def at_once(engine, number):
        gate.wait()
        if threading.current_thread().name == "slower" and not has_files:
            assert first_is_done.wait(30)
        with unpacked(engine, number) as files:
            yield files

    monkeypatch.setattr(submissions, "unpacked", at_once)

    def accept(by):
        try:
            answers[by] = submissions.accept(engine, waiting, by=by).import_id
        except AlreadyDecided:
            answers[by] = "too late"
        first_is_done.set()

    names = ("quicker", "slower")
    people = [threading.Thread(target=accept, args=(name,), name=name) for name in names]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert sorted(map(str, answers.values())) == ["1", "too late"]
    [winner] = [name for name, answer in answers.items() if answer == 1]
    assert told(engine, waiting)["decided_by"] == winner
    assert count(engine, Import) == count(engine, StatisticValue) == 1


def test_names_of_files_lead_nowhere(engine, bring):
    number = bring(name="..\\..\\etc/passwd.xlsx", statistics=[good("statistics")])

    with submissions.unpacked(engine, number) as (paths, how):
        assert [path.name for path in paths] == ["passwd.xlsx"]
        assert how == {"source": None, "demonstration": False, "album": NO_ALBUM}
