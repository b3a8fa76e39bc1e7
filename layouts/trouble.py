"""What does the reader see when there is no answer?"""

from typing import Any

from dash import html

from layouts.attributes import data
from layouts.i18n import N_, Translator

RETRIES = data(retry="yes")
"""Attribute of what the browser asks for again by itself."""

NOT_FOUND = {
    "page": N_("There is no page at this address: {code}."),
    "region": N_("There is no region with the code {code}."),
    "district": N_("There is no district with the code {code}."),
    "school": N_("There is no school with the code {code} in this release."),
    "indicator": N_("There is no indicator with the code {code}."),
    "release": N_("There is no release number {code}."),
    "submission": N_("There is no submission number {code}, or its files are not kept any more."),
    "number": N_("There is no such number: {code}."),
    "code": N_("No number has the code {code}."),
    "mistyped": N_(
        "{code} is no code of a number: a letter or digit is mistyped, or two changed places."
    ),
    "choice": N_("There is no file for this choice, because it makes no sense here: {code}"),
}

TROUBLE = {
    "unreachable": N_("The database cannot be reached right now. Nothing is lost."),
    "full": N_("The disk of the database is full. What was kept before is safe."),
    "empty": N_("The database has not been prepared yet."),
    "older": N_("The database is older than this program and has to be brought up to date."),
    "newer": N_("The database is newer than this program. Please update the program."),
    "unpublished": N_("Nothing has been published yet."),
    "failure": N_("Something went wrong on our side. It has been written to the log."),
    "forbidden": N_("You may not see this page."),
    "foreign_form": N_(
        "This form is too old, or it was not sent from one of our pages. Nothing was changed. Open "
        "the page anew and send it again."
    ),
    "only_read": N_("What stands at this address can only be read."),
}

TRIES_AGAIN = N_("This page tries again by itself every few seconds.")

PASSES = frozenset({"unreachable", "full", "empty", "older", "newer", "unpublished"})
"""Trouble that ends without a new question, so that it makes sense to ask again."""

LOGGED = (PASSES - {"unpublished"}) | {"failure"}
"""Trouble of which the log tells more, under the number of the request."""

ADVICE = {
    "full": N_("Whoever runs the server has to make room on the disk."),
    "empty": N_("Whoever runs the server can prepare it with: {command}"),
    "older": N_("Whoever runs the server can do this with: {command}"),
    "unpublished": N_("Whoever runs the server can publish with: {command}"),
}

COMMANDS = {
    "empty": "python -m dashboard prepare",
    "older": "python -m dashboard prepare",
    "unpublished": "python -m dashboard publish",
}

BACKUPS = {
    "another_kind": N_("This file is no backup of this kind of database."),
    "damaged": N_("This backup is damaged or cut off; nothing was changed."),
    "empty": N_("This database was never prepared by this program; nothing was changed."),
    "newer": N_("This backup comes from a newer program; nothing was changed. Update the program."),
    "unreachable": N_("This backup cannot be read; nothing was changed."),
    "full": N_("The disk of the database is full. What was kept before is safe."),
    "refused": N_("PostgreSQL refused; nothing was changed."),
}
"""Why a backup was not written or not brought back."""

RELEASE_DATES = {
    "not_a_quarter_end": N_(
        "A release covers whole quarters, and this is not the last day of one: {date}."
    ),
    "in_the_future": N_("A release cannot cover days to come: {date}. Today: {limit}."),
    "before_the_last_release": N_(
        "A release cannot go back in time: {date}. The release before it has data to: {limit}."
    ),
    "next_update_too_early": N_(
        "The next update has to come after the data of this release: {date}. Data to: {limit}."
    ),
}
"""Why a release cannot carry its dates."""


def not_found(kind: str, code: str, home: str, t: Translator) -> html.Main:
    """Return the page for something that does not exist."""
    return _page(
        t("Not found"),
        [
            html.P(t(NOT_FOUND[kind], code=code)),
            html.P(html.A(t("Go to the overview"), href=home, className="btn btn-primary")),
        ],
    )


def missing_notice(kind: str, code: str, t: Translator) -> html.Div:
    """Return the line above a standing page when the address names what does not exist."""
    return html.Div(t(NOT_FOUND[kind], code=code), className="notice notice-dropped")


def trouble(code: str, t: Translator, request: str = "") -> html.Main:
    """Return the page for a database or a program that cannot answer; `request`: its number."""
    body = [*_sentences(code, t), *_number(code, request, t)]
    return _page(t("No answer at the moment"), body, retries=code in PASSES)


def refused(code: str, back: str, t: Translator, request: str = "") -> html.Main:
    """Return the page for what was to be started or stopped, and was not."""
    sentences = [
        t("Nothing was started or stopped: the database takes nothing now."),
        *words(code, t),
    ]
    return _page(
        t("Not done"),
        [
            *(html.P(each) for each in sentences),
            *_number(code, request, t),
            html.P(html.A(t("Back to the page"), href=back, className="btn btn-primary")),
        ],
    )


def notice(code: str, t: Translator, request: str = "") -> html.Div:
    """Return the line above a standing page that can no longer be answered. What is asked for again
    by itself tells no number, which would be another one each time."""
    retries = RETRIES if code in PASSES else {}
    number = [] if retries else _number(code, request, t)
    return html.Div([*_sentences(code, t), *number], className="notice notice-trouble", **retries)


def _number(code: str, request: str, t: Translator) -> list[Any]:
    """Return under which number the log tells of this request, where it does."""
    if code not in LOGGED or not request:
        return []
    return [html.P(t("Number of this request in the log: {number}", number=request))]


def _sentences(code: str, t: Translator) -> list[Any]:
    """Return what is wrong and what happens now, as paragraphs."""
    again = [t(TRIES_AGAIN)] if code in PASSES else []
    return [html.P(sentence) for sentence in [*words(code, t), *again]]


def words(code: str, t: Translator) -> list[str]:
    """Return what is wrong and what can be done, as sentences."""
    advice = [t(ADVICE[code], command=COMMANDS.get(code, ""))] if code in ADVICE else []
    return [t(TROUBLE[code]), *advice]


def _page(title: str, body: list[Any], *, retries: bool = False) -> html.Main:
    return html.Main(
        [html.H1(title), *body],
        id="main",
        className="trouble",
        role="main",
        **(RETRIES if retries else {}),
    )
