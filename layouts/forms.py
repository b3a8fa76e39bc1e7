"""How does a page of forms look: fields with their errors beside them, buttons, notices?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dash import html

from layouts.attributes import aria, data
from layouts.i18n import N_, Translator
from layouts.markup import Element
from layouts.shell import FIELD, PLACE_OF_TOKEN


def page(title: str, *parts: Any) -> html.Main:
    """Return the body of a page of forms."""
    return html.Main([html.H1(title), *parts], id="main", className="forms", tabIndex="-1")


def card(title: str, *parts: Any, name: str) -> html.Section:
    """Return a part of such a page with a heading of its own."""
    key = f"title-{name}"
    heading = html.H2(title, id=key)
    return html.Section([heading, *parts], className="form-card", **aria(labelledby=key))


def notice(words: str) -> html.P:
    """Return the line that says that something was done."""
    return html.P(words, className="notice", role="status")


def kept_token() -> Any:
    """Return the token of a form in an answer that is kept for all readers: it is put in when the
    answer is sent."""
    return Element("input", None, {"type": "hidden", "name": FIELD, "value": PLACE_OF_TOKEN})


TOO_LARGE = N_("The files are larger than {limit} MB together; send them one by one.")


def sends_files(most: int) -> dict[str, str]:
    """Return the attributes of a form that takes at most so many megabytes of files, which a script
    sends if there is one; see `sent_so_far`."""
    return {"enctype": "multipart/form-data", "data-upload": f"{most * 1_000_000}"}


def sent_so_far(most: int, t: Translator) -> list[Any]:
    """Return what shows in such a form how far its files have been sent, or why they are not."""
    bar = {"max": 1, "value": 0, "hidden": True} | aria(label=t("Sent so far"))
    return [
        Element("progress", attributes=bar),
        html.P(
            className="intake-words",
            role="status",
            **data(
                sending=t("The files are on their way."),
                checking=t("Being checked…"),
                lost=t("The connection was lost; nothing was kept. Send it again."),
                large=t(TOO_LARGE, limit=t.number(most)),
            ),
        ),
    ]


def form(
    address: str,
    token: Any,
    *parts: Any,
    look: str = "",
    attributes: Mapping[str, str] | None = None,
) -> Any:
    """Return a form that is sent to an address, with the token without which none is accepted."""
    given = {"action": address, "method": "post", "class": look or None, "novalidate": True}
    return Element("form", [token, *parts], {**given, **(attributes or {})})


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    value: str = "",
    error: str = "",
    hint: str = "",
    **attributes: Any,
) -> html.Div:
    """Return a field with its label, what to know about it, and what is wrong with it."""
    told = [f"{name}-{part}" for part, words in (("hint", hint), ("error", error)) if words]
    given = {
        "type": kind,
        "id": name,
        "name": name,
        "value": value or None,
        "class": "form-control",
        "aria-describedby": " ".join(told) or None,
        "aria-invalid": "true" if error else None,
        "autofocus": bool(error),
        **attributes,
    }
    return _field(name, label, Element("input", None, given), error, hint)


def hidden(name: str, value: object) -> Any:
    """Return a field that nobody sees."""
    return Element("input", None, {"type": "hidden", "name": name, "value": value})


def choice(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    value: str = "",
    *,
    key: str = "",
    error: str = "",
) -> html.Div:
    """Return a choice; `options` are (value, words), `key` its id where its name is not alone."""
    key = key or name
    given = {"id": key, "name": name, "class": "form-select"}
    if error:
        given |= {"aria-describedby": f"{key}-error", "aria-invalid": "true"}
    chosen = [
        Element("option", words, {"value": each, "selected": each == value})
        for each, words in options
    ]
    return _field(key, label, Element("select", chosen, given), error, "")


def check(name: str, label: str, is_checked: bool = False) -> html.Label:
    """Return a box to tick."""
    given = {"type": "checkbox", "name": name, "value": "yes", "checked": is_checked}
    parts: Any = [Element("input", None, given), label]
    return html.Label(parts, className="form-check-line")


def _field(key: str, label: str, control: Any, error: str, hint: str) -> html.Div:
    parts: list[Any] = [html.Label(label, htmlFor=key)]
    if hint:
        parts.append(html.P(hint, id=f"{key}-hint", className="hint"))
    parts.append(control)
    if error:
        parts.append(html.P(error, id=f"{key}-error", className="field-error"))
    return html.Div(parts, className="form-field")


def button(words: str, look: str = "btn-primary", told: str = "") -> Any:
    """Return what sends a form; `told` says to screen readers what the words leave open."""
    given = {"type": "submit", "class": f"btn {look}", "aria-label": told or None}
    return Element("button", words, given)


def moment(at: datetime | None, t: Translator) -> str:
    """Return a day and a time of the clock of Kyrgyzstan, in which it must be given."""
    return "–" if at is None else f"{t.day(at)}, {at:%H:%M}"
