"""How does a SELECT become a frame with the promised types, also when there are no rows?"""

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Connection, Select, type_coerce

from data_access.columns import COLUMNS
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
