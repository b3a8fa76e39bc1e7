"""Which short code stands for a number, and which number stands behind a code?

Codes are nine signs of an alphabet of 31, shown as `ABCD-EFGHJ`; the last one checks the others.
31 is a prime: with weights that all differ, every wrong sign and every two signs that changed
places are noticed. Letters and digits that look alike (0 O, 1 I L) are left out.

The code of a figure of an indicator carries its content: indicator, area, quarter and release, by
their places in a list that only grows (`reference/number_codes.csv`). So it means the same wherever
the release is, after a restore too, and nothing has to be kept. A figure of a panel is described by
an address, too long to be carried: its code is a hash of the address, kept in `number_code`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

from data_access.reference import read

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SIGNS = 8
"""Signs of a code without the one that checks them."""
HEAD = 4
"""Signs before the hyphen."""
_PRIME = len(ALPHABET)
_ALL = _PRIME**SIGNS
_STEP = 271_828_182_845
"""Spreads codes, so that those of neighbours have little in common; no multiple of 31."""
_AREAS, _QUARTERS, _INDICATORS = 256, 256, 128
_FIRST_YEAR = 2000
RELEASES = _ALL // 2 // (_AREAS * _QUARTERS * _INDICATORS)
"""Releases that codes have room for."""


class NoCode(ValueError):
    """A text that is no code; `is_mistyped` where it has the form of one and does not check."""

    def __init__(self, text: str, *, is_mistyped: bool):
        super().__init__(text)
        self.is_mistyped = is_mistyped


@dataclass(frozen=True)
class Figure:
    """An indicator in an area, at the end of a quarter, as a release states it."""

    indicator: str
    area: str
    """KG, or the code of a region or a district"""
    period: date
    """Last day of the quarter."""
    release: int


def code_of(figure: Figure) -> str | None:
    """Return the code of a figure; None where the list of codes does not know its parts."""
    indicator, area = _places("indicator").get(figure.indicator), _places("area").get(figure.area)
    quarter = 4 * (figure.period.year - _FIRST_YEAR) + (figure.period.month - 1) // 3
    is_in_reach = 0 <= quarter < _QUARTERS and figure.release <= RELEASES
    if indicator is None or area is None or not is_in_reach:
        return None
    number = figure.release - 1
    for part, size in ((quarter, _QUARTERS), (area, _AREAS), (indicator, _INDICATORS)):
        number = number * size + part
    return _written(2 * number)


def code_of_address(address: str) -> str:
    """Return the code of a figure of a panel, which its address describes."""
    digest = int.from_bytes(sha256(address.encode()).digest()[:8], "big")
    return _written(2 * (digest % (_ALL // 2)) + 1)


def read_code(text: str) -> tuple[str, Figure | None]:
    """Return a code as it is written, and its figure; None where the database keeps what it means.

    Small letters, blanks and hyphens are no mistakes. Raises NoCode.
    """
    signs = "".join(text.upper().split()).replace("-", "")
    if len(signs) != SIGNS + 1 or not set(signs) <= set(ALPHABET):
        raise NoCode(text, is_mistyped=len(signs) == SIGNS + 1)
    if _check(signs[:-1]) != signs[-1]:
        raise NoCode(text, is_mistyped=True)
    number = 0
    for sign in signs[:-1]:
        number = number * _PRIME + ALPHABET.index(sign)
    number, kept = divmod(number * pow(_STEP, -1, _ALL) % _ALL, 2)
    return _shown(signs), None if kept else _figure(number, text)


def _figure(number: int, text: str) -> Figure:
    number, indicator = divmod(number, _INDICATORS)
    number, area = divmod(number, _AREAS)
    release, quarter = divmod(number, _QUARTERS)
    indicators, areas = ({at: code for code, at in _places(each).items()}
                         for each in ("indicator", "area"))  # fmt: skip
    if indicator not in indicators or area not in areas:
        raise NoCode(text, is_mistyped=False)
    month = 3 * (quarter % 4) + 3
    first = date(_FIRST_YEAR + quarter // 4 + month // 12, month % 12 + 1, 1)
    period = first - timedelta(days=1)
    return Figure(indicators[indicator], areas[area], period, release + 1)


@cache
def _places(subject: str) -> dict[str, int]:
    """Return which place each code of a subject has for ever."""
    rows = (row for row in read("number_codes") if row["subject"] == subject)
    return {row["code"]: int(row["place"]) for row in rows}


def _written(number: int) -> str:
    number = number * _STEP % _ALL
    signs = ""
    for _ in range(SIGNS):
        number, at = divmod(number, _PRIME)
        signs = ALPHABET[at] + signs
    return _shown(signs + _check(signs))


def _check(signs: str) -> str:
    """Return the sign with which all signs, each times its place, add up to a multiple of 31."""
    weighted = sum(at * ALPHABET.index(sign) for at, sign in enumerate(signs, 2))
    return ALPHABET[-weighted % _PRIME]


def _shown(signs: str) -> str:
    return f"{signs[:HEAD]}-{signs[HEAD:]}"
