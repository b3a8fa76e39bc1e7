import logging
import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from dashboard import jobs as runner
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.changes import jobs
from data_access.database import DatabaseTrouble, Trouble
from data_access.queries.jobs import results
from data_access.queries.textbooks import transfers
from tests import markup
from tests.counted_books import counted_books
from tests.factories import asked

COUNTRY = asked()
HOME = {"Origin": "http://localhost"}
START, CANCEL, STATE = (
    f"/jobs/transfers{verb}?lang=en&as_of=1" for verb in ("/start", "/cancel", "")
)
PAGE = "/textbooks?lang=en&as_of=1"


@pytest.fixture(scope="module")
def books_file(sqlite_template, tmp_path_factory):
    file = tmp_path_factory.mktemp("books") / "books.sqlite"
    shutil.copy(sqlite_template, file)
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        counted_books(session)
    engine.dispose()
    return file


@pytest.fixture
def books_url(books_file, tmp_path) -> str:
    return f"sqlite:///{shutil.copy(books_file, tmp_path / 'books.sqlite')}"


@pytest.fixture
def books(books_url) -> Iterator[Engine]:
    """An engine on counted books, before anybody asked for the whole country."""
    engine = database.make_engine(books_url)
    yield engine
    engine.dispose()


@pytest.fixture
def client(books_url):
    return create_app(Settings(database_url=books_url)).server.test_client()


def state_of(engine, km=25) -> str:
    with database.reading(engine) as db:
        return transfers.standing(db, asked(km=km)).state


def directly(engine):
    """Return the transfers of the country as one answer would find them."""
    with database.reading(engine) as db:
        counted = transfers.shelves(db, COUNTRY)
        return transfers._together(
            [transfers.solved(counted, match, 25) for match in transfers.matched(counted)]
        )


def begun(engine):
    with database.reading(engine) as db:
        titles = [match.title for match in transfers.matched(transfers.shelves(db, COUNTRY))]
    found = jobs.begin(engine, 1, 25, titles)
    assert found
    return found


def told(answer) -> str:
    return " ".join(markup.words(answer.text))


def words_of(client, address=PAGE) -> str:
    return told(client.get(address))


def test_the_country_is_worked_out_as_one_answer_would(books):
    thread = runner.start(books, COUNTRY)
    assert thread
    thread.join()

    with database.reading(books) as db:
        found = transfers.asked(db, COUNTRY)
    direct = directly(books)
    assert state_of(books) == "done"
    assert len(direct) > 10
    assert found.transfers is not None
    assert found.moved == direct["copies"].sum()
    assert (found.transfers["giver_district"] != found.transfers["taker_district"]).any()
    assert runner.start(books, COUNTRY) is None


def test_a_job_goes_on_in_another_process_from_where_it_stopped(books, books_url):
    turn, left = begun(books)
    with database.reading(books) as db:
        counted = transfers.shelves(db, COUNTRY)
    first = transfers.matched(counted)[0]
    jobs.keep_part(books, 1, 25, turn, first.title, transfers.written(
        transfers.solved(counted, first, 25)))  # fmt: skip
    with database.writing(books) as session:
        session.execute(text("UPDATE job SET seen_at = '2026-01-01 00:00:00.000000'"))
    other = database.make_engine(books_url)
    assert state_of(other) == "interrupted"

    thread = runner.start(other, COUNTRY)
    assert thread
    thread.join()

    assert left[0] == first.title
    with database.reading(books) as db:
        found = transfers.asked(db, COUNTRY)
    assert found.moved == directly(books)["copies"].sum()
    other.dispose()


def test_whoever_was_thought_dead_spoils_nothing(books):
    old, left = begun(books)
    with database.writing(books) as session:
        session.execute(text("UPDATE job SET seen_at = '2026-01-01 00:00:00.000000'"))
    thread = runner.start(books, COUNTRY)
    assert thread
    thread.join()
    with database.reading(books) as db:
        before = results(db, 1, 25)

    runner.work(books, COUNTRY, old, left)

    with database.reading(books) as db:
        assert results(db, 1, 25) == before
    assert state_of(books) == "done"


def test_a_cancelled_job_stops_after_the_part_in_hand(books, monkeypatch):
    turn, left = begun(books)
    solve = transfers.solved

    def cancelling(*arguments):
        jobs.cancel(books, 1, 25)
        return solve(*arguments)

    monkeypatch.setattr(transfers, "solved", cancelling)
    runner.work(books, COUNTRY, turn, left)

    assert state_of(books) == "cancelled"
    with database.reading(books) as db:
        assert results(db, 1, 25) == {}


def test_a_job_that_fails_says_so_and_is_written_to_the_log(books, monkeypatch, caplog):
    turn, left = begun(books)
    monkeypatch.setattr(transfers, "solved", lambda *_: 1 / 0)

    runner.work(books, COUNTRY, turn, left)

    assert state_of(books) == "failed"
    assert "job failed" in caplog.text


def test_a_job_waits_while_an_import_holds_the_database(books, monkeypatch):
    turn, left = begun(books)
    keep, refusals = jobs.keep_part, iter([Trouble.UNREACHABLE] * 3)

    def refusing(*arguments):
        if trouble := next(refusals, None):
            raise DatabaseTrouble(trouble)
        return keep(*arguments)

    monkeypatch.setattr(jobs, "keep_part", refusing)
    monkeypatch.setattr(runner, "REST_SECONDS", 0)
    runner.work(books, COUNTRY, turn, left)

    assert state_of(books) == "done"


