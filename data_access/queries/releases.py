"""What changed between two releases?"""

import pandas as pd


def changes(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return how each indicator moved between two releases, the biggest moves first.

    Both frames as `results.standing` returns them, each for the quarter that its release reports.

    Columns:
        indicator, indicator_name, unit   str
        value_before, value       float64  missing where not reported
        change                    float64  missing where either is
        status_before, status     str
        demonstration             Int64    1 where anything behind either is invented
    """
    frame = now[
        ["indicator", "indicator_name", "unit", "value", "status", "end_target", "demonstration"]
    ].merge(
        then[["indicator", "value", "status", "demonstration"]],
        how="left",
        on="indicator",
        suffixes=("", "_before"),
    )
    frame["change"] = frame["value"] - frame["value_before"]
    frame["demonstration"] = frame[["demonstration", "demonstration_before"]].max(axis=1)
    moved = frame[(frame["change"].fillna(0) != 0) | (frame["status"] != frame["status_before"])]
    size = (moved["change"] / moved["end_target"]).abs().fillna(0)
    flipped = moved["status"] != moved["status_before"]
    return (
        moved.assign(flipped=flipped, size=size)
        .sort_values(["flipped", "size"], ascending=False, ignore_index=True)
        .drop(columns=["flipped", "size", "end_target", "demonstration_before"])
    )
