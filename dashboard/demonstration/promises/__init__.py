"""What does the implementation unit tell of campaign, promises, risks and grievances?"""

from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.demonstration.promises import campaign, grievances
from dashboard.demonstration.quarters import RELEASES, last_day

FOLDER = Path(__file__).parent
OVERRIDES = (
    (
        *("R4.1", "2026-Q2", "attention", "2026-07-15"),
        "№ 14-2/310, 15.07.2026: SD-02, SD-04",
    ),
    (
        *("R2.5", "2026-Q3", "attention", "2026-10-12"),
        "№ 14-2/415, 12.10.2026: 24/30",
    ),
)
"""Indicator, quarter, status, day of the decision and reason. What has one column for all languages
is a document with its day, or a code, so that everybody can read it."""
DECIDED_BY = "PMU-01"


def lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the sheets of the workbook of one quarter, by name."""
    return {
        "campaign_events": campaign.known_at(quarter),
        "policy_actions": _policy_actions(quarter),
        "commitments": _commitments(quarter),
        "risks": _risks(quarter),
        "grievances": grievances.known_at(quarter),
        "status_overrides": _overrides(quarter),
    }


def draft(quarter: str) -> pd.DataFrame:
    """Return the events of the campaign with slightly too many people, as first reported."""
    rows = campaign.known_at(quarter)
    return rows.assign(people=rows["people"] + (rows["people"] // 50).clip(lower=1))


@cache
def _read(name: str) -> pd.DataFrame:
    rows = pd.read_csv(FOLDER / f"{name}.csv", dtype=str)
    for day in rows.columns[rows.columns.str.endswith("_on")]:
        rows[day] = pd.to_datetime(rows[day])
    return rows


def _policy_actions(quarter: str) -> pd.DataFrame:
    """Return the actions as they stood: what was not met yet says so only once it is due."""
    rows, day = _read("policy_actions"), last_day(quarter)
    is_met = rows["met_on"] <= day
    is_due = rows["due_on"] <= day
    unmet = rows["state"].replace("met", "not").where(is_due, "not_due")
    is_told = is_met | (unmet == "partly")
    return rows.assign(
        tranche=rows["tranche"].astype(int),
        met_on=rows["met_on"].where(is_met),
        state=unmet.mask(is_met, "met"),
        evidence=rows["evidence"].where(is_told),
    )


def _commitments(quarter: str) -> pd.DataFrame:
    rows = _read("commitments")
    done = rows["done_on"].where(rows["done_on"] <= last_day(quarter))
    letters = "№ " + rows["code"] + ", " + done.dt.strftime("%d.%m.%Y")
    return rows.assign(done_on=done, evidence=letters.where(done.notna()))


def _risks(quarter: str) -> pd.DataFrame:
    """Return the risks as the workbook of a quarter weighs them; ratings are likelihood x impact,
    one for each workbook, - where the risk was not known."""
    rows = _read("risks")
    ratings = rows["ratings"].str.split(" ").str[list(RELEASES).index(quarter)]
    rows, ratings = rows[ratings != "-"], ratings[ratings != "-"]
    return rows.assign(
        likelihood=ratings.str[0].astype(int),
        impact=ratings.str[2].astype(int),
        assessed_on=last_day(quarter) - pd.Timedelta(days=10),
    )


def _overrides(quarter: str) -> pd.DataFrame:
    names = ["indicator", "period", "status", "decided_on", "reason"]
    rows = pd.DataFrame(OVERRIDES, columns=names).assign(decided_by=DECIDED_BY)
    rows["decided_on"] = pd.to_datetime(rows["decided_on"])
    return rows[rows["period"] == quarter]
