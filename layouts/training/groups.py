"""What are groups of people called, and how is the part of a whole drawn?"""

from collections.abc import Mapping
from typing import Any

from dash import html

from layouts import labels
from layouts.attributes import aria
from layouts.i18n import N_, Translator, is_missing

DIMENSION = {
    "place": N_("Region or district"),
    "subject": N_("Subject"),
    "language": N_("Language of instruction"),
    "sex": N_("Sex"),
    "rural": N_("Rural and urban"),
}

SEX = {"female": N_("Women"), "male": N_("Men")}
RURAL = {"True": N_("Rural schools"), "False": N_("Urban schools")}

AUDIENCE = {
    "teachers": N_("Teachers"),
    "leaders": N_("School leaders and methodologists"),
    "specialists": N_("Developers, authors, publishers, officials"),
}

ROLE = {
    "head": N_("School heads"),
    "deputy": N_("Deputy heads"),
    "methodologist": N_("Methodologists"),
    "institute": N_("Staff of institutes"),
    "developer": N_("Developers of standards"),
    "author": N_("Authors"),
    "publisher": N_("Publishers"),
    "official": N_("Officials"),
}


def group_name(dimension: str, code: str, names: Mapping[str, str], t: Translator) -> str:
    """Return what a group is called; `names` holds those of places and subjects by code."""
    words = {"language": labels.LANGUAGE, "sex": SEX, "rural": RURAL}.get(dimension, {})
    if code in words:
        return t(words[code])
    return t("No subject of the programme") if code == "none" else names.get(code, code)


def of_all(part: Any, whole: Any, hidden: bool, t: Translator) -> str:
    """Return “n of m”, or why it is not told."""
    if hidden:
        return t("not told apart")
    if is_missing(whole):
        return t("{n} trained, eligible not counted", n=t.number(part))
    return t("{n} of {total}", n=t.number(part), total=t.number(whole))


def share_bar(value: float, mark: float = float("nan")) -> html.Span:
    """Return a bar from 0 to 100 %, with a tick where another value stands; words stand beside."""
    parts = []
    if not is_missing(value):
        parts.append(html.Span(className="fill", style={"width": width(value)}))
    if not is_missing(mark):
        parts.append(html.Span(className="tick", style={"left": width(mark)}))
    kind = "bullet bullet-unknown" if is_missing(value) else "bullet"
    return html.Span(parts, className=kind, **aria(hidden="true"))


def width(share: float) -> str:
    """Return a share as a width in CSS, at most the whole."""
    return f"{100 * min(max(share, 0), 1):.1f}%"
