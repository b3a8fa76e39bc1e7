"""Which activities are planned, when did they begin, and how much of them is done and paid?

What an activity costs is its part of the budget of its line of work; what it has cost is its part
of the payments of the line, so that both add up to what the budget and the payments say.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demonstration import money, plan
from dashboard.demonstration.quarters import REPORTED, last_day
from dashboard.demonstration.seeded import divide

FILE = Path(__file__).parent / "activities.csv"
"""Plan; days by which start and end are late; percent of the budget of the line."""

REPLANNED, NEW_END = "WP-3.1-05", pd.Timestamp("2026-12-15")
REPLANNED_IN = "2026-Q2"
"""The activity whose end the workbook of a quarter moves."""

NEVER_REPORTED = "WP-1.6-02"
"""It goes on, yet its owner says nothing about it."""

WAITING = "WP-4.1-03"
"""It waits for its contract and has not begun."""

MOST_OPEN = 0.95
"""Nothing counts as done before it has ended."""

SLOW_START = 1.4
"""Power that bends the line from nothing to everything: work begins slowly."""

DATES = ("planned_start", "planned_end", "actual_start", "actual_end")


@cache
def activities() -> pd.DataFrame:
    """Return every activity, with the days on which it begins and ends in the end.

    Columns: code, parent, line, owner, names, weight, planned_cost, planned_start, planned_end,
    actual_start, actual_end.
    """
    rows = pd.read_csv(FILE, parse_dates=["start", "end"])
    line = rows["code"].str.extract(r"-(\d\.\d)-", expand=False)
    late = {name: pd.to_timedelta(rows[f"late_{name}"], unit="D") for name in ("start", "end")}
    return rows.assign(
        line=line,
        planned_start=rows["start"],
        planned_end=rows["end"],
        actual_start=rows["start"] + late["start"],
        actual_end=rows["end"] + late["end"],
        planned_cost=_costs(line, rows["cost"]),
    ).drop(columns=["start", "end", "late_start", "late_end", "cost"])


def _costs(line: pd.Series, share: pd.Series) -> pd.Series:
    """Return the parts of the budgets of the lines, USD; missing for wholes and lines without."""
    budget = plan.budget().groupby("line")["amount"].sum()
    return (line.map(budget) * share / 100).round()


def _begun(day: pd.Timestamp) -> pd.Series:
    rows = activities()
    return (rows["actual_start"] <= day) & (rows["code"] != WAITING)


def _done(day: pd.Timestamp) -> np.ndarray:
    """Return the share of each activity that is done by a day, in steps of five percent."""
    rows = activities()
    whole = (rows["actual_end"] - rows["actual_start"]).dt.days
    gone = (day - rows["actual_start"]).dt.days / whole
    in_steps = (gone.clip(0, 1) ** SLOW_START * 20).round() / 20
    share = in_steps.clip(upper=MOST_OPEN).where(rows["actual_end"] > day, 1.0)
    return share.where(_begun(day), 0.0).to_numpy()


@cache
def progress() -> pd.DataFrame:
    """Return what is reported each quarter of activities that have begun: columns of the sheet
    "activity_progress"."""
    rows = activities()
    is_told = ~rows["code"].isin([*rows["parent"].dropna(), NEVER_REPORTED])
    paid = _paid_by_then()
    cost = np.zeros(len(rows))
    parts = []
    before = np.zeros(len(rows))
    for quarter in REPORTED:
        day = last_day(quarter)
        done = _done(day)
        work = rows["planned_cost"] * (done - before)
        cost = cost + _shared(paid.T[quarter], cost, work, is_told & _begun(day))
        told = rows[is_told & _begun(day)]
        parts.append(
            pd.DataFrame(
                {
                    "activity": told["code"],
                    "period": quarter,
                    "progress": done[told.index],
                    "actual_cost": pd.Series(cost, rows.index)[told.index].where(
                        told["planned_cost"].notna()
                    ),
                }
            )
        )
        before = done
    return pd.concat(parts, ignore_index=True)


def _paid_by_then() -> pd.DataFrame:
    """Return what was paid since the beginning, whole USD: a row by quarter, a column by line."""
    paid = money.payments().pivot_table(
        index="quarter", columns="line", values="usd", aggfunc="sum"
    )
    return paid.reindex(REPORTED).fillna(0).cumsum().round()


def _shared(paid: pd.Series, cost: np.ndarray, work: pd.Series, is_told: pd.Series) -> np.ndarray:
    """Return what was paid in a quarter for each activity: by the work done in it, or by its cost
    where none was; what comes before any activity has begun waits for the first one.

    `paid`: line -> USD since the beginning; `cost`: activity -> USD before the quarter.
    """
    rows, found = activities(), np.zeros(len(work))
    for line, part in rows[is_told & rows["planned_cost"].notna()].groupby("line"):
        amount = int(paid.get(line, 0) - cost[(rows["line"] == line).to_numpy()].sum())
        weights = work[part.index]
        weights = weights if weights.sum() > 0 else part["planned_cost"]
        found[part.index] = divide(amount, weights)
    return found


def known_at(quarter: str) -> dict[str, pd.DataFrame]:
    """Return plan and progress as the workbook of one quarter holds them, by name of the sheet."""
    day, rows = last_day(quarter), activities()
    begun = _begun(day)
    start = rows["actual_start"].where(begun)
    end = rows["actual_end"].where(begun & (rows["actual_end"] <= day))
    planned = rows["planned_end"]
    if quarter >= REPLANNED_IN:
        planned = planned.mask(rows["code"] == REPLANNED, NEW_END)
    told = progress()
    return {
        "activities": rows.assign(actual_start=start, actual_end=end, planned_end=planned),
        "activity_progress": told[told["period"] <= quarter],
    }
