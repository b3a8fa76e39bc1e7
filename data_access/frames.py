"""How does a SELECT become a frame with the promised types, also when there are no rows?"""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

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
    rows = [tuple(row) for row in db.execute(plain).all()]  # tuples turn into columns much faster
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
        days = list(set(values))  # few, and each is slow to convert
        seconds = np.array(["NaT" if day is None else day for day in days], "datetime64[s]")
        found = dict(zip(days, seconds.view("int64").tolist(), strict=True))
        told = np.array([found[day] for day in values], "int64")
        return pd.Series(told.view("datetime64[s]"))
    if dtype == "float64":
        return pd.Series([np.nan if value is None else value for value in values], dtype=dtype)
    return pd.Series(values, dtype=dtype)


def address_of(db: Connection) -> tuple[object, ...]:
    """Return what tells one database from another: driver, user, password, host, port, name, and
    the fingerprint of its newest release where that was told."""
    return *db.engine.url[:6], db.info.get("newest")


def tell_apart(db: Connection, newest: str) -> None:
    """Let nothing be taken for known that was found out before another state of the database was
    brought back from a backup: `newest` is the fingerprint of its newest release, which vouches for
    all before it."""
    db.info["newest"] = newest


def either(one: int | None, other: int | None) -> int | None:
    """Return 1 where any flag is 1, 0 where none is; None where both are missing."""
    return max((flag for flag in (one, other) if flag is not None), default=None)


Answer = TypeVar("Answer")
Tools = ParamSpec("Tools")
Query = Callable[Concatenate[Connection, Filters, Tools], Answer]


def kept(*fields: str, most: int = 256) -> Callable[[Query[Tools, Answer]], Query[Tools, Answer]]:
    """Keep the answers of a query by the fields of Filters that it depends on; what else it is
    handed only helps to answer.

    Only answers about a published release are kept, because it never changes; they are small, and
    nobody changes a frame that was handed over.
    """

    def keep(query: Query[Tools, Answer]) -> Query[Tools, Answer]:
        answers: LRUCache[object, Answer] = LRUCache(most)
        lock = Lock()

        @wraps(query)
        def ask(
            db: Connection, filters: Filters, *tools: Tools.args, **named: Tools.kwargs
        ) -> Answer:
            if not filters.release:
                return query(db, filters, *tools, **named)
            question = address_of(db), *(getattr(filters, field) for field in fields)
            with lock:
                if question in answers:
                    return answers[question]
            answer = query(db, filters, *tools, **named)
            with lock:
                answers[question] = answer
            return answer

        return ask

    return keep
