import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import outlook

QUARTERS = st.lists(st.integers(0, 2000), min_size=4, max_size=12).filter(outlook.carries)
RISING = [240, 370, 650, 560, 770, 710, 890, 870]


@given(QUARTERS, st.integers(1, 12))
def test_every_path_only_grows_and_the_interval_holds_its_middle(people, quarters):
    drawn = outlook.paths(people, quarters)
    low, middle, high = outlook.interval(drawn)

    assert drawn.shape == (outlook.PATHS, quarters)
    assert (drawn >= 0).all()
    assert (np.diff(drawn, axis=1) >= 0).all()
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert (np.diff(middle) >= 0).all()


@given(QUARTERS)
def test_the_same_quarters_are_always_forecast_the_same(people):
    assert np.array_equal(outlook.paths(people, 5), outlook.paths(people, 5))


@given(QUARTERS, st.integers(0, 5000), st.integers(0, 5000), st.integers(1, 7))
def test_more_time_or_less_missing_never_lowers_the_chance(people, missing, more, quarters):
    drawn = outlook.paths(people, 8)

    chance = outlook.chance(drawn, missing, quarters)

    assert 0 <= outlook.chance(drawn, missing + more, quarters) <= chance
    assert chance <= outlook.chance(drawn, missing, quarters + 1) <= 1


def test_another_seed_draws_other_paths_with_about_the_same_middle():
    one, other = outlook.paths(RISING, 4), outlook.paths(RISING, 4, seed=7)

    assert not np.array_equal(one, other)
    assert outlook.interval(one)[1] == pytest.approx(outlook.interval(other)[1], rel=0.03)


def test_a_steady_pace_goes_on():
    low, middle, high = outlook.interval(outlook.paths([100] * 8, 4))

    assert middle == pytest.approx([100, 200, 300, 400], rel=0.03)
    assert high[-1] - low[-1] < 160


def test_growth_goes_on_but_flattens_out():
    middle = outlook.interval(outlook.paths([100, 200, 300, 400, 500, 600, 700, 800], 8))[1]

    steps = np.diff(middle, prepend=0)
    assert steps[0] > 820
    assert steps[-1] < 800 + 100 * 0.7 / 0.3 + 60


def test_lumpy_quarters_make_a_wider_interval_than_steady_ones():
    def width(people):
        low, _, high = outlook.interval(outlook.paths(people, 4))[:, -1]
        return high - low

    assert width([0, 200, 0, 200, 0, 200, 0, 200]) > 3 * width([100] * 8)


def test_four_intervals_of_five_hold_what_comes():
    dice = np.random.default_rng(4)
    inside = 0
    for _ in range(120):
        people = dice.poisson(dice.gamma(300 / 20, 20, 14))
        _, hits = outlook.trial(people[:10], people[10:].cumsum())
        inside += hits

    assert inside / (120 * 4) == pytest.approx(outlook.HIGH - outlook.LOW, abs=0.08)


@pytest.mark.parametrize(
    ("people", "is_enough"),
    [
        ([], False),
        ([5, 5, 5], False),
        ([5, 5, 5, 5], True),
        ([5, 0, 5, 0, 5, 0, 5], True),
        ([5, 5, 5, 5, 5, 0, 0, 0, 0, 0], False),
    ],
)
def test_fewer_than_four_recent_quarters_with_people_carry_nothing(people, is_enough):
    assert outlook.carries(people) is is_enough


def test_a_trial_compares_the_middle_and_the_interval_with_what_came():
    error, inside = outlook.trial([100] * 8, [100, 900])

    assert error == pytest.approx(350, abs=10)
    assert inside == 1


def test_quarters_count_that_end_by_the_day():
    after = pd.Timestamp("2026-09-30")

    ends = outlook.quarters_until(after, pd.Timestamp("2027-05-31"))

    assert list(ends) == [pd.Timestamp("2026-12-31"), pd.Timestamp("2027-03-31")]
    assert len(outlook.quarters_until(after, after)) == 0
    assert len(outlook.quarters_until(after, pd.Timestamp("2025-01-01"))) == 0
