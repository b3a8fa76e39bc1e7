"""What would regions plan for education and spend on it, and how did prices change?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.districts import REGION_WEIGHTS
from dashboard.demonstration.seeded import dice

WHOLE = {2021: 40.7, 2022: 63.2, 2023: 83.9, 2024: 83.9, 2025: 95.2, 2026: 103.0}
"""KGS billion; to 2024 published for the country, then invented. How it is divided is invented."""
EXECUTED = {2021: 1.009, 2022: 1.49, 2023: 1.285, 2024: 0.98, 2025: 0.962, 2026: 1.0}
"""Spent ÷ planned; in 2022 and 2023 plans were raised during the year, as published figures say."""
LEVELS = {"preschool": 0.167, "school": 0.56, "vocational": 0.06, "higher": 0.08, "other": 0.133}
DEARER = {"KG-N": 1.42, "KG-T": 1.20, "KG-Y": 1.16, "KG-B": 1.10, "KG-GB": 0.86, "KG-GO": 0.81}
"""A pupil of small mountain schools costs more, one of crowded town schools less."""
REPAIR = {"KG-N": 0.031, "KG-B": 0.038, "KG-GB": 0.088}
"""Share of spending that goes into capital repair and maintenance; elsewhere 5.5 %."""
SILENT = ("KG-J", 2025, "other")
"""Not reported."""
TOLD = {2025: "2026-Q2"}
"""When the spending of a year is known; that of earlier years is in the first workbook."""
FIRST = "2025-Q4"
PRICES = {"2021": 76.1, "2022": 86.7, "2023": 96.0, "2024": 100.0, "2025": 108.1, "2026": 116.4}
"""Consumer prices, mean of the year, 2024 = 100: invented."""
SOURCE = "demo: sector_spending"


@cache
def _spending() -> pd.DataFrame:
    chance = dice("sector")
    cells = pd.MultiIndex.from_product(
        [list(WHOLE), list(REGION_WEIGHTS), list(LEVELS)], names=["year", "area", "level"]
    )
    rows = cells.to_frame(index=False)
    size = rows["area"].map(REGION_WEIGHTS) * rows["area"].map(DEARER).fillna(1.0)
    size *= rows["level"].map(LEVELS) * chance.uniform(0.97, 1.03, len(rows))
    share = size / size.groupby(rows["year"]).transform("sum")
    actual = (share * rows["year"].map(WHOLE) * 1e6).round() * 1000
    planned = actual / rows["year"].map(EXECUTED) / chance.uniform(0.96, 1.04, len(rows))
    repair = rows["area"].map(REPAIR).fillna(0.055) * chance.uniform(0.9, 1.1, len(rows))
    return rows.assign(
        planned=(planned / 1000).round() * 1000,
        actual=actual,
        repair=np.where(rows["level"] == "other", np.nan, (actual * repair / 1000).round() * 1000),
        source=SOURCE,
    )


def known_at(quarter: str) -> pd.DataFrame:
    """Return what the workbook of a quarter says: columns of the sheet "sector_spending"."""
    rows = _spending()
    told = rows["year"].map(TOLD)
    if quarter == FIRST:
        rows = rows[rows["year"] <= max(TOLD)]
        is_known = told[rows.index].isna()
    elif quarter in TOLD.values():
        rows = rows[(told == quarter) | (rows["year"] > max(TOLD))]
        is_known = (rows["year"] <= max(TOLD)) & ~_is_silent(rows)
    else:
        return rows.iloc[:0]
    return rows.assign(actual=rows["actual"].where(is_known), repair=rows["repair"].where(is_known))


def _is_silent(rows: pd.DataFrame) -> pd.Series:
    area, year, level = SILENT
    return (rows["area"] == area) & (rows["year"] == year) & (rows["level"] == level)


def prices() -> pd.DataFrame:
    """Return consumer prices: columns of the sheet "statistics"."""
    return pd.DataFrame(
        {
            "statistic": "consumer_prices",
            "area": "KG",
            "year": list(PRICES),
            "value": list(PRICES.values()),
            "source": "demo: consumer_prices",
        }
    )
