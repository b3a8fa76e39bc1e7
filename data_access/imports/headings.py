"""Which column of a table holds which field, and what is wrong with the headings?"""

from collections.abc import Iterator
from dataclasses import dataclass

from data_access.imports.cells import is_empty
from data_access.imports.problem import Code, Problem, shown
from data_access.imports.sheet import Sheet
from data_access.imports.spelling import nearest, skeleton
from data_access.imports.table import Cell, Table, letters
from data_access.imports.titles import fields_by_heading

LISTED = 5
"""Places of one kind that a problem names."""


@dataclass(frozen=True)
class RawSheet:
    """The cells of a known sheet, column by column, as they were found."""

    sheet: Sheet
    file: str
    title: str
    """As written in the workbook; empty for a CSV file."""
    headings: dict[str, str]
    """Name of a field -> its heading as written; fields without a column are left out."""
    columns: dict[str, list[Cell]]
    """Name of a field -> its cells; rows without any content are left out."""
    source_rows: list[int]
    """Row number that Excel shows, for each row kept."""


def match(table: Table, sheet: Sheet, file: str) -> tuple[RawSheet, list[Problem]]:
    """Return the columns of a table under the names of their fields, and all problems with them.

    Headings stand in the first row that holds anything.
    """
    top = heading_row(table)
    headings = table.rows[top]
    kept = [
        (number, row)
        for number, row in enumerate(table.rows[top + 1 :], start=top + 2)
        if not all(map(is_empty, row))
    ]
    rows = [row for _, row in kept]
    found = _Columns(sheet, headings)
    problems = [
        Problem(code, file, table.title, top + 1, column=heading, details=details)
        for code, heading, details in (
            *found.problems(),
            *_without_heading(headings, rows),
            *_merged(table, top, len(headings)),
        )
    ]
    columns = {
        name: [row[place] if place < len(row) else "" for row in rows]
        for name, place in found.places.items()
    }
    written = {name: shown(headings[place]) for name, place in found.places.items()}
    source_rows = [number for number, _ in kept]
    return RawSheet(sheet, file, table.title, written, columns, source_rows), problems


def heading_row(table: Table) -> int:
    """Return the place of the first row that holds anything; there must be one."""
    return next(place for place, row in enumerate(table.rows) if not all(map(is_empty, row)))


class _Columns:
    """Where each field stands, and the headings that name no field or name one twice."""

    def __init__(self, sheet: Sheet, headings: list[Cell]):
        self.sheet = sheet
        self.places: dict[str, int] = {}
        self._doubled: list[tuple[str, int, int]] = []
        self._unknown: list[str] = []
        fields = fields_by_heading(sheet)
        for place, heading in enumerate(headings):
            if is_empty(heading):
                continue
            field = fields.get(skeleton(str(heading)))
            if field is None:
                self._unknown.append(shown(heading))
            elif field.name in self.places:
                self._doubled.append((shown(heading), self.places[field.name], place))
            else:
                self.places[field.name] = place

    def problems(self) -> Iterator[tuple[Code, str, dict[str, object]]]:
        for field in self.sheet.fields:
            if field.required and field.name not in self.places:
                yield Code.MISSING_HEADING, "", {"headings": field.headings}
        for heading, first, second in self._doubled:
            yield (
                Code.DOUBLED_HEADING,
                heading,
                {"first": letters(first), "second": letters(second)},
            )
        known = [heading for field in self.sheet.columns for heading in field.headings]
        for heading in self._unknown:
            if near := nearest(heading, known):
                yield Code.UNKNOWN_HEADING_NEAR, heading, {"suggestion": near}
            else:
                yield Code.UNKNOWN_HEADING, heading, {}


def _without_heading(
    headings: list[Cell], rows: list[list[Cell]]
) -> Iterator[tuple[Code, str, dict[str, object]]]:
    width = max(map(len, rows), default=0)
    for place in range(width):
        heading = headings[place] if place < len(headings) else ""
        if is_empty(heading) and any(len(row) > place and not is_empty(row[place]) for row in rows):
            yield Code.NO_HEADING, "", {"letter": letters(place)}


def _merged(table: Table, top: int, width: int) -> Iterator[tuple[Code, str, dict[str, object]]]:
    inside = [
        f"{letters(left)}{first + 1}:{letters(right)}{last + 1}"
        for (first, left), (last, right) in table.merged
        if last >= top and left < width
    ]
    if inside:
        yield Code.MERGED_CELLS, "", {"cells": ", ".join(inside[:LISTED]), "count": len(inside)}
