"""Is everything on a sheet right, and if not, where are all the mistakes?"""

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_access.imports.cells import Bad, reader_for
from data_access.imports.codes import Codes
from data_access.imports.headings import LISTED, RawSheet
from data_access.imports.problem import Code, Problem, shown
from data_access.imports.sheet import WITHDRAWN, Field, Kind, Sheet
from data_access.imports.totals import differing, parted

MOST_PROBLEMS = 300
"""Problems of one sheet that are listed; the rest is counted."""


@dataclass(frozen=True)
class Checked:
    """The good rows of a sheet, typed, and all problems of the others."""

    sheet: Sheet
    file: str
    title: str
    rows: pd.DataFrame
    """Fields of the sheet, then `source_row`: the row number that Excel shows.

    Python values in columns of objects (str, int, Decimal, date, bool), None where missing;
    degrees are floats. Derived columns come last; they are there only without problems.
    """
    withdrawn: pd.DataFrame
    """Key and `source_row` of the good rows that take a fact back."""
    subjects: list[object]
    """First part of the key of every row, also of rows that have a mistake elsewhere; rows that
    take a fact back are left out."""
    problems: tuple[Problem, ...]


@dataclass
class _Mistake:
    """The same mistake, wherever it is made."""

    bad: Bad
    field: str
    value: object
    places: list[int] = dataclasses.field(default_factory=list)
    """Rows, counted from 0 in the raw sheet."""


