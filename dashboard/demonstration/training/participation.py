"""How did every seat end: completed, certified, with how many points before and after?"""

from functools import cache

import pandas as pd

from dashboard.demonstration.reporting import NEVER
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.sessions import places

GAIN, USUAL_GAIN = {"CR-05": 3.2, "CR-09": 2.6, "CR-11": 0.25}, 13.0
"""Points that a course adds in the mean. One provider adds little, one course nothing."""
WEAK = ("CR-05", "CR-09")
"""Courses of the provider with small gains and many who leave."""
BEFORE, SPREAD, SPREAD_OF_GAIN = 49, 13, 11
"""Points before the course: mean, deviation; deviation of the gain."""
SAT, CERTIFIED, CERTIFIED_WEAK = 0.94, 0.92, 0.78


@cache
def participation() -> pd.DataFrame:
    """Return every seat as each workbook tells of it: columns of the sheet "participation".

    Beside them `told`; persons are rows of people(). Who is enrolled before the session ends is
    told of twice, unless nothing has changed.
    """
    rows = places()
    first = rows[["session", "person"]].assign(certified=False, told=rows["told_first"])
    last = rows[["session", "person"]].assign(**_ends(rows), told=rows["told_last"])
    is_early = rows["told_first"] < rows["told_last"]
    is_changed = last["completed_on"].notna() | last["pre_test"].notna()
    found = pd.concat([first[is_early], last[is_changed | ~is_early]], ignore_index=True)
    return found[found["told"] < NEVER].sort_values(["told", "session", "person"])


def _ends(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return day of completion, certificate and points of every seat."""
    chance = dice("tests")
    count = len(rows)
    is_completed, is_left = (rows["outcome"] == name for name in ("completed", "left"))
    after = pd.to_timedelta(chance.integers(0, 7, count), unit="D")
    gain = rows["course"].map(GAIN).fillna(USUAL_GAIN) + chance.normal(0, SPREAD_OF_GAIN, count)
    before = chance.normal(BEFORE, SPREAD, count)
    pre, post = (
        pd.Series(each).round().clip(0, 100).astype("Int64") for each in (before, before + gain)
    )
    sat = chance.random((2, count)) < SAT
    share = rows["course"].isin(WEAK).map({True: CERTIFIED_WEAK, False: CERTIFIED})
    return {
        "completed_on": (rows["ends_on"] + after).where(is_completed),
        "certified": is_completed & (chance.random(count) < share),
        "pre_test": pre.where(sat[0] & (is_completed | is_left)),
        "post_test": post.where(sat[1] & is_completed),
    }
