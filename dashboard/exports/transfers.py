"""Which copies go from school to school, as a list?"""

from typing import Any

from sqlalchemy import Connection

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.queries.textbooks import transfers
from layouts.components.data_table import Column
from layouts.i18n import Translator
from layouts.textbooks import transfers as words


def textbook_transfers(db: Connection, visit: Visit, t: Translator) -> str:
    """Return all transfers of the area and the titles asked for, by trip, most copies first."""
    found, km = transfers.asked(db, visit.filters), transfers.limit(visit.filters)
    columns = words.file_columns(t)
    rows = [] if found.transfers is None else found.transfers.to_dict("records")
    return written(
        [
            words.sheet_head(found, release_told(visit, t), km, visit.filters, t),
            [column.title for column in columns],
            *([_cell(row[column.name], column) for column in columns] for row in rows),
        ],
        t.lang,
    )


def _cell(value: Any, column: Column) -> Any:
    """Return a number as it is, kilometres to the tenth, and words as the page shows them."""
    if not column.is_number:
        return column.show(value)
    return round(value, 1) if isinstance(value, float) else value
