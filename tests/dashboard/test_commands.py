import getpass
import os
import socket
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dashboard import commands
from dashboard.commands import main
from data_access import database, ledger
from data_access.filters import LANGUAGES
from data_access.models import Account, JournalLine
from layouts import problems, trouble
from layouts.i18n import Translator
from tests import factories
from tests.data_access.imports.samples import good, one_sheet, picture_file, workbook

NOTHING_NEW = "There is nothing new to publish."


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
    proved = "1 release follows from the facts.\n1 line of the journal is unchanged.\n"
    assert run("verify") == (0, proved, "")
    with database.writing(sqlite_engine) as session:
        session.execute(update(JournalLine).values(who="somebody else"))
    code, said, _ = run("verify")
    assert code == 1
    assert "Line 1 of the journal was changed, or one before it taken out." in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("dates", "named"),
    [
        (["--as-of", "2026-09-29"], date(2026, 9, 29)),
        (["--as-of", "2199-12-31"], date(2199, 12, 31)),
        (["--as-of", "2026-03-31"], date(2026, 6, 30)),
        (["--as-of", "2026-09-30", "--next-update", "2026-09-30"], date(2026, 9, 30)),
    ],
)
def test_impossible_dates_of_a_release_are_refused_in_one_sentence(
    run, sqlite_engine, dates, named, lang
):
    with database.writing(sqlite_engine) as session:
        factories.payment(session)
        factories.release(session, as_of=factories.SUMMER)
        ledger.refresh(session, factories.intake(session).id)

    code, said, complaint = run("publish", *dates, "--lang", lang)

    assert (code, said, complaint.count("\n")) == (1, "", 1)
    assert Translator(lang).date(named) in complaint


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_may_stand_before_or_after_the_command(monkeypatch, sqlite_url, capsys, lang):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)

    assert main(["publish", "--lang", lang]) == 1
    after = capsys.readouterr().err
    assert main(["--lang", lang, "publish"]) == 1

    assert capsys.readouterr().err == after == f"{Translator(lang)(NOTHING_NEW)}\n"


def test_a_user_without_a_name_is_written_down_by_number(run, sqlite_engine, monkeypatch):
    def unknown():
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", unknown)
    with database.writing(sqlite_engine) as session:
        ledger.refresh(session, factories.payment(session).import_id)

    assert run("publish")[0] == 0
    with database.reading(sqlite_engine) as db:
        assert ledger.releases(db)[0].published_by == str(os.getuid())


def test_the_first_start_makes_an_administrator_and_shows_the_link_once(run, monkeypatch):
    monkeypatch.setenv("DEMONSTRATION", "no")
    monkeypatch.setenv("SITE_URL", "https://bilim.example.kg")

    first, second = run("prepare"), run("prepare")

    assert "https://bilim.example.kg/reset/" in first[1]
    assert "/reset/" not in second[1]


def test_an_account_is_added_and_gets_a_new_link_by_command(run, sqlite_engine):
    added = run("account", "add", "Aigul@example.kg", "--role", "editor", "--shown", "Айгүл")
    again = run("account", "reset", "AIGUL@example.kg")

    assert (added[0], again[0]) == (0, 0)
    assert "http://127.0.0.1:8050/reset/" in added[1]
    assert added[1] != again[1]
    with database.reading(sqlite_engine) as db:
        account = db.execute(select(Account.name, Account.shown_name, Account.role)).one()
    assert account == ("aigul@example.kg", "Айгүл", "editor")
    refused = "There is an account with this name already.\n"
    assert run("account", "add", "aigul@example.kg", "--role", "donor") == (1, "", refused)
    assert run("account", "reset", "nobody") == (1, "", "There is no such account.\n")


@pytest.mark.parametrize("command", [["verify"], ["prepare"], ["import", "x.csv"]])
@pytest.mark.parametrize("address", ["foo", "mysql://host/db", "sqlite://"])
def test_a_database_that_cannot_be_used_is_said_in_one_line(run, monkeypatch, command, address):
    monkeypatch.setenv("DATABASE_URL", address)

    code, said, complaint = run(*command)

    assert (code, said, complaint.count("\n")) == (1, "", 1)
    assert complaint.startswith("DATABASE_URL ")


def test_a_folder_in_the_place_of_a_file_is_said(run, monkeypatch, tmp_path):
    for arguments in (["import", str(tmp_path)], ["demo", "--write", __file__]):
        code, said, complaint = run(*arguments)
        assert (code, said) == (1, "")
        assert (tmp_path.name in complaint) or (Path(__file__).name in complaint)

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")
    for command in ("verify", "prepare"):
        code, said, complaint = run(command)
        assert (code, said) == (1, "")
        assert f"{tmp_path}: The database cannot be reached right now." in complaint


def test_the_demonstration_keeps_away_from_a_database_that_holds_data(run, sqlite_engine):
    with database.writing(sqlite_engine) as session:
        factories.payment(session)

    code, said, complaint = run("demo")

    assert (code, said) == (1, "")
    assert complaint == "The demonstration needs an empty database, and this one holds data.\n"


@pytest.fixture
def started(monkeypatch):
    """The command line of a server that would have been started."""
    commands_run: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setattr(commands, "gunicorn", lambda: commands_run.append(sys.argv))
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    return commands_run


def free_port(family: socket.AddressFamily, host: str) -> str:
    with closing(socket.socket(family)) as probe:
        probe.bind((host, 0))
        return str(probe.getsockname()[1])


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_the_server_can_listen_on_an_address_with_colons(run, monkeypatch, started):
    port = free_port(socket.AF_INET6, "::1")
    monkeypatch.setenv("HOST", "::1")
    monkeypatch.setenv("PORT", port)

    _, said, complaint = run("serve")

    assert complaint == ""
    assert said == f"Serving on http://[::1]:{port}\n"
    assert f"[::1]:{port}" in started[0]


