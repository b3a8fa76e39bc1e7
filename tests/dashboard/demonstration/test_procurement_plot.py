"""The stories of procurement are in the workbooks, and money and plan agree."""

import pandas as pd
import pytest

from dashboard.demonstration.quarters import RELEASES
from data_access.queries.procurement import steps as way

QUARTERS = tuple(RELEASES)


def plan(books, quarter: str) -> dict[str, pd.DataFrame]:
    return books[f"procurement-{quarter}.xlsx"].tables


def standing(books, quarter: str) -> pd.DataFrame:
    """Return where each package is in the workbook of a quarter, as the page would tell it."""
    tables = plan(books, quarter)
    packages = tables["procurement_packages"].rename(columns={"code": "package"})
    steps = tables["milestones"].copy()
    for frame, names in ((packages, ["cancelled_on"]), (steps, ["planned_on", "actual_on"])):
        for name in names:
            frame[name] = pd.to_datetime(frame[name]) if name in frame else pd.NaT
    order = {step: place for place, step in enumerate(ORDER, start=1)}
    steps["position"] = steps["step"].map(order).astype("Int64")
    steps["step_name"] = steps["step"]
    day = pd.Timestamp(RELEASES[quarter][0])
    return way.standing(packages, way.delays(steps, day), day)


ORDER = (
    *("documents", "terms", "cleared", "advertised", "shortlisted", "requested", "opened"),
    *("evaluated", "negotiated", "awarded", "signed", "completed"),
)
"""Steps in an order that all methods share."""


def test_the_plan_has_some_ninety_packages_of_every_method(books):
    rows = plan(books, QUARTERS[-1])["procurement_packages"]

    assert 80 <= len(rows) <= 95
    assert rows["code"].is_unique
    assert set(rows["method"]) == {"icb", "ncb", "rfq", "qcbs", "cqs", "ics"}
    assert set(rows["review"]) == {"prior", "post"}


@pytest.mark.parametrize(
    ("quarter", "low", "high"), [("2025-Q4", 0.70, 0.80), ("2026-Q3", 0.62, 0.70)]
)
def test_two_packages_in_three_keep_their_plan(books, quarter, low, high):
    rows = standing(books, quarter)
    counted = rows[rows["counts"]]

    assert low < 1 - counted["is_late"].mean() < high


def test_one_package_was_cancelled_and_is_tendered_again(books):
    rows = plan(books, QUARTERS[-1])["procurement_packages"].set_index("code")

    gone = rows[rows["cancelled_on"].notna()]
    again = rows[rows["replaces"].notna()]
    assert gone.index.tolist() == again["replaces"].tolist() == ["PP-G-90"]
    assert "PP-G-90R" not in set(plan(books, "2025-Q4")["procurement_packages"]["code"])


def test_a_moved_plan_is_that_of_the_workbook_of_june(books):
    def planned(quarter):
        rows = plan(books, quarter)["milestones"].set_index(["package", "step"])
        return pd.to_datetime(rows["planned_on"])

    before, after = planned("2026-Q1"), planned("2026-Q2")
    moved = (after.reindex(before.index) - before).dt.days
    assert set(moved[moved != 0].index.get_level_values(0)) == {"PP-C-91", "PP-G-91", "PP-G-93"}
    assert (moved >= 0).all()
    assert (planned("2026-Q3").reindex(after.index) == after).all()


@pytest.mark.parametrize("quarter", QUARTERS)
def test_nothing_is_known_before_it_happens(books, quarter):
    day = pd.Timestamp(RELEASES[quarter][0])
    tables = plan(books, quarter)

    for table, column in (
        ("milestones", "actual_on"),
        ("variations", "signed_on"),
        ("deliverables", "accepted_on"),
    ):
        assert (pd.to_datetime(tables[table][column]).dropna() <= day).all()


def test_steps_come_one_after_the_other(books):
    rows = plan(books, QUARTERS[-1])["milestones"].copy()
    rows["place"] = rows["step"].map(ORDER.index)
    rows = rows.sort_values(["package", "place"])

    for column in ("planned_on", "actual_on"):
        days = pd.to_datetime(rows[column])
        gaps = days[days.notna()].groupby(rows["package"]).diff()
        assert (gaps.dropna().dt.days >= 0).all()


def test_each_signing_is_that_of_the_last_contract_of_the_package(books, facts):
    contracts = facts("contracts")
    signed = pd.to_datetime(contracts["signed_on"]).groupby(contracts["package"]).max()
    rows = plan(books, QUARTERS[-1])["milestones"].query("step == 'signed'").set_index("package")

    actual = pd.to_datetime(rows["actual_on"]).dropna()
    assert actual.sort_index().to_dict() == signed.sort_index().to_dict()


def test_contracts_fit_the_package_and_the_estimate_that_they_come_from(books, facts):
    packages = plan(books, QUARTERS[-1])["procurement_packages"].set_index("code")
    contracts = facts("contracts")

    for column in ("component", "category"):
        theirs = contracts["package"].map(packages[column]).astype(str)
        assert (theirs == contracts[column].astype(str)).all()
    usd = contracts["amount"].where(
        contracts["currency"] == "USD", contracts["amount"] / contracts["rate"]
    )
    ratio = usd.groupby(contracts["package"]).sum() / packages["estimate"]
    assert ratio.dropna().between(0.8, 1.1).all()


def test_suppliers_win_where_they_work_and_no_one_wins_everything(facts):
    contracts = facts("contracts")

    assert (contracts.groupby("supplier")["category"].nunique() == 1).all()
    assert 30 <= contracts["supplier"].nunique() <= 41


def test_no_contract_is_paid_or_owes_more_than_it_says_with_its_variations(books, facts):
    contracts = facts("contracts").set_index("number")
    tables = plan(books, QUARTERS[-1])
    varied = tables["variations"].groupby("contract")["amount"].sum()
    value = contracts["amount"].add(varied, fill_value=0)
    paid = facts("payments").dropna(subset="contract").groupby("contract")["amount"].sum()
    owed = tables["deliverables"].groupby("contract")["amount"].sum()

    assert (paid <= value.reindex(paid.index) + 0.005).all()
    assert (owed <= value.reindex(owed.index) + 0.005).all()
    assert set(owed.index) == set(contracts.index)


def test_some_contracts_were_put_off_some_cost_more_and_one_less(books):
    rows = plan(books, QUARTERS[-1])["variations"]

    assert rows["ends_on"].notna().sum() >= 10
    assert (rows["amount"] > 0).sum() >= 7
    assert (rows["amount"] < 0).sum() == 1
