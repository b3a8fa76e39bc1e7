"""Those who answer for something are told once a release by mail, through a real mail server."""

import smtplib
import socket
from contextlib import closing
from datetime import date
from shutil import copy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from dashboard import reminders
from dashboard.commands import main
from dashboard.settings import BadSetting, Settings
from data_access import database
from data_access.changes.reminders import Claim, claim, confirm, give_back
from data_access.filters import LANGUAGES
from tests import factories
from tests.factories import AUTUMN

PMU, MOE = "pmu@example.kg", "moe@example.kg"
LIST = f"office,email,language\npmu,{PMU},en\nmoe,{MOE},ru\n"


class Mailbox:
    """What a mail server was given; refuses the addresses in `refused`, hangs up on `dropped`."""

    def __init__(self):
        self.letters: list = []
        self.refused: set[str] = set()
        self.dropped: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.dropped:
            server.transport.close()
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 taken"


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox(monkeypatch):
    """A real mail server of this machine, to which the settings lead."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=_free_port())
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{controller.port}")
    monkeypatch.setenv("MAIL_FROM", "bilim@example.kg")
    monkeypatch.setenv("SITE_URL", "https://bilim.example.kg/")
    yield box
    controller.stop()


@pytest.fixture(scope="module")
def due_file(sqlite_template, tmp_path_factory):
    """A database with a late package of the PMU and one of the ministry to come."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("due") / "due.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        factories.innovative_school(session)
        late = {"delivered_planned": date(2026, 9, 1), "demonstration": True}
        factories.package(session, "IS-01", "lab", **late)
        factories.package(session, "IS-01", "ict", owner="moe", delivered_planned=AUTUMN)
        factories.release(session)
    engine.dispose()
    return file


