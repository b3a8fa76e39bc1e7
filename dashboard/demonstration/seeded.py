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
