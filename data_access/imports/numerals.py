"""Which number does a cell hold, with whatever spaces, commas and points people write?"""

import re
from collections.abc import Iterable
from decimal import Decimal

from data_access.imports.problem import Code

_SPACES = " \u00a0\u2009\u202f'’"
_NO_SPACES = str.maketrans("", "", _SPACES)
_SIGNS = str.maketrans("\u2212\u2013", "--")
_PLAIN = re.compile(r"[+-]?[0-9]+")
_ONE_MARK = re.compile(r"[+-]?([0-9]*)([.,])([0-9]+)")
_GROUPED_BY_SPACES = re.compile(rf"[+-]?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_GROUPED_BY_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUPED_BY_POINTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")


def decimal_mark(column: Iterable[object]) -> str:
    """Return the point or comma that parts decimals in a column, as far as its clear cells agree.

    "87,3612" shows a comma, "1,234,567" a point; "1,234" and "1 234" show nothing.
    """
    texts = {cell for cell in column if isinstance(cell, str)}
    marks = {_mark_in(_tidy(text)) for text in texts if "," in text or "." in text} - {""}
    return marks.pop() if len(marks) == 1 else ""


def read_number(cell: object, mark: str = "") -> Decimal | Code | None:
    """Return the number in a cell, the reason why it is unsure, or None where there is none.

    `mark` parts the decimals of cells that alone could be read in two ways.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (float, int)):
        # Excel keeps fifteen digits: 0.1 + 0.2 is 0.3 there, and so it is here.
        return Decimal(f"{cell:.15g}")
    return _in_text(_tidy(cell), mark) if isinstance(cell, str) else None


def _in_text(text: str, mark: str) -> Decimal | Code | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _is_ambiguous(text):
        return _parsed(text, mark) if mark else Code.AMBIGUOUS_NUMBER
    sure = _mark_in(text)
    return _parsed(text, sure) if sure else None


def _parsed(text: str, mark: str) -> Decimal:
    thousands = "," if mark == "." else "."
    return Decimal(text.translate(_NO_SPACES).replace(thousands, "").replace(mark, "."))


def _tidy(text: str) -> str:
    return text.strip().translate(_SIGNS)


def _is_ambiguous(text: str) -> bool:
    """Return whether the only mark may part thousands or decimals, as in 1,234."""
    match = _ONE_MARK.fullmatch(text)
    return (
        match is not None and len(match[3]) == 3 and len(match[1]) in (1, 2, 3) and match[1] != "0"
    )


def _mark_in(text: str) -> str:
    """Return the mark that can only part decimals in this number; empty where none is sure."""
    if _is_ambiguous(text):
        return ""
    if _GROUPED_BY_SPACES.fullmatch(text):
        return "," if "," in text else "."
    if match := _ONE_MARK.fullmatch(text):
        return match[2]
    if _GROUPED_BY_COMMAS.fullmatch(text):
        return "."
    return "," if _GROUPED_BY_POINTS.fullmatch(text) else ""
