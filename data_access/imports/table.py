"""What do workbooks and CSV files have in common: a table of cells, and limits to its size?"""

from dataclasses import dataclass
from typing import Any

from data_access.imports.problem import Code

MEGABYTE = 1_000_000

Cell = Any
"""A text, a float, a bool, or a date or time as Python has them; empty cells are ""."""


@dataclass(frozen=True)
class Limits:
    """Beyond these sizes a file is refused before it fills the memory."""

    rows: int = 300_000
    """Filled rows of one sheet, its headings included."""
    cells: int = 12_000_000
    """Cells of the rectangle that holds all of a sheet."""
    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 1_000 * MEGABYTE


@dataclass(frozen=True)
class Table:
    """The cells of one sheet: item 0 of `rows` is row 1 of Excel; rows may differ in length."""

    title: str
    """As written in the workbook; empty for a CSV file."""
    rows: list[list[Cell]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """First and last cell of merged cells; row and column counted from 0."""


class Refused(Exception):
    """A file or sheet cannot be read at all; says why in `code` and `details`."""

    def __init__(self, code: Code, **details: object):
        super().__init__(code)
        self.code = code
        self.details = details


def letters(column: int) -> str:
    """Return the letters over a column that is counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(letters: str) -> int:
    """Return the number of a column, counted from 0."""
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value - 1
