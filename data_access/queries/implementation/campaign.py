"""Whom does the public information campaign reach, by which channels, and where?"""

from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models.promises import CHANNELS
from data_access.queries import result_history
from data_access.queries.areas import areas
from data_access.summaries.promises import EVENTS

REACHED = "R4.2"
"""Key figure of the people reached."""


@kept("release", "period", "lang")
def events(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the events held by the end of the quarter, the newest first.

    Columns: event, event_name, channel, area, area_name (str), held_on, period (date), people,
    women (Int64; women are missing where nobody counted), demonstration.
    """
    row = EVENTS.table.c
    frame = read_frame(
        db,
        select(
            *(row.event, row[f"name_{filters.lang}"].label("event_name"), row.held_on, row.period),
            *(row.channel, row.area, row.people, row.women, row.demonstration),
        )
        .where(row.release == filters.release, row.held_on <= filters.quarter)
        .order_by(row.held_on.desc(), row.event),
    )
    names = areas(db, filters).set_index("area")["area_name"]
    return frame.assign(area_name=frame["area"].map(names))


def by_quarter(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return people reached against the targets, as `result_history.history` does."""
    return result_history.history(db, replace(filters.everywhere(), indicator=REACHED))


def by_channel(held: pd.DataFrame) -> pd.DataFrame:
    """Return people reached by channel, most first; frame as `events` returns it.

    Columns: channel (str), events, people, counted, women (Int64), women_share (float64, of the
    people among whom they were counted).
    """
    counted = held["people"].where(held["women"].notna())
    found = (
        held.assign(counted=counted, events=1)
        .groupby("channel")[["events", "people", "counted", "women"]]
        .sum(min_count=1)
        .reindex([channel for channel in CHANNELS if channel in set(held["channel"])])
        .sort_values("people", ascending=False, kind="stable")
        .reset_index()
    )
    whole = found["counted"].astype("float64")
    return found.assign(women_share=found["women"].astype("float64") / whole.where(whole > 0))


def in_quarter(held: pd.DataFrame, quarter: date | None) -> pd.DataFrame:
    """Return the events of one quarter, or all where none was asked for; frame as of `events`."""
    return held if quarter is None else held[held["period"] == pd.Timestamp(quarter)]


@kept("release", "period", "held", "lang")
def by_district(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return people reached by district, so far or in the quarter whose events are asked for, as a
    map needs them; missing where no event was told.

    Columns as `map.measure_by_area`: value and numerator are people, denominator is events.
    """
    places = areas(db, filters)
    places = places[places["level"] == "district"].drop(columns="level")
    held = in_quarter(events(db, filters), filters.held)
    sums = held.groupby("area").agg(
        value=("people", "sum"),
        denominator=("event", "size"),
        demonstration=("demonstration", "max"),
    )
    found = places.merge(sums, how="left", left_on="area", right_index=True)
    value = found["value"].astype("float64")
    return found.assign(
        value=value,
        numerator=value,
        denominator=found["denominator"].astype("float64"),
        reported_count=value.notna().astype("int64"),
        expected_count=value.notna().astype("int64"),
        demonstration=found["demonstration"].fillna(0).astype("int64"),
        hidden=False,
    )
