"""Which surplus copies go where, if nobody may be left short and nothing is carried too far?

A transport problem, solved by HiGHS. A giver has copies that its own pupils do not need, a taker
lacks some; a way joins a giver and a taker of the same title within the limit. Chosen are the
copies on each way, so that

- no giver gives more than its surplus, and no taker gets more than it lacks,
- as many copies as possible find pupils,
- of all plans that do so, one with the fewest copy-kilometres.

The corner of such a problem that the simplex method ends in is whole, and uses fewer ways than
there are givers and takers together. So few transfers come by themselves, without a fixed cost.
"""

from dataclasses import dataclass

import numpy as np

from data_access.great_circle import kilometres

NEAREST = 10
"""Ways of each school that HiGHS sees at first; others follow where they would better the plan."""

EXACT = 1e-6
"""Kilometres a copy by which a way has to better a plan before it counts."""


@dataclass(frozen=True)
class Ways:
    """Pairs of a giver and a taker, as places in the arrays of each, and the km between them."""

    giver: np.ndarray
    taker: np.ndarray
    km: np.ndarray


def ways(givers: np.ndarray, takers: np.ndarray, limit: float) -> Ways:
    """Return all ways of at most so many km; arrays have a row for each school: lon, lat."""
    apart = kilometres(givers[:, :1], givers[:, 1:], takers[:, 0], takers[:, 1])
    giver, taker = np.nonzero(apart <= limit)
    return Ways(giver, taker, apart[giver, taker])


def best(surplus: np.ndarray, shortage: np.ndarray, between: Ways) -> np.ndarray:
    """Return the copies on each way, whole numbers: most copies first, then fewest kilometres.

    HiGHS is asked about the nearest ways; the prices that come with its answer tell which of the
    others would better it, and these are added until there is none.
    """
    copies = np.zeros(len(between.km), "int64")
    if not len(between.km):
        return copies
    # One copy more makes others move over at most so many ways, so it is worth more than all that.
    worth = (min(len(surplus), len(shortage)) + 1) * (between.km.max() + 1)
    cost = between.km - worth
    seen = _first(between.giver, between.km) | _first(between.taker, between.km)
    while True:
        found, giver_price, taker_price = _solved(surplus, shortage, between, cost, seen)
        gain = cost - giver_price[between.giver] - taker_price[between.taker]
        better = np.flatnonzero((gain < -EXACT) & ~seen)
        if not len(better):
            copies[seen] = found
            return copies
        ends = between.giver[better], between.taker[better]
        seen[better[_first(ends[0], gain[better]) | _first(ends[1], gain[better])]] = True


def _first(end: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return which ways are among the NEAREST of their end, by a value."""
    order = np.lexsort((value, end))
    place = np.arange(len(end)) - np.searchsorted(end[order], end[order])
    is_first = np.zeros(len(end), bool)
    is_first[order[place < NEAREST]] = True
    return is_first


def _solved(
    surplus: np.ndarray, shortage: np.ndarray, between: Ways, cost: np.ndarray, seen: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the copies on the ways that are seen, and what a copy more is worth at each end."""
    # Takes longer to import than all the rest of a page takes to answer.
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, vstack

    many = int(seen.sum())
    ones, column = np.ones(many), np.arange(many)
    rows = [
        csr_array((ones, (end[seen], column)), shape=(schools, many))
        for end, schools in ((between.giver, len(surplus)), (between.taker, len(shortage)))
    ]
    solved = linprog(
        cost[seen],
        A_ub=vstack(rows).tocsr(),
        b_ub=np.concatenate([surplus, shortage]),
        method="highs-ds",
    )
    if solved.status:
        raise ArithmeticError(solved.message)
    price = solved.ineqlin.marginals
    return solved.x.round().astype("int64"), price[: len(surplus)], price[len(surplus) :]