@pytest.fixture
def due_url(due_file, tmp_path, monkeypatch) -> str:
    url = f"sqlite:///{copy(due_file, tmp_path / 'due.sqlite')}"
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def remind(due_url, tmp_path, capsys):
    """Return a function that runs the command with a list and returns code and what was said."""

    def run(text=LIST, *options, lang="en"):
        file = tmp_path / "people.csv"
        file.write_text(text, encoding="utf-8")
        code = main(["--lang", lang, "remind", str(file), *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def plain(letter: str) -> str:
    """Return a letter as its reader sees it."""
    import email
    from email import policy

    return email.message_from_string(letter, policy=policy.default).get_content()


def test_each_person_gets_a_letter_in_their_language(remind, mailbox):
    assert remind() == (0, f"{PMU}: sent.\n{MOE}: sent.\n", "")

    (to_pmu, english), (to_moe, russian) = mailbox.letters
    assert (to_pmu, to_moe) == ([PMU], [MOE])
    words = plain(english)
    assert "Subject: Bilim: 11 overdue or off track, 0 to come" in english
    assert "Demonstration data" in words
    assert "PROJECT IMPLEMENTATION UNIT" in words
    assert "Overdue or off track (11)" in words
    assert "- 30 Sep 2026 · Payments · Data up to Q3 2026 · not reported" in words
    assert "https://bilim.example.kg/quality?lang=en#delivered" in words
    assert "29 days late" in words
    assert "https://bilim.example.kg/deadlines?owner=pmu&lang=en" in words
    assert "МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ" in plain(russian)
    assert "Демонстрационные данные" not in plain(russian)


def test_nobody_gets_a_letter_twice(remind, mailbox):
    remind()

    again = remind(LIST.replace(PMU, PMU.upper()))

    assert again[0] == 0
    assert again[1].count("was sent before, for the same release") == 2
    assert len(mailbox.letters) == 2


def test_a_person_of_two_offices_gets_one_letter_about_both(remind, mailbox):
    remind(f"office,email,language\npmu,{PMU},en\nmoe,{PMU},en\n")

    ((_, letter),) = mailbox.letters
    assert "PROJECT IMPLEMENTATION UNIT" in plain(letter)
    assert "MINISTRY OF EDUCATION" in plain(letter)


def test_nothing_due_is_no_letter(remind, mailbox):
    code, said, _ = remind("office,email,language\ninstitute,iit@example.kg,ky\n")

    assert (code, said) == (0, "iit@example.kg: nothing is overdue or due soon.\n")
    assert mailbox.letters == []


def test_a_refused_letter_is_tried_again_and_the_others_leave(remind, mailbox):
    mailbox.refused = {PMU}
    code, said, _ = remind()
    assert code == 1
    assert f"{PMU}: the mail server refused the letter; the next run tries again." in said
    assert f"{MOE}: sent." in said

    mailbox.refused = set()
    assert remind()[:2] == (
        0,
        f"{PMU}: sent.\n{MOE}: was sent before, for the same release.\n",
    )


def test_a_letter_of_unknown_fate_is_only_sent_again_when_asked(remind, mailbox):
    mailbox.dropped = {PMU}
    code, said, _ = remind()
    assert code == 1
    assert "the connection broke" in said
    assert MOE not in said

    mailbox.dropped = set()
    code, said, _ = remind()
    assert code == 1
    assert f"{PMU}: an earlier run was cut off" in said
    assert f"{MOE}: sent." in said

    assert remind(LIST, "--again")[0] == 0
    assert [to for to, _ in mailbox.letters] == [[MOE], [PMU]]


def test_check_shows_the_letters_and_sends_nothing(remind, monkeypatch):
    monkeypatch.delenv("SMTP_URL", raising=False)

    code, said, _ = remind(LIST, "--check")

    assert code == 0
    assert f"{PMU}: Bilim: 11 overdue or off track, 0 to come" in said
    assert remind()[0] == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bad_list_is_told_line_by_line_and_sends_nothing(remind, mailbox, lang):
    text = (
        "office,email,language\nnone,a@example.kg,en\npmu,no address,en\npmu,b@example.kg,de\n"
        "pmu,c@example.kg,en\nmoe,c@example.kg,ru\n"
    )

    code, said, wrong = remind(text, lang=lang)

    assert (code, said) == (1, "")
    assert [number for number in "2346" if number in wrong] == ["2", "3", "4", "6"]
    assert len(wrong.splitlines()) == 4
    assert mailbox.letters == []


@pytest.mark.parametrize("text", ["", "email\na@example.kg\n"])
def test_a_list_without_its_columns_is_refused(remind, text):
    assert "office, email and language" in remind(text, "--check")[2]


def test_a_list_in_another_coding_is_refused(due_url, tmp_path, capsys):
    file = tmp_path / "people.csv"
    file.write_bytes("office,email,language\nпму,a@b.kg,ru\n".encode("cp1251"))

    assert main(["--lang", "en", "remind", str(file), "--check"]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_a_missing_mail_server_is_told(remind, monkeypatch):
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{_free_port()}")
    monkeypatch.setenv("MAIL_FROM", "bilim@example.kg")

    code, said, wrong = remind()

    assert (code, said) == (1, "")
    assert "The mail server cannot be used: 127.0.0.1" in wrong


def test_a_database_without_a_release_has_nothing_to_remind_of(
    sqlite_url, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    file = tmp_path / "people.csv"
    file.write_text(LIST)

    assert main(["--lang", "en", "remind", str(file), "--check"]) == 1
    assert "published" in capsys.readouterr().err


def test_a_password_is_given_to_a_server_of_this_machine_and_to_no_unprotected_one(monkeypatch):
    given = []

    def check(server, session, envelope, mechanism, data):
        given.append((data.login, data.password))
        return AuthResult(success=True)

    controller = Controller(
        Mailbox(), hostname="127.0.0.1", port=_free_port(), authenticator=check,
        auth_require_tls=False,
    )  # fmt: skip
    controller.start()
    address = f"smtp://me:p%40ss@127.0.0.1:{controller.port}"
    with reminders.mail_server(address) as server:
        assert isinstance(server, smtplib.SMTP)
    monkeypatch.setattr(reminders, "_is_here", lambda host: False)
    with pytest.raises(reminders.BadServer), reminders.mail_server(address):
        pytest.fail("a password was given to a server without encryption")
    controller.stop()

    assert given == [(b"me", b"p@ss")]


def test_a_claim_is_given_once_on_every_database(engine):
    with database.writing(engine) as session:
        number = factories.release(session).number

    assert claim(engine, number, PMU) is Claim.OURS
    assert claim(engine, number, PMU) is Claim.UNKNOWN
    assert claim(engine, number, PMU, again=True) is Claim.OURS
    give_back(engine, number, PMU)
    assert claim(engine, number, PMU) is Claim.OURS
    confirm(engine, number, PMU.upper())
    assert claim(engine, number, PMU, again=True) is Claim.SENT
    assert claim(engine, number, MOE) is Claim.OURS


@pytest.mark.parametrize("name", ["SMTP_URL", "SITE_URL"])
@pytest.mark.parametrize(
    "text", ["ftp://x", "smtp://:25", "https://:1", "mail.example.kg", "smtp://x:y"]
)
def test_an_address_that_makes_no_sense_is_refused_without_being_shown(name, text):
    with pytest.raises(BadSetting) as error:
        Settings.from_environment({name: text})

    assert name in str(error.value)
    assert text not in str(error.value)
