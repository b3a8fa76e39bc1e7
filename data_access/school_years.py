"""Which school year is a day in, and which one comes next? Written as 2025/26."""

import datetime as dt

NEW_YEAR_MONTH = 8
"""From August on people work for the school year that begins in September."""


def school_year(day: dt.date) -> str:
    """Return the school year of a day."""
    return _beginning(day.year if day.month >= NEW_YEAR_MONTH else day.year - 1)


def later(year: str, years: int = 1) -> str:
    """Return the school year that comes some years later; fewer than none: earlier."""
    return _beginning(begins(year) + years)


def has_ended(year: str, day: dt.date) -> bool:
    """Return whether lessons of a school year are over on a day."""
    return day >= dt.date(begins(year) + 1, 6, 30)


def begins(year: str) -> int:
    """Return the calendar year in which a school year begins."""
    return int(year[:4])


def _beginning(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"
