"""Does somebody get in by the OpenID provider, and nobody else?"""

from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import text

from dashboard.factory import create_app
from dashboard.settings import Provider, Settings
from data_access import database
from data_access.changes import accounts
from tests import markup
from tests.dashboard.openid_provider import CLIENT, SECRET, led_back, serving
from tests.dashboard.signed_in import HOME, TEST, account, send, sign_in

NAME = "aigul@example.kg"
VERIFIED = {"email": "Aigul@Example.KG", "email_verified": True}
BEGIN, BACK = "/sign-in/openid", "/sign-in/openid/callback"


@pytest.fixture(scope="module")
def keys():
    """The key of the provider, and one of somebody else that bears the same name."""
    return [RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}) for _ in range(2)]


@pytest.fixture
def provider(keys):
    with serving(keys[0]) as provider:
        provider.claims = VERIFIED
        yield provider


@pytest.fixture
def make_client(programme_url, provider):
    """A function that returns a browser in front of an application that knows the provider."""

    def make(**settings):
        known = Provider(provider.issuer, CLIENT, SECRET, "Ministry ID")
        app = create_app(Settings(programme_url, provider=known, **settings))
        return app.server.test_client()

    return make


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture
def editor(programme_engine) -> int:
    return account(programme_engine, NAME, "editor")


def way_back(client, query="?lang=en") -> str:
    """Begin here, be somebody at the provider, and return where that leads."""
    return led_back(client.get(f"{BEGIN}{query}").location)


def come_back(client, query="?lang=en"):
    return client.get(way_back(client, query))


def told(client, answer) -> str:
    """Return the page to which an answer leads whoever was not let in."""
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?trouble=")
    page = client.get(answer.location)
    assert page.status_code in (403, 503)
    assert 'role="alert"' in page.text
    assert client.get("/account").status_code == 303
    return " ".join(markup.words(page.text))


def lines(engine) -> list[tuple[str, str, str]]:
    """Return who, what and with which particulars the journal tells of signing in."""
    with database.reading(engine) as db:
        asked = "SELECT who, what, after FROM journal WHERE what LIKE 'sign_in%' ORDER BY number"
        return [tuple(row) for row in db.execute(text(asked))]


def test_without_a_provider_nothing_of_it_is_seen(programme_url):
    client = create_app(Settings(programme_url)).server.test_client()

    assert "openid" not in client.get("/sign-in").text
    assert client.get(BEGIN).status_code == client.get(BACK).status_code == 404


def test_who_is_known_to_the_provider_and_has_an_account_is_signed_in(
    client, editor, provider, programme_engine
):
    page = client.get("/sign-in?lang=en&next=/results")
    assert "Sign in with Ministry ID" in markup.words(page.text)
    assert provider.asked == []  # the dashboard starts and serves without the provider

    begun = client.get(f"{BEGIN}?lang=en&next=%2Fresults")
    asked = parse_qs(urlsplit(begun.location).query)
    answer = client.get(led_back(begun.location))

    assert asked["redirect_uri"] == [f"http://localhost{BACK}"]
    assert asked["ui_locales"] == ["en"]
    assert (answer.status_code, answer.location) == (303, "/results")
    assert "Editor" in markup.words(client.get("/account?lang=en").text)
    way = f'{{"way":"{provider.issuer}"}}'
    assert lines(programme_engine) == [(NAME, "sign_in", way)]
    out = send(client, "/sign-out?lang=en", "/account?lang=en")
    assert out.status_code == 303
    assert client.get("/account").status_code == 303


def test_a_user_name_opens_the_account_of_that_name_whatever_else_is_told(
    client, programme_engine, provider
):
    account(programme_engine, "Айгүл", "donor")
    provider.claims = {**VERIFIED, "preferred_username": "АЙГҮЛ"}

    assert come_back(client, "?lang=ky").location == "/?lang=ky"


