"""Which schools lend textbooks for a fee, who pays it, and how is the money spent?

The fee does not cover what a copy costs in a year, half of the arrears are never paid, and the
fund of nearly every district shrinks.
"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import TIMELINE, told_in
from dashboard.demonstration.schools import ended, schools
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.textbooks.pupils import YEARS, pupils

STAGES = ("running", "prepared", "planned")
REACHED = {
    "2024/25": (0.04, 0.06, 0.14),
    "2025/26": (0.13, 0.12, 0.24),
    "2026/27": (0.26, 0.18, 0.30),
}
"""School year -> part of the schools in each stage."""
FEES = {"2024/25": 180, "2025/26": 200, "2026/27": 220}
"""KGS for a pupil of grades 7–9 and a school year."""
EXEMPT, HALF = (0.13, 0.27), (0.12, 0.22)
"""Parts of the pupils of a school who pay nothing, and half of the fee."""
COLLECTED = {"2024/25": 0.87, "2025/26": 0.77, "2026/27": 0.24}
"""Part of what is due; of the last year by the end of September."""
BY_WINTER = 0.46
"""Part of that which had come in by December."""
NOT_SAID = 0.07
"""Part of the schools that say what is due and not what they collected."""

TOLD = {"2024/25": "2025-Q4", "2025/26": "2026-Q2", "2026/27": "2026-Q3"}
"""School year -> quarter that tells of it in the end."""
FIRST_TOLD = {"2025/26": "2025-Q4"}
"""The same where it was told as it stood in December before."""

SPENT = {"2024/25": 0.42, "2025/26": 1.06, "2026/27": 1.10}
"""Part of what a district collected in the year that it spent, on books and on the rest."""
OTHER = (0.04, 0.11)
PRICE = 205
"""KGS for a copy that a district buys."""


@cache
def rentals() -> pd.DataFrame:
    """Return the columns of the sheet "rentals", `district` and `told`."""
    final = pd.concat(map(_of_year, YEARS), ignore_index=True)
    final["told"] = _told(final, TOLD)
    first = final[final["school_year"].isin(FIRST_TOLD)]
    first = first.assign(
        collected=(first["collected"] * BY_WINTER).round(), told=_told(first, FIRST_TOLD)
    )
    return pd.concat([first, final], ignore_index=True)


@cache
def spending() -> pd.DataFrame:
    """Return the columns of the sheet "rental_spending", and `told`."""
    chance = dice("rental spending")
    rows = rentals().drop_duplicates(["school", "school_year"], keep="last")
    rows = rows.groupby(["district", "school_year"], as_index=False)["collected"].sum()
    rows = rows[rows["collected"] > 0].reset_index(drop=True)
    wanted = rows["collected"] * rows["school_year"].map(SPENT)
    wanted = wanted * chance.uniform(0.93, 1.07, len(rows))
    spent = _within_means(rows, wanted)
    other = (spent * chance.uniform(*OTHER, len(rows))).round()
    copies = np.floor((spent - other) / PRICE).astype(int)
    rows = rows.assign(copies=copies, books=copies * PRICE, other=other, told=_told(rows, TOLD))
    return rows.drop(columns="collected")


def _within_means(rows: pd.DataFrame, wanted: pd.Series) -> pd.Series:
    """Return what districts spend: no more than they have, and a few thousand stay."""
    together = pd.DataFrame({"in": rows["collected"], "out": wanted})
    left: dict[str, float] = {}
    spent = []
    for district, came, out in zip(rows["district"], together["in"], together["out"], strict=True):
        has = left.get(district, 0.0) + came
        spent.append(min(out, has * 0.97))
        left[district] = has - spent[-1]
    return pd.Series(spent, rows.index)


def _of_year(year: str) -> pd.DataFrame:
    """Return the schools of the scheme in a school year, with their pupils and money."""
    chance = dice(f"rental {year}")
    people = pupils()
    people = people[(people["year"] == year) & people["grade"].isin((7, 8, 9))]
    count = people.groupby("school")["pupils"].sum()
    rows = _order()
    rows = rows[rows["school"].isin(count.index)]
    if year == YEARS[-1]:
        rows = rows[~rows["school"].isin(ended()["code"])]
    ends = np.cumsum(REACHED[year])
    place = np.searchsorted(ends, rows["rank"].to_numpy(), side="right")
    rows = rows[place < len(STAGES)]
    stage = np.array(STAGES)[place[place < len(STAGES)]]
    total = count[rows["school"]].to_numpy()
    exempt = np.rint(total * chance.uniform(*EXEMPT, len(rows)))
    half = np.rint(total * chance.uniform(*HALF, len(rows)))
    full = total - exempt - half
    due = full * FEES[year] + half * FEES[year] / 2
    part = (COLLECTED[year] + chance.normal(0, 0.12, len(rows))).clip(0.05, 1)
    silent = chance.random(len(rows)) < NOT_SAID
    numbers = {"full": full, "half": half, "exempt": exempt, "due": due}
    numbers["collected"] = np.where(silent, np.nan, np.rint(due * part))
    runs = stage == "running"
    money = {name: np.where(runs, values, np.nan) for name, values in numbers.items()}
    counts = {name: pd.array(money[name], dtype="Int64") for name in ("full", "half", "exempt")}
    rows = rows[["school", "district"]].assign(school_year=year, stage=stage)
    return rows.assign(**counts, due=money["due"], collected=money["collected"])


@cache
def _order() -> pd.DataFrame:
    """Return school, district and rank (0 to 1) in which schools join: towns come first."""
    rows = schools()
    score = dice("who rents").random(len(rows)) + np.where(rows["rural"], 0.35, 0)
    rank = (pd.Series(score).rank() - 1) / len(rows)
    return pd.DataFrame({"school": rows["code"], "district": rows["district"], "rank": rank})


def _told(rows: pd.DataFrame, quarters: dict[str, str]) -> np.ndarray:
    turn = rows["school_year"].map(quarters).map(TIMELINE.index).to_numpy()
    return told_in(turn, rows["district"])
