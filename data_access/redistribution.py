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
    """Return the copies on each way, whole numbers: most copies first, then fewest kilometres."""
    many = len(between.km)
    if not many:
        return np.zeros(0, "int64")
    # Takes longer to import than all the rest of a page takes to answer.
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, vstack

    # One copy more makes others move over at most so many ways, so it is worth more than all that.
    worth = (min(len(surplus), len(shortage)) + 1) * (between.km.max() + 1)
    ones, column = np.ones(many), np.arange(many)
    rows = [
        csr_array((ones, (end, column)), shape=(schools, many))
        for end, schools in ((between.giver, len(surplus)), (between.taker, len(shortage)))
    ]
    solved = linprog(
        between.km - worth,
        A_ub=vstack(rows).tocsr(),
        b_ub=np.concatenate([surplus, shortage]),
        method="highs-ds",
        options={"presolve": False},  # finds nothing to take away, and costs a quarter of the time
    )
    if solved.status:
        raise ArithmeticError(solved.message)
    return solved.x.round().astype("int64")
