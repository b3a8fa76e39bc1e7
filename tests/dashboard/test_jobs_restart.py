"""Does a job survive that the server is killed in the middle of it? With the server as it is."""

import json
import shutil
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from data_access import database
from data_access.queries.jobs import SILENT, results
from data_access.queries.textbooks import transfers
from tests.browser.server import Server
from tests.counted_books import counted_books
from tests.factories import asked

TITLES = 60
PATIENCE = SILENT.total_seconds() + 60
"""Seconds that anything may take here, on a busy machine too."""


@pytest.fixture
def books_url(sqlite_template, tmp_path) -> str:
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'books.sqlite')}"
    engine = database.make_engine(url)
    with database.writing(engine) as session:
        counted_books(session, schools=200, titles=TITLES)
    engine.dispose()
    return url


def state(server: Server) -> dict:
    with urllib.request.urlopen(f"{server.url}/jobs/transfers?as_of=1", timeout=30) as answer:
        return json.load(answer)


def until(is_so: Callable[[dict], bool], server: Server) -> dict:
    """Return the state of the job as soon as it is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so(now := state(server)):
        assert time.monotonic() < deadline, now
    return now


def start(server: Server) -> None:
    asking = urllib.request.Request(
        f"{server.url}/jobs/transfers/start?as_of=1", method="POST", headers={"Origin": server.url}
    )
    with urllib.request.urlopen(asking, timeout=60) as page:
        assert page.status == 200


def kill(server: Server) -> None:
    """End all processes of the server at once, without a word."""
    parent = psutil.Process(server.pid)
    family = [parent, *parent.children(recursive=True)]
    for each in family:
        each.kill()
    psutil.wait_procs(family[1:], timeout=30)
    server.stop()


def test_a_killed_server_loses_nothing_but_the_part_in_hand(books_url, tmp_path: Path):
    engine = database.make_engine(books_url)
    server = Server(books_url, tmp_path / "server.log", workers=2)
    with server:
        start(server)
        until(lambda now: now["done"] > 0, server)
        kill(server)
    with database.reading(engine) as db:
        before = results(db, 1, 25)
    assert 0 < len(before) < TITLES

    with server:
        interrupted = until(lambda now: now["state"] == "interrupted", server)
        assert interrupted["done"] == len(before)
        start(server)
        until(lambda now: now["state"] == "done", server)

    with database.reading(engine) as db:
        after = results(db, 1, 25)
        counted = transfers.shelves(db, asked())
        found = transfers.asked(db, asked())
    direct = [transfers.solved(counted, match, 25) for match in transfers.matched(counted)]
    assert {title: after[title] for title in before} == before
    assert after == {str(each["title"].iloc[0]): transfers.written(each) for each in direct}
    assert found.moved == sum(int(each["copies"].sum()) for each in direct)
    engine.dispose()
