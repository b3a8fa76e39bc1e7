"""Where do course places go, as a list?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.placement import GROUP
from data_access.queries.training import places
from layouts.components.data_table import Column
from layouts.few import is_few
from layouts.i18n import Translator
from layouts.training import placement as words

PEOPLE = ("people", "gap", "eligible")
"""Columns in which a few people are not told apart."""


def training_places(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the districts and subjects that would get course places, then all districts with what
    they get and what is left; coverage 0 to 1."""
    asked = places.placed(db, visit.filters)
    rows = [
        *words.sheet_head(asked, GROUP, release_told(visit, t), visit.filters, t),
        *_table(asked.cells, words.columns(t), t),
        [],
        *_table(asked.districts, words.district_columns(t), t),
    ]
    return written(rows, t.lang)


def _table(frame: pd.DataFrame, columns: Sequence[Column], t: Translator) -> list[list[Any]]:
    return [
        [column.title for column in columns],
        *(
            [_told(row[column.name], column, t) for column in columns]
            for row in frame.to_dict("records")
        ),
    ]


def _told(value: Any, column: Column, t: Translator) -> Any:
    """Return a number as it is, unless it would tell a few people apart; else words."""
    is_plain = column.is_number and not (column.name in PEOPLE and is_few(value))
    return value if is_plain else column.show(value)
