"""What does one cell say: a number, a date, a code, or something that has to be mended?

Every reader takes a cell as the file holds it (text, float, bool, date) and returns its value,
or `Bad` with the reason. Readers are pure, so that each distinct cell is read only once.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from data_access.imports.album import Album
from data_access.imports.codes import CodeList, Codes
from data_access.imports.numerals import decimal_mark, read_number
from data_access.imports.problem import Code
from data_access.imports.sheet import Field, Kind, end_of_quarter
from data_access.imports.spelling import look_alikes, skeleton, tidy, to_latin
from data_access.imports.table import Refused
from data_access.models.base import PLACES

YEARS = range(2000, 2101)
LARGEST = 10**13
"""Numbers beyond are mistakes; ten-thousandths of them would not fit into 64 bits."""
_SMALLEST = Decimal(1).scaleb(-PLACES)
LARGEST_COUNT = 2 * 10**9

_ERROR = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!)")
_LOST = re.compile(r"\?[^\W\d_]")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DOTTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_QUARTER = re.compile(r"([0-9]{4})[- ]?[QK]-?([1-4])")

_YES_NO = {
    skeleton(word): answer
    for answer, words in (
        (True, ("ооба", "да", "yes", "true")),
        (False, ("жок", "нет", "no", "false")),
    )
    for word in words
} | {"1": True, "0": False}


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be taken, and why."""

    code: str
    details: dict[str, object] = dataclasses.field(default_factory=dict)


Reader = Callable[[object], object]


def is_empty(cell: object) -> bool:
    """Return whether a person would see nothing in the cell."""
    return isinstance(cell, str) and not (cell.isascii() and cell.strip()) and not tidy(cell)


def reader_for(field: Field, codes: Codes, column: Iterable[object]) -> Reader:
    """Return the reader of a field; text numbers are read by the habits of their column."""
    read = _by_kind(field, codes, column)

    def reader(cell: object) -> object:
        if is_empty(cell):
            return Bad(Code.MISSING_CELL) if field.required else field.default
        if isinstance(cell, str) and (broken := _broken_formula(cell)):
            return broken
        return read(cell)

    return reader


def _by_kind(field: Field, codes: Codes, column: Iterable[object]) -> Reader:
    if field.kind is Kind.TEXT:
        pattern = re.compile(field.pattern) if field.pattern else None
        return lambda cell: _text(cell, field, pattern)
    if field.kind is Kind.CODE:
        known = codes.lists[field.codes or ""]
        refused = codes.computed if field.codes == "reported_indicator" else frozenset()
        return lambda cell: _code(cell, known, refused)
    if field.kind in (Kind.NUMBER, Kind.COUNT, Kind.DEGREES):
        convert = {Kind.NUMBER: _exact, Kind.COUNT: _whole, Kind.DEGREES: float}[field.kind]
        mark, bounds = decimal_mark(column), _bounds(field)
        return lambda cell: _number(read_number(cell, mark), bounds, convert)
    if field.kind is Kind.PICTURE:
        return lambda cell: _picture(cell, codes.album)
    if field.kind is Kind.DATE and field.past:
        return lambda cell: _past_date(cell, codes.today)
    return {
        Kind.DATE: _date,
        Kind.QUARTER: _quarter,
        Kind.YEAR: _year,
        Kind.YES_NO: yes_no,
    }[field.kind]


def _broken_formula(cell: str) -> Bad | None:
    text = cell.strip()
    if text.startswith("="):
        return Bad(Code.FORMULA_NOT_CALCULATED)
    return Bad(Code.FORMULA_ERROR) if _ERROR.fullmatch(text) else None


def _text(cell: object, field: Field, pattern: re.Pattern | None) -> object:
    text = _plain(cell)
    if isinstance(text, Bad) or (pattern and pattern.fullmatch(text)):
        return text
    if pattern:
        return _wrong_text(text, field, pattern)
    if _LOST.search(text) and "://" not in text:
        return Bad(Code.LOST_LETTERS)
    if mixed := look_alikes(text):
        return Bad(Code.MIXED_ALPHABETS, {"word": mixed[0], "suggestion": mixed[1]})
    return text


def _plain(cell: object) -> str | Bad:
    """Return what a text or code cell says, a number without the tail that Excel gives it."""
    if isinstance(cell, bool):
        return Bad(Code.NOT_TEXT)
    if isinstance(cell, (float, int)):
        return f"{cell:.15g}"
    if isinstance(cell, str):
        text = tidy(cell)
        return text if text.isprintable() else Bad(Code.CONTROL_CHARACTER)
    return Bad(Code.TEXT_BECAME_DATE)


