"""To which result does each figure belong, and does it add up since the start?

Impact, outcome and the first output are worded by ADB on its page of the programme. Its framework,
with the numbers of its indicators, is not published: which figure stands for which result is this
project's own allocation.
"""

from dataclasses import dataclass
from functools import cache

from data_access.reference import read

VIEWS = ("components", "outputs")
"""How the same figures are arranged: by the ministry's components, or by ADB's outputs."""


@dataclass(frozen=True)
class Result:
    """What the programme wants to reach: a link of the chain from outputs to impact."""

    code: str
    level: str
    """impact, outcome, output or management"""
    names: dict[str, str]
    """Language -> words."""


@dataclass(frozen=True)
class Place:
    """Where a figure stands in the framework."""

    result: str
    """Code of the result that it measures."""
    counting: str
    """total: what happened since the start; state: what holds at the end of a quarter."""


@cache
def results() -> dict[str, Result]:
    """Return every result by its code, from the impact down."""
    return {
        row["code"]: Result(
            row["code"],
            row["level"],
            {name[-2:]: words for name, words in row.items() if name.startswith("name_")},
        )
        for row in read("results")
    }


@cache
def places() -> dict[str, Place]:
    """Return where each figure stands, by the code of the figure."""
    return {
        row["indicator"]: Place(row["result"], row["counting"]) for row in read("result_indicators")
    }
