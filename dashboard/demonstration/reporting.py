"""Which workbook tells first of something that happened in a quarter?

Quarters are counted from the first of TIMELINE, workbooks from the first of RELEASES.
"""

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import RELEASES, REPORTED, last_day, quarters
from dashboard.demonstration.results import SILENT

TIMELINE = quarters(REPORTED[0], "2027-Q4")
WORKBOOKS = tuple(RELEASES)
NEVER = len(WORKBOOKS)
"""Stands for a workbook that has not been sent yet."""

NOW = len(REPORTED) - 1
"""The newest quarter that has ended."""
LAST_DAY = last_day(REPORTED[NOW])

_FIRST = TIMELINE.index(WORKBOOKS[0])
_STARTS = np.array([last_day(name).to_period("Q").start_time for name in TIMELINE], "datetime64[D]")


def turn_of(days: np.ndarray) -> np.ndarray:
    """Return the place of the quarter of each day; days before the first quarter belong to it."""
    return np.searchsorted(_STARTS, days, side="right").clip(1) - 1


def starts(turns: np.ndarray) -> np.ndarray:
    """Return the first day of each quarter."""
    return _STARTS[turns]


def told_in(turns: np.ndarray, districts: pd.Series | None = None) -> np.ndarray:
    """Return the workbook that tells of each quarter, NEVER where none does.

    A district tells of a quarter in which it was silent when it reports the next one.
    """
    turns = np.asarray(turns)
    if districts is not None:
        for quarter, silent in SILENT.items():
            at = TIMELINE.index(quarter)
            turns = np.where((turns == at) & districts.isin(silent).to_numpy(), at + 1, turns)
    return (turns - _FIRST).clip(0, NEVER)


def news(rows: pd.DataFrame, workbook: int) -> pd.DataFrame:
    """Return the rows that a workbook brings, without the column `told`."""
    return rows[rows["told"] == workbook].drop(columns="told").reset_index(drop=True)
