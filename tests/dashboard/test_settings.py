import pytest

from dashboard.settings import BadSetting, Provider, Settings


def test_nothing_has_to_be_set():
    settings = Settings.from_environment({})

    assert settings.database_url.startswith("sqlite:///")
    assert (settings.host, settings.port, settings.demonstration) == ("127.0.0.1", 8050, True)


def test_the_environment_is_heard():
    settings = Settings.from_environment(
        {"DATABASE_URL": "postgresql://x/y", "PORT": "80", "WORKERS": "1", "DEMONSTRATION": "No",
         "LOG_FORMAT": "json", "ANSWER_AHEAD": "no"}
    )  # fmt: skip

    given = {"port": 80, "workers": 1, "demonstration": False, "log_format": "json"}
    given |= {"answer_ahead": False}
    assert settings == Settings("postgresql://x/y", **given)


@pytest.mark.parametrize(
    "address",
    ["foo", "mysql://root:secret@host/db", "postgresql://host:port/secret", "sqlite://",
     "sqlite:///:memory:", "sqlite+aiosqlite:///secret.db"],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_refused_without_telling_its_password(address):
    with pytest.raises(BadSetting, match="DATABASE_URL") as raised:
        Settings.from_environment({"DATABASE_URL": address})

    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "address", ["sqlite:////x/y.db", "postgresql://u:p@h:5433/n", "postgresql+psycopg://h/n"]
)
def test_a_database_is_taken_at_its_word(address):
    assert Settings.from_environment({"DATABASE_URL": address}).database_url == address


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "http"), ("PORT", "0"), ("PORT", "65536"), ("PORT", "-1"), ("WORKERS", "65"),
     ("THREADS", "1.5"), ("DEMONSTRATION", "maybe"), ("LOG_FORMAT", "xml")],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused_by_name(name, text):
    with pytest.raises(BadSetting, match=name) as raised:
        Settings.from_environment({name: text})

    assert text in str(raised.value)


OIDC = {"OIDC_ISSUER": "https://id.example.kg/realm/", "OIDC_CLIENT_ID": "bilim"}
WHOLE = {**OIDC, "OIDC_CLIENT_SECRET": "hidden"}


def test_a_provider_is_called_by_its_name_or_its_host():
    issuer = "https://id.example.kg/realm"

    nameless = Settings.from_environment(WHOLE).provider
    named = Settings.from_environment({**WHOLE, "OIDC_NAME": " Ministry  ID "}).provider

    assert nameless == Provider(issuer, "bilim", "hidden", "id.example.kg")
    assert named == Provider(issuer, "bilim", "hidden", "Ministry ID")
    assert "hidden" not in repr(named)
    assert Settings.from_environment({"OIDC_NAME": "Ministry ID"}).provider is None


@pytest.mark.parametrize("name", WHOLE)
def test_settings_of_a_provider_come_together(name):
    given = {each: value for each, value in WHOLE.items() if each != name}

    with pytest.raises(BadSetting, match=f"without {name}: all three are needed") as raised:
        Settings.from_environment(given)

    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize(
    ("issuer", "is_fine"),
    [("http://id.example.kg", False), ("id.example.kg", False), ("ftp://id.example.kg", False),
     ("http://127.0.0.1:8080/realm", True)],
)  # fmt: skip
def test_a_provider_is_asked_over_https_except_on_this_machine(issuer, is_fine):
    given = {**WHOLE, "OIDC_ISSUER": issuer}

    if is_fine:
        assert Settings.from_environment(given).provider
    else:
        with pytest.raises(BadSetting, match="OIDC_ISSUER"):
            Settings.from_environment(given)
