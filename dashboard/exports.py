"""How do lists leave as files that a spreadsheet opens?"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import Connection, Engine

from dashboard import urls
from dashboard.access import Permission, Reader
from dashboard.page import troubles_named
from dashboard.visit import Visit, open_visit
from data_access import database
from data_access.queries.training import places
from layouts.components.data_table import Column
from layouts.few import is_few
from layouts.i18n import Translator, is_missing
from layouts.training import placement as words

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the letters are UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would calculate if a text began with it."""

PEOPLE = ("people", "eligible")
"""Columns in which a few people are not told apart."""


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


def training_places(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the list of districts and subjects that would get course places; coverage 0 to 1."""
    asked = places.placed(db, visit.filters)
    columns, cells = words.columns(t), asked.cells.to_dict("records")
    release = t("Release No. {number}, {quarter}", number=visit.release.number, quarter=t.day(visit.release.as_of))  # fmt: skip # noqa: E501
    rows = [
        words.sheet_head(asked, release, visit.filters, t),
        [column.title for column in columns],
        *([_told(row[column.name], column, t) for column in columns] for row in cells),
    ]
    return written(rows, t.lang)


def _told(value: Any, column: Column, t: Translator) -> Any:
    """Return a number as it is, unless it would tell a few people apart; else words."""
    is_plain = column.is_number and not (column.name in PEOPLE and is_few(value))
    return value if is_plain else column.show(value)


def install(server: Flask, engine: Engine) -> None:
    """Register the routes."""

    @server.get(urls.TRAINING_PLACES)
    def training_places_file():
        question = urls.read_query(request.query_string.decode("utf-8", "replace"))
        with troubles_named(), database.reading(engine) as db:
            visit = open_visit(db, question, Reader(), Permission.SEE_RELEASES)
            body = training_places(db, visit, Translator(visit.filters.lang))
        response = Response(body, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = "attachment; filename=training-places.csv"
        response.headers["Cache-Control"] = "no-store"
        return response
