"""How do words, numbers and dates reach the reader in Kyrgyz, Russian or English?"""

import datetime as dt
import gettext
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data_access.filters import LANGUAGES

LOCALE = Path(__file__).parent / "locale"

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

ENDONYMS = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
"""What each language calls itself."""

_MONTHS = {
    "ky": "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
_DATES = {
    "ky": "{year}-жылдын {day}-{month}",
    "ru": "{day} {month} {year} г.",
    "en": "{day} {month} {year}",
}
_ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
"""Kyrgyz Cyrillic, which holds the Russian letters in their order."""

_QUARTERS = {
    "ky": "{year}-ж. {quarter}-квартал",
    "ru": "{quarter} кв. {year} г.",
    "en": "Q{quarter} {year}",
}


def N_(message: str) -> str:
    """Mark a message that is translated later."""
    return message


@cache
def _catalog(lang: str) -> gettext.NullTranslations:
    source = LOCALE / lang / "messages.po"
    if not source.exists():
        return gettext.NullTranslations()
    with source.open("rb") as file:
        catalog = read_po(file, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def is_missing(value: object) -> bool:
    """Return whether a value is missing: None, NaN, NaT or NA."""
    return bool(pd.isna(value))  # type: ignore[call-overload]


_AT_THE_END = re.compile(r"(\{\w+\})\.(?=\s|$)")
"""A place at the end of a sentence."""


def _filled(text: str, places: Mapping[str, object]) -> str:
    """Return a message with its places filled; “2026 г.” or “Ош ш.” ends a sentence by itself."""
    if "}." in text:
        text = _AT_THE_END.sub(
            lambda found: found[1] if found[1].format(**places).endswith(".") else found[0], text
        )
    return text.format(**places)


class Translator:
    """Speaks one language: messages, counted messages, numbers, shares, money, dates, quarters."""

    def __init__(self, lang: str = LANGUAGES[0]):
        self.lang = lang
        self._catalog = _catalog(lang)

    def __call__(self, message: str, **places: object) -> str:
        """Return a message in this language with its named places filled."""
        return _filled(self._catalog.gettext(message), places)

    def sort_key(self, text: str) -> list[int]:
        """Return a key that sorts names by the alphabet of this language, ң ө ү in their places."""
        return [
            _ALPHABET.find(letter) if letter in _ALPHABET else ord(letter)
            for letter in text.lower()
        ]

    def plural(self, one: str, many: str, n: int, **places: object) -> str:
        """Return a counted message; `{n}` stands for the number."""
        text = self._catalog.ngettext(one, many, n)
        return _filled(text, {"n": self.number(n), **places})

    def number(self, value: float | Decimal | None, decimals: int = 0) -> str:
        """Return a number with the separators of this language; a dash where it is missing."""
        if value is None or is_missing(value) or math.isinf(value):
            return "–"
        text = f"{abs(value):,.{decimals}f}"
        if self.lang != "en":
            text = text.replace(",", NO_BREAK).replace(".", ",")
        is_negative = value < 0 and text.strip("0.,") != ""
        return MINUS + text if is_negative else text

    def change(self, value: float | Decimal | None, decimals: int = 0) -> str:
        """Return a number with its sign."""
        text = self.number(value, decimals)
        is_positive = not is_missing(value) and not text.startswith(MINUS) and text.strip("0.,")
        return f"+{text}" if is_positive else text

    def percent(self, share: float | Decimal | None, decimals: int = 0) -> str:
        """Return a fraction as a percentage."""
        if is_missing(share):
            return "–"
        space = "" if self.lang == "en" else NO_BREAK
        return f"{self.number(float(share or 0) * 100, decimals)}{space}%"

    def date(self, day: dt.date | None) -> str:
        """Return a date in words, as official news of the country writes it."""
        if day is None or is_missing(day):
            return "–"
        month = _MONTHS[self.lang].split()[day.month - 1]
        return _DATES[self.lang].format(year=day.year, day=day.day, month=month)

    def day(self, day: dt.date | None) -> str:
        """Return a date in figures, for tables."""
        if day is None or is_missing(day):
            return "–"
        return f"{day:%d.%m.%Y}" if self.lang != "en" else f"{day.day} {day:%b %Y}"

    def quarter(self, last_day: dt.date) -> str:
        """Return the name of the quarter that ends on a day."""
        return _QUARTERS[self.lang].format(year=last_day.year, quarter=(last_day.month + 2) // 3)
