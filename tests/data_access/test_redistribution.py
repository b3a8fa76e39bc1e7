from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from data_access.great_circle import kilometres
from data_access.redistribution import Ways, best, ways

KM = st.integers(0, 40).map(float)


@st.composite
def problems(draw, schools=6, most=30):
    """Return surplus, shortage, and some ways between givers and takers."""
    surplus, shortage = (
        np.array(draw(st.lists(st.integers(1, most), min_size=1, max_size=schools)))
        for _ in range(2)
    )
    pairs = list(np.ndindex(len(surplus), len(shortage)))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    km = [draw(KM) for _ in chosen]
    giver, taker = np.array(chosen, "int64").reshape(-1, 2).T
    return surplus, shortage, Ways(giver, taker, np.array(km))


def value(copies, between) -> tuple[float, float]:
    """Return what a plan is judged by: more copies first, then fewer kilometres."""
    return float(copies.sum()), -float((copies * between.km).sum())


def sums(copies, end, schools) -> np.ndarray:
    return np.bincount(end, copies, minlength=schools)


def greedy(surplus, shortage, between):
    """Return the plan of a district that takes the shortest way first."""
    left, lacks = surplus.copy(), shortage.copy()
    copies = np.zeros(len(between.km), "int64")
    for way in np.argsort(between.km, kind="stable"):
        giver, taker = between.giver[way], between.taker[way]
        copies[way] = min(left[giver], lacks[taker])
        left[giver] -= copies[way]
        lacks[taker] -= copies[way]
    return copies


def is_possible(copies, surplus, shortage, between) -> bool:
    return bool(
        (copies >= 0).all()
        and (sums(copies, between.giver, len(surplus)) <= surplus).all()
        and (sums(copies, between.taker, len(shortage)) <= shortage).all()
    )


@settings(deadline=None)
@given(problems())
def test_no_giver_is_left_short_and_no_taker_gets_more_than_it_lacks(problem):
    copies = best(*problem)

    assert copies.dtype == "int64"
    assert is_possible(copies, *problem)


@settings(deadline=None)
@given(problems())
def test_a_plan_is_at_least_as_good_as_the_shortest_way_first(problem):
    assert value(best(*problem), problem[2]) >= value(greedy(*problem), problem[2])


@settings(deadline=None)
@given(problems(schools=9))
def test_as_many_copies_move_as_can_flow(problem):
    surplus, shortage, between = problem
    givers, takers = len(surplus), len(shortage)
    source, sink = givers + takers, givers + takers + 1
    edges = [
        *((source, school, copies) for school, copies in enumerate(surplus)),
        *((givers + school, sink, copies) for school, copies in enumerate(shortage)),
        *((g, givers + t, 10_000) for g, t in zip(between.giver, between.taker, strict=True)),
    ]
    start, end, room = np.array(edges, "int32").T
    graph = csr_array((room, (start, end)), shape=(sink + 1, sink + 1))

    assert best(*problem).sum() == maximum_flow(graph.tocsr(), source, sink).flow_value


@settings(deadline=None)
@given(problems(schools=9))
def test_there_are_fewer_transfers_than_schools_that_take_part(problem):
    between = problem[2]
    used = best(*problem) > 0

    taking_part = len(set(between.giver[used])) + len(set(between.taker[used]))
    assert used.sum() <= max(taking_part - 1, 0)


@settings(deadline=None, max_examples=60)
@given(problems(schools=3, most=3))
def test_no_other_plan_of_a_few_schools_is_better(problem):
    surplus, shortage, between = problem
    most = [min(surplus[g], shortage[t]) for g, t in zip(between.giver, between.taker, strict=True)]
    if np.prod([each + 1 for each in most], dtype="float64") > 5000:
        return
    plans = (np.array(plan, "int64") for plan in product(*(range(each + 1) for each in most)))
    values = [value(plan, between) for plan in plans if is_possible(plan, *problem)]

    assert value(best(*problem), between) == max(values)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(69, 81), st.floats(39, 43.5)), min_size=1, max_size=8),
    st.lists(st.tuples(st.floats(69, 81), st.floats(39, 43.5)), min_size=1, max_size=8),
    st.sampled_from([10, 25, 50, 100]),
)
def test_ways_are_all_pairs_within_the_limit_and_no_others(givers, takers, limit):
    found = ways(np.array(givers), np.array(takers), limit)

    near = {
        (g, t)
        for g, t in product(range(len(givers)), range(len(takers)))
        if kilometres(*givers[g], *takers[t]) <= limit
    }
    assert set(zip(found.giver.tolist(), found.taker.tolist(), strict=True)) == near
    assert (found.km <= limit).all()


def test_more_copies_go_before_fewer_kilometres():
    # The near taker can be served by both, the far one only by the first giver.
    between = Ways(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([1.0, 24.0, 20.0]))

    copies = best(np.array([10, 10]), np.array([10, 10]), between)

    assert copies.tolist() == [0, 10, 10]


def test_a_large_title_is_whole_and_always_the_same():
    dice = np.random.default_rng(2)
    places = np.column_stack([dice.uniform(72, 74, 240), dice.uniform(40, 41, 240)])
    problem = (
        dice.integers(1, 60, 100),
        dice.integers(1, 60, 140),
        ways(places[:100], places[100:], 50),
    )

    copies, again = (best(*problem) for _ in range(2))

    assert is_possible(copies, *problem)
    assert np.array_equal(copies, again)
    assert value(copies, problem[2]) > value(greedy(*problem), problem[2])


def test_nothing_moves_where_there_is_no_way():
    assert best(np.array([5]), np.array([5]), Ways(*(np.empty(0, "int64"),) * 3)).tolist() == []
