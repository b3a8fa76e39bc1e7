"""What changed between two releases?"""

from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.queries import results


def changes(db: Connection, filters: Filters, before: int, period_before: date) -> pd.DataFrame:
    """Return how each indicator moved since an earlier release, the biggest moves first.

    Each release is read at the quarter that it reports.

    Columns:
        indicator, indicator_name, unit   str
        value_before, value       float64  missing where not reported
        change                    float64  missing where either is
        status_before, status     str
    """
    now = results.standing(db, filters)
    then = results.standing(db, replace(filters, release=before, period=period_before))
    frame = now[["indicator", "indicator_name", "unit", "value", "status", "end_target"]].merge(
        then[["indicator", "value", "status"]], how="left", on="indicator", suffixes=("", "_before")
    )
    frame["change"] = frame["value"] - frame["value_before"]
    moved = frame[(frame["change"].fillna(0) != 0) | (frame["status"] != frame["status_before"])]
    size = (moved["change"] / moved["end_target"]).abs().fillna(0)
    flipped = moved["status"] != moved["status_before"]
    return (
        moved.assign(flipped=flipped, size=size)
        .sort_values(["flipped", "size"], ascending=False, ignore_index=True)
        .drop(columns=["flipped", "size", "end_target"])
    )
