"""Which quarters does the demonstration cover, and when was it published?"""

from datetime import date

import pandas as pd

RELEASES = {
    "2025-Q4": (date(2025, 12, 31), date(2026, 4, 30)),
    "2026-Q1": (date(2026, 3, 31), date(2026, 7, 31)),
    "2026-Q2": (date(2026, 6, 30), date(2026, 10, 31)),
    "2026-Q3": (date(2026, 9, 30), date(2027, 1, 31)),
}
"""Reported quarter -> last day that the release covers, day of the next update."""


def quarters(first: str, last: str) -> list[str]:
    """Return the names of all quarters from the first to the last, such as 2026-Q3."""
    periods = pd.period_range(first.replace("-", ""), last.replace("-", ""), freq="Q")
    return [f"{period.year}-Q{period.quarter}" for period in periods]


PLANNED = quarters("2023-Q3", "2028-Q4")
"""From the signing of the agreements to the closing date."""

PROJECTED = quarters("2023-Q4", "2028-Q4")

REPORTED = quarters("2024-Q1", "2026-Q3")

PAID = quarters("2024-Q4", "2026-Q3")


def quarter_of(days: pd.Series) -> pd.Series:
    """Return the name of the quarter of each day."""
    return days.dt.year.astype(str) + "-Q" + days.dt.quarter.astype(str)


def last_day(quarter: str) -> pd.Timestamp:
    """Return the last day of a quarter."""
    return pd.Period(quarter.replace("-", ""), freq="Q").end_time.normalize()


def working_day(days: pd.Series) -> pd.Series:
    """Return each day, or the Friday before where it falls on a weekend."""
    return days - pd.to_timedelta((days.dt.day_of_week - 4).clip(lower=0), unit="D")
