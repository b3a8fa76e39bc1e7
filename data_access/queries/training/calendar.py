"""Which sessions are over, and which are to come?"""

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.queries.areas import inside
from data_access.queries.training import flow
from data_access.suppression import FEW

MONTHS = 12
"""How many past months are told."""


def to_come(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sessions that begin after the quarter, in the area asked for, the next one first.

    Columns:
        session, course, course_name, provider_name, district_name   str   district missing online
        starts_on, ends_on   date
        planned_seats   Int64
        enrolled        Int64   missing where it would tell a few people apart
        free            Int64   planned seats that nobody took yet, 0 where too many enrolled;
                                missing where enrolled is
        at_least_free   Int64   a number that is told even where `free` is not
        demonstration   Int64
    """
    every = flow.sessions(db, filters)
    coming = inside(every[every["starts_on"] > pd.Timestamp(filters.quarter)], filters)
    enrolled = coming["enrolled"].mask((coming["enrolled"] > 0) & (coming["enrolled"] < FEW))
    free = (coming["planned_seats"] - enrolled).clip(lower=0)
    at_least = (coming["planned_seats"] - (FEW - 1)).clip(lower=0)
    frame = coming.assign(enrolled=enrolled, free=free, at_least_free=free.fillna(at_least))
    names = ("session", "course", "course_name", "provider_name", "district_name")
    days = ("starts_on", "ends_on", "planned_seats", "enrolled", "free", "at_least_free")
    return frame[[*names, *days, "demonstration"]].reset_index(drop=True)


def by_month(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sessions that began in each of the last months, in the area, the oldest first.

    Columns:
        month           date    first day
        session_count   Int64
        planned_seats   Int64
        running_count   Int64   of them not over at the end of the quarter
        demonstration   Int64
    """
    until = pd.Timestamp(filters.quarter)
    months = pd.date_range(end=until, periods=MONTHS, freq="MS", unit="s")
    every = flow.sessions(db, filters)
    begun = inside(every[every["starts_on"] <= until], filters)
    groups = begun.assign(
        month=begun["starts_on"].dt.to_period("M").dt.to_timestamp().dt.as_unit("s"),
        is_running=(begun["ends_on"] > until).astype("int64"),
    ).groupby("month")
    counts = groups.agg(
        session_count=("session", "size"),
        planned_seats=("planned_seats", "sum"),
        running_count=("is_running", "sum"),
        demonstration=("demonstration", "max"),
    )
    return counts.reindex(months).fillna(0).astype("Int64").rename_axis("month").reset_index()
