"""Which sessions are over, and which are to come?"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Release
from data_access.queries.areas import inside
from data_access.queries.training import flow
from data_access.suppression import FEW

MONTHS = 12
"""How many past months are told."""


def to_come(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sessions that begin after the quarter, in the area asked for, the next one first.

    Of those that were over or running when the release was made it is not told how many came, as
    in `begun`.

    Columns:
        session, course, course_name, provider_name, district_name   str   district missing online
        starts_on, ends_on   date
        planned_seats   Int64
        is_open         bool    begins after all that the release reports
        enrolled        Int64   missing where it would tell a few people apart, or not open
        free            Int64   planned seats that nobody took yet, 0 where too many enrolled;
                                missing where enrolled is
        at_least_free   Int64   a number that is told even where `free` is not
        demonstration   Int64
    """
    every = flow.sessions(db, filters)
    coming = inside(every[every["starts_on"] > pd.Timestamp(filters.quarter)], filters)
    is_open = coming["starts_on"] > pd.Timestamp(_reported_until(db, filters))
    is_few = (coming["enrolled"] > 0) & (coming["enrolled"] < FEW)
    enrolled = coming["enrolled"].where(is_open & ~is_few)
    free = (coming["planned_seats"] - enrolled).clip(lower=0)
    at_least = (coming["planned_seats"] - (FEW - 1)).clip(lower=0).where(is_open, 0)
    frame = coming.assign(
        is_open=is_open, enrolled=enrolled, free=free, at_least_free=free.fillna(at_least)
    )
    names = ("session", "course", "course_name", "provider_name", "district_name")
    days = ("starts_on", "ends_on", "planned_seats", "is_open", "enrolled", "free", "at_least_free")
    return frame[[*names, *days, "demonstration"]].reset_index(drop=True)


@kept("release")
def _reported_until(db: Connection, filters: Filters) -> date:
    return db.scalars(select(Release.as_of).where(Release.number == filters.release)).one()


def begun(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sessions that began in the last twelve months, in the area, the newest first.

    How many people came stands by course, provider and area only: beside those sums a few people
    of one session would not stay hidden.

    Columns:
        session, course, course_name, provider_name, district_name   str   district missing online
        starts_on, ends_on   date
        planned_seats   Int64
        is_running      bool   not over at the end of the quarter
        demonstration   Int64
    """
    every = flow.sessions(db, filters)
    until = pd.Timestamp(filters.quarter)
    rows = inside(every[every["starts_on"].between(_months(filters)[0], until)], filters)
    names = ("session", "course", "course_name", "provider_name", "district_name")
    frame = rows.assign(is_running=rows["ends_on"] > until)[
        [*names, "starts_on", "ends_on", "planned_seats", "is_running", "demonstration"]
    ]
    return frame.sort_values(["starts_on", "session"], ascending=[False, True], ignore_index=True)


def by_month(begun: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return how many of the sessions of `begun` began in each month, the oldest month first.

    Columns:
        month           date    first day
        session_count   Int64
        planned_seats   Int64
        running_count   Int64   of them not over at the end of the quarter
        demonstration   Int64
    """
    month = begun["starts_on"].dt.to_period("M").dt.to_timestamp().dt.as_unit("s")
    counts = begun.groupby(month).agg(
        session_count=("session", "size"),
        planned_seats=("planned_seats", "sum"),
        running_count=("is_running", "sum"),
        demonstration=("demonstration", "max"),
    )
    whole = counts.reindex(_months(filters)).fillna(0).astype("Int64")
    return whole.rename_axis("month").reset_index()


def _months(filters: Filters) -> pd.DatetimeIndex:
    """Return the first days of the last months, the oldest first."""
    return pd.date_range(end=pd.Timestamp(filters.quarter), periods=MONTHS, freq="MS", unit="s")
