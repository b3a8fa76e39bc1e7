"""The demonstration programme, written once and read back as frames."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from dashboard import demonstration
from data_access.imports.sheet import Kind
from data_access.imports.sheets import SHEETS

ABOUT = {"Жөнүндө", "О файле"}
COLUMNS = {
    sheet.name: {word: f.name for f in sheet.fields for word in f.headings} for sheet in SHEETS
}
TITLES = {
    (title, frozenset(columns)): name
    for sheet in SHEETS
    for name, columns in [(sheet.name, COLUMNS[sheet.name])]
    for title in (sheet.name, *sheet.titles)
}


NUMBERS = {Kind.COUNT, Kind.NUMBER}


@dataclass(frozen=True)
class Book:
    """One file as read back: what it says about itself, and its tables by name of sheet."""

    name: str
    about: dict[str, str]
    tables: dict[str, pd.DataFrame]

    @property
    def is_list(self) -> bool:
        """A CSV file, which says nothing about itself."""
        return self.name.endswith(".csv")

    @property
    def quarter(self) -> str:
        """The quarter whose workbook it is, empty where it is none."""
        return next(iter(re.findall(r"20\d\d-Q\d", self.name)), "")

    @property
    def is_demonstration(self) -> bool:
        return self.is_list or next(
            value for key, value in self.about.items() if "емонстрац" in key
        ) in {
            "ооба",
            "да",
        }


def sheet_named(title: str, headings: list[str]) -> str:
    """Return the name of the sheet with this title that knows all of these headings."""
    return next(
        name for (word, known), name in TITLES.items() if word == title and known >= {*headings}
    )


def read(path: Path) -> Book:
    """Read a file back; empty cells become missing."""
    if path.suffix == ".csv":
        return read_list(path)
    workbook = CalamineWorkbook.from_path(path)
    about, tables = {}, {}
    for title in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(title).to_python()
        if title in ABOUT:
            about = {str(key): str(value) for key, value in rows}
            continue
        headings = [str(cell) for cell in rows[0]]
        name = sheet_named(title, headings)
        frame = pd.DataFrame(rows[1:], columns=[COLUMNS[name][heading] for heading in headings])
        tables[name] = frame.replace("", None)
    return Book(path.name, about, tables)


def read_list(path: Path) -> Book:
    """Read a CSV file back; days are days, codes are texts."""
    rows = pd.read_csv(path, dtype=str)
    name = sheet_named(path.stem.split("-")[0], [*rows.columns])
    rows = rows.rename(columns=COLUMNS[name])
    for field in next(sheet for sheet in SHEETS if sheet.name == name).fields:
        if field.name in rows and field.kind in NUMBERS:
            rows[field.name] = pd.to_numeric(rows[field.name])
        elif field.name in rows and field.kind is Kind.DATE:
            rows[field.name] = pd.to_datetime(rows[field.name])
    return Book(path.name, {}, {name: rows})


@pytest.fixture(scope="session")
def steps(tmp_path_factory) -> tuple[demonstration.Step, ...]:
    return tuple(demonstration.write(tmp_path_factory.mktemp("demonstration")))


@pytest.fixture(scope="session")
def books(steps) -> dict[str, Book]:
    """All workbooks by file name, in the order of import."""
    return {path.name: read(path) for step in steps for path in step.files}


@pytest.fixture(scope="session")
def facts(books):
    """Return a function: name of a sheet -> the newest row of every key, over all workbooks.

    With a quarter, over the workbooks up to that of the quarter.
    """

    def newest(name: str, quarter: str = "2099-Q4") -> pd.DataFrame:
        key = list(next(sheet for sheet in SHEETS if sheet.name == name).key)
        frames = [
            book.tables[name]
            for book in books.values()
            if name in book.tables and book.quarter <= quarter
        ]
        rows = pd.concat(frames).astype(dict.fromkeys(key, "string"))
        for column in key:
            rows[column] = rows[column].fillna("")
        return rows.drop_duplicates(key, keep="last").reset_index(drop=True)

    return newest
