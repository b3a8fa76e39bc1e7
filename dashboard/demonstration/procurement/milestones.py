"""When is each step of a package planned, and when was it reached?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.procurement import contracts
from dashboard.demonstration.procurement.packages import (
    AGAIN,
    CANCELLED_ON,
    packages,
    steps,
)
from dashboard.demonstration.quarters import last_day, working_day
from dashboard.demonstration.seeded import dice

DAYS = {
    **{"documents": 0, "terms": 0, "cleared": 21, "advertised": 14, "shortlisted": 30},
    **{"requested": 14, "opened": 35, "evaluated": 28, "negotiated": 21, "awarded": 21},
    "signed": 14,
}
"""Step -> days planned for it since the step before."""
SLOW = {"cleared": 3, "evaluated": 4, "negotiated": 1.5, "awarded": 2, "signed": 0.5}
"""Step -> how much of a delay arises in it; others 1."""

CARRIED_ON = 0.8
"""How much of the delay of a signing the end of the contract still has."""

IN_PLAN = pd.Timedelta(days=270)
"""How long before its first step a package comes into the plan."""
REPLANNED = "2026-Q2"
REPLANNED_BY = pd.Timedelta(days=100)
"""The workbook that moves what slipping packages have not reached yet, and by how long."""


@cache
def milestones() -> pd.DataFrame:
    """Return every step that is planned: package, step, planned_on, actual_on, first_planned_on."""
    rows, ends = [], contracts.ends()
    for package in packages().to_dict("records"):
        rows += _steps(package, ends)
    frame = pd.DataFrame(rows)
    for name in ("planned_on", "actual_on", "first_planned_on"):
        frame[name] = working_day(frame[name].astype("datetime64[s]"))
    return frame


def _steps(package: dict, ends: pd.DataFrame) -> list[dict]:
    """Return the steps of one package, planned back from the signing."""
    buying = steps()[package["method"]][:-1]
    days = np.array([DAYS[step] for step in buying])
    planned = [package["signing"] - pd.Timedelta(days=int(rest)) for rest in _rests(days)]
    begun = isinstance(package["reached"], str)
    reached = buying.index(package["reached"]) + 1 if begun else 0
    lag = _lags(package, buying[:reached])
    found = []
    for place, step in enumerate(buying):
        moved = planned[place]
        if package["replanned"] is True and place >= reached:
            moved = moved + REPLANNED_BY
        actual = planned[place] + pd.Timedelta(days=int(lag[place])) if place < reached else None
        if step == "signed" and place < reached:
            actual = package["signed_on"]
        found.append(_milestone(package["code"], step, moved, actual, planned[place]))
    if package["code"] in ends.index:
        end = ends.loc[package["code"]]
        done = None if pd.isna(end["actual"]) else end["actual"]
        # The plan was made before the contract, whose end carries on most of the delay.
        planned = end["planned"] - pd.Timedelta(days=round(package["late"] * CARRIED_ON))
        found.append(_milestone(package["code"], "completed", planned, done, planned))
    else:
        end = package["signing"] + pd.Timedelta(days=300)
        moved = end + (REPLANNED_BY if package["replanned"] is True else pd.Timedelta(0))
        found.append(_milestone(package["code"], "completed", moved, None, end))
    return found


def _milestone(package: str, step: str, planned, actual, first) -> dict:
    names = "package", "step", "planned_on", "actual_on", "first_planned_on"
    return dict(zip(names, (package, step, planned, actual, first), strict=True))


def _rests(days: np.ndarray) -> np.ndarray:
    """Return how many days before the signing each step is planned."""
    return days.sum() - np.cumsum(days)


def _lags(package: dict, reached: tuple[str, ...]) -> np.ndarray:
    """Return days behind the plan at each reached step; the last one is that of the package."""
    if not reached:
        return np.zeros(0, dtype=int)
    chance = dice(f"steps {package['code']}")
    weight = np.array([SLOW.get(step, 1) for step in reached]) * chance.uniform(
        0.2, 1, len(reached)
    )
    lost = package["late"] * np.cumsum(weight) / weight.sum()
    wobble = chance.integers(-4, 5, len(reached)) * (np.arange(len(reached)) < len(reached) - 1)
    return np.rint(lost + wobble).astype(int)


def known_at(quarter: str) -> dict[str, pd.DataFrame]:
    """Return packages and steps as the plan of one quarter holds them, by name of their sheet."""
    day = last_day(quarter)
    rows, every = packages(), milestones()
    begins = every.groupby("package")["first_planned_on"].min()
    is_planned = rows["code"].map(begins) <= day + IN_PLAN
    is_retendered = (rows["code"] != AGAIN) | (day >= CANCELLED_ON)
    rows = rows[is_planned & is_retendered]
    every = every[every["package"].isin(rows["code"])]
    planned = every["planned_on"] if quarter >= REPLANNED else every["first_planned_on"]
    return {
        "procurement_packages": rows.assign(
            cancelled_on=rows["cancelled_on"].where(rows["cancelled_on"] <= day)
        ),
        "milestones": every.assign(
            planned_on=planned, actual_on=every["actual_on"].where(every["actual_on"] <= day)
        ),
    }
