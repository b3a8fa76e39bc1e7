from datetime import date

import pytest

from dashboard import commands
from dashboard.commands import main
from data_access import database, ledger
from tests import factories


@pytest.fixture
def run(monkeypatch, sqlite_url, capsys):
    """Return a function that runs a command and returns its code and what it said."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    def run_command(*arguments):
        code = main(["--lang", "en", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


def test_nothing_new_cannot_be_published(run):
    assert run("publish") == (1, "", "There is nothing new to publish.\n")


def test_a_release_is_published_and_proved(run, sqlite_engine):
    with database.writing(sqlite_engine) as session:
        ledger.refresh(session, factories.payment(session).import_id)

    code, said, _ = run("publish", "--as-of", "2026-09-30", "--note", "autumn", "--by", "me")

    with database.reading(sqlite_engine) as db:
        (release,) = ledger.releases(db)
    assert code == 0
    assert release.content_hash in said
    assert (release.as_of, release.next_update) == (date(2026, 9, 30), date(2027, 2, 14))
    assert (release.note, release.published_by) == ("autumn", "me")
    assert run("verify") == (0, "1 release follows from the facts.\n", "")


def test_a_broken_release_is_named(run, sqlite_engine):
    with database.writing(sqlite_engine) as session:
        payment = factories.payment(session)
        factories.release(session)
        payment.amount_usd = 1

    code, said, _ = run("verify")

    assert code == 1
    assert "Release 1 differs: summary_payment" in said


def test_a_database_in_trouble_is_said_in_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")

    assert main(["--lang", "en", "verify"]) == 1

    said = capsys.readouterr().err
    assert said.startswith("The database cannot be reached right now.")
    assert "Traceback" not in said
    assert said.count("\n") == 1


def test_a_bad_setting_is_said_in_one_line(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "http")

    assert main(["--lang", "en", "verify"]) == 1
    assert capsys.readouterr().err == ("PORT must be a whole number from 1 to 65535, not 'http'.\n")


def test_a_file_that_is_not_there_cannot_be_imported(run, tmp_path):
    code, said, complaint = run("import", str(tmp_path / "none.xlsx"))

    assert code == 1
    assert said == ""
    assert "none.xlsx" in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    ("spoken", "lang"), [("ru_RU.UTF-8", "ru"), ("en_GB", "en"), ("C", "ky"), ("", "ky")]
)
def test_the_console_speaks_the_language_of_the_terminal(monkeypatch, spoken, lang):
    monkeypatch.setenv("LANG", spoken)

    assert commands._language_of_terminal() == lang
