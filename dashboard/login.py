"""Who asks, and was a form sent from one of our own pages?

A browser that has signed in keeps a random word; the database knows only its SHA-256. The token of
a form follows from that word, so that no other page can know it; before somebody has signed in, a
random word of its own stands in for it.
"""

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, Response, abort, after_this_request, current_app, g, redirect, request
from sqlalchemy import Engine, Row

from dashboard import asked, urls
from dashboard.access import Permission, Reader, Role, may
from dashboard.page import NoAnswer
from dashboard.settings import Settings
from data_access import database
from data_access.changes import accounts as changes
from data_access.database import DatabaseTrouble
from data_access.models.base import aware
from data_access.queries import accounts
from layouts.i18n import Translator
from layouts.markup import Element
from layouts.shell import FIELD, PLACE_OF_TOKEN

log = logging.getLogger("bilim")

SESSION_COOKIE, FORM_COOKIE = "bilim_session", "bilim_form"
SAID_ALIVE = timedelta(minutes=5)
"""How old the last sign of a session may grow before it is written anew."""


@dataclass(frozen=True)
class _Login:
    engine: Engine
    settings: Settings


def install(server: Flask, engine: Engine, settings: Settings) -> None:
    """Let requests to the server be asked who they come from."""
    server.extensions["login"] = _Login(engine, settings)

    @server.after_request
    def keep_the_word_of_forms(response: Response) -> Response:
        if word := g.get("new_form_word"):
            set_cookie(response, FORM_COOKIE, word)
        return response

    @server.after_request
    def let_nobody_between_keep_what_only_some_may_read(response: Response) -> Response:
        is_ours = request.path.startswith(("/assets/", "/geo/"))
        if settings.sign_in_to_read and not is_ours:
            control = response.headers.get("Cache-Control", "no-store")
            response.headers["Cache-Control"] = control.replace("public", "private")
        return response


def _login() -> _Login:
    return current_app.extensions["login"]


def current_reader() -> Reader:
    """Return who asks; the database is asked once for each request that brings a cookie."""
    session = current_session()
    if session is None:
        return Reader(Role.STRANGER if _login().settings.sign_in_to_read else Role.PUBLIC)
    return Reader(Role(session.role), session.name, session.account, session.shown_name)


def current_session() -> Row | None:
    """Return the open session of this request, as `queries.accounts.signed_in` does."""
    if "session" not in g:
        g.session = _session()
    return g.session


def _session() -> Row | None:
    word = request.cookies.get(SESSION_COOKIE)
    if not word:
        return None
    now = datetime.now(UTC)
    try:
        with database.reading(_login().engine) as db:
            session = accounts.signed_in(db, changes.fingerprint(word), now)
    except DatabaseTrouble as error:  # whoever cannot be recognised is nobody
        log.warning("database %s", error.trouble.value, exc_info=error)
        return None
    if session and aware(session.seen_at) < now - SAID_ALIVE:
        _say_alive_afterwards(_login().engine, session.session)
    return session


def _say_alive_afterwards(engine: Engine, session: int) -> None:
    """Write down that a session is alive once its answer has left: an import may hold the database
    for a while, and no reader waits for that."""

    def say_alive() -> None:
        try:
            with database.writing(engine) as db:
                changes.say_alive(db, session)
        except DatabaseTrouble as error:  # the next question says it
            log.info("session could not say that it is alive: database %s", error.trouble.value)

    @after_this_request
    def once_sent(response: Response) -> Response:
        response.call_on_close(say_alive)
        return response


def require(*permissions: Permission) -> Reader:
    """Return who asks, if they may do any of these; otherwise lead whoever has not signed in to the
    page on which they can, and tell everybody else that they may not."""
    reader = current_reader()
    if any(may(reader, permission) for permission in permissions):
        return reader
    if reader.account is None:
        abort(redirect(sign_in_address(), 303))
    raise NoAnswer("forbidden")


def require_account() -> Reader:
    """Return who asks, if they have signed in; lead everybody else to where they can."""
    reader = current_reader()
    if reader.account is None:
        abort(redirect(sign_in_address(), 303))
    return reader


def sign_in_address() -> str:
    """Return where somebody signs in and is then led back to what they asked for, or to the form
    that they sent after their session had ended."""
    if request.method not in ("GET", "HEAD"):
        return f"{urls.SIGN_IN}?{urlencode({'done': 'late', 'lang': asked.translator().lang})}"
    return f"{urls.SIGN_IN}?next={quote(request.full_path.rstrip('?'), safe='')}"


def came_from() -> str:
    """Return the address from which a request comes. A server in front of this one, on the same
    machine, adds it to what it passes on."""
    address = request.remote_addr or ""
    passed_on = request.headers.get("X-Forwarded-For", "")
    if address in ("127.0.0.1", "::1") and passed_on:
        return passed_on.rpartition(",")[2].strip()[:45]
    return address


# Forms


def csrf_field(t: Translator) -> Any:
    """Return the hidden input without which no form of ours is accepted."""
    return Element("input", None, {"type": "hidden", "name": FIELD, "value": csrf_token()})


def csrf_token() -> str:
    """Return the token of the forms of this reader."""
    word = _form_word()
    if word is None:
        word = g.new_form_word = secrets.token_urlsafe(32)
    return _token(word)


def _form_word() -> str | None:
    """Return the random word from which the token of a form follows; None where there is none."""
    if current_session():
        return request.cookies[SESSION_COOKIE]
    return g.get("new_form_word") or request.cookies.get(FORM_COOKIE)


def _token(word: str) -> str:
    return hmac.new(word.encode(), b"form", hashlib.sha256).hexdigest()


def check_csrf(*, public: bool = False) -> None:
    """Raise NoAnswer, which is told with status 403, unless a form was sent from a page of ours.

    `public`: whoever has not signed in needs no token, only a browser that names our page.
    """
    if not is_ours():
        raise NoAnswer("foreign_form")
    if public and current_session() is None:
        return
    word = _form_word()
    given = request.form.get(FIELD, "")
    if word is None or not hmac.compare_digest(_token(word).encode(), given.encode()):
        raise NoAnswer("foreign_form")


def is_ours() -> bool:
    """Return whether a request comes from one of our own pages: browsers say from where."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def filled(text: str) -> str:
    """Return HTML that was kept for all readers with the token of this one."""
    if PLACE_OF_TOKEN not in text:
        return text
    return text.replace(PLACE_OF_TOKEN, csrf_token() if current_session() else "")


def set_cookie(response: Response, name: str, value: str) -> None:
    """Let a browser keep a word until it is closed or told to forget it."""
    is_https = request.is_secure or (_login().settings.site_url or "").startswith("https:")
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=is_https)


def is_within(address: str) -> bool:
    """Return whether an address leads to a page of ours and nowhere else."""
    parts = urlsplit(address) if address.isprintable() else None
    return bool(
        parts
        and not parts.scheme
        and not parts.netloc
        and address.startswith("/")
        and not address.startswith(("//", "/\\"))
    )
