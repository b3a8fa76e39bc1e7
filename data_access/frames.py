"""How does a SELECT become a frame with the promised types, also when there are no rows?"""

import pandas as pd
from sqlalchemy import Connection, Select

from data_access.columns import COLUMNS


def read_frame(db: Connection, statement: Select) -> pd.DataFrame:
    """Return the rows of a SELECT; every column has the dtype promised in `columns`."""
    result = db.execute(statement)
    names = list(result.keys())
    columns = zip(*result.all(), strict=True)
    values = dict(zip(names, columns, strict=False)) or dict.fromkeys(names, ())
    return pd.DataFrame({name: _typed(name, values[name]) for name in names})


def _typed(name: str, values: tuple) -> pd.Series:
    dtype = COLUMNS[name]
    if dtype == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype("datetime64[s]")
    if dtype == "float64":
        return pd.Series([None if value is None else float(value) for value in values], dtype=dtype)
    return pd.Series(values, dtype=dtype)
