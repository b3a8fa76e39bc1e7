"""What is written is whole or not there, whatever happens in the middle of it."""

import json
import subprocess
import sys
import threading
from datetime import date

import pytest
from sqlalchemy import event

from dashboard.settings import ROOT
from data_access import database, ledger
from data_access.changes import journal
from data_access.changes.imports import import_files
from data_access.database import DatabaseTrouble, Trouble, reading, writing
from data_access.ledger import NothingToPublish
from tests.data_access.changes.killed import fingerprint
from tests.data_access.imports.samples import GOOD, good, workbook

DAYS = {"as_of": date(2026, 9, 30), "next_update": date(2027, 2, 14)}
STEPS = ["read", "check", "compare", "write", "summarise", "commit"]


@pytest.mark.parametrize(
    ("kind", "most", "acts"),
    [("sqlite", 3, ["import", "publish"]), ("postgresql", 2, ["accept"])],
)
def test_a_process_killed_at_any_stage_leaves_everything_as_it_was(
    kind, most, acts, request, tmp_path
):
    url = request.getfixturevalue(f"{kind}_url")
    workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])
    workbook(tmp_path / "b.xlsx", funds=[good("funds", amount=7)])
    command = [sys.executable, "-m", "tests.data_access.changes.killed"]
    command += [url, str(tmp_path), str(most), *acts]

    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout

    tries = [json.loads(line) for line in told.splitlines()]
    killed = [each for each in tries if each["at"]]
    assert [each for each in killed if not (each["was_killed"] and each["is_as_before"])] == []
    done = [each for each in tries if each["is_done"]]
    assert [each["act"] for each in done if not each["is_as_before"]] == acts
    stages = {act: [each["at"] for each in killed if each["act"] == act] for act in acts}
    assert all(len(stages[act]) > most and stages[act][-1] == "commit" for act in acts)
    assert [at for at in stages.get("import", STEPS) if at in STEPS] == STEPS
    engine = database.make_engine(url)
    with reading(engine) as db:
        assert ledger.verify(db) == journal.verify(db) == []
        assert len(ledger.releases(db)) == acts.count("publish")
    engine.dispose()


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(engine, tmp_path):
    import_files(engine, [workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])], by="tester")
    gate, answers = threading.Barrier(2), []

    def publish():
        gate.wait()
        try:
            with writing(engine) as session:
                answers.append(ledger.publish(session, note="", by="tester", **DAYS).number)
        except NothingToPublish:
            answers.append("nothing to publish")

    people = [threading.Thread(target=publish) for _ in range(2)]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert sorted(map(str, answers)) == ["1", "nothing to publish"]
    with reading(engine) as db:
        assert [each.number for each in ledger.releases(db)] == [1]
        assert ledger.verify(db) == []


def test_a_release_for_which_the_disk_has_no_room_is_not_there_at_all(sqlite_url, tmp_path):
    engine = database.make_engine(sqlite_url)
    rows = [good("statistics", year=f"{year}") for year in range(1900, 2100)]
    files = [workbook(tmp_path / "a.xlsx", statistics=rows)]
    import_files(engine, files, by="tester")
    before = fingerprint(engine)
    full = database.make_engine(sqlite_url)
    event.listen(full, "connect", leave_no_room)

    with pytest.raises(DatabaseTrouble) as raised, writing(full) as session:
        ledger.publish(session, note="", by="tester", **DAYS)

    assert raised.value.trouble is Trouble.FULL
    assert fingerprint(engine) == before
    full.dispose()
    with writing(engine) as session:
        assert ledger.publish(session, note="", by="tester", **DAYS).number == 1
    engine.dispose()


def leave_no_room(connection, _record) -> None:
    """Let a database of SQLite grow no more."""
    connection.execute("PRAGMA max_page_count = 1")  # no page more than there are
