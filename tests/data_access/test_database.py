import sqlite3
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, make_url, select, text
from sqlalchemy.exc import DatabaseError

from data_access import database
from data_access.database import DatabaseTrouble, Trouble
from data_access.models import Area, Import
from tests import factories


def trouble(engine) -> Trouble:
    """Return what is wrong with a database."""
    with pytest.raises(DatabaseTrouble) as raised, database.reading(engine):
        pass
    return raised.value.trouble


def area_count(engine) -> int:
    with database.reading(engine) as db:
        return db.scalar(select(func.count(Area.code))) or 0


def import_count(engine) -> int:
    with database.reading(engine) as db:
        return db.scalar(select(func.count(Import.id))) or 0


def file_of(url: str) -> Path:
    return Path(make_url(url).database or "")


@contextmanager
def gone(url: str):
    """Take a database away, and bring it back as it was."""
    if url.startswith("sqlite"):
        file = file_of(url)
        away = file.with_name("away.sqlite")
        file.rename(away)
        yield
        away.rename(file)
        return
    address = make_url(url).set(drivername="postgresql+psycopg")
    name = address.database
    server = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(text(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"))
        db.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
        yield
        db.execute(text(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true"))
    server.dispose()


def test_a_missing_file_is_told_and_not_created(tmp_path):
    file = tmp_path / "none.sqlite"

    assert trouble(database.make_engine(f"sqlite:///{file}")) is Trouble.UNREACHABLE
    assert not file.exists()


def test_a_server_that_is_not_there_is_told():
    engine = database.make_engine("postgresql://nobody@127.0.0.1:1/none")

    assert trouble(engine) is Trouble.UNREACHABLE


def test_a_database_that_was_never_prepared_is_empty(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'new.sqlite'}", create=True)

    assert trouble(engine) is Trouble.EMPTY


def test_a_schema_that_the_program_has_left_behind_is_older(engine, monkeypatch):
    revisions = database._revisions()

    with monkeypatch.context() as later_program:
        later_program.setattr(database, "_revisions", lambda: ("9999", *revisions))
        assert trouble(engine) is Trouble.OLDER

    assert area_count(engine) > 60


def test_a_schema_that_the_program_does_not_know_is_newer_and_is_left_alone(engine):
    ours = database._revisions()[0]
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert trouble(engine) is Trouble.NEWER
    with pytest.raises(DatabaseTrouble) as raised:
        database.migrate(engine)
    assert raised.value.trouble is Trouble.NEWER

    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :ours"), {"ours": ours})
    assert area_count(engine) > 60


def test_migrating_twice_changes_nothing(engine):
    database.migrate(engine)

    assert area_count(engine) > 60


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_lost_while_running_is_told_and_answers_again_when_it_is_back(kind, request):
    url = request.getfixturevalue(f"{kind}_url")
    engine = database.make_engine(url)
    assert area_count(engine) > 60

    with gone(url):
        assert trouble(engine) is Trouble.UNREACHABLE

    assert area_count(engine) > 60
    engine.dispose()


def test_a_locked_database_is_told_and_answers_again(sqlite_url, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 50)
    engine = database.make_engine(sqlite_url)
    with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        assert trouble(engine) is Trouble.UNREACHABLE

    assert area_count(engine) > 60
    engine.dispose()


@pytest.mark.parametrize("question", ["SELECT nothing FROM area", "SELECT FROM WHERE"])
def test_a_mistake_in_our_own_question_is_not_blamed_on_the_database(engine, question):
    with pytest.raises(DatabaseError), database.reading(engine) as db:
        db.execute(text(question))

    assert area_count(engine) > 60


def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite_engine):
    with pytest.raises(DatabaseTrouble) as raised, database.writing(sqlite_engine) as session:
        session.execute(text("PRAGMA max_page_count = 1"))  # no page more than there are
        for _ in range(2000):
            factories.intake(session)

    assert raised.value.trouble is Trouble.FULL
    sqlite_engine.dispose()
    assert import_count(sqlite_engine) == 0


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("53100", Trouble.FULL),
        ("53300", Trouble.UNREACHABLE),
        ("40P01", Trouble.UNREACHABLE),
        ("55P03", Trouble.UNREACHABLE),
        ("57P01", Trouble.UNREACHABLE),
    ],
)
def test_what_a_server_complains_of_is_told(postgresql_url, state, trouble):
    engine = database.make_engine(postgresql_url)

    with pytest.raises(DatabaseTrouble) as raised, database.reading(engine) as db:
        db.execute(text(f"DO $$ BEGIN RAISE EXCEPTION SQLSTATE '{state}'; END $$"))

    assert raised.value.trouble is trouble
    engine.dispose()


def test_what_a_server_complains_of_in_our_own_work_is_raised_as_it_is(postgresql_url):
    engine = database.make_engine(postgresql_url)

    with pytest.raises(DatabaseError), database.reading(engine) as db:
        db.execute(text("DO $$ BEGIN RAISE EXCEPTION SQLSTATE '54001'; END $$"))

    engine.dispose()


def test_a_file_of_another_kind_is_told(tmp_path):
    file = tmp_path / "letter.sqlite"
    file.write_text("Dear office, " * 500)

    assert trouble(database.make_engine(f"sqlite:///{file}")) is Trouble.UNREACHABLE


def test_a_folder_is_told(tmp_path):
    assert trouble(database.make_engine(f"sqlite:///{tmp_path}")) is Trouble.UNREACHABLE


def test_readers_do_not_wait_for_a_writer(sqlite_url, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 50)
    engine = database.make_engine(sqlite_url)
    with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert area_count(engine) > 60
        with pytest.raises(DatabaseTrouble) as raised, database.writing(engine):
            pass

    assert raised.value.trouble is Trouble.UNREACHABLE
    engine.dispose()


def test_a_reader_sees_one_state_of_the_database(engine):
    with database.reading(engine) as db:
        before = db.scalar(select(func.count(Import.id)))
        with database.writing(engine) as session:
            factories.intake(session)

        assert db.scalar(select(func.count(Import.id))) == before == 0

    assert import_count(engine) == 1


def test_the_second_writer_waits_for_the_first_and_sees_its_work(engine):
    seen = []
    is_waiting = threading.Event()

    def second() -> None:
        is_waiting.set()
        with database.writing(engine) as session:
            seen.append(session.scalar(select(func.count(Import.id))))
            seen.append(factories.intake(session).id)

    with database.writing(engine) as session:
        first = factories.intake(session).id
        other = threading.Thread(target=second)
        other.start()
        is_waiting.wait()
        other.join(timeout=0.3)
        assert seen == []
    other.join(timeout=10)

    assert seen == [1, first + 1]


def test_a_write_that_fails_leaves_nothing(engine):
    with pytest.raises(ZeroDivisionError), database.writing(engine) as session:
        factories.programme(session)
        raise ZeroDivisionError

    assert import_count(engine) == 0
    with database.writing(engine) as session:
        factories.programme(session)
    assert import_count(engine) == 2


def test_foreign_keys_hold(engine):
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), database.writing(engine) as session:
        factories.school(session, district="nowhere")
