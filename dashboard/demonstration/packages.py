"""How far are the six packages of each innovative school, as known at the end of a quarter?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import last_day, quarter_of, working_day
from dashboard.demonstration.schools import innovative_schools
from dashboard.demonstration.seeded import dice
from data_access.models.schools import STAGES

FINISHED_ON = (
    *("2025-12-12", "2026-02-19", "2026-03-24", "2026-04-28", "2026-05-26", "2026-06-16"),
    *("2026-06-25", "2026-07-30", "2026-08-20", "2026-08-27", "2026-09-15", "2026-09-24"),
)
"""When the last package of the first twelve schools was accepted."""

NOT_BEGUN = ("IS-09", "IS-26")
STALLED = "IS-17"
FIRST_CONTRACT, FIRST_DELIVERY = pd.Timestamp("2025-01-20"), pd.Timestamp("2025-06-02")
REVISED_FROM = "2026-Q2"
"""Quarter whose workbook carries new planned dates for the schools that stand still."""

KINDS = pd.DataFrame(
    [
        ("lab", "pmu", 100, 0.6, 3_400_000),
        ("materials", "publisher", 175, 0.3, 750_000),
        ("ict", "pmu", 120, 0.5, 4_800_000),
        ("multimedia", "institute", 80, 0.8, 1_900_000),
        ("repair", "district", 40, 1.0, 3_100_000),
        ("access", "moe", 0, 1.4, 1_300_000),
    ],
    columns=["package", "owner", "days_before_end", "lateness", "budget"],
)
"""Accessibility comes last everywhere and is late the most."""

PLANNED_DAYS_TO_END = {"contracted": 185, "delivered": 55, "installed": 25, "accepted": 0}
SPENT_AT_STAGE = {"contracted": 0.2, "delivered": 0.7, "installed": 0.9, "accepted": 1.0}
DELAYS = (-5, 10, 25, 60, 110, 170)
"""Days behind the plan, in turn over the schools."""


def known_at(quarter: str) -> pd.DataFrame:
    """Return the 180 packages as known at the end of a quarter: columns of the sheet "packages"."""
    rows = _course().copy()
    for stage in STAGES:
        actual = rows[f"{stage}_actual"]
        rows[f"{stage}_actual"] = actual.where(actual <= last_day(quarter))
        if quarter >= REVISED_FROM:
            rows[f"{stage}_planned"] = _revised(rows, stage)
    return rows.assign(contracted=_contracted(rows), spent=_spent(rows))


@cache
def planned_ends() -> pd.DataFrame:
    """Return the original plan, a row per package: school, district, pupils, quarter of its end."""
    rows = _course().merge(
        innovative_schools()[["code", "district", "pupils"]], left_on="school", right_on="code"
    )
    return rows.assign(quarter=quarter_of(rows["accepted_planned"]))[
        ["school", "district", "pupils", "package", "quarter"]
    ]


@cache
def _course() -> pd.DataFrame:
    """Return every package with its whole course of dates, future ones included."""
    rows = _ends().merge(KINDS, how="cross")
    chance = dice("packages")
    gap = 1 + (rows["end"] > "2026-09-30") * 0.7
    late = rows["delay"] * rows["lateness"] + chance.integers(-8, 8, len(rows))
    accepted = rows["end"] - _days(rows["days_before_end"] * gap)
    installed = accepted - _days(chance.integers(20, 40, len(rows)))
    delivered = _not_before(FIRST_DELIVERY, installed - _days(chance.integers(25, 50, len(rows))))
    contracted = delivered - _days(chance.integers(115, 170, len(rows)))
    actual = (_not_before(FIRST_CONTRACT, contracted), delivered, installed, accepted)
    for stage, day in zip(STAGES, actual, strict=True):
        planned = accepted - _days(late) - pd.Timedelta(days=PLANNED_DAYS_TO_END[stage])
        rows[f"{stage}_planned"] = working_day(planned.dt.normalize())
        rows[f"{stage}_actual"] = working_day(day.dt.normalize())
    rows["budget"] = _thousands(rows["budget"] * chance.uniform(0.85, 1.15, len(rows)))
    rows.loc[rows["school"].isin(NOT_BEGUN), [f"{stage}_actual" for stage in STAGES]] = pd.NaT
    return _stalled(_ordered(rows)).drop(columns=["end", "delay", "days_before_end", "lateness"])


def _ends() -> pd.DataFrame:
    """Return for each school the day of its last acceptance and its delay in days."""
    codes = innovative_schools()["code"]
    apart = [*NOT_BEGUN, STALLED]
    order = dice("course").permutation(codes[~codes.isin(apart)])
    under_way = pd.date_range("2026-10-21", "2027-08-20", periods=len(order) - len(FINISHED_ON))
    end = [*pd.to_datetime(FINISHED_ON), *under_way]
    delay = [DELAYS[turn % len(DELAYS)] for turn in range(len(order))]
    rows = pd.DataFrame({"school": order, "end": end, "delay": delay})
    rows.loc[len(FINISHED_ON) :: 2, "delay"] += 130
    rest = pd.DataFrame(
        {
            "school": apart,
            "end": pd.to_datetime(["2027-10-14", "2027-12-09", "2027-09-21"]),
            "delay": [370, 400, 200],
        }
    )
    rows = pd.concat([rows, rest]).sort_values("school", ignore_index=True)
    return rows.assign(end=rows["end"].dt.normalize())


def _stalled(rows: pd.DataFrame) -> pd.DataFrame:
    """Stop one repair: begun in March 2026, due in June, and not touched since."""
    repair = (rows["school"] == STALLED) & (rows["package"] == "repair")
    dates = {
        "contracted": ("2025-08-18", "2025-09-10"),
        "delivered": ("2026-02-16", "2026-03-11"),
        "installed": ("2026-06-15", "2027-07-20"),
        "accepted": ("2026-07-06", "2027-08-20"),
    }
    for stage, (planned, actual) in dates.items():
        rows.loc[repair, f"{stage}_planned"] = pd.Timestamp(planned)
        rows.loc[repair, f"{stage}_actual"] = pd.Timestamp(actual)
    return rows


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Put no stage before the one it follows."""
    for kind in ("planned", "actual"):
        columns = [f"{stage}_{kind}" for stage in STAGES]
        rows[columns] = rows[columns].cummax(axis=1)
    return rows


