"""How does a frame become a workbook as an office would send it?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data_access.imports.sheet import Kind, Sheet
from data_access.imports.sheets import SHEETS

LANGUAGE_INDEX = {"ky": 0, "ru": 1}
ABOUT = {
    "ky": ("Жөнүндө", "Булак", "Демонстрациялык маалыматтар"),
    "ru": ("О файле", "Источник", "Демонстрационные данные"),
}
YES_NO = {"ky": ("ооба", "жок"), "ru": ("да", "нет")}
CREATED = datetime(2026, 10, 1)
"""The same on every run, so that the same content is the same file."""

_BY_NAME = {sheet.name: sheet for sheet in SHEETS}


@dataclass(frozen=True)
class Workbook:
    """A workbook to be: its language, who compiled it, and a frame for each sheet by name."""

    name: str
    lang: str
    source: str
    tables: dict[str, pd.DataFrame]
    demonstration: bool = True

    def write(self, folder: Path) -> Path:
        """Write the workbook into a folder and return its path, leaving out sheets without rows."""
        path = folder / self.name
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            book.set_properties({"created": CREATED})
            date_format = book.add_format({"num_format": "dd.mm.yyyy"})
            self._write_about(book.add_worksheet(ABOUT[self.lang][0]))
            for name, frame in self.tables.items():
                if len(frame):
                    sheet = _BY_NAME[name]
                    page = book.add_worksheet(sheet.titles[LANGUAGE_INDEX[self.lang]])
                    _write_table(page, sheet, frame, self.lang, date_format)
        return path

    def _write_about(self, page: Worksheet) -> None:
        _, source, demonstration = ABOUT[self.lang]
        yes, no = YES_NO[self.lang]
        page.set_column(0, 1, 40)
        page.write_row(0, 0, [source, self.source])
        page.write_row(1, 0, [demonstration, yes if self.demonstration else no])


@dataclass(frozen=True)
class LongList:
    """A CSV file to be, for a sheet with many rows; it cannot say who compiled it."""

    name: str
    lang: str
    sheet: str
    rows: pd.DataFrame

    def write(self, folder: Path) -> Path:
        """Write the file into a folder and return its path."""
        path = folder / self.name
        fields = [field for field in _BY_NAME[self.sheet].fields if field.name in self.rows]
        cells = {
            field.headings[LANGUAGE_INDEX[self.lang]]: _texts(
                self.rows[field.name], field.kind, self.lang
            )
            for field in fields
        }
        pd.DataFrame(cells).to_csv(path, index=False, date_format="%Y-%m-%d")
        return path


def _texts(column: pd.Series, kind: Kind, lang: str) -> pd.Series:
    """Return a column as a CSV file has it; dates are days, which few rows have for their own."""
    if kind is Kind.YES_NO:
        return column.map(dict(zip((True, False), YES_NO[lang], strict=True)))
    return column.astype("category") if kind is Kind.DATE else column


def _write_table(
    page: Worksheet, sheet: Sheet, frame: pd.DataFrame, lang: str, date_format
) -> None:
    """Write headings and rows of the columns that the frame has, in the order of the sheet."""
    fields = [field for field in sheet.fields if field.name in frame]
    page.set_column(0, len(fields) - 1, 18)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, [field.headings[LANGUAGE_INDEX[lang]] for field in fields])
    columns = [_cells(frame[field.name], field.kind, lang) for field in fields]
    is_date = [field.kind is Kind.DATE for field in fields]
    for row, cells in enumerate(zip(*columns, strict=True), start=1):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                page.write_string(row, column, cell)
            elif is_date[column]:
                page.write_datetime(row, column, cell, date_format)
            else:
                page.write_number(row, column, cell)


def _cells(column: pd.Series, kind: Kind, lang: str) -> list:
    """Return plain values, None where nothing is known."""
    if kind is Kind.YES_NO:
        yes, no = YES_NO[lang]
        return [None if pd.isna(value) else yes if value else no for value in column]
    known = column.astype(object).where(column.notna(), None)
    if kind is Kind.DATE:
        return [value and value.to_pydatetime() for value in pd.Series(known, dtype=object)]
    return known.tolist()