def test_the_way_back_begins_where_readers_open_the_dashboard(make_client):
    client = make_client(site_url="https://bilim.example.kg")

    begun = client.get(BEGIN)

    back = parse_qs(urlsplit(begun.location).query)["redirect_uri"]
    assert back == [f"https://bilim.example.kg{BACK}"]
    (kept,) = begun.headers.getlist("Set-Cookie")
    assert all(each in kept for each in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/sign-in"))


def test_what_an_id_token_leaves_out_is_asked_for(client, editor, provider):
    provider.by_userinfo = True

    assert come_back(client).location == "/?lang=en"

    send(client, "/sign-out", "/account")
    provider.told_of = "somebody else"
    assert "cannot be trusted" in told(client, come_back(client))


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "nobody@example.kg", "email_verified": True},
         "Ministry ID knows you as nobody@example.kg, but there is no account here"),
        ({"preferred_username": "nobody"}, "knows you as nobody, but there is no account here"),
        ({"email": NAME}, "neither a user name nor a verified e-mail"),
        ({"email": NAME, "email_verified": "false"}, "neither a user name nor a verified e-mail"),
        ({"preferred_username": NAME}, "neither a user name nor a verified e-mail"),
        ({"email": "aigu\u217c@example.kg", "email_verified": True}, "there is no account here"),
        ({}, "neither a user name nor a verified e-mail"),
    ],
)  # fmt: skip
def test_who_has_no_account_by_a_name_that_the_provider_vouches_for_stays_out(
    client, editor, provider, programme_engine, claims, words
):
    provider.claims = claims

    answer = come_back(client)

    assert words in told(client, answer)
    (line,) = lines(programme_engine)
    assert line[:2] == ("", "sign_in_refused")
    assert provider.issuer in line[2]


def test_a_disabled_account_stays_out(client, editor, programme_engine):
    with database.writing(programme_engine) as session:
        accounts.create(session, "boss", "", "administrator", TEST)
        accounts.disable(session, editor, TEST)

    page = told(client, come_back(client))

    assert f"knows you as {VERIFIED['email']}, but this account is disabled" in page
    assert [line[:2] for line in lines(programme_engine)] == [(NAME, "sign_in_refused")]


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "of another time"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": "another client", "azp": CLIENT},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_for_this_sign_in_opens_nothing(
    client, editor, provider, programme_engine, changed
):
    provider.changed = changed

    assert "cannot be trusted" in told(client, come_back(client))
    (line,) = lines(programme_engine)
    assert line[1] == "sign_in_refused"
    assert '"why":"not_trusted"' in line[2]


def test_a_signature_of_somebody_else_opens_nothing(client, editor, provider, keys):
    provider.signs_with = keys[1]

    assert "cannot be trusted" in told(client, come_back(client))


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://localhost:9/token"},
        {"jwks_uri": "https://elsewhere.example/keys"},
        {"token_endpoint": None},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
    ],
    ids=str,
)
def test_a_provider_that_is_somebody_else_or_sends_us_elsewhere_is_not_followed(
    client, editor, provider, metadata
):
    provider.metadata = metadata

    answer = client.get(f"{BEGIN}?lang=en")
    if answer.status_code == 302:
        answer = client.get(led_back(answer.location))

    assert "cannot be trusted" in told(client, answer)


def test_only_the_browser_that_began_can_come_back_and_only_once(
    client, make_client, editor, programme_engine
):
    back = way_back(client)
    other = make_client()

    for address in (f"{BACK}?code=x&state=y&lang=en", f"{BACK}?error=x&lang=en", f"{back}&lang=en"):
        assert "this browser did not begin it here" in told(other, other.get(address))
    assert client.get(back).location == "/?lang=en"
    again = client.get(back)
    assert again.location.startswith("/sign-in?trouble=not_begun")
    assert [line[1] for line in lines(programme_engine)].count("sign_in") == 1


def test_who_does_not_agree_at_the_provider_is_told_in_their_language(
    client, editor, provider, programme_engine
):
    provider.refuses = True

    page = told(client, come_back(client, "?lang=en"))

    assert "Ministry ID did not confirm who you are" in page
    assert '"why":"cancelled"' in lines(programme_engine)[0][2]
    begun_in_russian = come_back(client, "?lang=ru")
    assert "lang=ru" in begun_in_russian.location


def test_a_provider_that_is_away_leaves_the_door_for_passwords(programme_url, editor, keys):
    with serving(keys[0]) as provider:
        known = Provider(provider.issuer, CLIENT, SECRET, "Ministry ID")
        client = create_app(Settings(programme_url, provider=known)).server.test_client()
        provider.claims = VERIFIED
        back = way_back(client)

    assert "Ministry ID does not answer" in told(client, client.get(back))
    other = create_app(Settings(programme_url, provider=known)).server.test_client()
    answer = other.get(f"{BEGIN}?lang=en&next=%2Fresults")
    assert "next=%2Fresults" in answer.location
    assert "Ministry ID does not answer" in told(other, answer)
    assert sign_in(other, NAME).status_code == 303


def test_refusals_do_not_fill_the_journal_nor_close_the_door(
    client, editor, programme_engine, monkeypatch
):
    monkeypatch.setattr(accounts, "REFUSALS_TOLD", 2)
    monkeypatch.setattr(accounts, "WRONG_FROM_ONE_PLACE", 2)
    for _ in range(4):
        client.get(f"{BACK}?code=x&state=y", headers=HOME)

    assert len(lines(programme_engine)) == 2
    assert come_back(client).location == "/?lang=en"