def _revised(rows: pd.DataFrame, stage: str) -> pd.Series:
    """Return planned dates moved once: by four months where nothing moves, five at the repair."""
    planned = rows[f"{stage}_planned"]
    idle = rows["school"].isin(NOT_BEGUN)
    repair = (rows["school"] == STALLED) & (rows["package"] == "repair")
    moved = planned.mask(idle, working_day(planned + pd.Timedelta(days=120)))
    if stage in ("installed", "accepted"):
        moved = moved.mask(repair, working_day(planned + pd.Timedelta(days=150)))
    return moved


def _spent(rows: pd.DataFrame) -> pd.Series:
    share = pd.Series(0.0, index=rows.index)
    for stage, part in SPENT_AT_STAGE.items():
        share = share.mask(rows[f"{stage}_actual"].notna(), part)
    return _thousands(rows["budget"] * share * _price(rows))


def _contracted(rows: pd.DataFrame) -> pd.Series:
    """Return the sum of each contract, missing before it is signed: never less than is spent."""
    return _thousands(rows["budget"] * _price(rows)).where(rows["contracted_actual"].notna())


def _price(rows: pd.DataFrame) -> np.ndarray:
    """Return for which part of the budget each package was bought."""
    return dice("spent").uniform(0.92, 1.0, len(rows))


def _thousands(amounts: pd.Series) -> pd.Series:
    return (amounts / 1000).round() * 1000


def _not_before(earliest: pd.Timestamp, days: pd.Series) -> pd.Series:
    return days.where(days > earliest, earliest)


def _days(counts: pd.Series | np.ndarray) -> pd.Series:
    return pd.Series(pd.to_timedelta(np.round(counts), unit="D"))
