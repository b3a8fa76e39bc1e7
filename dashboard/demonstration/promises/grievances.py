"""Which grievances arrived, and how long did it take to resolve them?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import last_day, quarters
from dashboard.demonstration.schools import by_district
from dashboard.demonstration.seeded import dice

RECEIVED = dict(zip(quarters("2024-Q4", "2026-Q3"), (7, 9, 12, 15, 17, 19, 22, 27), strict=True))
"""Grievances of each quarter: more of them as the mechanism becomes known."""
ABOUT = {
    "rental": 0.34,
    "textbooks": 0.27,
    "works": 0.2,
    "training": 0.1,
    "other": 0.07,
    "procurement": 0.02,
}
WAYS = {"phone": 0.52, "online": 0.24, "letter": 0.14, "visit": 0.1}
MEAN_DAYS = {"works": 30, "rental": 14, "textbooks": 15, "training": 10, "other": 9}
"""Repairs take longest."""


@cache
def _grievances() -> pd.DataFrame:
    chance = dice("grievances")
    rows = []
    for quarter, many in RECEIVED.items():
        start = last_day(quarter).to_period("Q").start_time
        rows += [
            start + pd.Timedelta(days=int(day)) for day in np.sort(chance.integers(0, 90, many))
        ]
    received = pd.Series(rows).astype("datetime64[s]")
    about = pd.Series(chance.choice(list(ABOUT), len(received), p=list(ABOUT.values())))
    mean = about.map(MEAN_DAYS).fillna(25).to_numpy()
    days = np.maximum(1, chance.gamma(3.0, mean / 3.0)).astype(int)
    pupils = by_district("pupils")
    return pd.DataFrame(
        {
            "code": [f"GR-{number:04}" for number in range(1, len(received) + 1)],
            "received_on": received,
            "resolved_on": received + pd.to_timedelta(days, unit="D"),
            "channel": chance.choice(list(WAYS), len(received), p=list(WAYS.values())),
            "category": about,
            "district": chance.choice(pupils.index, len(received), p=pupils / pupils.sum()),
        }
    )


def known_at(quarter: str) -> pd.DataFrame:
    """Return what had arrived by the end of a quarter, and been resolved by then."""
    rows, day = _grievances(), last_day(quarter)
    rows = rows[rows["received_on"] <= day]
    return rows.assign(resolved_on=rows["resolved_on"].where(rows["resolved_on"] <= day))
