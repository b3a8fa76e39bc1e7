"""Codes that may stand twice are decided upon by two people, in a browser or by command."""

import re

import pytest

from dashboard.commands import main
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database, ledger
from data_access.queries import twins
from data_access.twin_kinds import PERSONS_KIND, SCHOOLS_KIND
from tests import factories
from tests import factories_training as training
from tests.dashboard.signed_in import HOME, account, sign_in, token
from tests.markup import words

PERSONS, SCHOOLS = "/data/duplicates/persons?lang=en", "/data/duplicates/schools?lang=en"
PAIR, SCHOOL_PAIR = ("P-0001", "P-0002"), ("SC-0001", "SC-0002")
SAME = {"code": "P-0001", "other": "P-0002", "decision": "same P-0002", "reason": "one teacher"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def app(url):
    """A programme in which two codes of people are alike, and two schools stand on one spot."""
    engine = database.make_engine(url)
    with database.writing(engine) as session:
        for code in SCHOOL_PAIR:
            factories.school(session, code)
        training.course(session)
        training.course_session(session)
        for code in PAIR:
            training.person(session, code, school="SC-0001", district=None)
            training.participation(session, code)
        factories.release(session)
    for role in ("editor", "approver", "donor"):
        account(engine, role, role)
    engine.dispose()
    made = create_app(Settings(url))
    yield made
    made.engine.dispose()


@pytest.fixture
def as_(app):
    def as_(role):
        client = app.server.test_client()
        assert sign_in(client, role).status_code == 303
        return client

    return as_


def said(answer) -> str:
    return " ".join(" ".join(words(answer.get_data(as_text=True))).split())


def send(client, page, address=None, **fields):
    form = {"csrf": token(client.get(page)), **fields}
    return client.post(address or page, data=form, headers=HOME)


def proposed(client, page, **fields):
    """Propose something and return where the submission stands to which the pair then leads."""
    answer = send(client, page, **fields)
    assert answer.status_code == 303
    shown = client.get(answer.location).get_data(as_text=True)
    assert f'id="{answer.location.partition("#")[2]}"' in shown
    return re.findall(r'href="(/data/\d+\?lang=en)"', shown)[0]


def state(app, kind=PERSONS_KIND, pair=PAIR):
    with database.reading(app.engine) as db:
        return kind.state(db, pair, ledger.clock(db))


def test_what_an_editor_proposes_an_approver_decides_and_both_see_it(app, as_):
    editor, approver = as_("editor"), as_("approver")
    page = said(editor.get(PERSONS))
    assert "1 pair of people's codes" in page and "same session 1 time" in page
    assert "People: 1 undecided" in said(editor.get("/data?lang=en"))

    at = proposed(editor, PERSONS, **SAME)

    assert state(app) == "open"
    assert "A proposal waits" in said(editor.get(PERSONS))
    shown = said(approver.get(at))
    assert "P-0001 · P-0002: the same; P-0002 stays" in shown and "1 figure" not in shown
    where = at.split("?")[0]
    assert send(editor, at, f"{where}/accept?lang=en").status_code == 403
    assert send(approver, at, f"{where}/accept?lang=en").status_code == 303
    assert state(app) == "same"
    page = said(editor.get(PERSONS))
    assert "0 pairs of people's codes" in page
    assert "the same; P-0002 stays" in page and "editor, approver" in page
    assert "Reason: one teacher" in page
    journal = said(approver.get("/journal?lang=en"))
    assert "decided on duplicates" in journal and "decision on duplicates proposed" in journal

    back = {"code": "P-0001", "other": "P-0002", "decision": "open", "reason": "two after all"}
    at = proposed(editor, PERSONS, **back)
    send(approver, at, f"{at.split('?')[0]}/accept?lang=en")
    assert state(app) == "open"


def test_a_school_needs_the_day_from_which_it_is_closed_and_nothing_typed_is_lost(app, as_):
    editor = as_("editor")
    typed = {"code": "SC-0001", "other": "SC-0002", "decision": "same SC-0001", "reason": "twice"}

    refused = send(editor, SCHOOLS, **typed, closed_on="yesterday")

    assert refused.status_code == 409 and "Give the day" in said(refused)
    text = refused.get_data(as_text=True)
    assert 'value="twice"' in text and re.search(r'value="same SC-0001"[^>]* checked', text)
    at = proposed(editor, SCHOOLS, **typed, closed_on="2026-09-01")
    approver = as_("approver")
    send(approver, at, f"{at.split('?')[0]}/accept?lang=en")
    assert state(app, SCHOOLS_KIND, SCHOOL_PAIR) == "same"


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"decision": ""}, 400, "Choose what the two are."),
        ({"decision": "both"}, 400, "Choose what the two are."),
        ({"reason": " "}, 409, "Say why"),
        ({"other": "P-9999"}, 409, "There are no two such codes"),
        ({"other": "<script>"}, 409, "There are no two such codes"),
        ({"decision": "open"}, 409, "Somebody else was quicker"),
    ],
)
def test_what_makes_no_sense_is_told(app, as_, fields, status, told):
    answer = send(as_("editor"), PERSONS, **{**SAME, **fields})

    assert answer.status_code == status and told in said(answer)
    assert "<script>" not in answer.get_data(as_text=True).replace('<script src="', "")
    assert state(app) == "open"


