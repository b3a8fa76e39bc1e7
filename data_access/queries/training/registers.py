"""Which districts have not declared their register of the quarter complete?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import read_frame
from data_access.queries.areas import areas, inside
from data_access.summaries.training import REGISTERS


def open_registers(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the districts asked for, and whether their register of the quarter is still open.

    Columns: area, area_name, region (str), is_open (bool).
    """
    register = REGISTERS.table.c
    closed = read_frame(
        db,
        select(register.district).where(
            register.release == filters.release, register.period == filters.quarter
        ),
    )
    every = areas(db, filters)
    here = inside(every[every["level"] == "district"], filters, district="area")
    names = here[["area", "area_name", "region"]].reset_index(drop=True)
    return names.assign(is_open=~names["area"].isin(closed["district"]))
