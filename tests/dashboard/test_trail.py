"""What happened in a request can be found again in the log, and nothing there opens a door."""

import json
import logging
import re
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from dashboard import page, trail
from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.trail import HEADER, JsonLines, TextLines
from data_access import database
from tests import markup


@pytest.fixture
def lines(caplog):
    """Lines of the log as JSON, as they are written."""
    written: list[dict] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(self.format(record)))

    handler = Kept()
    handler.setFormatter(JsonLines())
    caplog.set_level(logging.INFO, trail.log.name)
    trail.log.addHandler(handler)
    yield written
    trail.log.removeHandler(handler)


def fail(*_):
    raise ZeroDivisionError("on purpose")


def test_every_answer_carries_a_number_that_the_server_made(client):
    addresses = ("/?lang=en", "/nothing", "/health", "/answer/?lang=en", "/assets/css/forms.css")
    numbers = []
    for address in addresses:
        with client.get(address, headers={HEADER: "made elsewhere"}) as answer:
            numbers.append(answer.headers[HEADER])

    assert all(re.fullmatch("[0-9a-f]{12}", number) for number in numbers)
    assert len(set(numbers)) == len(addresses)


@pytest.mark.parametrize("address", ["/?lang=en", "/answer/?lang=en&region=KG-T"])
def test_a_failure_tells_the_number_under_which_the_log_tells_more(
    client, lines, monkeypatch, address
):
    monkeypatch.setattr(page, "open_visit", fail)

    answer = client.get(address)

    number = answer.headers[HEADER]
    shown = answer.text if address.startswith("/?") else answer.get_json()["slots"]["notices"]
    assert f"Number of this request in the log: {number}" in " ".join(markup.texts(shown))
    [failed, answered] = lines
    assert (failed["request"], answered["request"]) == (number, number)
    assert (failed["level"], failed["message"]) == ("error", "page failed")
    assert "ZeroDivisionError: on purpose" in failed["exception"]
    assert (answered["method"], answered["status"]) == ("GET", answer.status_code)


def test_what_is_missing_or_forbidden_tells_no_number(client):
    for address in ("/nothing?lang=en", "/?lang=en&as_of=77"):
        assert "Number of this request" not in client.get(address).text


def test_an_address_is_logged_as_it_was_registered(client, lines):
    client.get("/reset/opens-a-door?lang=en&next=secret")
    client.get("/nowhere/opens-a-door")

    assert [line["address"] for line in lines] == ["/reset/<word>", "/<path:path>"]
    assert "opens-a-door" not in json.dumps(lines)
    assert "secret" not in json.dumps(lines)


def test_what_nobody_caught_is_logged_without_its_address(programme_file, lines, monkeypatch):
    app = create_app(Settings(f"sqlite:///{programme_file}"))
    monkeypatch.setitem(app.server.view_functions, "reset_page", fail)

    answer = app.server.test_client().get("/reset/opens-a-door?lang=en")

    assert answer.status_code == 500
    assert lines[0]["message"] == "failed: GET /reset/<word>"
    assert answer.headers[HEADER] in answer.text
    assert "opens-a-door" not in json.dumps(lines)


def test_the_password_of_a_database_is_not_logged(lines):
    client = create_app(
        Settings("postgresql://nobody:hunter2@127.0.0.1:1/none")
    ).server.test_client()

    assert client.get("/?lang=en").status_code == 503

    assert [line["level"] for line in lines] == ["warning", "info"]
    assert "hunter2" not in json.dumps(lines)


def test_a_line_of_text_begins_with_time_level_and_request():
    record = logging.LogRecord("bilim", logging.WARNING, "", 0, "database %s", ("full",), None)

    assert re.fullmatch(r"[-\d]+ [\d:,]+ WARNING - database full", TextLines().format(record))


def test_the_server_is_ready_while_its_database_is_there_with_our_schema(sqlite_url):
    client = create_app(Settings(sqlite_url)).server.test_client()
    file = Path(make_url(sqlite_url).database or "")

    def told():
        answer = client.get("/ready")
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status_code, answer.get_json()

    assert told() == (200, {"ready": True})
    file.rename(file.with_suffix(".away"))
    assert told() == (503, {"ready": False, "reason": "unreachable"})
    assert client.get("/health").status_code == 200
    file.with_suffix(".away").rename(file)
    assert told() == (200, {"ready": True})
    engine = database.make_engine(sqlite_url)
    with engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert told() == (503, {"ready": False, "reason": "newer"})
