"""How far does a sheet reach, and which of its formulas failed? Answered in a single walk.

The walk takes the XML of a sheet in pieces, so a sheet of a million rows costs no memory and is
given up as soon as it is known to be too long. Only unusual pieces are looked at cell by cell.
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
_ROW_NUMBER = re.compile(rb"""[^>]*?\br\s*=\s*["']([0-9]+)""")
_PLACE = re.compile(rb"""\br\s*=\s*["'](?:([A-Z]{1,3})([0-9]{1,7})["'])?""")
_FAR = re.compile(rb' r="(?![A-Z]?[0-9]{1,6}")')
_RATHER_FAR = re.compile(rb'r="[A-Z]([0-9]{6})')
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_CALCULATED_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")

Broken = dict[tuple[int, int], str]
"""Row and column, counted from 0 -> what stands for a formula that failed (#N/A …), or the
formula itself (=…) where it was never calculated."""


@dataclass(frozen=True)
class _Cell:
    """A cell that is not empty; row and column are counted from 0."""

    row: int
    column: int
    attributes: bytes
    content: bytes
    prefix: bytes

    def broken(self) -> str:
        """Return what stands for its failed formula; empty where nothing failed."""
        value = _inside(self.prefix + b"v", self.content)
        if _ERROR.search(self.attributes):
            return value
        has_formula = b"<" + self.prefix + b"f" in self.content
        if has_formula and not value and not _CALCULATED_TEXT.search(self.attributes):
            return "=" + _inside(self.prefix + b"f", self.content)
        return ""


@dataclass(frozen=True)
class _Piece:
    """The XML of whole rows."""

    xml: bytes
    prefix: bytes
    """Of the names of elements, such as `x:`."""
    before: int
    """Number of the row before them; rows are counted from 0."""

    def is_plain(self, row_limit: int) -> bool:
        """Return whether there are only values here, in columns A to Z of the first rows."""
        marks = (b't="e"', b"t='e'", b"t =", b"r='", b"r =", b"<" + self.prefix + b"f")
        if any(mark in self.xml for mark in marks) or _FAR.search(self.xml):
            return False
        last_row = self.last_row()
        if last_row is None or last_row >= row_limit:
            return False
        return all(int(row) <= row_limit for row in _RATHER_FAR.findall(self.xml))

    def last_row(self) -> int | None:
        """Return the number of the last row, None where rows are not numbered."""
        found = _ROW_NUMBER.match(self.xml, self.xml.rfind(b"<" + self.prefix + b"row"))
        return int(found[1]) - 1 if found else None

    def filled_rows(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and XML of rows with a value; those with only a format are passed over."""
        value, text = b"<" + self.prefix + b"v", b"<" + self.prefix + b"is"
        row = self.before
        for xml in self.xml.split(b"<" + self.prefix + b"row")[1:]:
            found = _ROW_NUMBER.match(xml)
            row = int(found[1]) - 1 if found else row + 1
            if value in xml or text in xml:
                yield row, xml

    def cells(self, row: int, xml: bytes) -> Iterator[_Cell]:
        """Yield the cells of a row that are not empty."""
        name = self.prefix + b"c"
        cell = rb"<%b\b([^>]*?)(?:/>|>(.*?)</%b>)" % (name, name)
        for position, match in enumerate(re.finditer(cell, xml, re.DOTALL)):
            if not match[2]:
                continue
            if place := _PLACE.search(match[1]):
                if not place[1]:
                    raise Refused(Code.DAMAGED)  # the reader would take it for a far-off column
                row, position = int(place[2]) - 1, number(place[1].decode())
            yield _Cell(row, position, match[1], match[2], self.prefix)


def is_empty(stream: IO[bytes]) -> bool:
    """Return whether no cell of a sheet holds anything."""
    return not any(True for piece in _pieces(stream) for _ in piece.filled_rows())


def survey(stream: IO[bytes], limits: Limits) -> Broken:
    """Return the failed formulas of a sheet; refuse one with too many rows or a far-off cell."""
    broken: Broken = {}
    filled = last_column = 0
    for piece in _pieces(stream):
        if piece.is_plain(limits.rows):
            filled += piece.xml.count(b"<" + piece.prefix + b"row")
            continue
        for row, xml in piece.filled_rows():
            filled += 1
            if row >= limits.rows and filled > limits.rows // 2:
                raise Refused(Code.TOO_MANY_ROWS, limit=limits.rows)
            for cell in piece.cells(row, xml):
                last_column = max(last_column, cell.column)
                if cell.row >= limits.rows or (cell.row + 1) * (last_column + 1) > limits.cells:
                    raise Refused(Code.STRAY_CELL, cell=f"{letters(cell.column)}{cell.row + 1}")
                if text := cell.broken():
                    broken[cell.row, cell.column] = text
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


def _inside(name: bytes, content: bytes) -> str:
    """Return the text of the first element of that name."""
    match = re.search(rb"<%b(?: [^>]*)?>([^<]*)</" % name, content)
    return unescape(match[1].decode()) if match else ""
