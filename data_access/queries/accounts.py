"""Who has signed in, and which accounts are there?"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, select

from data_access.models import Account, ResetLink, SignInSession

SILENCE = timedelta(hours=12)
"""After this long without a question a session has ended."""


def signed_in(db: Connection, token: str, now: datetime) -> Row | None:
    """Return the session that a word opens, given as its SHA-256; None where there is none.

    session, account, name, shown_name, role, seen_at
    """
    asked = (
        select(
            SignInSession.id.label("session"),
            Account.id.label("account"),
            Account.name,
            Account.shown_name,
            Account.role,
            SignInSession.seen_at,
        )
        .join(Account, Account.id == SignInSession.account)
        .where(SignInSession.token == token, *_is_open(now), Account.disabled.is_(False))
    )
    return db.execute(asked).first()


def _is_open(now: datetime):
    return SignInSession.ended_at.is_(None), SignInSession.seen_at > now - SILENCE


def sessions(db: Connection, account: int, now: datetime) -> list[Row]:
    """Return the open sessions of an account, the newest first: id, created_at, seen_at."""
    asked = select(SignInSession.id, SignInSession.created_at, SignInSession.seen_at)
    mine = asked.where(SignInSession.account == account, *_is_open(now))
    return list(db.execute(mine.order_by(SignInSession.created_at.desc(), SignInSession.id)))


def accounts(db: Connection) -> list[Row]:
    """Return all accounts by name."""
    return list(db.execute(select(Account.__table__).order_by(Account.name)))


def account_named(db: Connection, name: str) -> Row | None:
    """Return an account by its name in small letters; None where there is none."""
    return db.execute(select(Account.__table__).where(Account.name == name)).first()


def account_numbered(db: Connection, number: int) -> Row | None:
    """Return an account by its number; None where there is none."""
    return db.execute(select(Account.__table__).where(Account.id == number)).first()


def account_of_link(db: Connection, token: str, now: datetime) -> Row | None:
    """Return the account for which a link can choose a password, given as the SHA-256 of its word;
    None where there is no such link, or it was used, or is too old."""
    asked = (
        select(Account.__table__)
        .join(ResetLink, ResetLink.account == Account.id)
        .where(
            ResetLink.token == token,
            ResetLink.used_at.is_(None),
            ResetLink.expires_at > now,
            Account.disabled.is_(False),
        )
    )
    return db.execute(asked).first()