def test_a_server_may_prepare_its_database_and_begin_anew_where_it_filled_one(
    run, monkeypatch, started
):
    begun = []
    monkeypatch.setattr(os, "execv", lambda _program, command: begun.append(command[-1]))
    for is_filled in (True, False):
        monkeypatch.setattr(commands, "prepare", lambda *_, answer=is_filled: answer)
        monkeypatch.setenv("PORT", free_port(socket.AF_INET, "127.0.0.1"))

        run("serve", "--prepare")

    assert begun == ["serve"]
    assert len(started) == 2


def test_a_host_that_is_not_of_this_machine_is_not_called_a_port_in_use(run, monkeypatch, started):
    for host in ("203.0.113.1", "2001:db8::1", "no such host"):
        monkeypatch.setenv("HOST", host)

        code, said, complaint = run("serve")

        assert (code, said, complaint.count("\n")) == (1, "", 1)
        assert complaint.startswith(f"HOST {host} cannot be used: ")
    assert started == []


def test_a_port_in_use_is_said(run, monkeypatch, started):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        monkeypatch.setenv("PORT", port)
        assert run("serve") == (1, "", f"Port {port} is in use. Set PORT to another one.\n")
    assert started == []


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
    assert "none.sqlite: The database cannot be reached right now." in said
    assert "page" not in said
    assert "Traceback" not in said
    assert said.count("\n") == 1


def test_the_password_of_a_database_in_trouble_is_not_said(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/bilim")

    assert main(["--lang", "en", "verify"]) == 1

    said = capsys.readouterr().err
    assert said.startswith("postgresql://me:***@127.0.0.1:1/bilim: The database cannot be reached")


def test_who_stops_a_command_gets_no_trace_of_the_program(monkeypatch, sqlite_url, capsys):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setattr(commands, "import_files", stopped)

    assert main(["import", "a.xlsx"]) == 130
    assert capsys.readouterr().err == ""


def test_a_day_that_is_none_is_said(capsys):
    with pytest.raises(SystemExit):
        main(["publish", "--as-of", "tomorrow"])

    assert "must be a day such as 2026-09-30, not tomorrow" in capsys.readouterr().err


def test_a_bad_setting_is_said_in_one_line(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "http")

    assert main(["--lang", "en", "verify"]) == 1
    assert capsys.readouterr().err == ("PORT must be a whole number from 1 to 65535, not 'http'.\n")


def test_positions_are_judged_by_the_map(run, tmp_path):
    inside_the_frame_but_abroad = good("schools", lon=76.95, lat=43.24)
    path = workbook(tmp_path / "a.xlsx", schools=[inside_the_frame_but_abroad])

    code, _, complaint = run("import", str(path))

    assert code == 1
    assert "This point lies 28 km outside the country" in complaint


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_photographs_come_in_by_folder_or_are_refused_in_words(run, sqlite_engine, tmp_path, lang):
    t = Translator(lang)
    with database.writing(sqlite_engine) as session:
        factories.innovative_school(session, "IS-07")
    folder = tmp_path / "photos"
    folder.mkdir()
    one_sheet(folder / "photos.xlsx", "photos", good("photos"))
    (folder / "room.jpg").write_text("no picture")

    refused = run("photos", str(folder), "--lang", lang)
    picture_file(folder / "room.jpg")
    checked = run("photos", str(folder), "--check", "--lang", lang)
    brought = run("photos", str(folder), "--by", "me", "--lang", lang)
    again = run("photos", str(folder), "--lang", lang)

    reason = t(problems.SENTENCES["picture_wrong_type"], value="room.jpg")
    assert (refused[0], refused[1]) == (1, "")
    assert reason in refused[2]
    assert t("This was only a check; nothing was written.") in checked[1]
    assert (brought[0], brought[2]) == (0, "")
    assert t("Done: import {number}.", number=2) in brought[1]
    assert t("Nothing is new; nothing was written.") in again[1]


def test_a_folder_of_photographs_that_is_not_there_is_said_in_one_line(run, tmp_path):
    code, said, complaint = run("photos", str(tmp_path / "none"))

    assert (code, said, complaint.count("\n")) == (1, "", 1)
    assert "none" in complaint


def test_templates_are_written_once_and_never_over_a_filled_one(run, tmp_path):
    folder = tmp_path / "empty"

    code, said, _ = run("templates", str(folder))
    again = run("templates", str(folder))

    assert code == 0
    assert {Path(line).name for line in said.split()} == {path.name for path in folder.iterdir()}
    assert (again[0], again[1], again[2].count("\n")) == (1, "", 1)


def test_a_backup_is_brought_back_and_what_was_there_is_kept_too(run, sqlite_engine, tmp_path):
    file = tmp_path / "kept.backup"
    assert run("backup", str(file)) == (0, f"{file}: imports 0, releases 0; checked.\n", "")
    with database.writing(sqlite_engine) as session:
        factories.payment(session)

    code, said, _ = run("restore", str(file))

    assert code == 0 and "imports 1, releases 0" in said
    with database.reading(sqlite_engine) as db:
        assert ledger.clock(db) == 0
    [before] = tmp_path.glob("*.before-*")
    assert run("restore", str(before))[0] == 0
    with database.reading(sqlite_engine) as db:
        assert ledger.clock(db) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_that_is_no_backup_is_refused_in_words(run, tmp_path, lang):
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague")

    code, _, said = run("--lang", lang, "restore", str(file))

    assert (code, said.strip()) == (1, Translator(lang)(trouble.BACKUPS["another_kind"]))
    assert [each.name for each in tmp_path.glob("letter*")] == ["letter.txt"]
