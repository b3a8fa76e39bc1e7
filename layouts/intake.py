"""What do those see who bring data in, and those who accept it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from dash import html

from layouts import forms, labels, problems
from layouts.attributes import aria
from layouts.components.status_mark import status_mark
from layouts.duplicates import KIND as TWINS
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element

STATE = {
    "draft": N_("Draft"),
    "waiting": N_("Waits to be accepted"),
    "accepted": N_("Accepted"),
    "returned": N_("Returned"),
    "withdrawn": N_("Withdrawn"),
}

WRONG = {
    "no_file": N_("Choose at least one file."),
    "too_large": forms.TOO_LARGE,
    "no_reason": N_("Say why, so that whoever sent it knows what to mend."),
    "not_yours": N_("Two people have to see it: whoever sent it cannot accept it."),
    "decided": N_("Somebody else was quicker, or this can no longer be done."),
    "problems": N_("It cannot be brought in any more: data that came in meanwhile contradicts it."),
    "nothing_new": N_("Nothing in it is new any more; nothing was written."),
    "outdated": N_(
        "What was decided rests on data that has changed since; return it, so that it is proposed"
        " anew."
    ),
    "nothing_to_undo": N_("Only the newest import can be taken back, and only once."),
    "nothing_to_publish": N_("There is nothing new to publish."),
    "not_a_day": N_("Write days as 2026-09-30."),
}
"""Code of what went wrong -> in words."""

GROUPS = {
    "programme": N_("Programme and statistics"),
    "schools": N_("Schools"),
    "packages": N_("School packages"),
    "passports": N_("School passports"),
    "photos": N_("Photographs"),
    "training": N_("Teacher training"),
    "textbooks": N_("Textbooks"),
    "results": N_("Targets and reported values"),
    "implementation": N_("Work plan"),
    "procurement": N_("Procurement"),
    "promises": N_("Campaign, promises, risks"),
    "finance": N_("Budget and payments"),
}
"""Name of a template -> what it is for."""

MOST_LISTED = 200
"""Problems and figures that a page lists; a file holds all."""


@dataclass(frozen=True)
class Typed:
    """What somebody has typed, and what is wrong with it, by the names of the fields."""

    values: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    """Name of a field, or empty for the whole form -> code of WRONG, or a sentence."""

    def sentence(self, name: str, t: Translator, **places: Any) -> str:
        code = self.wrong.get(name, "")
        return t(WRONG[code], **places) if code in WRONG else code


@dataclass(frozen=True)
class Seen:
    """What can be shown of the files of a submission."""

    tables: Mapping[str, Sequence[Sequence[str]]]
    """Name of a short file -> its cells, headings first."""
    pictures: Mapping[str, str]
    """Name of a file -> address of its picture."""


NOTHING = Typed()


def overview(
    *,
    rows: Sequence[Mapping[str, Any]],
    templates: Mapping[str, str],
    upload: Any,
    publish: Any,
    undo: Any,
    duplicates: Sequence[tuple[str, str, int]],
    wrong: str,
    t: Translator,
) -> html.Main:
    """Return the page of everything that was brought; `rows` as `submissions` returns them, each
    with its address; `templates`: name -> address; forms are None where the reader may not;
    `duplicates`: address, kind of codes, pairs that are undecided."""
    return html.Main(
        [
            html.H1(t("Data")),
            _alert(wrong, t),
            upload,
            _section(t("What was brought"), [_submissions(rows, t)]),
            publish,
            undo,
            _section(t("Probable duplicates"), _duplicates(duplicates, t)),
            _section(t("Templates"), _templates(templates, t)),
        ],
        id="main",
        className="intake",
        tabIndex="-1",
    )


def _alert(wrong: str, t: Translator) -> Any:
    """Return what went wrong, a code of WRONG, above everything else; nothing where all is well."""
    return (
        html.P(t(WRONG[wrong]), className="notice notice-trouble", role="alert") if wrong else None
    )


def _section(title: str, body: Sequence[Any]) -> html.Section:
    return html.Section([html.H2(title), *body], className="panel")


def _duplicates(duplicates: Sequence[tuple[str, str, int]], t: Translator) -> list[Any]:
    links = [
        html.Li(
            html.A(t("{kind}: {n} undecided", kind=t(TWINS[kind]), n=t.number(count)), href=address)
        )
        for address, kind, count in duplicates
    ]
    told = t("Codes that may stand for the same person or school: merge them or keep them apart.")
    return [html.P(told), html.Ul(links, className="intake-templates")]


def _templates(templates: Mapping[str, str], t: Translator) -> list[Any]:
    return [
        html.P(
            t(
                "Empty workbooks with headings, lists of codes to choose from and explanations; "
                "headings are taken in all three languages."
            )
        ),
        html.Ul(
            [html.Li(html.A(t(GROUPS[name]), href=address)) for name, address in templates.items()],
            className="intake-templates",
        ),
    ]


def upload_form(
    action: str, token: Any, typed: Typed, limit: int, override: str, t: Translator
) -> html.Section:
    """Return the form that takes files; `token` proves that it was sent from our page, `limit` in
    megabytes, `override` is where the form of a status stands."""
    most = t.number(limit)
    sending = Element(
        "form",
        [
            token,
            forms.field(
                "files",
                t("Workbooks or CSV files, together at most {n} MB", n=most),
                kind="file",
                error=typed.sentence("files", t, limit=most),
                hint=t("A list of photographs (photos.xlsx) comes together with its pictures."),
                accept=".xlsx,.csv,.jpg,.jpeg,.png,.webp",
                multiple=True,
                required=True,
            ),
            _text("source", t("Who compiled the data, if the file does not say"), typed, t),
            _text("note", t("Note for whoever accepts it"), typed, t),
            forms.check(
                "demonstration",
                t("The figures are invented, for a demonstration"),
                typed.values.get("demonstration") == "yes",
            ),
            _button(t("Check")),
            *forms.sent_so_far(limit, t),
        ],
        {"action": action, "method": "post", "class": "intake-form", **forms.sends_files(limit)},
    )
    note = html.P(t("Nothing is written before somebody else has accepted it."), className="note")
    without = t(
        "Without a workbook, photographs are added on the passport of their school, and decisions "
        "of a meeting are sent from its notes."
    )
    way = html.P(html.A(t("Set a status by decision"), href=override))
    return _section(t("Bring in files"), [sending, note, html.P(without, className="note"), way])


def publish_form(action: str, token: Any, typed: Typed, t: Translator) -> html.Section:
    """Return the form that publishes what was brought in as the next release."""
    wrong = typed.sentence("", t)
    parts = [
        html.P(wrong, className="notice notice-trouble", role="alert") if wrong else None,
        _text("as_of", t("Last day covered"), typed, t, "date"),
        _text("next_update", t("Next update by"), typed, t, "date"),
        _text("note", t("What is new in it"), typed, t),
        _button(t("Publish")),
    ]
    note = html.P(t("A published release stays as it is for ever."), className="note")
    sent = forms.form(action, token, *parts, look="intake-form")
    return _section(t("Publish a release"), [sent, note])


def undo_form(action: str, token: Any, newest: Mapping[str, Any], t: Translator) -> html.Section:
    """Return the form that takes the newest import back."""
    told = html.P(
        t(
            "Import {number} of {date} by {who}: {files}.",
            number=newest["id"],
            date=t.date(newest["day"]),
            who=newest["by"],
            files=newest["files"],
        )
    )
    button = _button(t("Take back import {number}", number=newest["id"]), "btn-outline-danger")
    note = t(
        "Everything is then as before it. That is recorded too, and published releases stay as "
        "they are."
    )
    sent = forms.form(action, token, told, button, look="intake-form")
    return _section(t("Take back the newest import"), [sent, html.P(note, className="note")])


def _submissions(rows: Sequence[Mapping[str, Any]], t: Translator) -> Any:
    if not rows:
        return html.P(t("Nothing was brought yet."))
    return _table(
        (t("No."), t("Files"), t("By"), t("On"), t("State"), t("Import")),
        [
            (
                html.A(str(row["id"]), href=row["address"]),
                row["files"],
                row["brought_by"],
                t.date(row["day"]),
                t(STATE[row["state"]]),
                "" if is_missing(row["import_id"]) else str(row["import_id"]),
            )
            for row in rows
        ],
    )


def submission(
    row: Mapping[str, Any],
    outcome: Any,
    marked: Mapping[str, str],
    seen: Seen,
    foreseen: Any,
    names: Mapping[str, str],
    proposed: Any,
    actions: Sequence[Any],
    back: str,
    wrong: str,
    t: Translator,
) -> html.Main:
    """Return the page of one submission: its files, what is wrong or what would change, and what
    the reader may do. `outcome` is None once it was decided; `marked`: file -> address; `names` of
    indicators by their codes; `proposed`: what it says of two codes, if it does."""
    return html.Main(
        [
            html.P(html.A(t("Data"), href=back)),
            html.H1(t("Submission {number}", number=row["id"])),
            _alert(wrong, t),
            _section(t(STATE[row["state"]]), _about(row, t)),
            proposed,
            *_said(seen, t),
            *([] if outcome is None else _judged(outcome, marked, foreseen, names, t)),
            _section(t("What to do"), list(actions)) if actions else None,
        ],
        id="main",
        className="intake",
        tabIndex="-1",
    )


def _said(seen: Seen, t: Translator) -> list[html.Section]:
    """Return what was brought as far as it can be seen at a glance."""
    found = [
        _section(t("What {file} says", file=name), [_table(head, rows)])
        for name, (head, *rows) in seen.tables.items()
    ]
    shown: list[Any] = [
        Element(
            "figure",
            [Element("img", None, {"src": address, "alt": name}), html.Figcaption(name)],
        )
        for name, address in seen.pictures.items()
    ]
    pictures = _section(t("Pictures"), [html.Div(shown, className="intake-pictures")])
    return [*found, pictures] if shown else found


def _about(row: Mapping[str, Any], t: Translator) -> list[Any]:
    told = [
        html.P(
            t(
                "Brought by {who} on {date}: {files}.",
                who=row["brought_by"],
                date=t.date(row["day"]),
                files=row["files"],
            )
        )
    ]
    if row["note"]:
        told.append(html.P(t("Note: {words}", words=row["note"])))
    if row["demonstration"]:
        told.append(html.P(t("Demonstration data")))
    if row["decided_by"]:
        told.append(
            html.P(
                t("{who}, {date}: {words}",
                  who=row["decided_by"], date=t.date(row["decided_day"]),
                  words=row["reason"] or t(STATE[row["state"]]))
            )
        )  # fmt: skip
    if not is_missing(row["import_id"]):
        told.append(html.P(t("It became import {number}.", number=row["import_id"])))
    return told


def _judged(
    outcome: Any,
    marked: Mapping[str, str],
    foreseen: Any,
    names: Mapping[str, str],
    t: Translator,
) -> list[html.Section]:
    if outcome.problems:
        return [_section(t("What to mend"), _mend(outcome, marked, t))]
    lines = list(problems.report(outcome, t))
    counted = _section(t("What it would do"), [html.Ul([html.Li(line) for line in lines])])
    return [counted, *(_foreseen(foreseen, names, t) if foreseen else [])]


def _mend(outcome: Any, marked: Mapping[str, str], t: Translator) -> list[Any]:
    found = outcome.problems
    links = [
        html.Li(html.A(t("{file} with every bad cell marked", file=name), href=address))
        for name, address in marked.items()
    ]
    return [
        html.P(
            t.plural(
                "{n} problem; nothing was written.",
                "{n} problems; nothing was written.",
                len(found),
            )
        ),
        html.Ul(links) if links else None,
        _table(
            (t("Where"), t("What to mend")),
            [(problems.place(each, t), problems.sentence(each, t)) for each in found[:MOST_LISTED]],
        ),
        html.P(t("The first {n} are listed.", n=t.number(MOST_LISTED)))
        if len(found) > MOST_LISTED
        else None,
    ]


def _foreseen(foreseen: Any, names: Mapping[str, str], t: Translator) -> list[html.Section]:
    """Return which published figures and statuses would change."""
    changed, flipped = foreseen
    figures: list[Any] = [html.P(_finding(changed, flipped, t))]
    if len(changed):
        figures.append(_figures(changed.head(MOST_LISTED), names, t))
    statuses = [
        _table(
            (t("Indicator"), t("Published"), t("After the import")),
            [
                (f"{row['indicator']} {names[row['indicator']]}", status_mark(row["before"], t),
                 status_mark(row["after"], t))
                for row in flipped.to_dict("records")
            ],
        )
    ]  # fmt: skip
    found = [_section(t("Which published figures would change?"), figures)]
    return [*found, _section(t("Which statuses would flip?"), statuses)] if len(flipped) else found


def _finding(changed: pd.DataFrame, flipped: pd.DataFrame, t: Translator) -> str:
    if changed.empty:
        return t("No figure of the country would change.")
    told = t.plural(
        "{n} figure of the country would change",
        "{n} figures of the country would change",
        len(changed),
    )
    leaps = int(changed["is_leap"].sum())
    parts = [told]
    if len(flipped):
        parts.append(t.plural("{n} status would flip", "{n} statuses would flip", len(flipped)))
    if leaps:
        parts.append(
            t.plural("{n} is far beyond its history", "{n} are far beyond their history", leaps)
        )
    return "; ".join(parts) + "."


def _figures(changed: pd.DataFrame, names: Mapping[str, str], t: Translator) -> Any:
    return _table(
        (t("Indicator"), t("Quarter"), t("Published"), t("After the import"), t("Remark")),
        [
            (
                f"{row['indicator']} {names[row['indicator']]}",
                t.quarter(row["period"]),
                labels.measured(row["before"], row["unit"], t),
                labels.measured(row["after"], row["unit"], t),
                t("far beyond its history") if row["is_leap"] else "",
            )
            for row in changed.to_dict("records")
        ],
        numbers=(2, 3),
    )


def action(
    address: str, token: Any, words: str, t: Translator, look: str = "btn-primary", asks: str = ""
) -> Any:
    """Return a button that does something, with a line to write in if it `asks` for one."""
    line = _text("reason", asks, NOTHING, t, key=address) if asks else None
    return forms.form(address, token, line, _button(words, look), look="intake-form")


def _button(words: str, look: str = "btn-primary") -> html.Button:
    return html.Button(words, type="submit", className=f"btn {look}")


def _text(
    name: str, label: str, typed: Typed, t: Translator, kind: str = "text", key: str = ""
) -> html.Div:
    value, error = typed.values.get(name, ""), typed.sentence(name, t)
    own = {"id": f"{name}-{key.split('?')[0]}".replace("/", "-")} if key else {}
    return forms.field(name, label, kind=kind, value=value, error=error, maxlength=500, **own)


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], numbers: Sequence[int] = ()
) -> html.Div:
    def look(place: int) -> str | None:
        return "number" if place in numbers else None

    table: Any = Element(
        "table",
        [
            html.Thead(
                html.Tr(
                    [
                        html.Th(head, scope="col", className=look(place))
                        for place, head in enumerate(heads)
                    ]
                )
            ),
            html.Tbody(
                [
                    html.Tr(
                        [html.Td(cell, className=look(place)) for place, cell in enumerate(row)]
                    )
                    for row in rows
                ]
            ),
        ],
        {"class": "intake-table"},
    )
    return html.Div(
        table,
        className="intake-scroll",
        tabIndex="0",
        role="region",
        **aria(label=heads[0]),
    )
