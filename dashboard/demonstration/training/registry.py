"""Under which code is each person known, and what does each workbook tell of them?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import NEVER, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training import elearning, lessons, pilot
from dashboard.demonstration.training.moves import moves
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.sessions import places

SIGNED_ON = pd.Timestamp("2023-07-21")
"""What is said of a person holds since the agreements were signed, unless it changed later."""
CORRECTED_IN = 2
"""Workbook that says which second codes stand for whom."""
TOLD_OF = ["school", "district", "role", "subject", "sex", "language", "birth_year", "same_as"]


@cache
def registry() -> pd.DataFrame:
    """Return everybody who ever appears, by row of people(): `code` and `told`."""
    cases = pilot.cases()
    appear = [
        places()[["person", "told_first"]].set_axis(["person", "told"], axis=1),
        elearning.enrolments()[["person", "told"]],
        lessons.observations()[["person", "told"]],
        cases[["person"]].assign(told=told_in(turn_of(cases["applied_on"].to_numpy()))),
    ]
    told = pd.concat(appear).groupby("person")["told"].min()
    rows = told[told < NEVER].to_frame()
    rows = rows.assign(luck=dice("codes").random(len(rows))).sort_values(["told", "luck"])
    number = pd.Series(np.arange(1, len(rows) + 1), rows.index).astype(str).str.zfill(6)
    return rows.assign(code="P-" + number)[["code", "told"]]


@cache
def persons() -> pd.DataFrame:
    """Return what each workbook tells of people: columns of the sheet "persons", and `told`.

    Second codes arrive as people of their own, and are corrected by a later workbook.
    """
    rows = people().loc[registry().index, TOLD_OF].join(registry())
    rows = rows.assign(since=SIGNED_ON, district=rows["district"].where(rows["school"].isna()))
    first = rows.assign(same_as=None)
    second = rows[rows["same_as"] >= 0]
    own = registry()["code"].reindex(second["same_as"]).to_numpy()
    corrected = second.assign(same_as=own, told=CORRECTED_IN)
    return pd.concat([first, corrected, moves(first)], ignore_index=True)
