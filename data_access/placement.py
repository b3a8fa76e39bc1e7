"""Where do course places close most of a gap, if nobody may be left too far behind?

An integer programme, solved by HiGHS. A cell is a district and a subject. Its gap is filled by
whole groups: as many full ones as fit, and one more for the rest. Chosen are the groups that
reach most people, so that

- there are no more groups than the places allow, GROUP places each,
- every district reaches the coverage of the floor.

Of plans that reach as many people, the one that reaches more of them where coverage is low.
"""

from dataclasses import dataclass

import numpy as np

GROUP = 25
"""Places of a course group: what one trainer and one classroom hold, and what the seats of a
session are planned for. Places are counted by whole groups because a group is held or it is not."""

SECONDS = 1.0
"""How long HiGHS may look for the best plan; it takes about a quarter of it for the country."""


@dataclass(frozen=True)
class Plan:
    """Groups and people by cell: district × subject."""

    groups: np.ndarray
    people: np.ndarray
    proven: bool
    """Whether no plan reaches more people; else time ran out over the best one found."""


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
        return Plan(np.zeros_like(gap), np.zeros_like(gap), proven=True)
    return _solved(gap, need, least, places, 1 - covered / np.maximum(eligible, 1))


def _solved(
    gap: np.ndarray, need: np.ndarray, least: np.ndarray, places: int, weight: np.ndarray
) -> Plan:
    """Return the plan of HiGHS; variables are full groups of each cell, then last ones.

    That a district needs at least so many groups follows from the people that it needs, but tells
    HiGHS early what takes it long to find out.
    """
    # Takes longer to import than all the rest of a page takes to answer.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack, vstack

    full, rest = np.divmod(gap.ravel(), GROUP)
    values = np.concatenate([np.full(gap.size, GROUP), rest])
    districts, subjects = gap.shape
    here = np.repeat(np.arange(districts), subjects), np.arange(gap.size)
    inside = csr_array((np.ones(gap.size), here), shape=(districts, gap.size))
    groups = hstack([inside, inside])
    people = groups.multiply(values[None, :])
    limits = np.zeros(2 * gap.size), np.concatenate([full, rest > 0])
    rows = vstack([people, groups, csr_array(np.ones((1, 2 * gap.size)))])
    between = (
        np.concatenate([need, least, [0]]),
        np.concatenate([np.full(2 * districts, np.inf), [places // GROUP]]),
    )
    solved = milp(
        # Less than one person in all, so that it decides only between plans that reach as many.
        -values * (1 + np.tile(weight.ravel(), 2) / (places + 1)),
        integrality=np.ones(2 * gap.size),
        bounds=Bounds(*limits),  # type: ignore[arg-type]  # arrays too
        constraints=LinearConstraint(rows.tocsr(), *between),  # type: ignore[arg-type]
        options={"time_limit": SECONDS, "mip_rel_gap": 0},
    )
    if solved.x is None:
        return _largest_groups(gap, least, places)
    chosen = solved.x.round().astype("int64").reshape(2, *gap.shape)
    reached = chosen[0] * GROUP + chosen[1] * rest.reshape(gap.shape)
    return Plan(chosen.sum(axis=0), reached, proven=solved.status == 0)


def _largest_groups(gap: np.ndarray, least: np.ndarray, places: int) -> Plan:
    """Return the plan of a machine too busy for HiGHS: the largest groups, wherever they are.

    First those that each district needs. It reaches as many people, but not where coverage is low.
    """
    groups, people = np.zeros_like(gap), np.zeros_like(gap)
    ordered = sorted(
        (-many, cell)
        for cell in np.ndindex(gap.shape)
        for many in _largest_first(gap[(*cell, None)])
    )
    for is_needed in (True, False):
        for many, cell in list(ordered):
            is_due = not is_needed or groups[cell[0]].sum() < least[cell[0]]
            if is_due and groups.sum() < places // GROUP:
                groups[cell] += 1
                people[cell] -= many
                ordered.remove((many, cell))
    return Plan(groups, people, proven=False)
