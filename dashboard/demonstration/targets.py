"""What was promised by the end of each quarter?"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.demonstration.packages import planned_ends
from dashboard.demonstration.quarters import PLANNED
from dashboard.demonstration.results import COPIES, TRAINED
from dashboard.demonstration.seeded import divide

COUNTS = {
    "R1.1": {"2024-Q4": 0, "2026-Q3": 5, "2028-Q2": 8},
    "R1.2": {"2024-Q3": 0, "2026-Q3": 250, "2028-Q2": 420},
    "R1.3a": {"2024-Q4": 0, "2026-Q3": 14, "2028-Q1": 18},
    "R1.6a": {"2024-Q3": 100, "2025-Q3": 330, "2026-Q3": 720, "2028-Q3": 1800},
    "R1.6c": {"2024-Q3": 6000, "2025-Q3": 15_500, "2026-Q3": 32_000, "2028-Q3": 75_000},
    "R2.4": {"2024-Q3": 0, "2026-Q3": 960, "2028-Q2": 1500},
    "R2.7": {"2024-Q4": 0, "2026-Q3": 3, "2027-Q4": 4},
    "R2.8": {"2025-Q2": 0, "2026-Q3": 2, "2028-Q2": 5},
    "R4.1": {"2024-Q4": 0, "2026-Q3": 3, "2027-Q3": 4},
    "R4.2": {"2024-Q4": 0, "2026-Q3": 27_000, "2028-Q4": 60_000},
    "R4.5": {"2023-Q3": 6, "2024-Q4": 6, "2026-Q3": 12, "2027-Q4": 15},
}
"""Country figures: quarter -> target, straight lines between, whole numbers."""

SHARES = {
    "R1.4": {"2023-Q3": 0.72, "2026-Q3": 0.85, "2028-Q4": 0.95},
    "R1.5": {"2025-Q3": 0.80, "2026-Q3": 0.85, "2028-Q3": 0.95},
    "R1.6b": {"2024-Q3": 0.90},
    "R1.7": {"2025-Q2": 0.15, "2025-Q4": 0.50, "2026-Q3": 0.80, "2028-Q4": 0.95},
    "R2.3": {"2024-Q4": 8, "2026-Q3": 12, "2028-Q2": 14},
    "R2.5": {"2026-Q2": 0.4, "2026-Q3": 0.6, "2028-Q4": 0.8},
    "R2.6": {"2024-Q4": 0.25, "2026-Q3": 0.60, "2028-Q4": 0.75},
    "R4.3a": {"2023-Q3": 1.0},
    "R4.3b": {"2023-Q3": 1.0},
    "R4.3c": {"2024-Q4": 0.02, "2026-Q3": 0.40, "2028-Q4": 1.0},
    "R4.4": {"2024-Q3": 0.80, "2026-Q3": 0.85, "2028-Q4": 0.90},
    "R4.6a": {"2024-Q3": 0.90},
    "R4.6b": {"2024-Q4": 0.90},
}
"""Shares and means of the country: R2.3 is a mean of points."""
FIRST_DUE = {
    **{"R1.5": "2025-Q3", "R1.6a": "2024-Q3", "R1.6b": "2024-Q3", "R1.6c": "2024-Q3"},
    "R1.7": "2025-Q2",
    **{"R2.3": "2024-Q4", "R2.5": "2026-Q2", "R2.6": "2024-Q4"},
    **{"R4.3a": "2024-Q4", "R4.3b": "2024-Q4", "R4.3c": "2024-Q4"},
    "R4.4": "2024-Q3",
    **{"R4.6a": "2024-Q3", "R4.6b": "2024-Q4"},
}
"""What does not exist at first has no target before this quarter."""

TEACHERS = {"2024-Q3": 0, "2024-Q4": 250, "2026-Q3": 5300, "2028-Q2": 10_000}
COPIES_DUE = {
    "2025-Q2": 0,
    "2025-Q3": 860_000,
    "2026-Q2": 930_000,
    "2026-Q3": 1_870_000,
    "2027-Q2": 1_960_000,
    "2027-Q3": 2_870_000,
    "2028-Q3": 3_000_000,
}


def targets() -> pd.DataFrame:
    """Return every target: columns of the sheet "targets"."""
    people = _path(TEACHERS)
    coverage = (people / TRAINED.eligible.sum()).round(4)
    rows = [
        *(_country(code, np.floor(_path(path))) for code, path in COUNTS.items()),
        *(_country(code, _path(path).round(4)) for code, path in SHARES.items()),
        _country("R2.2", coverage),
        _by_district("R2.1", np.round(people), TRAINED.weight),
        _by_district("R1.3b", np.round(_path(COPIES_DUE)), COPIES.weight),
        *_equipped_schools(),
    ]
    return pd.concat(rows, ignore_index=True).assign(cut="all")


def _path(points: Mapping[str, float]) -> np.ndarray:
    """Return the target of every planned quarter, on straight lines between the points."""
    return np.interp(
        range(len(PLANNED)), [PLANNED.index(key) for key in points], [*points.values()]
    )


def _country(indicator: str, path: np.ndarray) -> pd.DataFrame:
    rows = pd.DataFrame({"period": PLANNED, "target": path}).assign(indicator=indicator, area="KG")
    return rows[rows["period"] >= FIRST_DUE.get(indicator, PLANNED[0])]


def _by_district(indicator: str, path: np.ndarray, weight: pd.Series) -> pd.DataFrame:
    """Spread the path over the districts so that each quarter adds up and no district falls."""
    final = divide(int(path[-1]), weight)
    parts = [np.floor(final * (total / path[-1])) for total in path[:-1]]
    wide = pd.DataFrame([*parts, final], index=PLANNED, columns=weight.index)
    return _long(indicator, wide)


def _equipped_schools() -> list[pd.DataFrame]:
    """Return the targets of the innovative schools, counted from the original plan of packages."""
    planned = planned_ends()
    of_school = planned.groupby(["school", "district", "pupils"])["quarter"]
    schools = of_school.max().reset_index()
    accepted = planned.groupby("quarter").size().reindex(PLANNED, fill_value=0).cumsum()
    return [
        _long("R3.1", _cumulative(schools.assign(one=1), "one")),
        _country("R3.2", (accepted / len(planned)).round(4).to_numpy()),
        _long("R3.3", _cumulative(schools, "pupils")),
    ]


def _cumulative(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    wide = rows.pivot_table(index="quarter", columns="district", values=column, aggfunc="sum")
    return wide.reindex(PLANNED).fillna(0).cumsum()


def _long(indicator: str, wide: pd.DataFrame) -> pd.DataFrame:
    rows = wide.melt(ignore_index=False, var_name="area", value_name="target")
    return rows.rename_axis(index="period").reset_index().assign(indicator=indicator)
