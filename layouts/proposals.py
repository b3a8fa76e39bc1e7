"""How do people propose facts by a form, and what leads them to it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html

from data_access.filters import LANGUAGES
from layouts import forms
from layouts.attributes import data
from layouts.i18n import Translator
from layouts.intake import Typed
from layouts.photos import KINDS

SLOT = "proposals"
"""Name of the place on a page where those who may bring data in find what leads to a form."""


@dataclass(frozen=True)
class Sending:
    """Where a form goes, and with what."""

    action: str
    token: Any
    typed: Typed
    labels: Mapping[str, str]
    """Name of a field -> its heading in the sheet, in the reader's language."""


def place() -> html.Div:
    """Return the place; it stays empty for everybody else."""
    return html.Div(className="proposals", **data(slot=SLOT))


def way(address: str, words: str) -> html.P:
    """Return what leads to a form."""
    return html.P(html.A(words, href=address, className="btn btn-outline-secondary"))


def override(
    sending: Sending,
    indicators: Sequence[tuple[str, str]],
    quarters: Sequence[tuple[str, str]],
    statuses: Sequence[tuple[str, str]],
    today: date,
    back: str,
    t: Translator,
) -> html.Main:
    """Return the form of a status in place of what the rule gives; choices are (value, words)."""
    parts = [
        _choice(sending, "indicator", [("", t("Choose an indicator…")), *indicators], t),
        _choice(sending, "period", quarters, t),
        _taking_back(sending, t),
        _choice(sending, "status", [("", t("Choose a status…")), *statuses], t),
        _field(sending, "reason", t),
        _field(
            sending,
            "decided_by",
            t,
            hint=t("Who may set it, such as the steering committee; readers see it."),
        ),
        _field(sending, "decided_on", t, kind="date", max=f"{today}"),
    ]
    told = t(
        "A decision holds for the whole country and one quarter, and ends with it. Pages show it "
        "beside what the rule gives, with its reason."
    )
    return _page(t("Set a status by decision"), told, sending, parts, back, t)


def _taking_back(sending: Sending, t: Translator) -> html.Div:
    """Return the box that takes back a decision which was made before."""
    words = t(
        "Take back the decision of this quarter: the rule holds again, nothing else is needed"
    )
    box = forms.check("withdrawn", words, sending.typed.values.get("withdrawn") == "yes")
    error = sending.typed.sentence("withdrawn", t)
    return html.Div([box, html.P(error, className="field-error") if error else None])


def photographs(
    sending: Sending,
    school: str,
    packages: Sequence[tuple[str, str]],
    kinds: Sequence[str],
    today: date,
    most: tuple[int, int],
    back: str,
    t: Translator,
) -> html.Main:
    """Return the form of photographs of a school; choices are (value, words), `most` how many
    pictures and megabytes can be sent at once."""
    pictures = forms.field(
        "picture",
        t("Pictures"),
        kind="file",
        error=sending.typed.sentence("picture", t),
        hint=t(
            "JPEG, PNG or WebP: at most {n} at once, together at most {limit} MB.",
            n=t.number(most[0]),
            limit=t.number(most[1]),
        ),
        accept=".jpg,.jpeg,.png,.webp",
        multiple=True,
    )
    named = [("", t("Choose…")), *((kind, t(KINDS[kind])) for kind in kinds)]
    optional = t("May stay empty.")
    parts = [
        pictures,
        _choice(sending, "kind", named, t),
        _field(sending, "taken_on", t, kind="date", max=f"{today}"),
        _choice(sending, "package", [("", t("The whole school")), *packages], t),
        *(_field(sending, f"caption_{lang}", t, hint=optional) for lang in LANGUAGES),
    ]
    told = t(
        "What is said here holds for all pictures sent together; send others by themselves. They "
        "are drawn anew: nothing that the camera wrote beside them, such as the place, stays."
    )
    title = t("Photographs of {school}", school=school)
    return _page(title, told, sending, parts, back, t, megabytes=most[1])


def _page(
    title: str,
    told: str,
    sending: Sending,
    parts: Sequence[Any],
    back: str,
    t: Translator,
    *,
    megabytes: int = 0,
) -> html.Main:
    wrong = sending.typed.sentence("", t)
    form = forms.form(
        sending.action,
        sending.token,
        html.P(wrong, className="notice notice-trouble", role="alert") if wrong else None,
        *parts,
        _note(sending.typed, t),
        forms.check(
            "demonstration",
            t("The figures are invented, for a demonstration"),
            sending.typed.values.get("demonstration") == "yes",
        ),
        forms.button(t("Check")),
        *(forms.sent_so_far(megabytes, t) if megabytes else ()),
        look="intake-form",
        attributes=forms.sends_files(megabytes) if megabytes else None,
    )
    after = t(
        "Nothing is written yet: next you see what it would change. Then you submit it, and "
        "somebody else accepts it."
    )
    section = [html.P(told), form, html.P(after, className="note")]
    return html.Main(
        [
            html.P(html.A(t("Data"), href=back)),
            html.H1(title),
            html.Section(section, className="panel"),
        ],
        id="main",
        className="intake",
        tabIndex="-1",
    )


def _note(typed: Typed, t: Translator) -> html.Div:
    value, words = typed.values.get("note", ""), t("Note for whoever accepts it")
    return forms.field("note", words, value=value, maxlength=500)


def _field(
    sending: Sending, name: str, t: Translator, kind: str = "text", **attributes: Any
) -> html.Div:
    given = {"maxlength": 500} if kind == "text" else {}
    return forms.field(
        name,
        sending.labels[name],
        kind=kind,
        value=sending.typed.values.get(name, ""),
        error=sending.typed.sentence(name, t),
        **given,
        **attributes,
    )


def _choice(
    sending: Sending, name: str, options: Sequence[tuple[str, str]], t: Translator
) -> html.Div:
    value, error = sending.typed.values.get(name, ""), sending.typed.sentence(name, t)
    return forms.choice(name, sending.labels[name], options, value, error=error)
