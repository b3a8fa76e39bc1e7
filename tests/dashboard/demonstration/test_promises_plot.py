"""The stories of campaign, promises, risks and grievances are in the workbooks."""

import pandas as pd
import pytest

from dashboard.demonstration.promises import campaign
from dashboard.demonstration.quarters import RELEASES, REPORTED, last_day, quarter_of
from dashboard.demonstration.results import SILENT

QUARTERS = tuple(RELEASES)
DAYS = 30


def lists(books, quarter: str) -> dict[str, pd.DataFrame]:
    return books[f"promises-{quarter}.xlsx"].tables


@pytest.mark.parametrize("quarter", QUARTERS)
def test_events_add_up_to_the_people_reached_by_every_quarter(books, quarter):
    rows = lists(books, quarter)["campaign_events"]
    people = rows.groupby(quarter_of(pd.to_datetime(rows["held_on"])))["people"].sum()
    told = REPORTED[: REPORTED.index(quarter) + 1]

    found = people.reindex(told, fill_value=0).cumsum()

    assert tuple(found) == campaign.REACHED[: len(told)]


def test_no_event_was_held_in_a_silent_district_and_some_districts_had_none(books):
    rows = lists(books, QUARTERS[-1])["campaign_events"]
    quarter = quarter_of(pd.to_datetime(rows["held_on"]))

    for name, districts in SILENT.items():
        assert not districts & set(rows.loc[quarter == name, "area"])
    assert 25 <= rows.loc[rows["area"] != "KG", "area"].nunique() <= 40


def test_the_second_tranche_waits_for_two_actions(books):
    rows = lists(books, QUARTERS[-1])["policy_actions"]
    second = rows[rows["tranche"] == 2].set_index("code")

    assert rows.loc[rows["tranche"] == 1, "state"].unique().tolist() == ["met"]
    assert second["state"].value_counts().to_dict() == {
        "met": 4, "partly": 2, "not": 1, "not_due": 2,
    }  # fmt: skip
    due = pd.to_datetime(second["due_on"])
    late = second[(due < last_day(QUARTERS[-1])) & (second["state"] != "met")]
    assert late.index.tolist() == ["PA-2-05", "PA-2-07"]


def test_three_overdue_commitments_endanger_three_figures(books):
    rows = lists(books, QUARTERS[-1])["commitments"]
    due = pd.to_datetime(rows["due_on"])
    overdue = rows[(due < last_day(QUARTERS[-1])) & rows["done_on"].isna()]

    assert overdue["code"].tolist() == ["CM-09", "CM-10", "CM-11"]
    assert overdue["indicator"].tolist() == ["R1.7", "R4.1", "R3.1"]


def test_one_risk_became_heavier_in_september_and_four_lighter(books):
    before, now = (
        rows["likelihood"] * rows["impact"]
        for rows in (
            lists(books, quarter)["risks"].set_index("code")[["likelihood", "impact"]]
            for quarter in QUARTERS[-2:]
        )
    )

    assert now[now > before].index.tolist() == ["RK-07"]
    assert now[now < before].index.tolist() == ["RK-02", "RK-05", "RK-09", "RK-10"]
    assert "RK-07" not in set(lists(books, QUARTERS[0])["risks"]["code"])


def test_nine_grievances_in_ten_are_resolved_in_time_and_one_waits_too_long(books):
    rows = lists(books, QUARTERS[-1])["grievances"]
    received, resolved = (pd.to_datetime(rows[name]) for name in ("received_on", "resolved_on"))
    waits = last_day(QUARTERS[-1]) - received
    due = waits.dt.days >= DAYS

    assert (resolved - received).dt.days[due].le(DAYS).mean() == pytest.approx(0.885, abs=0.01)
    assert (resolved.isna() & (waits.dt.days > DAYS)).sum() == 1
    assert rows["category"].value_counts()["procurement"] < 5


def test_a_decision_holds_for_one_quarter(books):
    told = {
        quarter: lists(books, quarter)["status_overrides"]["indicator"].tolist()
        for quarter in QUARTERS
        if "status_overrides" in lists(books, quarter)
    }

    assert told == {"2026-Q2": ["R4.1"], "2026-Q3": ["R2.5"]}
