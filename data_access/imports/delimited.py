"""What does a CSV file hold, whatever its encoding and delimiter?"""

import csv
import io
from collections.abc import Callable
from itertools import islice

from data_access.imports.problem import Code
from data_access.imports.table import Cell, Limits, Refused, Table

DELIMITERS = ",;\t"


def table(content: bytes, limits: Limits, known_headings: Callable[[list[str]], int]) -> Table:
    """Return the cells of a CSV file, all of them text.

    The delimiter is the one that makes most known headings out of the first line.
    """
    text = _decoded(content)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    splits = {mark: next(csv.reader([first_line], delimiter=mark)) for mark in DELIMITERS}
    delimiter = max(splits, key=lambda mark: (known_headings(splits[mark]), len(splits[mark])))
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows: list[list[Cell]] = list(islice(records, limits.rows + 1))
    except csv.Error as error:
        raise Refused(Code.DAMAGED_CSV, line=records.line_num) from error
    if len(rows) > limits.rows:
        raise Refused(Code.TOO_MANY_ROWS, limit=limits.rows)
    return Table("", rows)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _is_mostly_readable(text[:10_000]):
            return text
    raise Refused(Code.WRONG_TYPE)


def _is_mostly_readable(text: str) -> bool:
    """Return whether this looks like text: nearly any bytes can be decoded as cp1251."""
    odd = sum(1 for letter in text if not letter.isprintable() and letter not in "\r\n\t\v\f")
    return odd * 100 <= len(text)
