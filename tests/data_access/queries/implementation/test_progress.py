"""Progress, slip and earned value of a work plan, by hand."""

from datetime import date

import pandas as pd
import pytest

from data_access.queries.implementation import progress as way

DAY = pd.Timestamp(2026, 6, 30)
DATES = ("planned_start", "planned_end", "actual_start", "actual_end")


def plan(*rows: dict) -> pd.DataFrame:
    """Activities planned from January to December 2026, of weight 1; each says what it is about."""
    defaults = {
        "line": "1.1",
        "line_name": "Standards",
        "component": "1",
        "component_name": "Textbooks",
        "parent": None,
        "planned_start": date(2026, 1, 1),
        "planned_end": date(2026, 12, 31),
        "actual_start": None,
        "actual_end": None,
        "weight": 1,
        "planned_cost": None,
    }
    frame = pd.DataFrame([{**defaults, **row} for row in rows], columns=["activity", *defaults])
    for name in DATES:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    types = {"parent": "str", "planned_cost": "float64", "weight": "Int64"}
    return frame.astype(types)


def reports(*rows: tuple) -> pd.DataFrame:
    """Reports: activity, last day of the quarter, share, cost."""
    frame = pd.DataFrame(rows, columns=["activity", "period", "progress", "actual_cost"])
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[s]")
    return frame.astype({"progress": "float64", "actual_cost": "float64"})


def standing(*rows: dict, told: tuple = (), day: pd.Timestamp = DAY) -> pd.DataFrame:
    return way.standing(plan(*rows), reports(*told), day).set_index("activity")


BEGUN = {"actual_start": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1 / 10),
        (date(2026, 1, 5), 5 / 10),
        (date(2026, 1, 10), 1),
        (date(2027, 1, 1), 1),
    ],
)
def test_what_should_be_done_grows_day_by_day_with_first_and_last_day(day, share):
    ten_days = plan({"activity": "A", "planned_end": date(2026, 1, 10)})

    assert way.planned_share(ten_days, pd.Timestamp(day)).tolist() == [pytest.approx(share)]


@pytest.mark.parametrize(
    ("cells", "state", "slip"),
    [
        ({}, "ahead", 180),
        ({"planned_start": date(2026, 7, 1)}, "ahead", None),
        ({"planned_start": date(2026, 6, 30)}, "ahead", None),
        (BEGUN, "in_hand", 0),
        ({"actual_start": date(2025, 12, 29)}, "in_hand", -3),
        ({"actual_start": date(2026, 1, 21)}, "in_hand", 20),
        ({"actual_start": date(2025, 12, 22), "planned_end": date(2026, 7, 3)}, "in_hand", -10),
        (BEGUN | {"planned_end": date(2026, 5, 31)}, "in_hand", 30),
        (
            {"planned_end": date(2026, 6, 20), "actual_start": date(2026, 1, 21)},
            "in_hand",
            20,
        ),
        (BEGUN | {"actual_end": date(2026, 6, 30)}, "done", -184),
        (
            BEGUN | {"planned_end": date(2026, 6, 1), "actual_end": date(2026, 6, 4)},
            "done",
            3,
        ),
        (BEGUN | {"actual_end": date(2026, 7, 1)}, "in_hand", 0),
        ({"actual_start": date(2026, 7, 1)}, "ahead", 180),
    ],
)
def test_the_slip_is_that_of_the_end_or_else_the_longer_one_of_start_and_passed_end(
    cells, state, slip
):
    row = standing({"activity": "A", **cells}).loc["A"]

    assert row["state"] == state
    assert (None if pd.isna(row["slip"]) else row["slip"]) == slip


@pytest.mark.parametrize(("days", "is_late"), [(14, False), (15, True)])
def test_a_fortnight_is_not_late(days, is_late):
    end = (DAY - pd.Timedelta(days=days)).date()

    assert standing({"activity": "A", "planned_end": end, **BEGUN})["is_late"].tolist() == [is_late]


