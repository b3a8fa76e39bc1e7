"""What does somebody see who signs in, looks after their account, or manages all of them?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dash import html

from layouts import forms
from layouts.attributes import aria
from layouts.i18n import N_, Translator

ROLES = {
    "donor": N_("Donor"),
    "ministry": N_("Ministry"),
    "editor": N_("Editor"),
    "approver": N_("Approver"),
    "administrator": N_("Administrator"),
}

RIGHTS = {
    "donor": N_("Sees published figures and the rows behind them."),
    "ministry": N_("Sees published figures and the rows behind them."),
    "editor": N_("Sees figures and rows, uploads files and submits them."),
    "approver": N_("Sees figures, rows and the journal; accepts, returns and publishes."),
    "administrator": N_("Sees figures, rows and the journal; manages accounts."),
}

FAULTS = {
    "no_name": N_("A name is missing."),
    "long_name": N_("A name has at most 100 characters, and none that cannot be seen."),
    "name_taken": N_("There is an account with this name already."),
    "last_administrator": N_("One administrator who can sign in has to remain."),
    "no_account": N_("There is no such account."),
    "disabled": N_("The account is disabled."),
    "no_link": N_("This link has been used, or it is older than 24 hours."),
    "wrong_password": N_(
        "Name and password do not fit together. After five wrong passwords an account is locked "
        "for 15 minutes."
    ),
    "wrong_old": N_(
        "This is not the password of the account. After five wrong passwords it is locked for 15 "
        "minutes."
    ),
    "too_many": N_("Too many wrong attempts came from this address. Try again in 15 minutes."),
    "short": N_("A password has at least 12 characters."),
    "long": N_("A password has at most 1,000 characters."),
    "is_the_name": N_("A password must not be the name of the account."),
    "not_the_same": N_("The two passwords differ."),
    "no_role": N_("Choose a role."),
}
"""Why something about an account cannot be done."""

DONE = {
    "chosen": N_("The password is chosen. You can sign in with it now."),
    "changed": N_("The password is changed; all other sessions have ended."),
    "ended": N_("The session has ended."),
    "created": N_("The account is created."),
    "role": N_("The role is changed."),
    "disabled": N_("The account is disabled, and its sessions have ended."),
    "enabled": N_("The account can be used again."),
    "out": N_("You have signed out."),
    "late": N_(
        "Your session had ended, and nothing was done. Sign in: what you typed stands in the form "
        "again."
    ),
}
"""What was done, as the page that follows says it."""

NOT_LET_IN = {
    "away": N_("{provider} does not answer. Try again later."),
    "cancelled": N_("Nobody was signed in: {provider} did not confirm who you are."),
    "not_begun": N_(
        "Nobody was signed in: this browser did not begin it here, or more than an hour ago. Begin "
        "again."
    ),
    "not_trusted": N_(
        "Nobody was signed in: what {provider} answered cannot be trusted. Begin again, and tell "
        "the administrator if that does not help."
    ),
    "nameless": N_(
        "Nobody was signed in: {provider} told neither a user name nor a verified e-mail address."
    ),
    "no_account": N_(
        "{provider} knows you as {name}, but there is no account here with this name. Accounts are "
        "given by the administrator."
    ),
    "disabled": N_(
        "{provider} knows you as {name}, but this account is disabled. Only the administrator can "
        "enable it."
    ),
}
"""Why somebody who came from a provider was not let in."""


class ByProvider(NamedTuple):
    """How somebody signs in at a provider."""

    address: str
    """Where it begins."""
    provider: str
    """What readers call the provider."""
    trouble: str = ""
    """Code of NOT_LET_IN, if it has just failed."""
    name: str = ""
    """What the provider calls them."""


Errors = Mapping[str, str]
"""Name of a field -> code of FAULTS."""


def _told(errors: Errors, name: str, t: Translator) -> str:
    return t(FAULTS[errors[name]]) if name in errors else ""


def _done(code: str, t: Translator) -> list[Any]:
    return [forms.notice(t(DONE[code]))] if code in DONE else []


def sign_in(
    address: str,
    token: Any,
    name: str,
    errors: Errors,
    done: str,
    t: Translator,
    by_provider: ByProvider | None = None,
) -> html.Main:
    """Return the page on which somebody signs in."""
    return forms.page(
        t("Sign in"),
        *_done(done, t),
        *(_by_provider(by_provider, t) if by_provider else []),
        forms.form(
            address,
            token,
            forms.field(
                "name", t("Name or e-mail"), value=name, autocomplete="username", required=True
            ),
            _password("password", t("Password"), "current-password", errors, t),
            forms.button(t("Sign in")),
            look="form-card",
        ),
        html.P(
            t(
                "Accounts are given by the administrator. Whoever has forgotten a password asks "
                "there for a new link."
            ),
            className="hint",
        ),
    )


def _by_provider(way: ByProvider, t: Translator) -> list[Any]:
    words = t("Sign in with {provider}", provider=way.provider)
    link = html.A(words, href=way.address, className="btn btn-primary")
    parts = [html.P(link, className="by-provider")]
    if way.trouble in NOT_LET_IN:
        told = t(NOT_LET_IN[way.trouble], provider=way.provider, name=way.name or "–")
        parts.insert(0, html.P(told, className="field-error by-provider", role="alert"))
    return parts


def _password(
    name: str, label: str, kept_as: str, errors: Errors, t: Translator, hint: str = ""
) -> html.Div:
    """Return the field of a password; `kept_as`: which one a browser may fill in or keep."""
    error = _told(errors, name, t)
    return forms.field(
        name, label, kind="password", hint=hint, error=error, autocomplete=kept_as, required=True
    )


def _new_password(errors: Errors, t: Translator) -> list[Any]:
    hint = t("At least 12 characters; several words are easy to keep in mind.")
    return [
        _password("new", t("New password"), "new-password", errors, t, hint),
        _password("again", t("New password once more"), "new-password", errors, t),
    ]


def reset(address: str, token: Any, name: str, errors: Errors, t: Translator) -> html.Main:
    """Return the page on which somebody chooses a password with a link."""
    return forms.page(
        t("Choose a password"),
        html.P(t("For the account {name}. The link can be used once.", name=name)),
        forms.form(
            address,
            token,
            *_new_password(errors, t),
            forms.button(t("Choose this password")),
            look="form-card",
        ),
    )


def spent(t: Translator) -> html.Main:
    """Return the page of a link that opens nothing any more."""
    return forms.page(
        t("This link opens nothing"),
        html.P(t(FAULTS["no_link"])),
        html.P(t("Ask the administrator for a new one.")),
    )


class Session(NamedTuple):
    """One browser in which somebody has signed in, with times of the clock of Kyrgyzstan."""

    number: int
    begun: datetime
    seen: datetime
    is_this: bool


class Ways(NamedTuple):
    """Addresses to which the forms of one's own account are sent."""

    password: str
    session: str
    everywhere: str
    out: str


