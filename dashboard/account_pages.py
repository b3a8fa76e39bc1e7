"""Where does somebody sign in and out, choose a password, and manage accounts?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, redirect, request
from flask import session as flask_session
from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from dashboard import asked, urls
from dashboard.access import ACCOUNT_ROLES, Permission, Reader, may
from dashboard.login import (
    FORM_COOKIE,
    SESSION_COOKIE,
    came_from,
    check_csrf,
    csrf_field,
    current_reader,
    current_session,
    is_within,
    require,
    require_account,
    set_cookie,
)
from dashboard.page import NoAnswer, plain, troubles_named
from dashboard.pages import PAGES
from dashboard.settings import Provider, Settings
from data_access import database
from data_access.changes import accounts as changes
from data_access.changes.accounts import Author, Fault, Refused
from data_access.ledger import local
from data_access.models.base import aware
from data_access.queries import accounts
from layouts import accounts as words
from layouts.accounts import Entry, NewAccount
from layouts.i18n import Translator

WRONG_FORM, TOO_MANY, GONE = 422, 429, 410
"""Status of HTTP of a page that says what is wrong with a form, or that a link opens nothing."""

NOT_LET_IN = {code: 503 if code == "away" else 403 for code in words.NOT_LET_IN}
"""Why somebody who came from a provider was not let in -> status of the page that says so."""

Draw = Callable[[], str]


def show(
    draw: Draw,
    body: Any,
    title: str,
    path: str,
    t: Translator,
    status: int = 200,
    **assets: tuple[str, ...],
) -> str:
    """Draw a page of forms; it can be read in the other languages at its path, with its query.
    `assets`: `styles` and `scripts` of this page alone."""
    kept = {name: value for name, value in request.args.items() if name != "lang"}

    def address(lang: str) -> str:
        return f"{path}?{urlencode({**kept, 'lang': lang})}"

    g.drawn = plain(body, title, address, PAGES, t, current_reader(), status, **assets)
    return draw()


def install(server: Flask, engine: Engine, settings: Settings, draw: Draw) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""
    _add_sign_in(server, engine, settings.provider, draw)
    _add_reset(server, engine, draw)
    _add_own_account(server, engine, draw)
    _add_accounts(server, engine, settings, draw)


def _to(path: str, t: Translator, **arguments: str) -> Response:
    """Return what leads a browser on after a form was done."""
    query = urlencode({**arguments, "lang": t.lang})
    return redirect(f"{path}?{query}", 303)  # type: ignore[return-value]


def _add_sign_in(server: Flask, engine: Engine, provider: Provider | None, draw: Draw) -> None:
    @server.get(urls.SIGN_IN)
    def sign_in_page():
        t = asked.translator()
        if current_reader().account is not None:
            return redirect(next_page() or urls.ACCOUNT, 303)
        status = NOT_LET_IN.get(request.args.get("trouble", ""), 200) if provider else 200
        return _sign_in(t, request.args.get("done", ""), "", {}, status)

    @server.post(urls.SIGN_IN)
    def sign_in():
        check_csrf()
        t, name = asked.translator(), request.form.get("name", "")
        with troubles_named():
            try:
                word = changes.sign_in(engine, name, request.form.get("password", ""), came_from())
            except Refused as refused:
                fault = refused.fault
                word = None
        if word is None:
            status = TOO_MANY if fault is Fault.TOO_MANY else WRONG_FORM
            return _sign_in(t, "", name, {"password": fault.value}, status)
        return let_in(word, next_page(), t)

    def _sign_in(t: Translator, done: str, name: str, errors: words.Errors, status: int) -> str:
        given = {"next": next_page(), "lang": t.lang}
        query = urlencode({key: each for key, each in given.items() if each})
        by_provider = None
        if provider:
            trouble = "" if errors else request.args.get("trouble", "")
            # Only the provider's way back may have put a name there.
            who = flask_session.get("named", "") if trouble else ""
            begin = f"{urls.PROVIDER}?{query}"
            by_provider = words.ByProvider(begin, provider.name, trouble, who)
        address = f"{urls.SIGN_IN}?{query}"
        body = words.sign_in(address, csrf_field(t), name, errors, done, t, by_provider)
        return show(draw, body, t("Sign in"), urls.SIGN_IN, t, status)

    @server.post(urls.SIGN_OUT)
    def sign_out():
        check_csrf()
        t, session = asked.translator(), current_session()
        if session:
            with troubles_named(), database.writing(engine) as db:
                changes.sign_out(db, session.session, session.account, _author())
        return _signed_out(t)


def let_in(word: str, next_address: str, t: Translator) -> Response:
    """Lead somebody on whose session has begun; their browser keeps the word that opens it."""
    response = redirect(next_address or f"/?lang={t.lang}", 303)
    set_cookie(response, SESSION_COOKIE, word)  # type: ignore[arg-type]
    response.delete_cookie(FORM_COOKIE)
    return response  # type: ignore[return-value]


def next_page() -> str:
    """Return the page of ours to which somebody wants to go after signing in: as the address says,
    or else where they come from. Empty where it is none of ours."""
    given = request.args.get("next")
    if given is None and request.method == "GET":
        parts = urlsplit(request.headers.get("Referer", ""))
        if parts.netloc == request.host:
            given = parts.path + (f"?{parts.query}" if parts.query else "")
    goes_round = (urls.SIGN_IN, urls.SIGN_OUT, urls.RESET)
    return given if given and is_within(given) and not given.startswith(goes_round) else ""


def _signed_out(t: Translator) -> Response:
    response = _to(urls.SIGN_IN, t, done="out", next="")
    response.delete_cookie(SESSION_COOKIE)
    g.session = None
    return response


def _author() -> Author:
    """Return who writes, for the journal."""
    return Author(current_reader().name, came_from())


def _errors_of_new_password() -> words.Errors:
    is_same = request.form.get("new", "") == request.form.get("again", "")
    return {} if is_same else {"again": "not_the_same"}


def _add_reset(server: Flask, engine: Engine, draw: Draw) -> None:
    @server.get(f"{urls.RESET}<word>")
    def reset_page(word: str):
        return _reset(word, asked.translator(), {}, 200)

    @server.post(f"{urls.RESET}<word>")
    def reset(word: str):
        check_csrf()
        t, errors = asked.translator(), _errors_of_new_password()
        with troubles_named():
            try:
                if not errors:
                    changes.use_link(engine, word, request.form.get("new", ""), came_from())
            except Refused as refused:
                errors = {"new": refused.fault.value}
        return (
            _reset(word, t, errors, WRONG_FORM) if errors else _to(urls.SIGN_IN, t, done="chosen")
        )

    def _reset(word: str, t: Translator, errors: words.Errors, status: int) -> str:
        path = urls.RESET + word
        with troubles_named(), database.reading(engine) as db:
            known = accounts.account_of_link(db, changes.fingerprint(word), datetime.now(UTC))
        if known is None:
            return show(draw, words.spent(t), t("This link opens nothing"), path, t, GONE)
        address = f"{path}?lang={t.lang}"
        body = words.reset(address, csrf_field(t), known.shown_name, errors, t)
        return show(draw, body, t("Choose a password"), path, t, status)


def _add_own_account(server: Flask, engine: Engine, draw: Draw) -> None:
    @server.get(urls.ACCOUNT)
    def account_page():
        require_account()
        return _account({}, request.args.get("done", ""), 200)

    @server.post(f"{urls.ACCOUNT}/password")
    def change_password():
        session, t, errors = _own_session(), asked.translator(), _errors_of_new_password()
        with troubles_named():
            try:
                if not errors:
                    changes.change_password(
                        engine,
                        session.account,
                        request.form.get("old", ""),
                        request.form.get("new", ""),
                        session.session,
                        _author(),
                    )
            except Refused as refused:
                is_old = refused.fault is Fault.WRONG_PASSWORD
                errors = {"old": "wrong_old"} if is_old else {"new": refused.fault.value}
        return _account(errors, "", WRONG_FORM) if errors else _to(urls.ACCOUNT, t, done="changed")

    @server.post(f"{urls.ACCOUNT}/session")
    def end_session():
        session, number = _own_session(), request.form.get("session", "")
        if number.isdecimal() and len(number) < 10:
            with troubles_named(), database.writing(engine) as db:
                changes.sign_out(db, int(number), session.account, _author())
        return _to(urls.ACCOUNT, asked.translator(), done="ended")

    @server.post(f"{urls.ACCOUNT}/everywhere")
    def sign_out_everywhere():
        session = _own_session()
        with troubles_named(), database.writing(engine) as db:
            changes.sign_out_everywhere(db, session.account, _author())
        return _signed_out(asked.translator())

    def _own_session() -> Row:
        """Return the session of whoever sends a form about their own account."""
        require_account()
        check_csrf()
        session = current_session()
        assert session is not None
        return session

    def _account(errors: words.Errors, done: str, status: int) -> str:
        t, reader, session = asked.translator(), current_reader(), current_session()
        assert session is not None
        with troubles_named(), database.reading(engine) as db:
            open_ones = accounts.sessions(db, session.account, datetime.now(UTC))
        shown = [
            words.Session(
                each.id,
                local(each.created_at),
                local(each.seen_at),
                is_this=each.id == session.session,
            )
            for each in open_ones
        ]
        query = f"?lang={t.lang}"
        links = [
            (urls.DATA + query, t("Data"), Permission.SUBMIT_DATA),
            (urls.DATA + query, t("Data"), Permission.APPROVE_DATA),
            (urls.ACCOUNTS + query, t("Accounts"), Permission.MANAGE_ACCOUNTS),
            (urls.JOURNAL + query, t("Journal"), Permission.SEE_JOURNAL),
        ]
        body = words.account(
            session,
            shown,
            [(address, title) for address, title, needs in links if may(reader, needs)],
            words.Ways(
                password=f"{urls.ACCOUNT}/password{query}",
                session=f"{urls.ACCOUNT}/session{query}",
                everywhere=f"{urls.ACCOUNT}/everywhere{query}",
                out=urls.SIGN_OUT + query,
            ),
            csrf_field(t),
            errors,
            done,
            t,
        )
        return show(draw, body, t("My account"), urls.ACCOUNT, t, status)


def _add_accounts(server: Flask, engine: Engine, settings: Settings, draw: Draw) -> None:
    @server.get(urls.ACCOUNTS)
    def accounts_page():
        require(Permission.MANAGE_ACCOUNTS)
        return _accounts(done=request.args.get("done", ""))

    @server.post(f"{urls.ACCOUNTS}/create")
    def create():
        _manager()
        new = NewAccount(*(request.form.get(name, "") for name in NewAccount._fields))
        if new.role not in {role.value for role in ACCOUNT_ROLES}:
            return _accounts(new=new, errors={"role": "no_role"})

        def create_with_link(session: Session) -> tuple[str, str]:
            account = changes.create(session, *new, _author())
            session.flush()
            return account.name, changes.make_link(session, account.id, _author())

        made = _done(create_with_link)
        if isinstance(made, Refused):
            return _accounts(new=new, errors={"name": made.fault.value})
        return _accounts(link=made, done="created")

    @server.post(f"{urls.ACCOUNTS}/<int:number>/link")
    def link(number: int):
        _manager(number)

        def make(session: Session) -> tuple[str, str]:
            known = accounts.account_numbered(session.connection(), number)
            return known.name if known else "", changes.make_link(session, number, _author())

        made = _done(make)
        if isinstance(made, Refused):
            return _accounts(errors={"account": made.fault.value})
        return _accounts(link=made)

    @server.post(f"{urls.ACCOUNTS}/<int:number>/role")
    def role(number: int):
        _manager(number)
        chosen = request.form.get("role", "")
        if chosen not in {role.value for role in ACCOUNT_ROLES}:
            return _accounts(errors={"account": "no_role"})
        return _after(lambda db: changes.change_role(db, number, chosen, _author()), "role")

    @server.post(f"{urls.ACCOUNTS}/<int:number>/disable")
    def disable(number: int):
        _manager(number)
        return _after(lambda db: changes.disable(db, number, _author()), "disabled")

    @server.post(f"{urls.ACCOUNTS}/<int:number>/enable")
    def enable(number: int):
        _manager(number)
        return _after(lambda db: changes.enable(db, number, _author()), "enabled")

    def _manager(number: int | None = None) -> Reader:
        """Return who manages accounts; nobody manages their own, lest they lock themselves out."""
        reader = require(Permission.MANAGE_ACCOUNTS)
        check_csrf()
        if number == reader.account:
            raise NoAnswer("forbidden")
        return reader

    def _done(act: Callable[[Session], tuple[str, str]]) -> tuple[str, str] | Refused:
        """Return the name of an account and the word of its new link, or why there is none."""
        with troubles_named():
            try:
                with database.writing(engine) as session:
                    return act(session)
            except Refused as refused:
                return refused
        raise AssertionError("it returns or raises")

    def _after(act: Callable[[Session], object], done: str):
        def acted(session: Session) -> tuple[str, str]:
            act(session)
            return "", ""

        made = _done(acted)
        if isinstance(made, Refused):
            return _accounts(errors={"account": made.fault.value})
        return _to(urls.ACCOUNTS, asked.translator(), done=done)

    def _accounts(
        *,
        link: tuple[str, str] | None = None,
        new: NewAccount = NewAccount(),  # noqa: B008, it never changes
        errors: words.Errors | None = None,
        done: str = "",
    ) -> str:
        t, own = asked.translator(), current_reader().account
        with troubles_named(), database.reading(engine) as db:
            known = accounts.accounts(db)
        now = datetime.now(UTC)
        entries = [
            Entry(row.id, row.name, row.shown_name, row.role, _state(row, now), row.id == own)
            for row in known
        ]
        site = settings.site_url or request.host_url.rstrip("/")
        shown = (link[0], f"{site}{urls.RESET}{link[1]}") if link else None
        body = words.accounts(
            entries, shown, new, urls.ACCOUNTS, f"?lang={t.lang}", csrf_field(t), errors or {},
            done, t,
        )  # fmt: skip
        status = WRONG_FORM if errors else 200
        return show(draw, body, t("Accounts"), urls.ACCOUNTS, t, status)


def _state(row: Row, now: datetime) -> str:
    """Return the state of an account as `layouts.accounts` names it."""
    if row.disabled:
        return "disabled"
    if row.locked_until and aware(row.locked_until) > now:
        return "locked"
    return "active" if row.password else "no_password"