def test_what_has_ended_is_no_longer_late():
    ended = {"planned_end": date(2026, 1, 31), "actual_end": date(2026, 6, 1)}

    row = standing({"activity": "A", **BEGUN, **ended}).loc["A"]

    assert (row["slip"], row["is_late"], row["progress"]) == (121, False, 1)


def test_progress_is_the_newest_report_by_the_day_and_missing_without_any():
    told = (
        ("A", date(2026, 3, 31), 0.2, 10),
        ("A", date(2026, 6, 30), 0.4, 25),
        ("A", date(2026, 9, 30), 0.9, 80),
    )
    rows = standing({"activity": "A", **BEGUN}, {"activity": "B", **BEGUN}, told=told)

    assert rows.loc["A", ["progress", "actual_cost"]].tolist() == [0.4, 25]
    assert rows.loc["A", "reported_on"] == DAY
    assert rows.loc["B", ["progress", "actual_cost"]].isna().all()


def test_what_has_not_begun_is_done_to_nothing_whatever_was_reported_later():
    told = (("A", date(2026, 6, 30), 0.4, 25),)
    row = standing({"activity": "A", "actual_start": date(2026, 7, 1)}, told=told).loc["A"]

    assert row[["progress", "actual_cost"]].tolist() == [0, 0]


def test_a_whole_is_counted_from_its_parts_at_every_depth_by_their_weights():
    rows = standing(
        {"activity": "W", "weight": 4, **BEGUN},
        {"activity": "P", "parent": "W", "weight": 3, **BEGUN},
        {"activity": "Q", "parent": "W", "weight": 1, **BEGUN, "actual_end": date(2026, 6, 1)},
        {"activity": "R", "parent": "P", "weight": 3, "planned_cost": 30.0, **BEGUN},
        told=(("R", date(2026, 6, 30), 0.2, 12),),
    )

    assert rows["depth"].to_dict() == {"W": 0, "P": 1, "R": 2, "Q": 1}
    assert rows["is_leaf"].to_dict() == {"W": False, "P": False, "R": True, "Q": True}
    assert rows.loc["W", "progress"] == pytest.approx((3 * 0.2 + 1) / 4)
    counted = rows.loc["P", ["progress", "planned_cost", "actual_cost"]].tolist()
    assert counted == pytest.approx([0.2, 30, 12])


@pytest.mark.parametrize("parents", [("B", "A"), ("A", None), ("nobody", "A")])
def test_activities_that_are_parts_of_themselves_or_of_nobody_are_each_told_once(parents):
    first, second = parents
    rows = way.standing(
        plan({"activity": "A", "parent": first}, {"activity": "B", "parent": second}),
        reports(),
        DAY,
    )

    assert sorted(rows["activity"]) == ["A", "B"]


def test_progress_of_a_component_leaves_out_what_nobody_reported_on_both_sides():
    rows = standing(
        {"activity": "A", "weight": 3, **BEGUN},
        {"activity": "B", "weight": 1, "planned_end": date(2026, 6, 30), **BEGUN},
        {"activity": "C", "weight": 9, "planned_end": date(2026, 6, 30), **BEGUN},
        told=(("A", date(2026, 6, 30), 0.4, None), ("B", date(2026, 6, 30), 0.8, None)),
    ).reset_index()

    [row] = way.by("component", rows).to_dict("records")

    half_a_year = 181 / 365
    assert row["progress"] == pytest.approx((3 * 0.4 + 0.8) / 4)
    assert row["planned_share"] == pytest.approx((3 * half_a_year + 1) / 4)
    assert (row["counted"], row["activities"], row["done"], row["late"]) == (2, 3, 0, 0)


def test_progress_of_nothing_known_is_missing():
    [row] = way.by("line", standing({"activity": "A", **BEGUN}).reset_index()).to_dict("records")

    assert pd.isna([row["progress"], row["planned_share"]]).all()
    assert (row["counted"], row["activities"]) == (0, 1)