def account(
    who: Any,
    sessions: Sequence[Session],
    links: Sequence[tuple[str, str]],
    ways: Ways,
    token: Any,
    errors: Errors,
    done: str,
    t: Translator,
) -> html.Main:
    """Return the page of one's own account; `who` has name, shown_name and role, `links` are
    (address, words) of what only some roles find."""
    more = [html.P([html.A(words, href=address) for address, words in links], className="ways")]
    return forms.page(
        t("My account"),
        *_done(done, t),
        forms.card(
            who.shown_name,
            html.Dl(
                [
                    *(html.Dt(t("Name to sign in with")), html.Dd(who.name)),
                    *(html.Dt(t("Role")), html.Dd(t(ROLES[who.role]))),
                    *(html.Dt(t("What the role may do")), html.Dd(t(RIGHTS[who.role]))),
                ]
            ),
            *(more if links else []),
            forms.form(ways.out, token, forms.button(t("Sign out"))),
            name="who",
        ),
        forms.card(
            t("Change the password"),
            forms.form(
                ways.password,
                token,
                _password("old", t("Present password"), "current-password", errors, t),
                *_new_password(errors, t),
                forms.button(t("Change the password")),
            ),
            name="password",
        ),
        forms.card(
            t("Where I have signed in"),
            html.Ul([_session(each, ways, token, t) for each in sessions], className="entries"),
            html.P(t("A session ends by itself after 12 hours without use."), className="hint"),
            forms.form(
                ways.everywhere,
                token,
                forms.button(t("Sign out everywhere"), "btn-outline-secondary"),
            ),
            name="sessions",
        ),
    )


