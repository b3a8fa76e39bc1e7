"""Who took which course in which quarter, and how did it end? A person may have several seats."""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import NOW
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.population import UNTRAINED

OWN = {
    "mathematics": ("CR-01", "CR-07", 0.62),
    "physics": ("CR-02", "CR-08", 0.62),
    "chemistry": ("CR-03", "CR-03", 1.0),
    "biology": ("CR-04", "CR-04", 1.0),
    "geography": ("CR-05", "CR-05", 1.0),
    "informatics": ("CR-06", "CR-06", 1.0),
    "head": ("CR-13", "CR-14", 0.9),
    "deputy": ("CR-13", "CR-14", 0.8),
    "methodologist": ("CR-14", "CR-13", 0.85),
    "institute": ("CR-14", "CR-13", 0.9),
    "developer": ("CR-15", "CR-16", 0.9),
    "official": ("CR-15", "CR-16", 0.7),
    "author": ("CR-16", "CR-15", 0.85),
    "publisher": ("CR-16", "CR-15", 1.0),
}
"""Subject of a teacher, or role of others -> usual course, another one, part of the usual one."""
OWN_FIRST = 0.7
"""Part of the teachers who begin with a course of their own subject."""
GENERAL = {"CR-09": 0.24, "CR-10": 0.3, "CR-11": 0.26, "CR-12": 0.2}
"""Courses for teachers of any subject, and how many of the others choose each."""

AGAIN = {"teachers": 0.42, "leaders": 0.12, "specialists": 0.12}
"""Part of the trained who complete a second course in a later quarter."""
AGAIN_TO_COME, RETRIED = 0.07, 0.11
"""Part of the trained who are enrolled for another course; who left one before they completed."""
RETRIED_SINCE = 6
GAVE_UP = {"teachers": 0.073, "leaders": 0.5, "specialists": 0.5}
WAITING = {"teachers": 0.115, "leaders": 0.5, "specialists": 0.5}
"""Part of the untrained who left a course for good; who are enrolled in one that has not ended."""
ABSENT = 0.25
"""Part of those who left that never came."""
UNLUCKY, ELSEWHERE = {"geography": "CR-05"}, "CR-09"
UNLUCKY_SHARE = 0.45
"""Part of the teachers who left that left a course of one provider, in geography or elsewhere."""
NEXT_YEAR = 0.35
"""Part of those enrolled whose session ends in the second quarter from now."""


@cache
def seats() -> pd.DataFrame:
    """Return every seat, one row each.

    Columns:
        person   int64  row of people()
        turn     int64  quarter of TIMELINE in which the session ends
        course   str
        outcome  str    completed, left, absent or enrolled (the session has not ended)
    """
    chance = dice("seats")
    rows = people().join(_choices())
    luck = chance.random(len(rows))
    again, gave_up, waiting = (rows["audience"].map(each) for each in (AGAIN, GAVE_UP, WAITING))
    is_trained = rows["turn"] < UNTRAINED
    is_known = is_trained & (rows["same_as"] < 0) & (rows["turn"] < NOW)
    is_retried = is_known & (rows["turn"] >= RETRIED_SINCE) & (luck > 1 - RETRIED)
    twice = rows[is_known & (luck < again)]
    once_more = rows[is_known & (luck >= again) & (luck < again + AGAIN_TO_COME)]
    retried = rows[is_retried & (rows["audience"] == "teachers")]
    gone = rows[~is_trained & (luck < gave_up)]
    to_come = rows[~is_trained & (luck >= gave_up) & (luck < gave_up + waiting)]
    any_turn = chance.choice(rows["turn"][is_trained], len(gone))
    parts = [
        _seats(rows[is_trained], rows["turn"][is_trained], "first", "completed"),
        _seats(twice, chance.integers(twice["turn"] + 1, NOW + 1), "second", "completed"),
        _seats(retried, retried["turn"] - chance.integers(1, 3, len(retried)), "left", "left"),
        _seats(gone, any_turn, "left", "left"),
        _seats(to_come, NOW + 1 + (chance.random(len(to_come)) < NEXT_YEAR), "first", "enrolled"),
        _seats(once_more, np.full(len(once_more), NOW + 1), "second", "enrolled"),
    ]
    found = pd.concat(parts, ignore_index=True)
    is_absent = (found["outcome"] == "left") & (chance.random(len(found)) < ABSENT)
    return found.assign(outcome=found["outcome"].mask(is_absent, "absent"))


def _choices() -> pd.DataFrame:
    """Return for each person the first course, a second one, and the one that they would leave."""
    chance = dice("choices")
    rows = people()
    kind = rows["subject"].where(rows["audience"] == "teachers", rows["role"])
    usual, other, share = (
        np.array(each, dtype=object) for each in zip(*kind.map(OWN), strict=True)
    )
    is_usual = chance.random(len(rows)) < share.astype(float)
    own, spare = np.where(is_usual, usual, other), np.where(is_usual, other, usual)
    general = chance.choice([*GENERAL], len(rows), p=[*GENERAL.values()])
    is_teacher = rows["audience"] == "teachers"
    spare = np.where(is_teacher, general, spare)
    is_own = ~is_teacher | (chance.random(len(rows)) < OWN_FIRST)
    first, second = np.where(is_own, own, spare), np.where(is_own, spare, own)
    is_weak = is_teacher & (chance.random(len(rows)) < UNLUCKY_SHARE)
    weak = rows["subject"].map(UNLUCKY).fillna(ELSEWHERE)
    left = np.where(is_weak, weak, first)
    return pd.DataFrame({"first": first, "second": second, "left": left})


def _seats(rows: pd.DataFrame, turns, course: str, outcome: str) -> pd.DataFrame:
    """Return seats of people in a column of `_choices`, in the quarters given."""
    columns = {"person": rows.index, "turn": np.asarray(turns), "course": rows[course].to_numpy()}
    return pd.DataFrame(columns).assign(outcome=outcome)
