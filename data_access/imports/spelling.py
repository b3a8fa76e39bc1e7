"""Which letters look alike in Latin and Cyrillic, and which known word was probably meant?"""

import difflib
import re
import unicodedata
from collections.abc import Iterable

_LATIN = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Soft hyphens and marks of no width that come along when text is copied from a page."""

_WORD = re.compile(r"\w+")
_HAS_LATIN = re.compile("[A-Za-z]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")


def tidy(text: str) -> str:
    """Return text without outer, double and invisible characters, its letters in one piece."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def to_latin(text: str) -> str:
    """Return text with every Cyrillic letter that looks Latin written in Latin."""
    return text.translate(_TO_LATIN)


def skeleton(text: str) -> str:
    """Return what two spellings share that only differ in case, spaces or look-alike letters."""
    # Capitals look alike more often than small letters: В and B do, в and b do not.
    return to_latin("".join(tidy(text).upper().replace("Ё", "Е").split()))


def look_alikes(text: str) -> tuple[str, str] | None:
    """Return the first word with a letter of the wrong alphabet, and the word as it was meant.

    Only words that one alphabet can write are suspected: "Mектеп" with a Latin M is, a foreign
    name with a Kyrgyz ending such as "PISAда" is not.
    """
    if text.isascii() or not _HAS_LATIN.search(text):
        return None
    for word in _WORD.findall(text):
        if _HAS_LATIN.search(word) and _HAS_CYRILLIC.search(word):
            for meant in (word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)):
                if not (_HAS_LATIN.search(meant) and _HAS_CYRILLIC.search(meant)):
                    return word, meant
    return None


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known word that is spelled most like the text, None where none is like it."""
    spelled = {skeleton(word): word for word in known}
    found = difflib.get_close_matches(skeleton(text), spelled, n=1, cutoff=0.7)
    return spelled[found[0]] if found else None
