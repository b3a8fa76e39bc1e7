"""How does a figure lead to its passport, and how does it carry its short code?"""

from dataclasses import dataclass
from typing import Any

from layouts.i18n import Translator
from layouts.markup import Element


@dataclass(frozen=True)
class Number:
    """Where the passport of a figure stands, and its short code."""

    address: str
    code: str | None = None
    """None for a figure that no list of codes knows."""


def number_link(words: Any, number: Number | None, t: Translator) -> Any:
    """Return a figure as a link to its passport; as it is where it has none."""
    if number is None:
        return words
    title = t("Where does this number come from?")
    if number.code:
        title = f"{title} {t('Code {code}', code=number.code)}"
    return Element("a", words, {"href": number.address, "class": "number-link", "title": title})


def cell_link(words: Any, cell: str, look: str = "") -> Any:
    """Return words as a link to the passport of a number that stands in a table of the same panel:
    "1.2.3" is table, row and column, all from 1. The browser knows the address. Words that hold no
    number stay as they are."""
    if not has_number(words):
        return words
    return Element("a", words, {"class": f"number-link {look}".strip(), "data-cell": cell})


def has_number(words: Any) -> bool:
    """Return whether there is a number among words; what is more than words has one."""
    return not isinstance(words, str) or any(map(str.isdigit, words))


def code_beside(number: Number | None, t: Translator) -> Element | None:
    """Return the short code of a figure, to stand beside it on paper."""
    if number is None or not number.code:
        return None
    words = t("Code {code}", code=number.code)
    return Element("small", words, {"class": "number-code"})
