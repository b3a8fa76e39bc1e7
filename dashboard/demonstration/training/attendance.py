"""Who was there on which day, and for how many hours?"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import LAST_DAY, NEVER, news, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.sessions import HOURS_A_DAY, courses, places, registered_in

ABSENT, SHORT = 0.035, 0.06
"""Part of the days on which somebody who stays is absent, or there for half the hours."""
LEAVES_BY = 0.6
"""Part of a session in which those who leave do so."""

DAYS_APART = 40
"""More than any session takes."""


@cache
def attendance() -> pd.DataFrame:
    """Return hours by session, person (a row of people()) and day, and the workbook `told`."""
    rows = places()
    rows = rows[rows["starts_on"] <= LAST_DAY].reset_index(drop=True)
    seat = np.repeat(np.arange(len(rows)), rows["days"])
    before = (rows["days"].cumsum() - rows["days"]).to_numpy()
    turn = np.arange(len(seat)) - before[seat]
    day = _days(rows)[seat, turn]
    told = told_in(turn_of(day), registered_in(rows["person"])[seat])
    found = pd.DataFrame(
        {
            "session": rows["session"].to_numpy()[seat],
            "person": rows["person"].to_numpy()[seat],
            "day": day,
            "hours": _hours(rows, seat, turn),
            "told": np.maximum(told, rows["told_first"].to_numpy()[seat]),
        }
    )
    return found[(found["day"] <= LAST_DAY) & (found["told"] < NEVER)]


def parts(workbook: int, scale: int, most: int) -> Iterator[pd.DataFrame]:
    """Yield what a workbook tells of attendance, about as many rows at a time as are wanted.

    With a scale, people are also on the lists of earlier days on which nobody came.
    """
    rows = news(attendance(), workbook)
    at_once = max(1, most // len(rows))
    for first in range(0, scale, at_once):
        turns = range(first, min(first + at_once, scale))
        yield pd.concat([_earlier(rows, turn) for turn in turns], ignore_index=True)


def _earlier(rows: pd.DataFrame, turn: int) -> pd.DataFrame:
    if not turn:
        return rows
    return rows.assign(day=rows["day"] - pd.Timedelta(days=turn * DAYS_APART), hours=0)


def _days(rows: pd.DataFrame) -> np.ndarray:
    """Return the working days of each seat, as many as the longest course has."""
    first = rows["starts_on"].to_numpy().astype("datetime64[D]")
    starts, place = np.unique(first, return_inverse=True)
    return np.busday_offset(starts[:, None], np.arange(rows["days"].max())[None, :])[place]


def _hours(rows: pd.DataFrame, seat: np.ndarray, turn: np.ndarray) -> np.ndarray:
    chance = dice("attendance")
    modes = courses().set_index("code")["mode"].map(HOURS_A_DAY)
    full = rows["course"].map(modes).to_numpy()
    left = 1 + np.floor(chance.random(len(rows)) * LEAVES_BY * rows["days"])
    stays = rows["days"].mask(rows["outcome"] == "left", left).mask(rows["outcome"] == "absent", 0)
    luck = chance.random(len(seat))
    hours = np.where(luck < ABSENT, 0, np.where(luck < ABSENT + SHORT, full[seat] // 2, full[seat]))
    return np.where(turn < stays.to_numpy()[seat], hours, 0)
