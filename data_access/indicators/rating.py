"""How is a component rated by the house rule of this project? It is nobody else's rating."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data_access.reference import read

DIMENSIONS = ("awards", "disbursement", "output", "finance", "safeguards")
"""What a component is rated by, in the order of the page."""


@dataclass(frozen=True)
class Limits:
    """From which share on a dimension is on track, or for attention; in force from a day on."""

    effective_from: date
    dimension: str
    on_track: float
    attention: float


@cache
def history() -> tuple[Limits, ...]:
    """Return every limit there ever was, as the reference file lists them."""
    return tuple(
        Limits(
            date.fromisoformat(row["effective_from"]),
            row["dimension"],
            float(row["on_track"]),
            float(row["attention"]),
        )
        for row in read("rating_thresholds")
    )


def limits(day: date) -> dict[str, Limits]:
    """Return the limits of each dimension in force on a day; the first ones before them."""
    found = {}
    for dimension in DIMENSIONS:
        rules = sorted(
            (rule for rule in history() if rule.dimension == dimension),
            key=lambda rule: rule.effective_from,
        )
        in_force = [rule for rule in rules if rule.effective_from <= day]
        found[dimension] = (in_force or rules)[-1 if in_force else 0]
    return found


@cache
def _rate_ages() -> tuple[tuple[date, int], ...]:
    rows = read("rate_age")
    return tuple(
        sorted((date.fromisoformat(row["effective_from"]), int(row["days"])) for row in rows)
    )


def rate_age(day: date) -> int:
    """Return how many days old a rate may be that converts an amount of a day."""
    rules = _rate_ages()
    in_force = [days for since, days in rules if since <= day]
    return in_force[-1] if in_force else rules[0][1]
