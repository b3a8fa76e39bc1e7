"""How does a workbook go back to whoever sent it, with every bad cell marked and explained?"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.templates import LEFT_OUT
from data_access.filters import LANGUAGES
from data_access.imports import delimited, headings, titles
from data_access.imports.problem import Problem, shown
from data_access.imports.table import Limits
from layouts import problems
from layouts.i18n import Translator

BAD = PatternFill("solid", fgColor="FFE0A3")
AUTHOR = "Bilim"
MOST_MARKED = 10_000
"""Cells that are marked in one file; the list names every kind of mistake all the same."""
TITLE = 31
"""Letters that the title of a sheet may have."""


def markable(name: str, found: Iterable[Problem]) -> list[Problem]:
    """Return the problems of a file if it could be read, and so be marked; else none."""
    own = [problem for problem in found if problem.file == name]
    return own if any(problem.row for problem in own) else []


def marked(content: bytes, found: Sequence[Problem], t: Translator) -> bytes:
    """Return a file as a workbook in which every bad cell is coloured and carries what is wrong.

    A sheet in front lists all problems; the import door passes over it, so that the corrected
    workbook can be sent as it is. `found`: problems of this file.
    """
    is_book = content.startswith(b"PK")
    book = load_workbook(BytesIO(content)) if is_book else _csv_book(content, found[0].file, t)
    left = MOST_MARKED
    for problem in found:
        page = book[problem.sheet] if problem.sheet in book.sheetnames else book.worksheets[0]
        words = problems.sentence(problem, t)
        for cell in _cells(page, problem, left):
            _mark(cell, words)
            left -= 1
    _list(book, found, t)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _csv_book(content: bytes, name: str, t: Translator) -> Workbook:
    """Return the table as a sheet with the title by which the import door knows it."""
    book, table = Workbook(), delimited.table(content, Limits(), titles.known_headings)
    page = book.worksheets[0]
    if sheet := titles.sheet_with(table.rows[headings.heading_row(table)], name):
        page.title = sheet.titles[LANGUAGES.index(t.lang)][:TITLE]
    for number, row in enumerate(table.rows, start=1):
        for column, text in enumerate(row, start=1):
            _write(page, number, column, str(text))
    return book


def _cells(page: Worksheet, problem: Problem, most: int) -> list[Cell]:
    """Return the cells with a mistake; the first of the row where no column is named, none where
    no row is."""
    column = _column(page, problem.column) if problem.column else 1
    rows = problem.rows or ((problem.row,) if problem.row else ())
    cells = (page.cell(row, column) for row in rows[: max(most, 0)] if row)
    return [cell for cell in cells if isinstance(cell, Cell)]


def _column(page: Worksheet, heading: str) -> int:
    """Return the number of a column by its heading, which stands in the first row with anything."""
    rows = (row for row in page.iter_rows(values_only=True) if any(row))
    headings = [shown(cell) if cell else "" for cell in next(rows, ())]
    return headings.index(heading) + 1 if heading in headings else 1


def _write(page: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text that is never taken for a formula."""
    cell: Any = page.cell(row, column, text)
    cell.data_type = "s"


def _mark(cell: Any, words: str) -> None:
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.fill = BAD
    cell.comment = Comment(before + words, AUTHOR, height=120, width=320)


def _list(book: Workbook, found: Sequence[Problem], t: Translator) -> None:
    title = (LEFT_OUT + t("Problems"))[:TITLE]
    page = book.create_sheet(title, 0)
    page.append([t("Where"), t("What to mend")])
    for cell in page[1]:
        cell.font = Font(bold=True)
    for number, problem in enumerate(found, start=2):
        _write(page, number, 1, problems.place(problem, t))
        _write(page, number, 2, problems.sentence(problem, t))
    page.column_dimensions["A"].width = 60
    page.column_dimensions["B"].width = 110
    page.freeze_panes = "A2"
    book.active = 0
