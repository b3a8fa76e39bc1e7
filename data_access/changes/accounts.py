"""How do accounts come into being and change, and how does somebody sign in and out?

Each change is written in one transaction with its line of the journal.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select, update
from sqlalchemy.orm import Session

from data_access import passwords
from data_access.changes import journal
from data_access.database import reading, writing
from data_access.models import Account, JournalLine, ResetLink, SignInSession
from data_access.models.base import aware
from data_access.passwords import folded
from data_access.queries import accounts

ADMINISTRATOR = "administrator"
"""The role of which one account that is not disabled always remains."""

WRONG_MOST, LOCK = 5, timedelta(minutes=15)
"""Wrong passwords after which an account is locked, and for how long."""

WRONG_FROM_ONE_PLACE, WINDOW = 30, timedelta(minutes=15)
"""Wrong attempts from one address, for whatever accounts, in this time; then it has to wait."""

REFUSALS_TOLD = 30
"""Refusals of a provider's readers from one address that the journal tells of in WINDOW; a browser
that never signs in could else fill it."""

LINK_LASTS = timedelta(hours=24)

NAME_LONGEST = 100
"""Characters of a name."""

REFUSED = "sign_in_refused"
"""What the journal calls it when somebody who came by a provider was not let in."""


class Fault(Enum):
    """Why something about an account cannot be done."""

    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    NAME_TAKEN = "name_taken"
    LAST_ADMINISTRATOR = "last_administrator"
    NO_ACCOUNT = "no_account"
    DISABLED = "disabled"
    NO_LINK = "no_link"
    WRONG_PASSWORD = "wrong_password"
    TOO_MANY = "too_many"


class Refused(Exception):
    """Something about an account was not done; says why."""

    def __init__(self, fault: Fault | passwords.Fault):
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Author:
    """Who changes something, and from where."""

    name: str
    where: str = journal.COMMAND


def fingerprint(word: str) -> str:
    """Return what is kept of the random word of a session or a link."""
    return sha256(word.encode()).hexdigest()


# Accounts


def create(session: Session, name: str, shown_name: str, role: str, by: Author) -> Account:
    """Create an account without a password; raise Refused."""
    kept = folded(name)
    if not kept:
        raise Refused(Fault.NO_NAME)
    shown = " ".join(shown_name.split()) or " ".join(name.split())
    if max(len(kept), len(shown)) > NAME_LONGEST or not (kept + shown).isprintable():
        raise Refused(Fault.LONG_NAME)
    if accounts.account_named(session.connection(), kept):
        raise Refused(Fault.NAME_TAKEN)
    account = Account(
        name=kept,
        shown_name=shown,
        role=role,
        password="",
        disabled=False,
        failed_count=0,
        created_at=datetime.now(UTC),
    )
    session.add(account)
    _note(session, "account_created", kept, by, after={"role": role, "shown_name": shown})
    return account


def create_first(session: Session, by: Author) -> str | None:
    """Create the administrator of a database without any account and return the word of the link
    with which they choose a password; None where there are accounts."""
    if session.scalar(select(func.count()).select_from(Account)):
        return None
    account = create(session, ADMINISTRATOR, "", ADMINISTRATOR, by)
    return make_link(session, account.id, by)


def change_role(session: Session, number: int, role: str, by: Author) -> None:
    """Give an account another role; raise Refused."""
    account = _account(session, number)
    if account.role == role:
        return
    before, account.role = account.role, role
    _keep_an_administrator(session)
    _note(session, "role_changed", account.name, by, {"role": before}, {"role": role})


def disable(session: Session, number: int, by: Author) -> None:
    """Let nobody sign in with an account, and end its sessions and links; raise Refused."""
    account = _account(session, number)
    if account.disabled:
        return
    account.disabled = True
    _keep_an_administrator(session)
    _end_sessions(session, account.id)
    _end_links(session, account.id)
    _note(session, "account_disabled", account.name, by)


def enable(session: Session, number: int, by: Author) -> None:
    """Let somebody sign in with an account again; raise Refused."""
    account = _account(session, number)
    if account.disabled:
        account.disabled = False
        _note(session, "account_enabled", account.name, by)


def make_link(session: Session, number: int, by: Author, now: datetime | None = None) -> str:
    """Return the word of a new link with which a password is chosen; older ones open nothing any
    more. Raise Refused."""
    account, now = _account(session, number), now or datetime.now(UTC)
    _end_links(session, account.id)
    word = secrets.token_urlsafe(32)
    expires = now + LINK_LASTS
    session.add(ResetLink(token=fingerprint(word), account=account.id, expires_at=expires))
    _note(session, "link_made", account.name, by, after={"expires_at": expires.isoformat()})
    return word


def named(session: Session, name: str) -> Account:
    """Return the account of a name; raise Refused."""
    account = session.scalars(select(Account).where(Account.name == folded(name))).first()
    if account is None:
        raise Refused(Fault.NO_ACCOUNT)
    return account


def _account(session: Session, number: int) -> Account:
    session.flush()
    account = session.get(Account, number)
    if account is None:
        raise Refused(Fault.NO_ACCOUNT)
    return account


def _keep_an_administrator(session: Session) -> None:
    session.flush()
    left = select(Account.id).where(Account.role == ADMINISTRATOR, Account.disabled.is_(False))
    if session.scalars(left.limit(1)).first() is None:
        raise Refused(Fault.LAST_ADMINISTRATOR)


# Passwords and sessions


def sign_in(engine: Engine, name: str, password: str, where: str) -> str:
    """Begin a session and return the word that opens it; raise Refused.

    Whatever is wrong with name, password or account, the answer and the work are the same.
    """
    kept, now = folded(name), datetime.now(UTC)
    with reading(engine) as db:
        known = accounts.account_named(db, kept)
        is_too_many = _wrong_from(db, where, now) >= WRONG_FROM_ONE_PLACE
    if is_too_many:
        raise Refused(Fault.TOO_MANY)
    is_right = passwords.is_right(password, known.password if known else "")
    with writing(engine) as session:
        account = session.get(Account, known.id) if known else None
        if not _let_in(session, account, is_right, now, Author(kept if account else "", where)):
            word = None
        else:
            assert account is not None
            word = _begin(session, account.id, now)
            _note(session, "sign_in", account.name, Author(account.name, where))
    if word is None:
        raise Refused(Fault.WRONG_PASSWORD)
    return word


def sign_in_vouched(engine: Engine, names: Sequence[str], where: str, way: str) -> str:
    """Begin a session of somebody for whom a provider vouches, and return the word that opens it;
    raise Refused.

    `names`: what the provider calls them; the first that is the name of an account counts. `way`:
    the address of the provider. A lock after wrong passwords does not hold here: none was guessed.
    """
    with writing(engine) as session:
        db = session.connection()
        known = next((row for each in names if (row := _known(db, each))), None)
        if known is None or known.disabled:
            fault, word = (Fault.DISABLED if known else Fault.NO_ACCOUNT), None
            told = Author(known.name if known else "", where)
            note_refused(session, told, way, fault.value, names)
        else:
            fault, word = None, _begin(session, known.id, datetime.now(UTC))
            by = Author(known.name, where)
            _note(session, "sign_in", known.name, by, after={"way": way})
    if fault:
        raise Refused(fault)
    assert word is not None
    return word


def _known(db: Connection, name: str) -> Row | None:
    """Return the account of a name that a provider gives; a letter that only looks like a Latin one
    is another letter."""
    kept = folded(name)
    return None if kept.isascii() and not name.isascii() else accounts.account_named(db, kept)


def note_refused(
    session: Session, by: Author, way: str, why: str, names: Sequence[str] = ()
) -> None:
    """Write down that somebody who came by a provider was not let in."""
    line, now = JournalLine, datetime.now(UTC)
    of_late = select(func.count()).where(
        line.what == REFUSED, line.from_where == by.where, line.at > now - WINDOW
    )
    if (session.scalar(of_late) or 0) < REFUSALS_TOLD:
        called = {"named": [each[:NAME_LONGEST] for each in names]} if names else {}
        _note(session, REFUSED, by.name, by, after={"way": way, "why": why, **called})


def _begin(session: Session, account: int, now: datetime) -> str:
    """Begin a session of an account and return the word that opens it."""
    word = secrets.token_urlsafe(32)
    session.add(
        SignInSession(token=fingerprint(word), account=account, created_at=now, seen_at=now)
    )
    return word


def _let_in(
    session: Session, account: Account | None, is_right: bool, now: datetime, by: Author
) -> bool:
    """Return whether a password opens an account, and count it where it does not."""
    is_locked = account and account.locked_until and aware(account.locked_until) > now
    if account and is_right and not is_locked and not account.disabled:
        account.failed_count, account.locked_until = 0, None
        return True
    # What was typed as an unknown name may be a password: it is not written down.
    _note(session, "sign_in_failed", account.name if account else "", by)
    if account and not is_locked:
        account.failed_count += 1
        if account.failed_count >= WRONG_MOST:
            account.failed_count, account.locked_until = 0, now + LOCK
            _note(session, "account_locked", account.name, by)
    return False


def _wrong_from(db: Any, where: str, now: datetime) -> int:
    """Return how many attempts from an address were wrong of late."""
    line = JournalLine
    of_late = select(func.count()).where(
        line.what == "sign_in_failed", line.from_where == where, line.at > now - WINDOW
    )
    return db.scalar(of_late) or 0


def change_password(
    engine: Engine, number: int, old: str, new: str, staying: int, by: Author
) -> None:
    """Change a password for another one, and end all sessions but one; raise Refused.

    A wrong old password counts like one at the door.
    """
    now = datetime.now(UTC)
    with reading(engine) as db:
        known = accounts.account_numbered(db, number)
    if known is None:
        raise Refused(Fault.NO_ACCOUNT)
    if fault := passwords.fault(new, known.name):
        raise Refused(fault)
    is_right, kept = passwords.is_right(old, known.password), passwords.hashed(new)
    with writing(engine) as session:
        account = _account(session, number)
        is_let_in = _let_in(session, account, is_right, now, by)
        if is_let_in:
            account.password = kept
            _end_sessions(session, number, staying)
            _note(session, "password_changed", account.name, by)
    if not is_let_in:
        raise Refused(Fault.WRONG_PASSWORD)


def use_link(engine: Engine, word: str, new: str, where: str) -> None:
    """Choose a password with a link, which opens nothing afterwards; raise Refused.

    All sessions end, and a lock is lifted.
    """
    token, now = fingerprint(word), datetime.now(UTC)
    with reading(engine) as db:
        known = accounts.account_of_link(db, token, now)
    if known is None:
        raise Refused(Fault.NO_LINK)
    if fault := passwords.fault(new, known.name):
        raise Refused(fault)
    kept = passwords.hashed(new)
    with writing(engine) as session:
        if accounts.account_of_link(session.connection(), token, now) is None:
            raise Refused(Fault.NO_LINK)  # somebody else was faster
        account = _account(session, known.id)
        account.password, account.failed_count, account.locked_until = kept, 0, None
        _end_links(session, account.id)
        _end_sessions(session, account.id)
        _note(session, "password_chosen", account.name, Author(account.name, where))


def say_alive(session: Session, number: int, now: datetime | None = None) -> None:
    """Write down that somebody asked in a session; the journal need not know."""
    open_one = (SignInSession.id == number) & SignInSession.ended_at.is_(None)
    session.execute(update(SignInSession).where(open_one).values(seen_at=now or datetime.now(UTC)))


def sign_out(session: Session, number: int, account: int, by: Author) -> None:
    """End one session of an account."""
    if _end(session, [(SignInSession.id == number), (SignInSession.account == account)]):
        _note(session, "sign_out", _account(session, account).name, by)


def sign_out_everywhere(session: Session, account: int, by: Author) -> None:
    """End all sessions of an account."""
    count = _end_sessions(session, account)
    _note(session, "sign_out_everywhere", _account(session, account).name, by, after={"n": count})


def _end_sessions(session: Session, account: int, staying: int | None = None) -> int:
    conditions = [SignInSession.account == account]
    if staying is not None:
        conditions.append(SignInSession.id != staying)
    return _end(session, conditions)


def _end(session: Session, conditions: Iterable[Any]) -> int:
    """End the open sessions for which the conditions hold; return how many there were."""
    session.flush()
    ending = update(SignInSession).where(SignInSession.ended_at.is_(None), *conditions)
    return session.connection().execute(ending.values(ended_at=datetime.now(UTC))).rowcount


def _end_links(session: Session, account: int) -> None:
    session.flush()
    ending = update(ResetLink).where(ResetLink.account == account, ResetLink.used_at.is_(None))
    session.connection().execute(ending.values(used_at=datetime.now(UTC)))


def _note(
    session: Session, what: str, subject: str, by: Author, before: Any = None, after: Any = None
) -> None:
    journal.note(
        session, what=what, subject=subject, before=before, after=after,
        by=by.name, where=by.where,
    )  # fmt: skip
