"""What follows from days: their quarters, how many lie between two, and which is too early."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Rule, end_of_quarter


def quarters(days: pd.Series) -> pd.Series:
    """Return the last day of the quarter of each day; None where there is none."""
    return each(days, end_of_quarter)


def each(values: pd.Series, change: Callable[[Any], Any]) -> pd.Series:
    """Return what becomes of each value, looking at each only once; None stays."""
    changed = {value: change(value) for value in values.dropna().unique()}
    return pd.Series([changed.get(value) for value in values], values.index, dtype=object)


def days_between(first: pd.Series, last: pd.Series) -> pd.Series:
    """Return the days from one day to another; None where one of them is missing."""
    pairs = zip(first, last, strict=True)
    days = [(late - early).days if early and late else None for early, late in pairs]
    return pd.Series(days, first.index, dtype=object)


def is_before(rows: pd.DataFrame, late: str, early: str) -> pd.Series:
    """Return where the day that should be late comes before the early one; both must be known."""
    return pd.to_datetime(rows[late]) < pd.to_datetime(rows[early])


def not_before(name: str, late: str, early: str) -> Rule:
    """Return the rule that one day does not come before another, where both are known."""

    def is_broken(rows: pd.DataFrame, _: Codes) -> pd.Series:
        return is_before(rows, late, early)

    return Rule(name, late, is_broken)
