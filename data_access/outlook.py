"""How does a count of people go on, quarter after quarter, and how right was that before?

The method, simple on purpose, because the quarters are few and lumpy:

- A straight line of least squares through the last eight quarters (from the first with people)
  gives the pace now and its trend. The trend is damped: each quarter ahead adds 0.7 of what the
  one before added, so that growth flattens out. Seasons are not told apart.
- Quarters scatter more than by chance alone. The spread is variance ÷ mean around the line, at
  least 1.1, and people of a quarter are drawn from a negative binomial distribution with it.
- 2,000 paths are drawn with a fixed seed. Each has a pace, a trend and a spread of its own, drawn
  from what the line leaves open, so that few quarters make a wide interval.

The middle path is the median, the interval holds the middle 80 % of the paths.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

WINDOW = 8
"""Quarters that the line rests on."""
LEAST = 4
"""Of these, quarters with people that it needs."""
DAMPING = 0.7
LEAST_SPREAD = 1.1
PATHS = 2000
SEED = 10_000
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


def carries(people: Sequence[float]) -> bool:
    """Return whether the people of past quarters, oldest first, carry a forecast."""
    return with_people(people) >= LEAST


def with_people(people: Sequence[float]) -> int:
    """Return how many of the quarters that count have people."""
    return int((_recent(people) > 0).sum())


def paths(people: Sequence[float], quarters: int, seed: int = SEED) -> np.ndarray:
    """Return how many people more there are after each quarter to come: PATHS × quarters.

    `people` are those of past quarters, oldest first, which have to carry a forecast.
    """
    recent = _recent(people)
    dice = np.random.default_rng(seed)
    turn = np.arange(len(recent)) - (len(recent) - 1.0)
    line = np.column_stack([np.ones_like(turn), turn])
    known = np.linalg.inv(line.T @ line)
    pace, trend = known @ line.T @ recent
    left = len(recent) - 2
    variance = ((recent - line @ (pace, trend)) ** 2).sum() / left
    variance = max(variance, LEAST_SPREAD * recent.mean()) * left / dice.chisquare(left, PATHS)
    steps = np.linalg.cholesky(known) @ dice.standard_normal((2, PATHS)) * np.sqrt(variance)
    ahead = np.cumsum(DAMPING ** np.arange(1, quarters + 1))
    mean = (pace + steps[0])[:, None] + (trend + steps[1])[:, None] * ahead
    spread = np.maximum(variance / recent.mean(), LEAST_SPREAD)[:, None]
    shape = np.maximum(mean, 1e-9) / (spread - 1)
    return dice.poisson(dice.gamma(shape, spread - 1)).cumsum(axis=1)


def _recent(people: Sequence[float]) -> np.ndarray:
    """Return the quarters that count: the newest, from the first with people."""
    numbers = np.trim_zeros(np.asarray(people, "float64"), "f")
    return numbers[-WINDOW:]


def interval(drawn: np.ndarray) -> np.ndarray:
    """Return low end, middle and high end after each quarter: 3 × quarters."""
    return np.quantile(drawn, (LOW, MIDDLE, HIGH), axis=0)


def chance(drawn: np.ndarray, missing: float, quarters: int) -> float:
    """Return the share of the paths that bring what is missing within some quarters."""
    return float((drawn[:, quarters - 1] >= missing).mean())


def trial(known: Sequence[float], actual: Sequence[float]) -> tuple[float, int]:
    """Return how wrong a forecast was: mean absolute error in people, and quarters inside.

    `known` are the people of the quarters before it, `actual` how many more there were after each
    quarter that it spoke of.
    """
    low, middle, high = interval(paths(known, len(actual)))
    truth = np.asarray(actual, "float64")
    return float(np.abs(middle - truth).mean()), int(((low <= truth) & (truth <= high)).sum())


def quarters_until(after: pd.Timestamp, until: pd.Timestamp) -> pd.DatetimeIndex:
    """Return the last days of the quarters that end after one day and up to another."""
    ends = pd.date_range(after, until, freq="QE", unit="s")
    return ends[ends > after]
