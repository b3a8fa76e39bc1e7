"""What would change is told by indicator and quarter, and what leaps out of its history."""

from datetime import datetime
from math import nan

import pytest

from data_access.queries import foresight

QUARTERS = [datetime(2025, 12, 31), datetime(2026, 3, 31), datetime(2026, 6, 30)]


def row(*values: float, status: str = "on_track") -> dict:
    return {"trend": list(zip(QUARTERS, values, strict=False)), "status": status, "unit": "people"}


def test_only_quarters_that_differ_are_told_and_missing_is_the_same_as_missing():
    changed = foresight.changed({"R1.1": row(1, nan, 3)}, {"R1.1": row(1, nan, 4)})

    [told] = changed.to_dict("records")
    assert (told["indicator"], told["period"], told["before"], told["after"]) == (
        "R1.1", QUARTERS[2], 3, 4,
    )  # fmt: skip


def test_a_figure_that_nobody_published_was_missing():
    changed = foresight.changed({}, {"R1.1": row(1)})

    assert changed["before"].isna().all() and changed["after"].tolist() == [1]


def test_a_status_flips_where_it_is_another_one():
    before = {"R1.1": row(1), "R1.2": row(1)}
    after = {"R1.1": row(1, status="at_risk"), "R1.2": row(1)}

    flipped = foresight.flipped(before, after)

    assert flipped.to_dict("records") == [
        {"indicator": "R1.1", "before": "on_track", "after": "at_risk"}
    ]


@pytest.mark.parametrize(
    ("history", "is_leap"),
    [
        ([0, 1, 2, 3, 7], True),
        ([0, 1, 2, 3, 6], False),
        ([0, 1, 2, 9], False),  # too few steps before it
        ([5, 5, 5, 5, 9], False),  # nothing has ever moved
        ([0, 1, 2, 3, nan], False),
        ([], False),
    ],
)
def test_a_leap_is_far_beyond_all_steps_before_it(history, is_leap):
    assert foresight.is_leap(history) is is_leap
