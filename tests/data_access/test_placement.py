from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data_access import placement
from data_access.placement import GROUP


@st.composite
def countries(draw):
    """Return eligible and covered teachers of up to four districts and three subjects."""
    shape = draw(st.tuples(st.integers(1, 4), st.integers(1, 3)))
    eligible = draw(arrays("int64", shape, elements=st.integers(0, 90)))
    shares = draw(arrays("int64", shape, elements=st.integers(0, 100)))
    return eligible, eligible * shares // 100


PLACES = st.integers(0, 500)
FLOORS = st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9])


def far_enough(eligible, covered, people, floor) -> bool:
    return bool(((covered + people).sum(axis=1) >= floor * eligible.sum(axis=1) - 1e-6).all())


@settings(deadline=None)
@given(countries(), PLACES, FLOORS)
def test_a_plan_keeps_the_places_the_gap_and_the_floor(country, places, floor):
    eligible, covered = country
    plan = placement.best(eligible, covered, places, floor)

    if plan is None:
        need = placement.missing(eligible, covered, floor)
        fewest = placement.least_groups(eligible - covered, need).sum() * GROUP
        assert fewest > places
        return
    assert plan.groups.sum() * GROUP <= places
    assert (plan.people >= 0).all()
    assert (plan.people <= eligible - covered).all()
    assert (plan.people <= plan.groups * GROUP).all()
    assert (plan.people > (plan.groups - 1) * GROUP).all()
    assert far_enough(eligible, covered, plan.people, floor)


@settings(deadline=None)
@given(countries(), PLACES, st.integers(0, 200), FLOORS)
def test_more_places_never_close_less_of_the_gap(country, places, more, floor):
    plan = placement.best(*country, places, floor)
    larger = placement.best(*country, places + more, floor)

    if plan is not None:
        assert larger is not None
        assert larger.people.sum() >= plan.people.sum()


@settings(deadline=None)
@given(countries(), PLACES, FLOORS)
def test_a_floor_never_reaches_more_people_than_none(country, places, floor):
    eligible, covered = country
    free = placement.best(eligible, covered, places, 0)
    kept = placement.best(eligible, covered, places, floor)

    assert free is not None
    assert free.people.sum() == placement.most_people(eligible - covered, places)
    assert kept is None or kept.people.sum() <= free.people.sum()


@settings(deadline=None, max_examples=30)
@given(
    arrays("int64", (2, 2), elements=st.integers(0, 60)),
    st.integers(0, 6),
    st.sampled_from([0.0, 0.2, 0.5]),
)
def test_no_other_plan_of_a_small_country_reaches_more(eligible, groups, floor):
    covered = eligible // 4
    gap = eligible - covered
    choices = product(range(4), repeat=4)
    reached = [
        people.sum()
        for choice in choices
        if sum(choice) <= groups
        for people in [np.minimum(np.reshape(choice, (2, 2)) * GROUP, gap)]
        if far_enough(eligible, covered, people, floor)
    ]

    plan = placement.best(eligible, covered, groups * GROUP, floor)

    assert (plan.people.sum() if plan else None) == max(reached, default=None)


def test_of_equal_plans_the_one_where_coverage_is_low_wins():
    eligible = np.array([[100, 100], [100, 100]])
    covered = np.array([[40, 10], [20, 30]])

    plan = placement.best(eligible, covered, 125, 0)

    assert plan is not None
    assert plan.people.tolist() == [[0, 75], [50, 0]]


def test_a_floor_leads_groups_to_a_district_where_they_fill_less():
    eligible, covered = np.array([[100], [20]]), np.array([[50], [0]])

    free = placement.best(eligible, covered, 25, 0)
    kept = placement.best(eligible, covered, 25, 0.5)

    assert free is not None
    assert kept is not None
    assert free.people.tolist() == [[25], [0]]
    assert kept.people.tolist() == [[0], [20]]


def test_a_floor_that_the_places_cannot_keep_has_no_plan():
    eligible, covered = np.array([[100], [100]]), np.array([[0], [0]])
    need = placement.missing(eligible, covered, 0.5)

    assert placement.best(eligible, covered, 75, 0.5) is None
    assert placement.least_groups(eligible - covered, need).tolist() == [2, 2]
    assert placement.best(eligible, covered, 100, 0.5) is not None


def test_nothing_is_placed_where_nothing_is_missing():
    plan = placement.best(np.array([[30]]), np.array([[30]]), 500, 0.9)

    assert plan is not None
    assert plan.groups.tolist() == [[0]]


@pytest.mark.parametrize("floor", [0, 0.1])
def test_the_country_is_solved_and_always_the_same(floor):
    dice = np.random.default_rng(2)
    eligible = dice.integers(5, 160, (54, 6))
    covered = (eligible * dice.uniform(0.02, 0.4, (54, 1))).astype("int64")

    plan, again = (placement.best(eligible, covered, 1000, floor) for _ in range(2))

    assert plan is not None
    assert again is not None
    assert np.array_equal(plan.people, again.people)


@settings(deadline=None, max_examples=40)
@given(countries(), PLACES, FLOORS)
def test_of_plans_that_reach_as_many_none_reaches_more_where_coverage_is_low(
    country, places, floor
):
    eligible, covered = country
    plan = placement.best(eligible, covered, places, floor)
    if plan is None:
        return
    weight = 1 - covered / np.maximum(eligible, 1)
    groups = sorted(
        (-size, -weight[cell], cell)
        for cell in np.ndindex(eligible.shape)
        for size in placement._largest_first((eligible - covered)[(*cell, None)])
    )
    need = placement.missing(eligible, covered, floor)
    due = placement.least_groups(eligible - covered, need).tolist()
    left, best = places // GROUP, 0.0
    for is_needed in (True, False):
        for group in list(groups):
            size, less, cell = group
            if left and (due[cell[0]] > 0 or not is_needed):
                due[cell[0]] -= 1
                left -= 1
                best += size * less
                groups.remove(group)

    assert (plan.people * weight).sum() == pytest.approx(best)
