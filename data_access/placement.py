"""Where do course places close most of a gap, if nobody may be left too far behind?

A linear programme, solved by HiGHS. A cell is a district and a subject. Its gap is filled by
whole groups: as many full ones as fit, and one more for the rest. Chosen are the groups that
reach most people, so that

- there are no more groups than the places allow, GROUP places each,
- every district reaches the coverage of the floor.

Of plans that reach as many people, the one that reaches more of them where coverage is low.

Within a district the largest groups come first, so that a coverage is a number of groups. Then all
conditions count groups, of a district or of the country, and every corner of what they leave is in
whole numbers (the conditions are nested, so their matrix is totally unimodular): no search through
whole numbers is needed, and no other plan reaches more people.
"""

from dataclasses import dataclass

import numpy as np

GROUP = 25
"""Places of a course group: what one trainer and one classroom hold, and what the seats of a
session are planned for. Places are counted by whole groups because a group is held or it is not."""


@dataclass(frozen=True)
class Plan:
    """Groups and people by cell: district × subject."""

    groups: np.ndarray
    people: np.ndarray


def missing(eligible: np.ndarray, covered: np.ndarray, floor: float) -> np.ndarray:
    """Return how many people each district needs to reach the coverage of the floor."""
    due = np.ceil(floor * eligible.sum(axis=1) - 1e-9)
    return np.maximum(due - covered.sum(axis=1), 0).astype("int64")


def least_groups(gap: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Return the fewest groups that reach so many people of the gap in each district."""
    return np.array(
        [
            int(np.searchsorted(np.cumsum([0, *_largest_first(cells)]), wanted))
            for cells, wanted in zip(gap, need, strict=True)
        ],
        "int64",
    )


def most_people(gap: np.ndarray, places: int) -> int:
    """Return how many people the places reach without any floor."""
    return sum(_largest_first(gap.ravel())[: places // GROUP])


def _largest_first(gap: np.ndarray) -> list[int]:
    """Return the people of all groups that fill some gaps, most first."""
    groups = [GROUP] * int((gap // GROUP).sum())
    return groups + sorted((int(rest) for rest in gap % GROUP if rest), reverse=True)


def best(eligible: np.ndarray, covered: np.ndarray, places: int, floor: float) -> Plan | None:
    """Return the plan that reaches most people; None where the places cannot keep the floor.

    `floor` is a coverage, 0 to 1. Arrays are district × subject; nobody is covered beyond those
    eligible.
    """
    gap = eligible - covered
    need = missing(eligible, covered, floor)
    least = least_groups(gap, need)
    if least.sum() > places // GROUP:
        return None
    if not gap.any():
        return Plan(np.zeros_like(gap), np.zeros_like(gap))
    return _solved(gap, least, places, 1 - covered / np.maximum(eligible, 1))


def _solved(gap: np.ndarray, least: np.ndarray, places: int, weight: np.ndarray) -> Plan:
    """Return the plan of HiGHS; variables are full groups of each cell, then last ones."""
    # Takes longer to import than all the rest of a page takes to answer.
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, hstack, vstack

    full, rest = np.divmod(gap.ravel(), GROUP)
    values = np.concatenate([np.full(gap.size, GROUP), rest])
    districts, subjects = gap.shape
    here = np.repeat(np.arange(districts), subjects), np.arange(gap.size)
    inside = csr_array((np.ones(gap.size), here), shape=(districts, gap.size))
    most = np.concatenate([full, rest > 0])
    solved = linprog(
        # Less than one person in all, so that it decides only between plans that reach as many.
        -values * (1 + np.tile(weight.ravel(), 2) / (places + 1)),
        A_ub=vstack([-hstack([inside, inside]), csr_array(np.ones((1, 2 * gap.size)))]).tocsr(),
        b_ub=np.concatenate([-least, [places // GROUP]]),
        bounds=np.column_stack([np.zeros(len(most)), most]),
        method="highs-ds",
    )
    chosen = solved.x.round().astype("int64").reshape(2, *gap.shape)
    reached = chosen[0] * GROUP + chosen[1] * rest.reshape(gap.shape)
    return Plan(chosen.sum(axis=0), reached)
