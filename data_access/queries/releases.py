"""What changed between two releases?"""

import numpy as np
import pandas as pd

from data_access.frames import either
from data_access.queries.results import OF_PEOPLE
from data_access.suppression import FEW


def changes(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return how each indicator moved between two releases, the biggest moves first.

    A move of a few people is left out.

    Both frames as `results.standing` returns them, each for the quarter that its release reports.

    Columns:
        indicator, indicator_name, unit   str
        value_before, value       float64  missing where not reported
        change                    float64  missing where either is
        status_before, status     str
        demonstration             Int64    1 where anything behind either is invented
    """
    before = then.set_index("indicator").reindex(now["indicator"])
    frame = now[["indicator", "indicator_name", "unit", "value", "status"]].assign(
        value_before=before["value"].array,
        status_before=before["status"].array,
        change=now["value"] - before["value"].array,
        demonstration=either(now["demonstration"], before["demonstration"]),
    )
    is_few = frame["indicator"].isin(OF_PEOPLE) & (frame["unit"] == "people")
    is_few &= (frame["change"].abs() > 0) & (frame["change"].abs() < FEW)
    frame = frame[~is_few].reset_index(drop=True)
    now = now[now["indicator"].isin(frame["indicator"])].reset_index(drop=True)
    flipped = frame["status"] != frame["status_before"]
    size = (frame["change"] / now["end_target"]).abs().fillna(0)
    moved = flipped | (frame["change"].fillna(0) != 0)
    order = np.lexsort((-size[moved], ~flipped[moved]))
    return frame[moved].iloc[order].reset_index(drop=True)
