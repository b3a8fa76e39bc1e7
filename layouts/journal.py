"""How does the journal read?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
from dash import html

from layouts import forms
from layouts.attributes import aria
from layouts.i18n import N_, Translator
from layouts.markup import Element

WHAT = {
    "sign_in": N_("signed in"),
    "sign_in_failed": N_("could not sign in"),
    "sign_in_refused": N_("was not let in"),
    "sign_out": N_("signed out"),
    "sign_out_everywhere": N_("signed out everywhere"),
    "account_created": N_("account created"),
    "account_disabled": N_("account disabled"),
    "account_enabled": N_("account enabled"),
    "account_locked": N_("account locked"),
    "role_changed": N_("role changed"),
    "link_made": N_("link made"),
    "password_chosen": N_("password chosen"),
    "password_changed": N_("password changed"),
    "import": N_("imported"),
    "publish": N_("published"),
    "recount": N_("releases counted anew"),
    "reminder_sent": N_("reminder sent"),
    "submission_brought": N_("files uploaded"),
    "submission_sent": N_("submitted"),
    "submission_withdrawn": N_("submission withdrawn"),
    "submission_returned": N_("submission returned"),
    "submission_accepted": N_("submission accepted"),
    "twins_proposed": N_("decision on duplicates proposed"),
    "twins_decided": N_("decided on duplicates"),
    "import_undone": N_("import taken back"),
    "code_given": N_("short code given"),
    "restored": N_("brought back from a backup"),
}
"""Code of what was done -> words; what is not here is told by its code."""


class Line(NamedTuple):
    """One line, as it is shown."""

    number: int | str
    at: str
    who: str
    what: str
    subject: str
    before: str
    after: str
    where: str


class Asked(NamedTuple):
    """What the reader looks for, as texts of the address."""

    who: str = ""
    what: str = ""
    since: str = ""
    until: str = ""


def headings(t: Translator) -> Line:
    """Return the headings of the columns, on the page and in the file."""
    return Line(
        t("No."),
        t("Time in Bishkek"),
        t("Who"),
        t("What"),
        t("Concerning"),
        t("Before"),
        t("After"),
        t("From where"),
    )


def told_where(where: str, t: Translator) -> str:
    """Return from where it was done: an address, or words for a command on the server."""
    return t("command on the server") if where == "command" else where


def told(what: str, t: Translator) -> str:
    """Return what was done, in words."""
    return t(WHAT[what]) if what in WHAT else what


def journal(
    lines: Sequence[Line],
    total: int,
    kinds: Sequence[str],
    asked: Asked,
    address: str,
    ways: Sequence[tuple[str, str]],
    file: str,
    t: Translator,
) -> html.Main:
    """Return the page; `ways` are (address, words) of newer and older lines."""
    options = [("", t("everything")), *((code, told(code, t)) for code in kinds)]
    search = Element(
        "form",
        [
            forms.hidden("lang", t.lang),
            forms.field("who", t("Who"), value=asked.who),
            forms.choice("what", t("What"), options, asked.what),
            forms.field("since", t("Since"), kind="date", value=asked.since),
            forms.field("until", t("Until"), kind="date", value=asked.until),
            forms.button(t("Search")),
        ],
        {"action": address, "method": "get", "class": "form-card search"},
    )
    return forms.page(
        t("Journal"),
        html.P(
            t(
                "Every change of data, accounts and passwords. Each line carries a fingerprint of "
                "the one before it, so none can be changed or taken out unseen."
            )
        ),
        search,
        html.Div(
            [
                html.Strong(t.plural("{n} line", "{n} lines", total)),
                *(html.A(words, href=way) for way, words in ways),
                html.A(t("Save as a file (CSV)"), href=file),
            ],
            className="ways",
        ),
        *([_table(lines, t)] if lines else []),
    )


def _readable(json: str) -> str:
    """Return what a line keeps as JSON without its signs."""
    value = orjson.loads(json) if json else ""
    if not isinstance(value, dict):
        return str(value)
    return "; ".join(f"{name}: {_plain(each)}" for name, each in value.items())


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _table(lines: Sequence[Line], t: Translator) -> html.Div:
    head = html.Tr([html.Th(words, scope="col") for words in headings(t)])
    shown = [
        line._replace(before=_readable(line.before), after=_readable(line.after)) for line in lines
    ]
    rows: list[Any] = [html.Tr([html.Td(cell) for cell in line]) for line in shown]
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(rows)], className="table journal"),
        className="wide-table",
        tabIndex="0",
        role="region",
        **aria(label=t("Journal")),
    )