@pytest.mark.parametrize("trouble", [Trouble.FULL, Trouble.UNREACHABLE])
def test_a_job_stops_where_the_database_takes_nothing_and_can_go_on(
    books, monkeypatch, caplog, trouble
):
    turn, left = begun(books)

    def refusing(*_):
        raise DatabaseTrouble(trouble)

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "keep_part", refusing)
        patch.setattr(runner, "REST_SECONDS", 0)
        caplog.set_level(logging.WARNING)
        runner.work(books, COUNTRY, turn, left)

    assert f"job stopped: database {trouble.value}" in caplog.text
    assert state_of(books) == "running"  # until it has been silent for long enough
    with database.reading(books) as db:
        assert results(db, 1, 25) == {}


def test_a_job_says_every_now_and_then_that_it_is_alive(books, monkeypatch):
    turn, _ = begun(books)
    beats = iter([True, True, False])
    heard = []
    monkeypatch.setattr(runner, "BEAT_SECONDS", 0)
    monkeypatch.setattr(jobs, "say_alive", lambda *given: heard.append(given) or next(beats))

    runner._stay_alive(books, (1, 25), turn, runner.Event())

    assert heard == [(books, 1, 25, turn)] * 3


# Addresses


def test_a_reader_starts_the_job_and_is_led_back(client, books, monkeypatch):
    monkeypatch.setattr(runner, "work", lambda *_: None)
    assert "Work out the whole country" in words_of(client)

    answer = client.post(START, headers=HOME)

    assert (answer.status_code, answer.location) == (
        303,
        "/textbooks?as_of=1&lang=en#transfers-title",
    )
    state = client.get(STATE)
    assert state.get_json() == {
        "state": "running", "done": 0, "parts": 3, "words": "0 of 3 textbooks worked out",
    }  # fmt: skip
    assert state.headers["Cache-Control"] == "no-store"
    shown = client.get(PAGE)
    assert "data-job=" in shown.text
    assert "Cancel" in told(shown)


def test_a_reader_cancels_the_job_and_may_go_on(client, books, monkeypatch):
    monkeypatch.setattr(runner, "work", lambda *_: None)
    client.post(START, headers=HOME)

    assert client.post(CANCEL, headers=HOME).status_code == 303

    assert client.get(STATE).get_json()["state"] == "cancelled"
    assert "It was cancelled: 0 of 3 textbooks worked out." in words_of(client)
    assert "Go on" in words_of(client)
    client.post(START, headers=HOME)
    assert client.get(STATE).get_json()["state"] == "running"


def test_the_page_says_that_a_job_was_interrupted(client, books):
    begun(books)
    with database.writing(books) as session:
        session.execute(text("UPDATE job SET seen_at = '2026-01-01 00:00:00.000000'"))

    assert "It was interrupted, by a restart of the server for instance" in words_of(client)


def test_a_page_that_was_answered_before_shows_the_result_when_it_is_there(client, books):
    assert "Work out the whole country" in words_of(client)
    thread = runner.start(books, COUNTRY)
    assert thread
    thread.join()

    shown = words_of(client)

    assert "of the missing copies could come from schools within 25 km" in shown
    assert "Work out the whole country" not in shown


def test_while_one_job_runs_no_other_one_starts(client, books, monkeypatch):
    monkeypatch.setattr(runner, "work", lambda *_: None)
    client.post(START, headers=HOME)

    answer = client.post(f"{START}&km=50", headers=HOME)

    assert answer.status_code == 303
    assert client.get(f"{STATE}&km=50").get_json()["state"] == "none"
    assert "there is one at a time" in words_of(client, f"{PAGE}&km=50")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "null"}, {"Origin": "https://elsewhere.example"},
     {"Origin": "http://localhost.elsewhere.example"}],
)  # fmt: skip
@pytest.mark.parametrize("address", [START, CANCEL])
def test_pages_of_others_start_and_stop_nothing(client, books, address, headers):
    assert client.post(address, headers=headers).status_code == 403
    assert state_of(books) == "none"


@pytest.mark.parametrize("address", [START, CANCEL])
def test_reading_starts_and_stops_nothing(client, books, address):
    assert client.get(address).status_code >= 400
    assert state_of(books) == "none"


def test_jobs_of_releases_that_do_not_exist_are_not_there(client):
    assert client.get("/jobs/transfers?as_of=9").status_code == 404
    answer = client.post("/jobs/transfers/start?as_of=9&lang=en", headers=HOME)
    assert answer.status_code == 404
    assert "There is no release number 9." in told(answer)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Trouble.FULL, "The disk of the database is full."),
        (Trouble.UNREACHABLE, "The database cannot be reached right now."),
    ],
)
@pytest.mark.parametrize("address", [START, CANCEL])
def test_a_database_that_takes_nothing_is_told(client, books, monkeypatch, address, trouble, words):
    def refusing(*_):
        raise DatabaseTrouble(trouble)

    monkeypatch.setattr(jobs, "begin", refusing)
    monkeypatch.setattr(jobs, "cancel", refusing)

    answer = client.post(address, headers=HOME)

    assert answer.status_code == 503
    assert "Nothing was started or stopped" in told(answer)
    assert words in told(answer)
    assert 'href="/textbooks?as_of=1&amp;lang=en"' in answer.text
    assert "data-retry" not in answer.text


def test_a_database_that_can_only_be_read_is_told_and_still_read(books_url):
    reading_only = database.make_engine(books_url)
    with reading_only.connect() as db:  # this connection is kept and lent again
        db.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(DatabaseTrouble) as raised:
        runner.start(reading_only, COUNTRY)

    assert raised.value.trouble is Trouble.UNREACHABLE
    assert state_of(reading_only) == "none"
    reading_only.dispose()
