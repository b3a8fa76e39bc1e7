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
    "school": N_("There is no innovative school with the code {code} in this release."),
    "release": N_("There is no release number {code}."),
}

TROUBLE = {
    "unreachable": N_("The database cannot be reached right now. Nothing is lost."),
    "empty": N_("The database has not been prepared yet."),
    "older": N_("The database is older than this program and has to be brought up to date."),
    "newer": N_("The database is newer than this program. Please update the program."),
    "unpublished": N_("Nothing has been published yet."),
    "failure": N_("Something went wrong on our side. It has been written to the log."),
    "forbidden": N_("You may not see this page."),
}

ADVICE = {
    "unreachable": N_("This page tries again by itself every few seconds."),
    "empty": N_("Whoever runs the server can prepare it with: {command}"),
    "older": N_("Whoever runs the server can do this with: {command}"),
    "unpublished": N_("Whoever runs the server can publish with: {command}"),
}

COMMANDS = {
    "empty": "python -m dashboard prepare",
    "older": "python -m dashboard prepare",
    "unpublished": "python -m dashboard publish",
}


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


def trouble(code: str, t: Translator) -> html.Main:
    """Return the page for a database or a program that cannot answer; it tries again by itself."""
    return _page(t("No answer at the moment"), sentences(code, t), retries=True)


def notice(code: str, t: Translator) -> html.Div:
    """Return the line above a standing page that can no longer be answered."""
    return html.Div(sentences(code, t), className="notice notice-trouble", **RETRIES)


def sentences(code: str, t: Translator) -> list[Any]:
    """Return what is wrong and what can be done, as paragraphs."""
    return [html.P(sentence) for sentence in words(code, t)]


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
