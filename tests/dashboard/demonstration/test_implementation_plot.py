"""The stories of implementation are in the workbooks, and plan, money and figures agree."""

import pandas as pd
import pytest

from dashboard.demonstration import money
from dashboard.demonstration.quarters import RELEASES, REPORTED, last_day
from data_access import reference
from data_access.models.implementation import STAGES

QUARTERS = tuple(RELEASES)


def sheets(books, quarter: str = QUARTERS[-1]) -> dict[str, pd.DataFrame]:
    return books[f"implementation-{quarter}.xlsx"].tables


def reached(books, kind: str, stage: str) -> pd.Series:
    """Return the days on which items of a kind have reached a stage, by item."""
    tables = sheets(books)
    items, rows = tables["work_items"], tables["work_stages"]
    of_kind = rows["item"].isin(items.loc[items["kind"] == kind, "code"])
    found = rows[of_kind & (rows["stage"] == stage)]
    return pd.to_datetime(found.set_index("item")["actual_on"])


@pytest.mark.parametrize(
    ("kind", "stage", "counts"),
    [
        ("standard", "approved", [0, 0, 0, 0, 1, 1, 2, 3, 3, 4, 5]),
        ("agreement", "in_force", [0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 4]),
        ("study", "accepted", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]),
    ],
)
def test_stages_come_in_the_quarters_that_the_programme_tells(books, kind, stage, counts):
    days = reached(books, kind, stage)

    assert [int((days <= last_day(quarter)).sum()) for quarter in REPORTED] == counts


def test_the_first_institute_is_complete_in_spring_and_the_second_in_summer(books):
    days = reached(books, "institute", "accepted")
    items = sheets(books)["work_items"].set_index("code")

    complete = [
        (days <= last_day(quarter)).groupby(items["institute"]).all().sum() for quarter in QUARTERS
    ]

    assert complete == [0, 1, 2, 2]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_nothing_is_known_before_it_happens(books, quarter):
    tables, day = sheets(books, quarter), last_day(quarter)

    for table, columns in (
        ("activities", ("actual_start", "actual_end")),
        ("work_stages", ("actual_on",)),
        ("joint_activities", ("held_on",)),
    ):
        for column in columns:
            assert (pd.to_datetime(tables[table][column]).dropna() <= day).all()
    assert tables["activity_progress"]["period"].max() == quarter


def test_every_line_of_work_has_activities_and_every_kind_has_items(books):
    tables = sheets(books)

    lines = {row["code"] for row in reference.read("work_lines")}
    assert set(tables["activities"]["line"].astype(str)) == lines
    assert set(tables["work_items"]["kind"]) == set(STAGES)


def test_stages_come_one_after_the_other(books):
    rows = sheets(books)["work_stages"].copy()
    kinds = sheets(books)["work_items"].set_index("code")["kind"]
    rows["place"] = [
        STAGES[kinds[item]].index(stage)
        for item, stage in zip(rows["item"], rows["stage"], strict=True)
    ]
    rows = rows.sort_values(["item", "place"])

    for column in ("planned_on", "actual_on"):
        days = pd.to_datetime(rows[column])
        gaps = days[days.notna()].groupby(rows["item"]).diff()
        assert (gaps.dropna().dt.days >= 0).all()


def test_wholes_weigh_as_much_as_their_parts_and_span_them(books):
    rows = sheets(books)["activities"].set_index("code")
    parts = rows[rows["parent"].notna()]

    assert len(parts) >= 8
    weights = parts.groupby("parent")["weight"].sum()
    assert weights.to_dict() == rows.loc[weights.index, "weight"].to_dict()
    for column, bound in (("planned_start", "min"), ("planned_end", "max")):
        days = pd.to_datetime(parts[column]).groupby(parts["parent"]).agg(bound)
        assert (days == pd.to_datetime(rows.loc[days.index, column])).all()


def test_planned_costs_add_up_to_the_budget_of_each_line(books, facts):
    rows = sheets(books)["activities"]
    budget = facts("budget")
    budget["amount"] = budget["amount"].astype(float)

    planned = rows.groupby("line")["planned_cost"].sum()
    lines = budget[budget["line"] != ""].groupby("line")["amount"].sum()
    for line, amount in lines.items():
        assert planned[line] == pytest.approx(amount, abs=3), line


def test_reported_costs_add_up_to_the_payments_of_each_line(books):
    tables = sheets(books)
    newest = tables["activity_progress"].sort_values("period").groupby("activity").last()
    line = tables["activities"].set_index("code")["line"]
    costs = newest["actual_cost"].astype(float).groupby(line).sum()
    paid = money.payments().groupby("line")["usd"].sum()

    # Whole dollars; the policy grant belongs to no line.
    for code, amount in paid[paid.index != ""].items():
        assert costs[code] == pytest.approx(amount, abs=1), code


def test_progress_never_falls_and_costs_neither(books):
    rows = sheets(books)["activity_progress"].sort_values(["activity", "period"])

    for column in ("progress", "actual_cost"):
        steps = rows[column].astype(float).groupby(rows["activity"]).diff().dropna()
        assert (steps >= 0).all(), column


def test_one_activity_goes_on_and_is_never_reported(books):
    tables = sheets(books)
    rows = tables["activities"]
    wholes = set(rows["parent"].dropna())
    begun = rows[rows["actual_start"].notna() & ~rows["code"].isin(wholes)]

    assert set(begun["code"]) - set(tables["activity_progress"]["activity"]) == {"WP-1.6-02"}


def test_the_plan_of_one_activity_was_moved_in_june(books):
    ends = [
        pd.to_datetime(sheets(books, quarter)["activities"].set_index("code")["planned_end"])
        for quarter in ("2026-Q1", "2026-Q2", "2026-Q3")
    ]

    moved = (ends[1] - ends[0]).dt.days
    assert moved[moved != 0].to_dict() == {"WP-3.1-05": 168}
    assert (ends[2] == ends[1]).all()
