"""How far does a sheet reach, and which of its formulas failed? Answered in a single walk.

The walk takes the XML of a sheet in pieces, so a sheet of a million rows costs no memory and is
given up as soon as it is known to be too long. Only unusual pieces are looked at row by row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import IO

from data_access.imports.problem import Code
from data_access.imports.table import Limits, Refused, letters, number

PIECE = 1 << 20
LONGEST_ROW = 1 << 25
"""Bytes of XML that one row may take; Excel itself stays far below."""

_FIRST_ROW = re.compile(rb"<(\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"""[^>]*?\br=["']([0-9]+)""")
_PLACE = re.compile(rb"""\br=["']([A-Z]+)[0-9]""")
_BEYOND_Z = re.compile(rb'r="[A-Z]{2,}')
_ERROR = re.compile(rb"""\bt=["']e["']""")
_CALCULATED_TEXT = re.compile(rb"""\bt=["']str["']""")

Broken = dict[tuple[int, int], str]
"""Row and column, counted from 0 -> what stands for a formula that failed (#N/A …), or the
formula itself (=…) where it was never calculated."""


@dataclass(frozen=True)
class Row:
    """The XML of a row that holds something."""

    number: int
    """Counted from 0."""
    xml: bytes
    prefix: bytes
    """Of the names of elements, such as `x:`."""

    def cells(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield column, attributes and content of each cell that is not empty."""
        name = self.prefix + b"c"
        cell = rb"<%b\b([^>]*?)(?:/>|>(.*?)</%b>)" % (name, name)
        for position, match in enumerate(re.finditer(cell, self.xml, re.DOTALL)):
            place = _PLACE.search(match[1])
            if match[2]:
                yield number(place[1].decode()) if place else position, match[1], match[2]

    def last_column(self) -> int:
        """Return the column of the last cell with a value."""
        value = max(self.xml.rfind(b"<" + self.prefix + tag) for tag in (b"v", b"is"))
        start = self.xml.rfind(b"<" + self.prefix + b"c ", 0, value)
        place = _PLACE.search(self.xml, max(start, 0), value)
        if place:
            return number(place[1].decode())
        return self.xml.count(b"<" + self.prefix + b"c", 0, value) - 1


@dataclass(frozen=True)
class _Piece:
    """The XML of whole rows, and the number of the row before them."""

    xml: bytes
    prefix: bytes
    before: int

    def last_row(self) -> int | None:
        """Return the number of the last row, None where rows are not numbered."""
        found = _ROW_NUMBER.match(self.xml, self.xml.rfind(b"<" + self.prefix + b"row"))
        return int(found[1]) - 1 if found else None

    def is_plain(self) -> bool:
        """Return whether there are only values here, in the columns A to Z."""
        marks = (b't="e"', b"t='e'", b"r='", b"<" + self.prefix + b"f")
        return not any(mark in self.xml for mark in marks) and not _BEYOND_Z.search(self.xml)

    def filled_rows(self) -> Iterator[Row]:
        """Yield the rows that hold a value; those with nothing but a format are passed over."""
        value, text = b"<" + self.prefix + b"v", b"<" + self.prefix + b"is"
        row = self.before
        for xml in self.xml.split(b"<" + self.prefix + b"row")[1:]:
            found = _ROW_NUMBER.match(xml)
            row = int(found[1]) - 1 if found else row + 1
            if value in xml or text in xml:
                yield Row(row, xml, self.prefix)


def is_empty(stream: IO[bytes]) -> bool:
    """Return whether no cell of a sheet holds anything."""
    return not any(True for piece in _pieces(stream) for _ in piece.filled_rows())


def survey(stream: IO[bytes], limits: Limits) -> Broken:
    """Return the failed formulas of a sheet; refuse one with too many rows or a far-off cell."""
    broken: Broken = {}
    filled = last_column = 0
    for piece in _pieces(stream):
        last_row = piece.last_row()
        if last_row is not None and last_row < limits.rows and piece.is_plain():
            filled += piece.xml.count(b"<" + piece.prefix + b"row")
            continue
        for row in piece.filled_rows():
            filled += 1
            if row.number >= limits.rows and filled > limits.rows // 2:
                raise Refused(Code.TOO_MANY_ROWS, limit=limits.rows)
            last_column = max(last_column, row.last_column())
            if row.number >= limits.rows or (row.number + 1) * (last_column + 1) > limits.cells:
                raise Refused(Code.STRAY_CELL, cell=f"{letters(row.last_column())}{row.number + 1}")
            broken.update(_broken_cells(row))
    return broken


def _pieces(stream: IO[bytes]) -> Iterator[_Piece]:
    """Yield the table in pieces, each from the opening of a row to the opening of another."""
    rest = stream.read(PIECE)
    while not (first := _FIRST_ROW.search(rest)):
        more = stream.read(PIECE)
        if not more:
            return
        rest = _joined(rest, more)
    prefix = first[1] or b""
    opening, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
    before = -1
    rest = rest[first.start() :]
    while rest:
        more = stream.read(PIECE)
        rest = _joined(rest, more)
        is_last = end in rest or not more
        cut = rest.find(end) if end in rest else len(rest) if is_last else rest.rfind(opening)
        if cut > 0:
            piece = _Piece(rest[:cut], prefix, before)
            yield piece
            last_row = piece.last_row()
            before = before + piece.xml.count(opening) if last_row is None else last_row
        rest = b"" if is_last else rest[cut:]


def _joined(rest: bytes, more: bytes) -> bytes:
    if len(rest) > LONGEST_ROW:
        raise Refused(Code.DAMAGED)
    return rest + more


def _broken_cells(row: Row) -> Iterator[tuple[tuple[int, int], str]]:
    formula = b"<" + row.prefix + b"f"
    if formula not in row.xml and not _ERROR.search(row.xml):
        return
    for column, attributes, content in row.cells():
        value = _inside(row.prefix + b"v", content)
        if _ERROR.search(attributes):
            yield (row.number, column), value
        elif formula in content and not value and not _CALCULATED_TEXT.search(attributes):
            yield (row.number, column), "=" + _inside(row.prefix + b"f", content)


def _inside(name: bytes, content: bytes) -> str:
    """Return the text of the first element of that name."""
    match = re.search(rb"<%b(?: [^>]*)?>([^<]*)</" % name, content)
    return unescape(match[1].decode()) if match else ""
