"""Which figures would differ from the published ones, and whose status would flip?

The figures that stand in the database now, published or not, are those of the working release.
"""

from typing import Any

import pandas as pd

LEAP = 3
"""A step from one quarter to the next that is so many times the largest before is worth a look:
house rule."""
STEPS = 3
"""With fewer steps before it, none is told apart."""


def changed(before: dict[str, Any], after: dict[str, Any]) -> pd.DataFrame:
    """Return the figures of the country that differ, by indicator and quarter.

    Arguments as `results.standing` returns them, of a release and of the working one.
    Columns: indicator, unit (str), period (date), before, after (float64; missing where there
    was or is no figure), is_leap (bool, worth a look).
    """
    rows = []
    for code, new in after.items():
        old = dict(before[code]["trend"]) if code in before else {}
        history = [value for _, value in new["trend"]]
        for place, (period, value) in enumerate(new["trend"]):
            was = old.get(period, float("nan"))
            if not _same(was, value):
                rows.append(
                    {
                        "indicator": code,
                        "unit": new["unit"],
                        "period": period,
                        "before": was,
                        "after": value,
                        "is_leap": is_leap(history[: place + 1]),
                    }
                )
    columns = ["indicator", "unit", "period", "before", "after", "is_leap"]
    return pd.DataFrame(rows, columns=columns)


def flipped(before: dict[str, Any], after: dict[str, Any]) -> pd.DataFrame:
    """Return the indicators whose status would be another one.

    Columns: indicator, before, after (str, codes of statuses).
    """
    rows = [
        {
            "indicator": code,
            "before": before[code]["status"],
            "after": new["status"],
        }
        for code, new in after.items()
        if code in before and before[code]["status"] != new["status"]
    ]
    return pd.DataFrame(rows, columns=["indicator", "before", "after"])


def is_leap(history: list[float]) -> bool:
    """Return whether the last step of a series is far beyond all steps before it."""
    known = pd.Series(history, dtype="float64")
    if known.empty or pd.isna(known.iloc[-1]):
        return False
    steps = known.dropna().diff().abs().iloc[1:]
    return len(steps) > STEPS and bool(steps.iloc[-1] > LEAP * steps.iloc[:-1].max() > 0)


def _same(one: float, other: float) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))
