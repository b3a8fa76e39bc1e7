"""Which teachers is the programme meant for, and when did each first complete a course?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import results
from dashboard.demonstration.quarters import REPORTED
from dashboard.demonstration.results import TRAINED
from dashboard.demonstration.schools import schools
from dashboard.demonstration.seeded import dice, divide

SUBJECTS = {
    "mathematics": (0.33, 0.80),
    "physics": (0.15, 0.68),
    "chemistry": (0.13, 0.88),
    "biology": (0.16, 0.88),
    "geography": (0.13, 0.80),
    "informatics": (0.10, 0.70),
}
"""Subject -> its part of the teachers, the part of women among them."""
FIRST_LANGUAGE = 0.65
"""Part of the teachers who teach in the first language of a school with two."""
BORN, YEARS = 1960, 42

UZBEK, REMOTE_PHYSICS = 0.42, 0.3
"""How much less likely these are to be trained early."""
TAJIK = 3
"""Teachers trained who teach in Tajik: a group too small to be shown."""

UNTRAINED = len(REPORTED)
STRATUM = ["district", "sex", "rural"]


@cache
def teachers() -> pd.DataFrame:
    """Return the eligible teachers, one row each.

    Columns:
        school, district, region, subject, language, sex  str
        rural, remote, innovative                         bool
        birth_year  int64  differs among those of one school, subject and sex
        turn        int64  quarter of REPORTED of the first completed course, else UNTRAINED
    """
    chance = dice("eligible")
    places = schools()[
        ["code", "district", "region", "rural", "remote", "innovative", "languages", "teachers"]
    ].rename(columns={"code": "school"})
    rows = places.loc[places.index.repeat(_eligible(places))].reset_index(drop=True)
    women = [share for _, share in SUBJECTS.values()]
    subject = chance.choice(len(SUBJECTS), len(rows), p=[part for part, _ in SUBJECTS.values()])
    languages = rows["languages"].str.split(" ")
    is_first = chance.random(len(rows)) < FIRST_LANGUAGE
    is_woman = chance.random(len(rows)) < np.array(women)[subject]
    rows = rows.drop(columns=["languages", "teachers"]).assign(
        subject=np.array([*SUBJECTS])[subject],
        language=languages.str[0].where(is_first, languages.str[-1]),
        sex=np.where(is_woman, "female", "male"),
    )
    return rows.assign(birth_year=_birth_years(rows), turn=_first_completions(rows))


def eligible() -> pd.DataFrame:
    """Return the teachers by school: columns of the sheet "eligible"."""
    key = ["school", "subject", "language", "sex"]
    rows = teachers().groupby(key).size().rename("teachers").reset_index()
    return rows.assign(period=REPORTED[0])


def _eligible(places: pd.DataFrame) -> np.ndarray:
    """Return the number of eligible teachers of each school; they add up by district."""
    counts = np.zeros(len(places), dtype=int)
    for district, group in places.fillna({"teachers": 0}).groupby("district"):
        counts[group.index] = divide(int(TRAINED.eligible[str(district)]), group["teachers"])
    return counts


def _birth_years(rows: pd.DataFrame) -> np.ndarray:
    """Return years that differ within a school, subject and sex, so that nobody seems doubled."""
    alike = rows.groupby(["school", "subject", "sex"])
    offset = dice("born").integers(0, YEARS, alike.ngroups)[alike.ngroup()]
    return BORN + (offset + 17 * alike.cumcount().to_numpy()) % YEARS


def _first_completions(rows: pd.DataFrame) -> np.ndarray:
    """Return for each teacher the quarter of REPORTED of the first completed course.

    Women and rural teachers are as many in every district and quarter as the programme reports.
    """
    due = _due()
    stratum = pd.MultiIndex.from_frame(rows[STRATUM])
    turn_in_stratum = rows.assign(key=_keys(rows)).groupby(STRATUM)["key"].rank(method="first")
    reached = due.reindex(stratum).to_numpy()
    return (turn_in_stratum.to_numpy()[:, None] > reached).sum(axis=1)


def _keys(rows: pd.DataFrame) -> np.ndarray:
    """Return numbers by which teachers of a stratum are trained, the smallest first."""
    chance = dice("turns")
    weight = np.where(rows["language"] == "uz", UZBEK, 1.0)
    weight *= np.where(rows["remote"] & (rows["subject"] == "physics"), REMOTE_PHYSICS, 1.0)
    keys = chance.exponential(size=len(rows)) / weight
    tajik = np.flatnonzero(rows["language"] == "tg")
    keys[tajik] = np.inf
    keys[chance.choice(tajik, TAJIK, replace=False)] = 0
    return keys


@cache
def _due() -> pd.DataFrame:
    """Return the people trained so far: a row per stratum, a column per quarter of REPORTED."""
    so_far = [results.trained(quarter) for quarter in REPORTED]
    added = [now - before for before, now in zip([so_far[0] * 0, *so_far], so_far, strict=False)]
    return pd.concat(map(_strata, added), axis=1, keys=range(len(added))).cumsum(axis=1)


def _strata(counts: pd.DataFrame) -> pd.Series:
    """Return people by STRATUM, where people, women and rural ones are known by district."""
    people, women, rural = (counts[name] for name in ("people", "women", "rural"))
    expected = (women * rural / people.where(people > 0)).fillna(0).round().astype(int)
    both = expected.clip((women + rural - people).clip(lower=0), np.minimum(women, rural))
    parts = {
        ("female", True): both,
        ("female", False): women - both,
        ("male", True): rural - both,
        ("male", False): people - women - rural + both,
    }
    return pd.concat(parts, names=["sex", "rural", "district"]).reorder_levels(STRATUM)