def test_a_pair_that_waits_is_not_proposed_again(app, as_):
    editor = as_("editor")
    form = {"csrf": token(editor.get(PERSONS)), **SAME}
    assert editor.post(PERSONS, data=form, headers=HOME).status_code == 303

    answer = editor.post(PERSONS, data=form | {"decision": "apart"}, headers=HOME)

    assert answer.status_code == 409 and "waits to be accepted already" in said(answer)


def test_nobody_without_the_right_sees_or_sends_anything(app, as_):
    approver, donor, stranger = as_("approver"), as_("donor"), app.server.test_client()
    assert "P-0001" in said(approver.get(PERSONS))
    assert "Propose" not in said(approver.get(PERSONS))
    form = {"csrf": token(approver.get("/data?lang=en")), **SAME}
    assert approver.post(PERSONS, data=form, headers=HOME).status_code == 403
    assert donor.get(PERSONS).status_code == 403
    assert stranger.get(PERSONS).location.startswith("/sign-in")
    assert as_("editor").post(PERSONS, data=SAME, headers=HOME).status_code == 403
    for client in (stranger, donor, approver):
        assert "P-0001" not in client.get("/quality?lang=en").get_data(as_text=True)
    assert state(app) == "open"


def test_public_counts_follow_the_releases(app, as_):
    def table():
        answer = app.server.test_client().get("/quality?lang=en")
        return said(answer)

    before = table()
    at = proposed(as_("editor"), PERSONS, **{**SAME, "decision": "apart"})
    approver = as_("approver")
    send(approver, at, f"{at.split('?')[0]}/accept?lang=en")

    assert table() == before


ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""A command leaves its connections to the end of its process."""


@pytest.fixture
def run(app, url, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", url)

    def run(*arguments):
        code = main(["--lang", "en", "twins", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@ON_SQLITE
def test_the_command_lists_decides_and_takes_back(app, run):
    assert "  P-0001 P-0002\n" in run("persons")[1]
    decide = ("persons", *PAIR, "--apart", "--reason", "sisters", "--by", "me")

    checked = run(*decide, "--check")
    assert checked[0] == 0 and state(app) == "open"
    assert run(*decide)[0] == 0
    assert state(app) == "apart"
    listed = run("persons")[1]
    assert "P-0001 P-0002: two different · me" in listed and "sisters" in listed
    assert run(*decide) == (
        1, "", "Somebody else was quicker, or other data has come in since; look at the two codes"
        " again.\n",
    )  # fmt: skip
    assert run("persons", *PAIR[::-1], "--take-back", "--reason", "no")[0] == 0
    assert state(app) == "open"
    assert run("persons", *PAIR, "--stays", "P-0001", "--reason", "one")[0] == 0
    assert state(app) == "same"
    with database.reading(app.engine) as db:
        assert [row["state"] for row in twins.decided(db, PERSONS_KIND)] == ["same"]
        assert ledger.verify(db) == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("persons", "P-0001"), "Give two codes, and what they are.\n"),
        (("persons", *PAIR), "Give two codes, and what they are.\n"),
        (("persons", *PAIR, "--apart"), "Say why, so that others can judge it.\n"),
    ],
)
def test_the_command_says_what_is_missing(run, arguments, told):
    assert run(*arguments) == (1, "", told)
