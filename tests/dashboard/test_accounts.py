import logging
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text, update

from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database, passwords
from data_access.changes import accounts, journal
from data_access.models import Account, ResetLink, SignInSession
from tests import markup
from tests.dashboard.signed_in import HOME, PASSWORD, TEST, account, send, sign_in, token

NEW = "another horse battery"


@pytest.fixture(scope="module", autouse=True)
def quick_hashes():
    """Hashes that cost little: what they cost is not what these tests are about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(1, 8, parallelism=1))
        passwords._of_nobody.cache_clear()
        yield
    passwords._of_nobody.cache_clear()


@pytest.fixture
def make_client(programme_url):
    """A function that returns a browser in front of an application with some settings."""

    def make(**settings):
        return create_app(Settings(programme_url, **settings)).server.test_client()

    return make


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture
def editor(programme_engine) -> int:
    return account(programme_engine, "Айгүл@example.kg", "editor")


NAME = "айгүл@example.kg"


def told(answer) -> str:
    return " ".join(markup.words(answer.text))


def lines(engine) -> list[tuple[str, str, str]]:
    """Return who, what and of what the journal tells since the tests began to act."""
    with database.reading(engine) as db:
        found = db.execute(text("SELECT who, what, subject FROM journal ORDER BY number"))
        acted = [tuple(row) for row in found]
    return [line for line in acted if line[0] != TEST.name and line[1] not in ("import", "publish")]


def change(engine, model, **values) -> None:
    with database.writing(engine) as session:
        session.execute(update(model).values(**values))


def make_link(engine, number: int) -> str:
    with database.writing(engine) as session:
        return accounts.make_link(session, number, TEST)


# Signing in


def test_who_signs_in_is_known_from_then_on_until_they_sign_out(client, editor, programme_engine):
    assert "Sign in" in told(client.get("/?lang=en"))

    answer = sign_in(client, " АЙГҮЛ@Example.KG ")

    assert (answer.status_code, answer.location) == (303, "/?lang=en")
    shown = client.get("/?lang=en")
    assert "Айгүл@example.kg" in told(shown)
    assert 'href="/account?lang=en"' in shown.text
    out = send(client, "/sign-out?lang=en", "/account?lang=en")
    assert out.status_code == 303
    assert "You have signed out." in told(client.get(out.location))
    assert client.get("/account").status_code == 303
    assert lines(programme_engine) == [(NAME, "sign_in", NAME), (NAME, "sign_out", NAME)]


@pytest.mark.parametrize(
    ("settings", "base", "is_secure"),
    [
        ({}, "http://localhost", False),
        ({}, "https://localhost", True),
        ({"site_url": "https://bilim.example.kg"}, "http://localhost", True),
    ],
)
def test_the_word_of_a_session_is_kept_from_scripts_and_other_sites(
    make_client, editor, settings, base, is_secure
):
    client = make_client(**settings)
    page = client.get("/sign-in", base_url=base)
    form = {"csrf": token(page), "name": NAME, "password": PASSWORD}

    answer = client.post(
        "/sign-in", data=form, base_url=base, headers={"Origin": base},
    )  # fmt: skip

    (kept,) = [each for each in answer.headers.getlist("Set-Cookie") if "bilim_session" in each]
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    assert ("Secure" in kept) == is_secure
    assert "Domain" not in kept


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer_for_the_same_work(
    client, editor, monkeypatch
):
    checks = []
    is_right = passwords.is_right
    monkeypatch.setattr(
        passwords, "is_right", lambda *given: checks.append(given) or is_right(*given)
    )

    wrong, unknown = sign_in(client, NAME, NEW), sign_in(client, "nobody", NEW)

    assert (wrong.status_code, unknown.status_code, len(checks)) == (422, 422, 2)
    assert "Name and password do not fit together." in told(wrong)
    assert told(wrong) == told(unknown)
    assert f'value="{NAME}"' in wrong.text
    assert 'id="password-error"' in wrong.text
    assert NEW not in wrong.text


def test_five_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(
    client, editor, programme_engine
):
    for _ in range(5):
        sign_in(client, NAME, NEW)

    assert sign_in(client, NAME).status_code == 422
    assert (NAME, "account_locked", NAME) in lines(programme_engine)
    change(programme_engine, Account, locked_until=datetime.now(UTC) - timedelta(seconds=1))
    assert sign_in(client, NAME).status_code == 303


def test_four_wrong_passwords_before_the_right_one_count_no_more(client, editor, programme_engine):
    for _ in range(2):
        for _ in range(4):
            sign_in(client, NAME, NEW)
        assert sign_in(client, NAME).status_code == 303
        send(client, "/sign-out", "/account")

    assert "account_locked" not in {what for _, what, _ in lines(programme_engine)}


def test_many_wrong_attempts_from_one_address_have_to_wait(client, editor, monkeypatch):
    monkeypatch.setattr(accounts, "WRONG_FROM_ONE_PLACE", 3)
    for number in range(3):
        sign_in(client, f"name {number}", NEW)

    refused = sign_in(client, NAME)

    assert refused.status_code == 429
    assert "Too many wrong attempts came from this address." in told(refused)
    form = {"csrf": token(client.get("/sign-in")), "name": NAME, "password": PASSWORD}
    elsewhere = {**HOME, "X-Forwarded-For": "10.9.9.9, 203.0.113.7"}
    assert client.post("/sign-in", data=form, headers=elsewhere).status_code == 303


def test_a_disabled_account_opens_nothing_any_more(client, editor, programme_engine):
    sign_in(client, NAME)
    assert client.get("/account").status_code == 200

    with database.writing(programme_engine) as session:
        accounts.create(session, "boss", "", "administrator", TEST)
        accounts.disable(session, editor, TEST)

    assert client.get("/account").status_code == 303
    assert sign_in(client, NAME).status_code == 422


def test_a_session_ends_after_twelve_silent_hours_and_lives_by_being_used(
    client, editor, programme_engine
):
    sign_in(client, NAME)
    change(programme_engine, SignInSession, seen_at=datetime.now(UTC) - timedelta(hours=11))
    with client.get("/account") as used:
        assert used.status_code == 200
    with database.reading(programme_engine) as db:
        seen = db.scalar(select(SignInSession.seen_at))
    assert seen.replace(tzinfo=UTC) > datetime.now(UTC) - timedelta(minutes=1)

    change(programme_engine, SignInSession, seen_at=datetime.now(UTC) - timedelta(hours=12))

    assert client.get("/account").status_code == 303


def test_signing_out_everywhere_ends_the_sessions_of_all_browsers(client, make_client, editor):
    other = make_client()
    for browser in (client, other):
        sign_in(browser, NAME)

    assert send(client, "/account/everywhere", "/account").status_code == 303

    assert [browser.get("/account").status_code for browser in (client, other)] == [303, 303]


def test_one_session_of_ones_own_can_be_ended_and_none_of_others(
    client, make_client, editor, programme_engine
):
    account(programme_engine, "somebody", "donor")
    mine, theirs = make_client(), make_client()
    sign_in(mine, NAME)
    sign_in(theirs, "somebody")
    sign_in(client, NAME)

    for number in ("1", "2", "x"):
        send(client, "/account/session", "/account", session=number)

    assert [each.get("/account").status_code for each in (client, mine, theirs)] == [200, 303, 200]


def test_the_database_is_asked_once_and_only_for_whoever_brings_a_cookie(client, editor):
    asked = []
    signed_in = accounts.accounts.signed_in

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            accounts.accounts, "signed_in", lambda *given: asked.append(given) or signed_in(*given)
        )
        client.get("/?lang=en")
        assert asked == []
        sign_in(client, NAME)
        asked.clear()
        client.get("/?lang=en")
    assert len(asked) == 1


def test_after_signing_in_one_is_led_back_and_never_elsewhere(client, editor):
    home = "/?lang=en"
    ways = {
        "/budget?region=KG-N": "/budget?region=KG-N",
        "//evil.example": home,
        "/\\evil.example": home,
        "https://evil.example/": home,
        "javascript:alert(1)": home,
        "/\t/evil.example": home,
        "http:evil.example": home,
        "/sign-out": home,
        "budget": home,
    }
    for given, leads_to in ways.items():
        query = {"lang": "en", "next": given}
        page = client.get("/sign-in", query_string=query)
        form = {"csrf": token(page), "name": NAME, "password": PASSWORD}

        answer = client.post("/sign-in", query_string=query, data=form, headers=HOME)

        assert answer.location == leads_to
        client.delete_cookie("bilim_session")


def test_the_way_in_remembers_from_which_page_of_ours_one_came(client):
    ours = client.get("/sign-in?lang=en", headers={"Referer": "http://localhost/budget?lang=en"})
    other = client.get("/sign-in?lang=en", headers={"Referer": "http://evil.example/budget"})

    assert "next=%2Fbudget%3Flang%3Den" in ours.text
    assert "next=" not in other.text.partition("<form")[2]


# Passwords


def test_a_password_is_changed_with_the_present_one_and_ends_other_sessions(
    client, make_client, editor
):
    other = make_client()
    sign_in(other, NAME)
    sign_in(client, NAME)

    wrong = send(client, "/account/password", "/account?lang=en", old=NEW, new=NEW, again=NEW)
    right = send(client, "/account/password", "/account?lang=en", old=PASSWORD, new=NEW, again=NEW)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert 'id="old-error"' in wrong.text
    assert NEW not in wrong.text
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert sign_in(other, NAME).status_code == 422
    assert sign_in(other, NAME, NEW).status_code == 303


def test_a_bad_password_is_refused_beside_its_field(client, editor, programme_engine):
    word = make_link(programme_engine, editor)
    bad = {
        ("short", "short"): "A password has at least 12 characters.",
        ("x" * 1001, "x" * 1001): "A password has at most 1,000 characters.",
        (NAME.upper(), NAME.upper()): "A password must not be the name of the account.",
        (NEW, NEW + "x"): "The two passwords differ.",
    }
    for (new, again), words in bad.items():
        refused = send(client, f"/reset/{word}?lang=en", f"/reset/{word}", new=new, again=again)

        assert refused.status_code == 422
        assert words in told(refused)
    assert client.get(f"/reset/{word}").status_code == 200


def test_a_link_lets_a_password_be_chosen_once(client, editor, programme_engine):
    sign_in(client, NAME)
    change(programme_engine, Account, locked_until=datetime.now(UTC) + timedelta(minutes=9))
    word = make_link(programme_engine, editor)
    form = {"csrf": token(client.get(f"/reset/{word}")), "new": NEW, "again": NEW}

    first = client.post(f"/reset/{word}?lang=en", data=form, headers=HOME)

    assert "The password is chosen." in told(client.get(first.location))
    assert client.get("/account").status_code == 303  # older sessions have ended
    second = send(client, f"/reset/{word}", "/sign-in", new=PASSWORD, again=PASSWORD)
    assert (second.status_code, client.get(f"/reset/{word}").status_code) == (410, 410)
    assert sign_in(client, NAME, NEW).status_code == 303


def test_a_link_opens_nothing_after_a_day_or_once_there_is_a_newer_one(
    client, editor, programme_engine
):
    older = make_link(programme_engine, editor)
    newer = make_link(programme_engine, editor)
    assert client.get(f"/reset/{older}").status_code == 410
    page = client.get(f"/reset/{newer}")
    change(programme_engine, ResetLink, expires_at=datetime.now(UTC) - timedelta(seconds=1))

    answer = client.post(
        f"/reset/{newer}?lang=en", headers=HOME,
        data={"csrf": token(page), "new": NEW, "again": NEW},
    )  # fmt: skip

    assert answer.status_code == 410
    assert "This link has been used, or it is older than 24 hours." in told(answer)
    assert client.get("/reset/nonsense").status_code == 410


# Forms of others


WRITES = [
    "/sign-in", "/sign-out", "/account/password", "/account/session", "/account/everywhere",
    "/accounts/create", "/accounts/2/role", "/accounts/2/disable", "/accounts/2/enable",
    "/accounts/2/link",
]  # fmt: skip


def test_a_form_without_its_token_or_from_elsewhere_changes_nothing(client, programme_engine):
    account(programme_engine, "boss", "administrator")
    account(programme_engine, "other", "donor")
    sign_in(client, "boss")
    good = {"csrf": token(client.get("/account"))}
    before = lines(programme_engine)
    english = {**HOME, "Accept-Language": "en"}

    for address in [*WRITES, "/jobs/transfers/start", "/jobs/transfers/cancel"]:
        tries = [
            client.post(address, headers=english),
            client.post(address, data={"csrf": "0" * 64}, headers=HOME),
            client.post(address, data=good),
            client.post(address, data=good, headers={"Origin": "https://evil.example"}),
            client.post(address, data=good, headers={**HOME, "Sec-Fetch-Site": "cross-site"}),
        ]

        assert [each.status_code for each in tries] == [403] * 5
        assert "Nothing was changed." in told(tries[0])
    assert lines(programme_engine) == before


def test_a_form_for_signing_in_needs_the_cookie_that_came_with_it(client, make_client, editor):
    form = {"csrf": token(client.get("/sign-in")), "name": NAME, "password": PASSWORD}

    assert make_client().post("/sign-in", data=form, headers=HOME).status_code == 403
    assert client.post("/sign-in", data=form, headers=HOME).status_code == 303


def test_a_reader_who_signed_in_finds_their_token_in_kept_answers_and_others_find_none(
    client, make_client, editor, monkeypatch
):
    from dashboard import login

    with client.application.test_request_context("/"):
        assert login.filled(f"<input value='{login.PLACE_OF_TOKEN}'>") == "<input value=''>"
    sign_in(client, NAME)
    with client:
        mine = token(client.get("/account"))
        assert login.filled(login.PLACE_OF_TOKEN) == mine


# Every address as every role

ROLES = ("public", "donor", "ministry", "editor", "approver", "administrator")
IN, NO, LED = 200, 403, 303
ADDRESSES = {
    "/?lang=en": (IN, IN, IN, IN, IN, IN),
    "/answer/?lang=en": (IN, IN, IN, IN, IN, IN),
    "/export/contracts.csv?lang=en": (IN, IN, IN, IN, IN, IN),
    "/sign-in": (IN, LED, LED, LED, LED, LED),
    "/account": (LED, IN, IN, IN, IN, IN),
    "/accounts": (LED, NO, NO, NO, NO, IN),
    "/journal": (LED, NO, NO, NO, IN, IN),
    "/journal.csv": (LED, NO, NO, NO, IN, IN),
    "POST /accounts/create": (LED, NO, NO, NO, NO, 422),
    "POST /accounts/1/link": (LED, NO, NO, NO, NO, IN),
    "POST /accounts/1/role": (LED, NO, NO, NO, NO, LED),
    "POST /accounts/1/disable": (LED, NO, NO, NO, NO, LED),
    "POST /accounts/1/enable": (LED, NO, NO, NO, NO, LED),
    "POST /account/password": (LED, 422, 422, 422, 422, 422),
    "POST /account/everywhere": (LED, LED, LED, LED, LED, LED),
}
"""Address -> status for each role, written down a second time on purpose."""


@pytest.mark.parametrize("role", ROLES)
def test_every_address_as_every_role(client, programme_engine, role):
    account(programme_engine, "somebody", "editor")
    if role != "public":
        account(programme_engine, "me", role)
        sign_in(client, "me")

    found = {}
    for address in ADDRESSES:
        verb, _, path = address.rpartition(" ")
        if verb:
            page = client.get("/sign-in" if role == "public" else "/account")
            form = {"csrf": token(page), "role": "donor" if path.endswith("role") else ""}
            answer = client.post(path, data=form, headers=HOME)
        else:
            answer = client.get(path)
        found[address] = answer.status_code

    assert found == {address: by[ROLES.index(role)] for address, by in ADDRESSES.items()}


def test_where_reading_needs_an_account_strangers_are_led_to_the_way_in(
    make_client, programme_engine
):
    client = make_client(sign_in_to_read=True)
    account(programme_engine, "me", "donor")
    closed = ["/?lang=en", "/budget", "/export/contracts.csv", "/layers/schools/1/2026-Q3/x.json"]

    assert [client.get(each).status_code for each in closed] == [303] * 4
    assert client.get("/?lang=en").location == "/sign-in?next=%2F%3Flang%3Den"
    assert "headlines" not in client.get("/answer/?lang=en").text
    assert client.get("/health").status_code == 200
    with client.get("/assets/css/forms.css") as style:
        assert style.status_code == 200
    sign_in(client, "me")
    assert client.get("/?lang=en").status_code == 200
    with client.get("/layers/schools/1/2026-Q3/x.json") as layer:
        assert "public" not in layer.headers["Cache-Control"]


# Accounts and the journal


def test_the_administrator_creates_changes_disables_and_hands_out_links(client, programme_engine):
    account(programme_engine, "boss", "administrator")
    sign_in(client, "boss")

    made = send(
        client, "/accounts/create?lang=en", "/accounts",
        name="New@Example.kg", shown_name="Нурлан", role="editor",
    )  # fmt: skip
    twice = send(
        client, "/accounts/create?lang=en", "/accounts",
        name="NEW@example.kg", shown_name="<b>", role="donor",
    )  # fmt: skip

    assert made.status_code == 200
    assert "http://localhost/reset/" in told(made)
    assert "There is an account with this name already." in told(twice)
    assert 'value="NEW@example.kg"' in twice.text
    assert "<b>" not in twice.text
    for verb, fields in (("role", {"role": "approver"}), ("disable", {}), ("enable", {})):
        assert send(client, f"/accounts/2/{verb}", "/accounts", **fields).status_code == 303
    assert send(client, "/accounts/9/link", "/accounts").status_code == 422
    assert lines(programme_engine)[1:] == [
        ("boss", what, "new@example.kg")
        for what in ("account_created", "link_made", "role_changed", "account_disabled",
                     "account_enabled")
    ]  # fmt: skip


def test_nobody_manages_their_own_account(client, programme_engine):
    number = account(programme_engine, "boss", "administrator")
    sign_in(client, "boss")

    for verb in ("role", "disable", "enable", "link"):
        answer = send(client, f"/accounts/{number}/{verb}", "/accounts", role="donor")
        assert answer.status_code == 403


def test_the_journal_is_searched_paged_and_saved_without_formulas(client, programme_engine):
    account(programme_engine, "boss", "administrator")
    with database.writing(programme_engine) as session:
        for number in range(60):
            journal.note(session, what="import", subject="=1+1", by=f"User{number % 2}", where="x")
    sign_in(client, "boss")

    first = told(client.get("/journal?lang=en&who=USER1"))
    second = told(client.get("/journal?lang=en&page=2"))
    file = client.get("/journal.csv?lang=en&what=import&who=user0")

    assert "30 lines" in first
    assert "Older" not in first
    assert "Newer" in second
    assert "0 lines" in told(client.get("/journal?lang=en&until=2020-01-01"))
    assert client.get("/journal?since=nonsense&page=x&until=9999-12-31").status_code == 200
    assert file.headers["Content-Disposition"] == "attachment; filename=journal.csv"
    assert file.text.count("'=1+1") == 30
    assert ",=1+1" not in file.text


def test_nothing_that_lets_somebody_in_is_written_to_journal_or_log(
    client, editor, programme_engine, caplog
):
    caplog.set_level(logging.DEBUG)
    word = make_link(programme_engine, editor)
    send(client, f"/reset/{word}", f"/reset/{word}", new=NEW, again=NEW)
    sign_in(client, PASSWORD, NEW)  # a password typed in place of the name
    sign_in(client, NAME, PASSWORD)
    sign_in(client, NAME, NEW)
    session = client.get_cookie("bilim_session").value
    send(client, "/account/password", "/account", old=NEW, new=PASSWORD, again=PASSWORD)
    secrets = [PASSWORD, NEW, word, session, *map(accounts.fingerprint, (word, session)), "argon2"]

    with database.reading(programme_engine) as db:
        written = "\n".join(map(str, db.execute(text("SELECT * FROM journal"))))

    assert [each for each in secrets if each in written or each in caplog.text] == []
    assert "password_changed" in written
