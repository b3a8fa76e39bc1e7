"""How does a list become a file that a spreadsheet opens?"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

import pandas as pd

from dashboard.visit import Visit
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import is_invented

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the letters are UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would calculate if a text began with it."""


def written(rows: Iterable[Sequence[Any]], lang: str) -> str:
    """Return rows of texts and numbers as a spreadsheet of a language expects them.

    Kyrgyz and Russian have a comma in numbers and so a semicolon between cells. A missing number
    is an empty cell. A text that looks like a formula is marked as text.
    """
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter="," if lang == "en" else ";", lineterminator="\r\n")
    writer.writerows([_cell(value, lang) for value in row] for row in rows)
    return BYTE_ORDER_MARK + sheet.getvalue()


def _cell(value: Any, lang: str) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if is_missing(value):
        return ""
    text = str(round(float(value), 4)) if isinstance(value, float) else str(value)
    return text if lang == "en" else text.replace(".", ",")


def release_told(visit: Visit, t: Translator) -> str:
    """Return which release a list is from, and to which day it covers."""
    return t(
        "Release No. {number}, {quarter}",
        number=visit.release.number,
        quarter=t.day(visit.release.as_of),
    )


def head(title: str, rows: pd.DataFrame, visit: Visit, t: Translator) -> list[str]:
    """Return the first line: title, release, quarter, and whether figures are invented."""
    return [
        title,
        release_told(visit, t),
        t.quarter(visit.filters.quarter),
        t("Demonstration data") if is_invented(rows) else "",
    ]


def sheet(title: list[str], rows: pd.DataFrame, columns: Sequence[Column], t: Translator) -> str:
    """Return a list: numbers as they are, missing ones empty, everything else in words."""
    cells = [
        [_told(row[column.name], column) for column in columns] for row in rows.to_dict("records")
    ]
    return written([title, [column.title for column in columns], *cells], t.lang)


def _told(value: Any, column: Column) -> Any:
    if column.is_number:
        return None if is_missing(value) else value
    return column.show(value)
