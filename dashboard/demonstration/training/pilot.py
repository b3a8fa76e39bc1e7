"""How far are the candidates of the attestation pilot in the innovative schools?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import last_day
from dashboard.demonstration.reporting import TIMELINE, WORKBOOKS, starts
from dashboard.demonstration.schools import innovative_schools
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.population import teachers

JOINED = {"2026-Q1": 10, "2026-Q2": 18, "2026-Q3": 24}
"""Schools that take part in the attestation pilot by the end of a quarter."""
CANDIDATES = 0.5
"""Part of the eligible teachers of a school who apply."""
STEPS = {"portfolio_on": (12, 30), "assessed_on": (38, 95), "decided_on": (7, 18)}
"""Days since the stage before: they wait for the assessment longest."""
CERTIFIED = 0.82


@cache
def cases() -> pd.DataFrame:
    """Return every case with all its days, those to come included.

    Columns: person (a row of teachers()), school, the days of the four stages, result.
    """
    chance = dice("pilot")
    codes = innovative_schools()["code"].to_numpy()
    counts = list(JOINED.values())
    in_turn = pd.Series(np.arange(len(codes)), chance.permutation(codes))
    rows = teachers()[teachers()["school"].isin(in_turn.index[: counts[-1]])]
    rows = rows.assign(luck=rows["turn"] + chance.random(len(rows)) * 6).sort_values("luck")
    of_school = rows.groupby("school")
    wanted = np.ceil(of_school["turn"].transform("size") * CANDIDATES)
    rows = rows[of_school.cumcount() < wanted].sort_index()
    joined = np.searchsorted(counts, rows["school"].map(in_turn), side="right")
    first = starts(np.array([TIMELINE.index(quarter) for quarter in JOINED])[joined])
    days = {"applied_on": first + chance.integers(6, 50, len(rows))}
    for (name, (least, most)), before in zip(STEPS.items(), ("applied_on", *STEPS), strict=False):
        days[name] = days[before] + chance.integers(least, most, len(rows))
    result = np.where(chance.random(len(rows)) < CERTIFIED, "certified", "refused")
    return rows[["school"]].assign(person=rows.index, **days, result=result)


def known_at(quarter: str) -> pd.DataFrame:
    """Return the cases as known at the end of a quarter: columns of the sheet "attestation"."""
    rows = cases()
    end = last_day(quarter)
    rows = rows[rows["applied_on"] <= end]
    days = {name: rows[name].where(rows[name] <= end) for name in STEPS}
    return rows.assign(**days, result=rows["result"].where(days["decided_on"].notna()))


def news(workbook: int) -> pd.DataFrame:
    """Return the cases that are new or came further since the workbook before."""
    now = known_at(WORKBOOKS[workbook])
    if not workbook:
        return now
    return changed(now, known_at(WORKBOOKS[workbook - 1]))


def changed(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that did not stand there before in the same words."""
    compared = now.merge(before, how="left", indicator="where")
    return compared[compared["where"] == "left_only"].drop(columns="where")
