"""How many pupils of grades 6–9 has each school, by school year, grade and language?

What is known of a school is its total of one school year. Its grades and languages add up to it;
a year later every class is one grade higher, and has lost or won a few.
"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import enrolment
from dashboard.demonstration.enrolment import GRADE_WEIGHTS, SHARES
from dashboard.demonstration.reporting import TIMELINE, told_in
from dashboard.demonstration.schools import ended, schools
from dashboard.demonstration.seeded import dice, divide_each

YEARS = ("2024/25", "2025/26", "2026/27")
BASE = 1
"""Place of the school year whose total is known."""
GRADES = (6, 7, 8, 9)
LEAST, MOST = 0.965, 1.02
"""How a class may shrink or grow in a year."""
REPORTED_IN = {"2024/25": "2025-Q4", "2025/26": "2025-Q4", "2026/27": "2026-Q3"}
"""School year -> quarter that tells of it."""
UNREPORTED = 0.015
"""Part of the schools that do not say in a year how many pupils each grade has."""

WRONG_FIRST = 5
"""Schools whose first figure of a grade was wrong and is corrected by the workbook after it."""


@cache
def pupils() -> pd.DataFrame:
    """Return the pupils whom every school, innovative ones included, truly has.

    Columns: school, district, year, grade, language, girls, boys, pupils.
    """
    found = pd.concat([_ordinary(), _innovative()], ignore_index=True)
    districts = schools().set_index("code")["district"]
    found["district"] = found["school"].map(districts)
    return found.assign(pupils=found["girls"] + found["boys"])


@cache
def enrolled() -> pd.DataFrame:
    """Return what ordinary schools report: columns of the sheet "enrolment", and `told`.

    Innovative schools report all of their grades with their passports.
    """
    chance = dice("grades of all schools")
    rows = _ordinary()
    known = schools().set_index("code")
    silent = known.index[known["girls"].isna()]
    places = pd.MultiIndex.from_product([known.index, YEARS])
    missing = places[chance.random(len(places)) < UNREPORTED]
    is_missing = pd.MultiIndex.from_frame(rows[["school", "year"]]).isin(missing)
    rows = rows[~is_missing & ~rows["school"].isin(silent)].reset_index(drop=True)
    turn = rows["year"].map(REPORTED_IN).map(TIMELINE.index).to_numpy()
    districts = rows["school"].map(known["district"])
    # What was before the first workbook came with it, whoever was silent that quarter.
    told = np.where(rows["year"] == YEARS[0], 0, told_in(turn, districts))
    rows = rows.rename(columns={"year": "school_year"}).assign(told=told)
    return _with_corrections(rows, chance)


def _with_corrections(rows: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Let a few schools send twice the girls of a grade first, and mend it a quarter later."""
    early = rows[(rows["told"] == 0) & (rows["school_year"] == YEARS[BASE]) & (rows["grade"] == 7)]
    wrong = early.loc[chance.choice(early.index, WRONG_FIRST, replace=False)]
    mended = wrong.assign(told=1)
    rows.loc[wrong.index, "girls"] = rows.loc[wrong.index, "girls"] * 2
    return pd.concat([rows, mended], ignore_index=True)


@cache
def _ordinary() -> pd.DataFrame:
    """Return school, year, grade, language, girls and boys of the ordinary schools."""
    chance = dice("pupils by grade")
    classes = _classes()
    base = _spread(classes, chance)
    growth = chance.uniform(LEAST, MOST, (2, *base.shape[:2], 1))
    after = np.zeros_like(base)
    after[:, 1:] = np.rint(base[:, :-1] * growth[0][:, :-1])
    before = np.rint(base / growth[1])
    before[:, 5:8] = np.rint(base[:, 6:9] / growth[1][:, 6:9])
    parts = []
    for year, counts in zip(YEARS, (before, base, after), strict=True):
        for grade in GRADES:
            girls, boys = counts[:, grade - 1].astype(int).T
            rows = classes[["school", "language"]]
            parts.append(rows.assign(year=year, grade=grade, girls=girls, boys=boys))
    return _moved(pd.concat(parts, ignore_index=True))


def _moved(rows: pd.DataFrame) -> pd.DataFrame:
    """Let the pupils of the schools that ended go on where the others of their grade are."""
    heirs = ended().set_index("code")["heir"]
    language = schools().set_index("code")["languages"].str[:2]
    goes = (rows["year"] == YEARS[-1]) & rows["school"].isin(heirs.index)
    school = rows["school"].mask(goes, rows["school"].map(heirs))
    rows = rows.assign(school=school, language=rows["language"].mask(goes, school.map(language)))
    key = ["year", "school", "grade", "language"]
    return rows.groupby(key, as_index=False)[["girls", "boys"]].sum()


def _innovative() -> pd.DataFrame:
    parts = [enrolment.by_grade(year).rename(columns={"school_year": "year"}) for year in YEARS]
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["grade"].isin(GRADES)]


def _classes() -> pd.DataFrame:
    """Return a row for each ordinary school and language: share, girls and boys of the school."""
    rows = schools()
    rows = rows[~rows["innovative"]]
    girls = rows["girls"].fillna((rows["pupils"] * 0.49).round())
    rows = rows.assign(girls=girls, boys=rows["pupils"] - girls, school=rows["code"])
    shares = [SHARES.get(name, (1.0,)) for name in rows["languages"]]
    rows = rows.assign(language=rows["languages"].str.split(), share=shares)
    rows = rows.explode(["language", "share"], ignore_index=True)
    return rows[["school", "language", "share", "girls", "boys"]]


def _spread(classes: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Return pupils by class (rows), grade 1–11 and sex that add up to those of the school."""
    weights = np.outer(classes["share"].to_numpy(dtype=float), GRADE_WEIGHTS)
    weights *= chance.uniform(0.9, 1.1, weights.shape)
    school = np.repeat(classes.groupby("school").ngroup().to_numpy(), weights.shape[1])
    parts = []
    for sex in ("girls", "boys"):
        people = np.repeat(classes[sex].to_numpy(dtype=float), weights.shape[1])
        parts.append(divide_each(people, school, weights.ravel()).reshape(weights.shape))
    return np.stack(parts, axis=2)
