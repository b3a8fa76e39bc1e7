import pytest

from dashboard.settings import BadSetting, Settings


def test_nothing_has_to_be_set():
    settings = Settings.from_environment({})

    assert settings.database_url.startswith("sqlite:///")
    assert (settings.host, settings.port, settings.demonstration) == ("127.0.0.1", 8050, True)


def test_the_environment_is_heard():
    settings = Settings.from_environment(
        {"DATABASE_URL": "postgresql://x/y", "PORT": "80", "WORKERS": "1", "DEMONSTRATION": "No",
         "LOG_FORMAT": "json"}
    )  # fmt: skip

    given = {"port": 80, "workers": 1, "demonstration": False, "log_format": "json"}
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