def _wrong_text(text: str, field: Field, pattern: re.Pattern) -> Bad:
    for meant in (to_latin(text), to_latin(text.upper()), text.lower()):
        if pattern.fullmatch(meant):
            return Bad(Code.LOOK_ALIKE, {"suggestion": meant})
    if field.example:
        return Bad(Code.WRONG_FORM, {"example": field.example})
    return Bad(Code.NOT_ALLOWED, {"allowed": pattern.pattern.replace("|", ", ")})


def _code(cell: object, known: CodeList, refused: frozenset[str]) -> object:
    text = _plain(cell)
    if isinstance(text, Bad) or text in known:
        return text
    if text in refused or to_latin(text) in refused:
        return Bad(Code.COMPUTED_INDICATOR)
    if repaired := known.repaired(text):
        return repaired
    if code := known.named(text):
        return Bad(Code.NAME_FOR_CODE, {"suggestion": code})
    return Bad(Code.UNKNOWN_CODE)


def _picture(cell: object, album: Album) -> str | Bad:
    name = _plain(cell)
    if isinstance(name, Bad):
        return name
    try:
        return album.picture(name)
    except Refused as refusal:
        return Bad(refusal.code, refusal.details)


def _bounds(field: Field) -> tuple[float, float]:
    largest = LARGEST_COUNT if field.kind is Kind.COUNT else LARGEST
    lowest = 0 if field.kind is Kind.COUNT else -largest
    return (
        lowest if field.minimum is None else field.minimum,
        largest if field.maximum is None else field.maximum,
    )


def _number(
    number: Decimal | Code | None, bounds: tuple[float, float], convert: Callable
) -> object:
    if number is None:
        return Bad(Code.NOT_A_NUMBER)
    if isinstance(number, Code):
        return Bad(number)
    minimum, maximum = bounds
    if minimum <= number <= maximum:
        return convert(number)
    if number > maximum:
        return Bad(Code.TOO_LARGE, {"maximum": maximum})
    return Bad(Code.NEGATIVE) if minimum == 0 else Bad(Code.TOO_SMALL, {"minimum": minimum})


def _exact(number: Decimal) -> Decimal | Bad:
    if number == number.quantize(_SMALLEST):
        return number
    return Bad(Code.TOO_MANY_DECIMALS, {"places": PLACES})


def _whole(number: Decimal) -> int | Bad:
    return int(number) if number == int(number) else Bad(Code.FRACTION)


def _date(cell: object) -> dt.date | Bad:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, str):
        cell = _day_in(cell.strip())
    if isinstance(cell, Bad):
        return cell
    if not isinstance(cell, dt.date):
        return Bad(Code.NOT_A_DATE)
    return cell if cell.year in YEARS else _out_of_range()


def _past_date(cell: object, today: dt.date) -> dt.date | Bad:
    day = _date(cell)
    if isinstance(day, Bad) or day <= today:
        return day
    return Bad(Code.FUTURE_DATE, {"today": today})


def _day_in(text: str) -> dt.date | Bad:
    if match := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DOTTED_DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        return Bad(Code.NOT_A_DATE)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Bad(Code.IMPOSSIBLE_DATE)


def _out_of_range() -> Bad:
    return Bad(Code.DATE_OUT_OF_RANGE, {"first": YEARS[0], "last": YEARS[-1]})


def _quarter(cell: object) -> dt.date | Bad:
    if isinstance(cell, str) and (match := _QUARTER.fullmatch(skeleton(cell))):
        year, quarter = map(int, match.groups())
        return end_of_quarter(dt.date(year, 3 * quarter, 1)) if year in YEARS else _out_of_range()
    day = _date(cell)
    if isinstance(day, Bad):
        return Bad(Code.NOT_A_QUARTER) if day.code is Code.NOT_A_DATE else day
    return end_of_quarter(day)


def _year(cell: object) -> int | Bad:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return Bad(Code.NOT_A_YEAR)
    text = _plain(cell)
    if isinstance(text, str) and _YEAR.fullmatch(text) and int(text) in YEARS:
        return int(text)
    return Bad(Code.NOT_A_YEAR, {"first": YEARS[0], "last": YEARS[-1]})


def yes_no(cell: object) -> bool | Bad:
    """Return the answer in a cell, in any of the three languages."""
    text = str(cell).lower() if isinstance(cell, bool) else _plain(cell)
    if isinstance(text, Bad):
        return Bad(Code.NOT_YES_NO)
    answer = _YES_NO.get(skeleton(text))
    return Bad(Code.NOT_YES_NO) if answer is None else answer
