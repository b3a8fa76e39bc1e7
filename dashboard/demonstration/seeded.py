"""How does chance stay the same on every run?"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pandas as pd

SEED = 2023


def dice(subject: str) -> np.random.Generator:
    """Return the dice of one subject, so that a change in one does not move the others."""
    return np.random.default_rng([SEED, crc32(subject.encode())])


def divide(total: int, weights: Sequence[float] | np.ndarray | pd.Series) -> np.ndarray:
    """Return whole parts that follow the weights and add up to the total exactly."""
    exact = total * np.asarray(weights, dtype=float) / np.sum(weights)
    parts = np.floor(exact).astype(int)
    largest_rests = np.argsort(parts - exact, kind="stable")[: total - parts.sum()]
    parts[largest_rests] += 1
    return parts


def divide_each(totals: np.ndarray, groups: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return whole parts that follow the weights and add up exactly to the total of each group.

    Rows of a group may stand anywhere; `totals` repeats the total of its group in each row.
    """
    order = np.argsort(groups, kind="stable")
    sorted_groups, upto = groups[order], np.cumsum(weights[order])
    is_first = np.append(True, sorted_groups[1:] != sorted_groups[:-1])
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(order)) - 1
    sizes = ends - starts + 1
    before = np.repeat(np.append(0, upto[ends[:-1]]), sizes)
    whole = np.repeat(upto[ends], sizes) - before
    reached = np.rint((upto - before) / whole * totals[order]).astype(int)
    parts = np.empty(len(order), dtype=int)
    parts[order] = np.where(is_first, reached, np.diff(reached, prepend=0))
    return parts