def check(raw: RawSheet, codes: Codes) -> Checked:
    """Return the rows of a sheet with the right types, and every problem they have."""
    whole = raw
    raw, stated = parted(whole)
    answers, mistakes = _column(raw, WITHDRAWN, codes)
    gone = {place for place, answer in enumerate(answers) if answer}
    columns = {}
    for each in raw.sheet.fields:
        columns[each.name], found = _column(
            raw, each, codes, passed_over=() if each.name in raw.sheet.key else gone
        )
        mistakes += found
    bad = {place for mistake in mistakes for place in mistake.places}
    series = {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    rows = pd.DataFrame({**series, "source_row": pd.Series(raw.source_rows, dtype="int64")})
    good = rows.drop(index=list(bad | gone)) if bad or gone else rows
    withdrawn = rows.loc[sorted(gone - bad), [*raw.sheet.key, "source_row"]]
    if raw.sheet.tells:
        codes = codes.told(raw.sheet.adds_to or "", taken_back(raw.sheet, withdrawn))
    mistakes += _broken_rules(raw, good, codes)
    mistakes += _doubled_keys(raw, rows, mistakes)
    totals = tuple(differing(whole, stated, columns, gone, codes))
    if not mistakes and not totals and _is_complete(raw):
        good = raw.sheet.completes(good, codes) if raw.sheet.completes else good
        good = raw.sheet.derive(good) if raw.sheet.derive else good
    return Checked(
        raw.sheet,
        raw.file,
        raw.title,
        good,
        withdrawn,
        [
            subject
            for place, subject in enumerate(columns[raw.sheet.key[0]])
            if subject is not None and place not in gone
        ],
        (*_problems(raw, mistakes, codes), *totals),
    )


def taken_back(sheet: Sheet, withdrawn: pd.DataFrame) -> dict[Any, None]:
    """Return what facts that are taken back tell others by their keys: nothing any more."""
    return dict.fromkeys(alone(withdrawn, sheet.key))


def alone(rows: pd.DataFrame, names: Sequence[str]) -> Iterator[object]:
    """Return the values of one column, or tuples of those of several."""
    columns = [rows[name] for name in names]
    return iter(columns[0]) if len(columns) == 1 else zip(*columns, strict=True)


def _column(
    raw: RawSheet, each: Field, codes: Codes, passed_over: Collection[int] = ()
) -> tuple[list[object], list[_Mistake]]:
    """Return the values of a column, None where they are bad, and what is bad about them.

    Nothing is bad in the rows that are passed over.
    """
    cells = raw.columns.get(each.name)
    if cells is None:
        return [each.default] * len(raw.source_rows), []
    read = reader_for(each, codes, cells)
    # True == 1 == 1.0, but they do not say the same.
    keys = list(zip(map(type, cells), cells, strict=True))
    values = {key: read(key[1]) for key in dict.fromkeys(keys)}
    mistakes = {
        key: _Mistake(value, each.name, key[1])
        for key, value in values.items()
        if isinstance(value, Bad)
    }
    if mistakes:
        values.update(dict.fromkeys(mistakes))
        for place, key in enumerate(keys):
            if key in mistakes and place not in passed_over:
                mistakes[key].places.append(place)
    return [values[key] for key in keys], [each for each in mistakes.values() if each.places]


def _broken_rules(raw: RawSheet, good: pd.DataFrame, codes: Codes) -> Iterator[_Mistake]:
    if good.empty or not _is_complete(raw):
        return
    for rule in raw.sheet.rules:
        broken = rule.broken(good, codes)
        alike: dict[str, _Mistake] = {}
        for place in good.index[broken.to_numpy(dtype=bool)]:
            value = raw.columns[rule.field][place] if rule.field in raw.columns else ""
            details = rule.details(good.loc[place], codes) if rule.details else {}
            mistake = _Mistake(Bad(rule.name, details), rule.field, value)
            alike.setdefault(f"{shown(value)} {details}", mistake).places.append(place)
        yield from alike.values()


def _doubled_keys(
    raw: RawSheet, rows: pd.DataFrame, mistakes: list[_Mistake]
) -> Iterator[_Mistake]:
    if not _is_complete(raw):
        return
    key = raw.sheet.key
    unsure = {place for each in mistakes if each.field in key for place in each.places}
    first: dict[tuple, int] = {}
    again: dict[tuple, list[int]] = {}
    for place, values in enumerate(zip(*(rows[name] for name in key), strict=True)):
        if place not in unsure and first.setdefault(values, place) != place:
            again.setdefault(values, []).append(place)
    for values, places in again.items():
        bad = Bad(Code.DUPLICATE_KEY, {"first_row": raw.source_rows[first[values]]})
        yield _Mistake(bad, key[0], _as_written(raw, values, places[0]), places)


def _as_written(raw: RawSheet, values: tuple, place: int) -> str:
    """Return a key with the file names of pictures, which no one knows by their hashes."""
    written = (
        raw.columns[name][place] if raw.sheet.field(name).kind is Kind.PICTURE else value
        for name, value in zip(raw.sheet.key, values, strict=True)
    )
    return key_words(tuple(written))


def key_words(values: tuple) -> str:
    """Return a key as people read it, its parts in the order of the sheet."""
    return " · ".join(str(value) for value in values)


def _is_complete(raw: RawSheet) -> bool:
    """Return whether every required column is there: rules and keys mean nothing without."""
    return all(each.name in raw.columns for each in raw.sheet.fields if each.required)


def _problems(raw: RawSheet, mistakes: list[_Mistake], codes: Codes) -> Iterator[Problem]:
    mistakes = sorted(mistakes, key=lambda mistake: mistake.places[0])
    for mistake in mistakes[:MOST_PROBLEMS]:
        yield _problem(raw, mistake, codes)
    if rest := mistakes[MOST_PROBLEMS:]:
        count = sum(len(mistake.places) for mistake in rest)
        yield Problem(Code.MORE_PROBLEMS, raw.file, raw.title, details={"count": count})


def _problem(raw: RawSheet, mistake: _Mistake, codes: Codes) -> Problem:
    code = mistake.bad.code
    details: dict[str, object] = dict(mistake.bad.details)
    if code == Code.UNKNOWN_CODE:
        known = codes.lists[raw.sheet.field(mistake.field).codes or ""]
        if near := known.nearest(str(mistake.value)):
            code, details["suggestion"] = Code.UNKNOWN_CODE_NEAR, near
    rows = [raw.source_rows[place] for place in mistake.places]
    if len(rows) > 1:
        details |= {"more_rows": rows[1 : LISTED + 1], "row_count": len(rows)}
    return Problem(
        code,
        raw.file,
        raw.title,
        rows[0],
        raw.headings.get(mistake.field, ""),
        shown(mistake.value),
        details,
        tuple(rows),
    )
