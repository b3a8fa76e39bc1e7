"""What changed between two releases?"""

from collections.abc import Mapping
from math import isnan, nan

from data_access.frames import either
from data_access.queries.results import OF_PEOPLE, Row
from data_access.suppression import FEW


def changes(now: Mapping[str, Row], then: Mapping[str, Row]) -> list[Row]:
    """Return how each indicator moved between two releases, the biggest moves first.

    A move of a few people is left out.

    Both as `results.standing` returns them, each for the quarter that its release reports.

    Each row holds:
        indicator, indicator_name, unit   str
        value_before, value       float  NaN where not reported
        change                    float  NaN where either is
        status_before, status     str
        demonstration             int    1 where anything behind either is invented
    """
    moves = []
    for code, row in now.items():
        before = then[code]
        change = row["value"] - before["value"]
        is_flipped = row["status"] != before["status"]
        if not is_flipped and (isnan(change) or change == 0):
            continue
        is_of_people = code in OF_PEOPLE and row["unit"] == "people"
        if is_of_people and 0 < abs(change) < FEW:
            continue
        size = abs(change / (row["end_target"] or nan))
        move = {name: row[name] for name in ("indicator", "indicator_name", "unit")} | {
            "value_before": before["value"],
            "value": row["value"],
            "change": change,
            "status_before": before["status"],
            "status": row["status"],
            "demonstration": either(row["demonstration"], before["demonstration"]),
        }
        moves.append((not is_flipped, 0 if isnan(size) else -size, move))
    return [move for *_, move in sorted(moves, key=lambda each: each[:2])]
