"""Which lists about textbooks leave as files?"""

from sqlalchemy import Connection

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.queries.textbooks import need
from layouts.components.data_table import Column
from layouts.i18n import Translator
from layouts.textbooks import need as words

WHOLE = {"pupils", "needed", "lasting", "unknown", "coming", "copies", "low", "high"}
"""Columns of the order list that are told in whole numbers."""


def order_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the copies to print of every title, the most copies first."""
    asked = need.need(db, visit.filters)
    columns = words.columns(t)
    rows = [
        words.sheet_head(asked, release_told(visit, t), visit.filters, t),
        [column.title for column in columns],
        *(
            [_told(row[column.name], column) for column in columns]
            for row in asked.titles.to_dict("records")
        ),
    ]
    return written(rows, t.lang)


def _told(value: object, column: Column) -> object:
    """Return a number as it is, copies and pupils whole; else words."""
    if not column.is_number:
        return column.show(value)
    is_whole = column.name in WHOLE and value == value
    return round(float(value)) if is_whole else value  # type: ignore[arg-type]
