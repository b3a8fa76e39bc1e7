"""How does a SELECT become a frame with the promised types, also when there are no rows?"""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from cachetools import LRUCache
from sqlalchemy import BigInteger, Connection, Select, type_coerce

from data_access.columns import COLUMNS
from data_access.filters import Filters
from data_access.models.base import PLACES, Exact


def read_frame(db: Connection, statement: Select) -> pd.DataFrame:
    """Return the rows of a SELECT; every column has the dtype promised in `columns`.

    Exact numbers become float64 here: tables keep them exact, frames are for looking.
    """
    columns = statement.selected_columns
    exact = {column.key for column in columns if isinstance(column.type, Exact)}
    plain = statement.with_only_columns(
        *(
            type_coerce(column, BigInteger).label(column.key) if column.key in exact else column
            for column in columns
        ),
        maintain_column_froms=True,
    )
    names = [str(column.key) for column in columns]
    rows = db.execute(plain).all()
    values = zip(*rows, strict=True) if rows else [()] * len(names)
    return pd.DataFrame(
        {
            name: _exact(part) if name in exact else _typed(name, part)
            for name, part in zip(names, values, strict=True)
        }
    )


def _exact(values: tuple) -> np.ndarray:
    whole = np.array([np.nan if value is None else float(value) for value in values], "float64")
    return whole / 10**PLACES


def _typed(name: str, values: tuple) -> pd.Series:
    dtype = COLUMNS[name]
    if dtype == "date":
        days = np.array(["NaT" if day is None else day for day in values], "datetime64[s]")
        return pd.Series(days)
    if dtype == "float64":
        return pd.Series([np.nan if value is None else value for value in values], dtype=dtype)
    return pd.Series(values, dtype=dtype)


def either(one: pd.Series, other: pd.Series) -> Any:
    """Return, place by place, 1 where any flag is 1, 0 where none is; missing where both are."""
    numbers = (flags.to_numpy("float64", na_value=np.nan) for flags in (one, other))
    return pd.array(np.fmax(*numbers), "Int64")


Answer = TypeVar("Answer")
Query = Callable[[Connection, Filters], Answer]


def kept(*fields: str, most: int = 256) -> Callable[[Query[Answer]], Query[Answer]]:
    """Keep the answers of a query by the fields of Filters that it depends on.

    Only answers about a published release are kept, because it never changes; they are small, and
    nobody changes a frame that was handed over.
    """

    def keep(query: Query[Answer]) -> Query[Answer]:
        answers: LRUCache[object, Answer] = LRUCache(most)
        lock = Lock()

        @wraps(query)
        def ask(db: Connection, filters: Filters) -> Answer:
            if not filters.release:
                return query(db, filters)
            question = str(db.engine.url), *(getattr(filters, field) for field in fields)
            with lock:
                if question in answers:
                    return answers[question]
            answer = query(db, filters)
            with lock:
                answers[question] = answer
            return answer

        return ask

    return keep
