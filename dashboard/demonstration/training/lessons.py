"""In whose lessons was somebody, and what was seen there?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import LAST_DAY, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.participation import WEAK
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.population import UNTRAINED
from dashboard.demonstration.training.sessions import places

AFTER_COURSE, WITHOUT_COURSE = 1_100, 140
"""Lessons of people who completed a course, and of others."""
APPLIES, APPLIES_WEAK, APPLIES_WITHOUT = 0.64, 0.36, 0.15
ICT_FIRST, ICT_NOW = 0.28, 0.56
"""Part of the lessons that use computers: in the first observed quarter, and in the newest."""
FIRST_DAY = np.datetime64("2025-01-20")


@cache
def observations() -> pd.DataFrame:
    """Return every observed lesson: columns of the sheet "observations", and `told`.

    Persons are rows of people().
    """
    chance = dice("lessons")
    rows = places()
    rows = rows[
        (rows["outcome"] == "completed") & (rows["ends_on"] < LAST_DAY - pd.Timedelta(days=40))
    ]
    rows = rows[people()["role"][rows["person"]].eq("teacher").to_numpy()]
    seen = rows.iloc[chance.choice(len(rows), AFTER_COURSE, replace=False)]
    after = seen["ends_on"].to_numpy().astype("datetime64[D]") + chance.integers(20, 160, len(seen))
    others = people().index[(people()["turn"] == UNTRAINED) & (people()["role"] == "teacher")]
    others = chance.choice(others, WITHOUT_COURSE, replace=False)
    any_day = FIRST_DAY + chance.integers(0, 600, len(others))
    share = np.where(seen["course"].isin(WEAK), APPLIES_WEAK, APPLIES)
    found = pd.DataFrame(
        {
            "person": np.concatenate([seen["person"], others]),
            "observed_on": np.busday_offset(np.concatenate([after, any_day]), 0, roll="backward"),
        }
    ).assign(share=[*share, *[APPLIES_WITHOUT] * len(others)])
    found = found[found["observed_on"] <= LAST_DAY].drop_duplicates(["person", "observed_on"])
    turn = turn_of(found["observed_on"].to_numpy())
    age = (found["observed_on"].to_numpy() - FIRST_DAY) / (LAST_DAY.to_numpy() - FIRST_DAY)
    ict = ICT_FIRST + (ICT_NOW - ICT_FIRST) * age
    return found.assign(
        applies=chance.random(len(found)) < found["share"],
        uses_ict=chance.random(len(found)) < ict,
        told=told_in(turn),
    ).drop(columns="share")
