"""Who answers for something, what is each of them told by mail, and how does it leave?"""

import csv
import smtplib
import ssl
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
from sqlalchemy import Connection, Engine

from dashboard import urls
from dashboard.access import Permission, Reader
from dashboard.exports.sheet import release_told
from dashboard.settings import Settings
from dashboard.urls import read_query
from dashboard.visit import open_visit
from data_access.changes import reminders
from data_access.changes.reminders import Claim
from data_access.filters import LANGUAGES
from data_access.queries import deadlines, offices
from layouts import reminders as words
from layouts.i18n import Translator

HEADINGS = ("office", "email", "language")
SECONDS = 30
"""How long the mail server may think."""


@dataclass(frozen=True)
class Person:
    """Who is told, in which language, and of what: codes of the offices they answer for."""

    email: str
    lang: str
    offices: tuple[str, ...]


class BadList(Exception):
    """The list of people cannot be used; `problems` are the lines and what is wrong with each."""

    def __init__(self, problems: Sequence[tuple[int, str, str]]):
        super().__init__(problems)
        self.problems = problems
        """Number of the line, what is wrong (a key of `layouts.reminders.WRONG`), and the text."""


class BadServer(Exception):
    """The mail server is not there, or may not be trusted with a password."""


def people(file: Path, offices: Collection[str]) -> list[Person]:
    """Return the people of a CSV file with the columns HEADINGS; raise BadList.

    A person who answers for several offices has a line for each, all in one language.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, skipinitialspace=True)
            if not {*HEADINGS} <= {*(rows.fieldnames or ())}:
                raise BadList([(1, "heading", "")])
            found = [(rows.line_num, _stripped(row)) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadList([(1, "coding", "")]) from error
    persons: dict[str, Person] = {}
    problems = []
    for number, row in found:
        email, lang = row["email"].lower(), row["language"]
        known = persons.get(email)
        wrong = {
            "office": row["office"] not in offices,
            "email": not _is_email(email),
            "language": lang not in LANGUAGES or bool(known and known.lang != lang),
        }
        problems += [(number, name, row[name]) for name in HEADINGS if wrong[name]]
        before = known.offices if known else ()
        persons[email] = Person(email, lang, tuple(dict.fromkeys((*before, row["office"]))))
    if problems:
        raise BadList(problems)
    return list(persons.values())


def _stripped(row: dict[str, str | None]) -> dict[str, str]:
    return {name: (row[name] or "").strip() for name in HEADINGS}


def _is_email(text: str) -> bool:
    try:
        address = Address(addr_spec=text)
    except (ValueError, IndexError):
        return False
    return bool(address.username and address.domain) and text.isprintable()


def letter(db: Connection, person: Person, settings: Settings) -> tuple[int, EmailMessage | None]:
    """Return the newest release and the letter about its deadlines; None where nothing is due.

    Its identifier follows from release and person, so that a mail server can tell it came twice.
    Raises NotPublished where there is no release.
    """
    t = Translator(person.lang)
    visit = open_visit(db, read_query(f"?lang={t.lang}"), Reader(), Permission.SEE_RELEASES)
    names, rows = offices.owners(db, visit.filters), deadlines.deadlines(db, visit.filters)
    parts = [
        words.Part(
            names[office],
            deadlines.overdue(mine),
            deadlines.to_come(mine),
            _addresses(settings.site_url, office, mine, t),
        )
        for office in person.offices
        if not (mine := rows[rows["owner_name"] == names[office]]).empty
    ]
    release = visit.release.number
    if not parts:
        return release, None
    message = EmailMessage()
    message["From"] = settings.mail_from or "bilim@localhost"
    message["To"] = person.email
    message["Subject"] = words.subject(parts, t)
    message["Message-ID"] = _identifier(release, person)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = t.lang
    message.set_content(
        words.text(parts, release_told(visit, t), deadlines.DAYS_AHEAD, t), cte="quoted-printable"
    )
    return release, message


def _addresses(site: str | None, office: str, rows: pd.DataFrame, t: Translator) -> list[str]:
    """Return where the list of an office stands, and data where it owes some; nothing where nobody
    knows the address of the dashboard."""
    if not site:
        return []
    found = [f"{site}{urls.DEADLINES}?owner={office}&lang={t.lang}"]
    if rows["kind"].isin(deadlines.OF_DATA).any():
        found.append(f"{site}{urls.QUALITY}?lang={t.lang}#delivered")
    return found


def _identifier(release: int, person: Person) -> str:
    told = sha256(f"{release} {person.email}".encode()).hexdigest()
    return f"<{told[:32]}@bilim>"


def send(
    engine: Engine, server: smtplib.SMTP, release: int, person: Person, message: EmailMessage,
    *, again: bool = False, by: str = "",
) -> str:  # fmt: skip
    """Send a letter unless it was sent before; return what became of it, a key of words.STATES."""
    match reminders.claim(engine, release, person.email, again=again):
        case Claim.SENT:
            return "known"
        case Claim.UNKNOWN:
            return "unknown"
    try:
        server.send_message(message)
    except smtplib.SMTPServerDisconnected:
        return "lost"
    except smtplib.SMTPException:
        reminders.give_back(engine, release, person.email)
        return "refused"
    reminders.confirm(engine, release, person.email, by)
    return "sent"


@contextmanager
def mail_server(address: str) -> Iterator[smtplib.SMTP]:
    """Yield a connection to a mail server, encrypted where it can be; raise BadServer.

    A password goes nowhere unprotected, except within this machine.
    """
    parts = urlsplit(address)
    host, context = parts.hostname or "", ssl.create_default_context()
    try:
        if parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS)
    except (OSError, smtplib.SMTPException) as error:
        raise BadServer(f"{host}: {error}") from error
    with server:
        try:
            server.ehlo()
            is_safe = parts.scheme == "smtps" or _is_here(host)
            if server.has_extn("starttls"):
                server.starttls(context=context)
                is_safe = True
            if parts.username:
                if not is_safe:
                    raise BadServer(f"{host}: STARTTLS?")
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            raise BadServer(f"{host}: {error}") from error
        yield server


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