def test_earned_value_by_hand():
    rows = standing(
        {"activity": "A", "planned_cost": 100.0, "planned_end": date(2026, 6, 30), **BEGUN},
        {"activity": "B", "planned_cost": 50.0, "planned_start": date(2026, 7, 1)},
        {"activity": "without a cost", **BEGUN},
        {"activity": "never reported", "planned_cost": 70.0, **BEGUN},
        {"activity": "other component", "planned_cost": 10.0, "component": "2", **BEGUN},
        told=(
            ("A", date(2026, 6, 30), 0.6, 80),
            ("without a cost", date(2026, 6, 30), 0.5, 5),
            ("other component", date(2026, 6, 30), 0.5, 0),
        ),
    ).reset_index()

    value = way.earned_value(rows).set_index("component")

    first = value.loc["1"]
    assert first[["planned_value", "earned_value", "actual_cost"]].tolist() == [100, 60, 80]
    assert (first["spi"], first["cpi"]) == (0.6, 0.75)
    assert (first["counted"], first["costed"], first["activities"]) == (2, 3, 4)
    assert pd.isna(value.loc["2", "cpi"])  # half is done and nothing was spent
    assert value.loc["", "earned_value"] == 65


@pytest.mark.parametrize(("period", "cost"), [(date(2026, 3, 31), None), (date(2026, 6, 30), 90)])
def test_what_has_ended_costs_what_was_reported_for_that_quarter_or_later(period, cost):
    ended = {"planned_cost": 100.0, "actual_end": date(2026, 6, 10), **BEGUN}
    row = standing({"activity": "A", **ended}, told=(("A", period, 0.6, 90),)).loc["A"]

    assert row["progress"] == 1
    assert (None if pd.isna(row["actual_cost"]) else row["actual_cost"]) == cost


def test_earned_value_counts_what_goes_on_by_an_old_report():
    on = {"planned_cost": 100.0, **BEGUN}
    rows = standing(
        {"activity": "old", **on},
        {"activity": "new", **on},
        {"activity": "ended", "actual_end": date(2026, 3, 1), **on},
        told=(
            ("old", date(2026, 3, 31), 0.2, 20),
            ("new", date(2026, 6, 30), 0.5, 50),
            ("ended", date(2026, 3, 31), 1, 90),
        ),
    ).reset_index()

    [whole, _] = way.earned_value(rows).to_dict("records")

    assert (whole["stale"], whole["counted"]) == (1, 3)


def test_indices_of_nothing_are_missing():
    ahead = standing(
        {"activity": "A", "planned_cost": 100.0, "planned_start": date(2026, 7, 1)}
    ).reset_index()

    [whole, _] = way.earned_value(ahead).to_dict("records")
    [nobody] = way.earned_value(ahead[:0]).to_dict("records")

    assert (whole["planned_value"], whole["earned_value"]) == (0, 0)
    assert pd.isna([whole["spi"], whole["cpi"]]).all()
    assert pd.isna([nobody["planned_value"], nobody["spi"], nobody["cpi"]]).all()


def test_the_critical_ones_are_the_late_leaves_with_most_weight_times_slip():
    rows = standing(
        *(
            {"activity": f"A{turn:02}", "planned_start": date(2026, 6, turn), "weight": 1}
            for turn in range(1, 13)
        ),
        {"activity": "heavy", "planned_start": date(2026, 6, 10), "weight": 9},
        {"activity": "ended", "planned_end": date(2026, 1, 9), "weight": 9, **BEGUN}
        | {"actual_end": date(2026, 6, 9)},
    ).reset_index()

    found = way.critical(rows)["activity"].tolist()

    assert found == ["heavy", *(f"A{turn:02}" for turn in range(1, 10))]
    assert len(found) == way.CRITICAL
