"""Every address and action is tried as every role; a new one has to be written down here."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import jobs, login
from dashboard.access import Permission, Role
from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.settings import Settings
from data_access import database
from data_access.changes import accounts
from tests import factories
from tests import factories_promises as promises
from tests import factories_training as training
from tests.dashboard.signed_in import HOME, PASSWORD, account
from tests.dashboard.test_access import TABLE

READ, ROWS, SUBMIT, APPROVE, MANAGE, JOURNAL = Permission
EITHER, OWN, ANYBODY = (SUBMIT, APPROVE), "whoever has signed in", "anybody"

NEEDS = {
    "GET /": READ,
    "GET /<path:path>": READ,
    "GET /account": OWN,
    "POST /account/everywhere": OWN,
    "POST /account/password": OWN,
    "POST /account/session": OWN,
    "GET /accounts": MANAGE,
    "POST /accounts/<int:number>/disable": MANAGE,
    "POST /accounts/<int:number>/enable": MANAGE,
    "POST /accounts/<int:number>/link": MANAGE,
    "POST /accounts/<int:number>/role": MANAGE,
    "POST /accounts/create": MANAGE,
    "GET /answer/": READ,
    "GET /answer/<path:path>": READ,
    "GET /assets/<path:filename>": ANYBODY,
    "GET /data": EITHER,
    "GET /data/<int:number>": EITHER,
    "GET /data/duplicates/<any(persons, schools):name>": EITHER,
    "POST /data/duplicates/<any(persons, schools):name>": SUBMIT,
    "POST /data/<int:number>/accept": APPROVE,
    "GET /data/<int:number>/marked/<int:place>": EITHER,
    "GET /data/<int:number>/pictures/<int:place>.jpg": EITHER,
    "POST /data/<int:number>/return": APPROVE,
    "POST /data/<int:number>/submit": SUBMIT,
    "POST /data/<int:number>/withdraw": SUBMIT,
    "GET /data/override": SUBMIT,
    "POST /data/override": SUBMIT,
    "GET /data/photos": SUBMIT,
    "POST /data/photos": SUBMIT,
    "POST /data/publish": APPROVE,
    "GET /data/templates/<name>.xlsx": EITHER,
    "POST /data/undo/<int:number>": APPROVE,
    "POST /data/upload": SUBMIT,
    "GET /geo/<fingerprint>.json": ANYBODY,
    "GET /health": ANYBODY,
    "GET /jobs/transfers": READ,
    "POST /jobs/transfers/cancel": READ,
    "POST /jobs/transfers/start": READ,
    "GET /journal": JOURNAL,
    "GET /journal.csv": JOURNAL,
    "GET /layers/schools/<int:release>/<quarter>/<fingerprint>.json": READ,
    "GET /n/<code>": ANYBODY,
    "POST /number/keep": READ,
    "GET /photos/<sha256>-small.jpg": READ,
    "GET /photos/<sha256>.jpg": READ,
    "GET /ready": ANYBODY,
    "GET /releases/<int:number>.json": READ,
    "GET /reset/<word>": ANYBODY,
    "POST /reset/<word>": ANYBODY,
    "GET /sign-in": ANYBODY,
    "POST /sign-in": ANYBODY,
    "POST /sign-out": ANYBODY,
    "GET /static/<path:filename>": ANYBODY,
}
"""Address -> what it needs; lists at /export/ and pages stand below."""

LISTS_OF_ROWS = {"GET /export/rows-behind.csv"}
PAGES_OF_ROWS = {"/number/rows"}

PICTURE = "0123456789abcdef" * 4
GIVEN = {
    "<path:filename>": "css/forms.css",
    "<int:release>": "1",
    "<quarter>": "2026-Q3",
    "/releases/<int:number>": "/releases/1",
    "<sha256>": PICTURE,
    "{school}": "IS-01",
    "{indicator}": "R1.4",
    "{area}": "KG-N",
    "/answer/<path:path>": "/answer/training",
    "<path:path>": "districts/41704220000000",
    "/templates/<name>": "/templates/finance",
    "<any(persons, schools):name>": "persons",
    "<int:number>": "999",
    "<int:place>": "0",
}
ENDS_THE_SESSION = ("everywhere", "sign-out")
SECRET = "zzsecret"


@pytest.fixture(scope="module")
def url(programme_file, tmp_path_factory) -> str:
    """Address of the small programme with people of whom nobody may learn, and an account of each
    role."""
    copy = tmp_path_factory.mktemp("addresses") / "programme.sqlite"
    url = f"sqlite:///{shutil.copy(programme_file, copy)}"
    engine = database.make_engine(url)
    with database.writing(engine) as session:
        training.course(session)
        training.course_session(session)
        for number in range(12):
            training.person(session, f"{SECRET}-{number}", school="IS-01")
            training.participation(session, f"{SECRET}-{number}")
        training.register(session)
        training.attestation(session, f"{SECRET}-1")
        training.observation(session, f"{SECRET}-2")
        promises.grievance(session, f"{SECRET}-complaint")
        factories.photo(session, picture=factories.picture(session, PICTURE))
        factories.release(session)
    for role in TABLE:
        account(engine, f"{SECRET}-{role.value}", _kind(role))
    engine.dispose()
    return url


def _kind(role: Role) -> str:
    return Role.DONOR.value if role in (Role.STRANGER, Role.PUBLIC) else role.value


def addresses(client: FlaskClient) -> dict[str, object]:
    """Return each action and address of the application -> what it needs."""
    found: dict[str, object] = {}
    for rule in client.application.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            address = f"{method} {rule.rule}"
            if rule.rule.startswith("/export/"):
                found[address] = ROWS if address in LISTS_OF_ROWS else READ
            elif not rule.rule.startswith("/_"):
                found[address] = NEEDS.get(address)
    for page in PAGES:
        found[f"GET {page.path}"] = ROWS if page.path in PAGES_OF_ROWS else READ
    return found


def browser(url: str, role: Role) -> tuple[FlaskClient, str]:
    """Return a browser in which a role asks, and the token of its forms."""
    app = create_app(Settings(url, sign_in_to_read=role is Role.STRANGER))
    client = app.server.test_client()
    word, cookie = "nobody", login.FORM_COOKIE
    if role not in (Role.STRANGER, Role.PUBLIC):
        word = accounts.sign_in(app.engine, f"{SECRET}-{role.value}", PASSWORD, "")
        cookie = login.SESSION_COOKIE
    client.set_cookie(cookie, word)
    return client, login._token(word)


def ask(client: FlaskClient, token: str, address: str) -> TestResponse:
    method, _, path = address.partition(" ")
    for place, value in GIVEN.items():
        path = path.replace(place, value)
    path = re.sub(r"<[^>]+>", "x", path) + "?lang=en"
    form = {"csrf": token} if method == "POST" else None
    return client.open(path, method=method, data=form, headers=HOME)


NOTHING_DONE = (None, ["late"])
"""What the page to sign in on is told where somebody was led there instead of being heard."""


def is_refused(answer: TestResponse) -> bool:
    """Return whether an answer says no, or leads to where somebody signs in."""
    if answer.request.path.startswith("/answer/"):
        return list(answer.get_json()["slots"]) == ["notices"]
    if answer.request.path.startswith("/photos/"):  # whoever may not see one learns of none
        return answer.status_code == 404
    led_to = urlsplit(answer.location or "")
    is_led_away = led_to.path == "/sign-in" and parse_qs(led_to.query).get("done") in NOTHING_DONE
    return answer.status_code in (401, 403, 503) or is_led_away


@pytest.mark.parametrize("role", TABLE)
def test_every_address_and_action_as_every_role(url, role, monkeypatch):
    monkeypatch.setattr(jobs, "start", lambda *_: None)
    client, token = browser(url, role)
    needed = addresses(client)
    assert [address for address, needs in needed.items() if needs is None] == []
    assert set(NEEDS) <= set(needed)

    found, failed, told = set(), [], []
    for address in sorted(needed, key=lambda each: each.endswith(ENDS_THE_SESSION)):
        if address.endswith(ENDS_THE_SESSION):
            client, token = browser(url, role)
        with ask(client, token, address) as answer:
            if not is_refused(answer):
                found.add(address)
            if answer.status_code == 500:
                failed.append(address)
            if SECRET.encode() in answer.data.lower():
                told.append(address)

    has_signed_in = role not in (Role.STRANGER, Role.PUBLIC)
    held = TABLE[role] | {ANYBODY} | ({OWN} if has_signed_in else set())
    allowed = {
        address
        for address, needs in needed.items()
        if not held.isdisjoint(needs if isinstance(needs, tuple) else (needs,))
    }
    assert found == allowed
    assert failed == []
    if not has_signed_in:
        assert told == []


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.ADMINISTRATOR])
def test_nothing_answers_at_the_addresses_of_the_library_beneath(url, role):
    client, token = browser(url, role)
    rules = [rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/_")]

    answers = [ask(client, token, f"GET {rule.rule}").status_code for rule in rules]

    assert rules and set(answers) == {404}
