"""Which sheet is this, and which column is that, whatever the language and the spelling?"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import PurePath

from data_access.imports.sheet import Field, Sheet
from data_access.imports.sheets import SHEETS
from data_access.imports.spelling import skeleton

ABOUT = ("Жөнүндө", "О файле", "About")
SOURCE = ("Булак", "Источник", "Source")
DEMONSTRATION = ("Демонстрациялык маалыматтар", "Демонстрационные данные", "Demonstration data")

_BY_TITLE = {skeleton(title): sheet for sheet in SHEETS for title in (sheet.name, *sheet.titles)}


def is_one_of(text: object, words: Iterable[str]) -> bool:
    """Return whether a cell or title is one of the words, forgiving its spelling."""
    return skeleton(str(text)) in {skeleton(word) for word in words}


def sheet_titled(title: str) -> Sheet | None:
    """Return the sheet that carries this title in any language."""
    return _BY_TITLE.get(skeleton(title))


@cache
def fields_by_heading(sheet: Sheet) -> dict[str, Field]:
    """Return skeleton of a heading -> field."""
    return {
        skeleton(heading): field
        for field in sheet.columns
        for heading in (field.name, *field.headings)
    }


def known_headings(headings: Sequence[object]) -> int:
    """Return how many of the headings belong to the sheet that knows most of them."""
    given = {skeleton(str(heading)) for heading in headings}
    return max(len(given & fields_by_heading(sheet).keys()) for sheet in SHEETS)


def sheet_with(headings: Sequence[object], file: str) -> Sheet | None:
    """Return the sheet that these headings belong to; else to the file's name."""
    scores = {sheet.name: _likeness(sheet, headings) for sheet in SHEETS}
    best = max(scores.values())
    likely = [sheet for sheet in SHEETS if scores[sheet.name] == best]
    if best > 0 and len(likely) == 1:
        return likely[0]
    words = [word for word in PurePath(file).stem.replace("_", "-").split("-") if word]
    return next(filter(None, map(sheet_titled, (PurePath(file).stem, *words))), None)


def _likeness(sheet: Sheet, headings: Sequence[object]) -> int:
    """Return known headings less unknown and missing ones."""
    fields = fields_by_heading(sheet)
    given = {skeleton(str(heading)) for heading in headings} - {""}
    found = {fields[heading].name for heading in given & fields.keys()}
    missing = sum(field.required and field.name not in found for field in sheet.fields)
    return len(found) - len(given - fields.keys()) - missing