def _session(session: Session, ways: Ways, token: Any, t: Translator) -> html.Li:
    begun = forms.moment(session.begun, t)
    words = t("since {begun}, last used {seen}", begun=begun, seen=forms.moment(session.seen, t))
    if session.is_this:
        return html.Li([html.Span(words), html.Strong(t("this browser"))])
    end = forms.button(
        t("End"), "btn-sm btn-outline-secondary", t("End the session since {begun}", begun=begun)
    )
    number = forms.hidden("session", session.number)
    return html.Li([html.Span(words), forms.form(ways.session, token, number, end)])


class NewAccount(NamedTuple):
    """What was typed for an account that is to be created."""

    name: str = ""
    shown_name: str = ""
    role: str = ""


class Entry(NamedTuple):
    """One account as the administrator sees it."""

    number: int
    name: str
    shown_name: str
    role: str
    state: str
    """active, no_password, locked or disabled"""
    is_own: bool


STATES = {
    "active": N_("can sign in"),
    "no_password": N_("has not chosen a password yet"),
    "locked": N_("locked for some minutes after wrong passwords"),
    "disabled": N_("disabled"),
}


def accounts(
    entries: Sequence[Entry],
    link: tuple[str, str] | None,
    new: NewAccount,
    address: str,
    query: str,
    token: Any,
    errors: Errors,
    done: str,
    t: Translator,
) -> html.Main:
    """Return the page of all accounts; `link` is (name of the account, address of the new link),
    shown this one time; verbs follow the address, the query follows them."""
    shown: list[Any] = []
    if link:
        shown.append(
            html.Div(
                [
                    html.P(t("Link for {name}, shown only now:", name=link[0])),
                    html.P(html.Code(link[1]), className="link-once"),
                    html.P(t("It can be used once, within 24 hours. Hand it over in person.")),
                ],
                className="notice link-notice",
                role="status",
            )
        )
    roles = [(code, t(words)) for code, words in ROLES.items()]
    create = forms.card(
        t("Create an account"),
        forms.form(
            f"{address}/create{query}",
            token,
            forms.field(
                "name",
                t("Name or e-mail to sign in with"),
                value=new.name,
                error=_told(errors, "name", t),
                autocomplete="off",
                required=True,
            ),
            forms.field(
                "shown_name",
                t("Name as it is shown"),
                value=new.shown_name,
                hint=t("Left empty, it is the same."),
                autocomplete="off",
            ),
            forms.choice(
                "role", t("Role"), [("", t("Choose a role…")), *roles], new.role,
                error=_told(errors, "role", t),
            ),
            forms.button(t("Create and make a link")),
        ),
        name="create",
    )  # fmt: skip
    listed = [_entry(each, roles, address, query, token, t) for each in entries]
    wrong = [html.P(_told(errors, "account", t), className="field-error", role="alert")]
    return forms.page(
        t("Accounts"),
        *_done(done, t),
        *shown,
        *(wrong if "account" in errors else []),
        forms.card(
            t.plural("{n} account", "{n} accounts", len(entries)),
            html.Ul(listed, className="entries accounts"),
            name="accounts",
        ),
        create,
    )


def _entry(
    entry: Entry,
    roles: Sequence[tuple[str, str]],
    address: str,
    query: str,
    token: Any,
    t: Translator,
) -> html.Li:
    name = html.Div(
        [
            html.Strong(entry.shown_name),
            html.Span(entry.name, className="hint"),
            html.Span(
                f"{t(ROLES[entry.role])}, {t(STATES[entry.state])}", className=f"is-{entry.state}"
            ),
        ],
        className="entry-name",
    )
    if entry.is_own:
        return html.Li([name, html.Strong(t("my own account"))])

    def act(verb: str, words: str, *more: Any) -> Any:
        button = forms.button(words, "btn-sm btn-outline-secondary", f"{words}: {entry.name}")
        return forms.form(f"{address}/{entry.number}/{verb}{query}", token, *more, button)

    role = html.Div(
        forms.choice(
            "role", t("Role of {name}", name=entry.name), roles, entry.role,
            key=f"role-{entry.number}",
        ),
        className="quiet-label",
    )  # fmt: skip
    is_off = entry.state == "disabled"
    verbs = [
        act("role", t("Change the role"), role),
        act("enable", t("Enable")) if is_off else act("link", t("Make a link")),
    ]
    if not is_off:
        verbs.append(act("disable", t("Disable")))
    return html.Li(
        [name, html.Div(verbs, className="verbs", **aria(label=entry.name), role="group")]
    )
