from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from data_access import database, ledger
from data_access.changes import journal, reminders
from data_access.queries import journal as queries
from data_access.queries.journal import Search
from tests import factories


def noted(engine, count=3) -> None:
    """Write a line on each of some days, shortly before midnight in Bishkek."""
    with database.writing(engine) as session:
        for number in range(count):
            at = datetime(2026, 11, 20 + number, 17, 30, 0, 123456, UTC)
            told = {"was": number}
            journal.note(session, what="import", by=f"Who{number}", before=told, at=at, where="x")


def test_lines_are_chained_in_their_order_on_every_database(engine):
    noted(engine)
    with database.writing(engine) as session:
        journal.note(session, what="sign_in", by="who_")

    with database.reading(engine) as db:
        assert (journal.verify(db), journal.count(db)) == ([], 4)
        found = queries.lines(db, Search())
        assert [line.number for line in found] == [4, 3, 2, 1]
        assert len({line.hash for line in found}) == 4
        assert [line.before for line in found] == ["", '{"was":2}', '{"was":1}', '{"was":0}']


@pytest.mark.parametrize(
    ("tampering", "breaks"),
    [
        ("UPDATE journal SET who = 'other' WHERE number = 2", [2]),
        ("UPDATE journal SET at = '2026-11-21 17:30:00.000000+00:00' WHERE number = 1", [1]),
        ("UPDATE journal SET hash = 'x' WHERE number = 1", [1, 2]),
        ("DELETE FROM journal WHERE number = 2", [3]),
        ("DELETE FROM journal WHERE number = 1", [2]),
    ],
)
def test_a_line_that_was_changed_or_taken_out_is_found(sqlite_engine, tampering, breaks):
    noted(sqlite_engine)
    with database.writing(sqlite_engine) as session:
        session.execute(text(tampering))

    with database.reading(sqlite_engine) as db:
        assert journal.verify(db) == breaks


def test_lines_are_found_by_person_doing_and_day_in_kyrgyzstan_on_every_database(engine):
    noted(engine)  # 23:30 in Bishkek
    with database.reading(engine) as db:

        def found(**search) -> list[int]:
            assert queries.count(db, Search(**search)) == len(queries.lines(db, Search(**search)))
            return [line.number for line in queries.lines(db, Search(**search))]

        assert found(who="who1") == [2]
        assert found(who="%") == []
        assert found(what="publish") == []
        assert found(since=date(2026, 11, 21)) == [3, 2]
        assert found(until=date(2026, 11, 20)) == [1]
        assert queries.kinds(db) == ["import"]
        assert [line.number for line in queries.lines(db, Search(), most=1, skip=1)] == [2]


def test_what_commands_write_stands_in_the_journal(sqlite_engine):
    with database.writing(sqlite_engine) as session:
        ledger.refresh(session, factories.payment(session).import_id)
        release = ledger.publish(
            session, as_of=factories.SUMMER, next_update=date(2030, 1, 1), note="", by="me"
        )
        number, digest = release.number, release.content_hash
    reminders.claim(sqlite_engine, number, "x@example.kg")
    reminders.confirm(sqlite_engine, number, "x@example.kg", by="me")
    with database.writing(sqlite_engine) as session:
        ledger.recount(session, "me")

    with database.reading(sqlite_engine) as db:
        lines = list(reversed(queries.lines(db, Search())))
        assert journal.verify(db) == []
    assert [(line.what, line.subject, line.who, line.from_where) for line in lines] == [
        ("publish", "1", "me", "command"),
        ("reminder_sent", "1", "me", "command"),
        ("recount", "", "me", "command"),
    ]
    assert digest in lines[0].after
    assert "example.kg" not in str(lines)


def test_nothing_is_noted_of_what_was_not_done(sqlite_engine):
    with pytest.raises(ZeroDivisionError), database.writing(sqlite_engine) as session:
        journal.note(session, what="import", by="me")
        session.info["never"] = 1 / 0

    with database.reading(sqlite_engine) as db:
        assert journal.count(db) == 0
