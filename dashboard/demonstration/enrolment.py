"""How many pupils does each innovative school have by school year, grade and language?

In every school year the grades add up to the pupils that the school reports for it.
"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.schools import innovative_schools
from dashboard.demonstration.seeded import dice, divide

YEARS = ("2023/24", "2024/25", "2025/26", "2026/27")
LAST_YEAR, NEW_YEAR = YEARS[-2:]
"""The year of `schools.xlsx`, and the one that the workbook of autumn 2026 brings."""
KNOWN_FROM = {"2025-Q4": YEARS[:-1], "2026-Q3": YEARS[-1:]}
"""Quarter -> school years that its workbook brings."""

GRADE_WEIGHTS = (1.08, 1.1, 1.08, 1.05, 1.03, 1.0, 0.98, 0.95, 0.93, 0.62, 0.58)
"""Many leave after grade 9."""
SHARES = {"ky": (1.0,), "uz": (1.0,), "ky ru": (0.72, 0.28), "ky uz": (0.55, 0.45)}
"""How the pupils are spread over the languages of a school."""


def reported(quarter: str) -> pd.DataFrame:
    """Return what the workbook of a quarter brings: columns of the sheet "enrolment"."""
    years = KNOWN_FROM.get(quarter, ())
    return pd.concat(map(by_grade, years), ignore_index=True) if years else pd.DataFrame()


@cache
def by_year() -> pd.DataFrame:
    """Return the pupils of each innovative school: school, school_year, girls, boys."""
    schools = innovative_schools()
    growth = dice("growth").uniform(0.975, 1.04, (len(YEARS), len(schools)))
    place = YEARS.index(LAST_YEAR)
    rows = []
    for turn, year in enumerate(YEARS):
        # Years before the known one are shrunk, the year after it grows.
        years = growth[min(turn, place) : max(turn, place)]
        factor = years.prod(axis=0) ** (1 if turn > place else -1)
        counts = {name: (schools[name] * factor).round().astype(int) for name in ("girls", "boys")}
        rows.append(pd.DataFrame({"school": schools["code"], "school_year": year, **counts}))
    return pd.concat(rows, ignore_index=True)


@cache
def by_grade(year: str) -> pd.DataFrame:
    """Return the pupils of one school year: columns of the sheet "enrolment"."""
    chance = dice(f"grades {year}")
    spoken = innovative_schools().set_index("code")["languages"]
    totals = by_year()
    of_year = totals[totals["school_year"] == year]
    parts = []
    for school, girls, boys in of_year[["school", "girls", "boys"]].itertuples(index=False):
        weights = np.outer(GRADE_WEIGHTS, SHARES[str(spoken[school])])
        weights = (weights * chance.uniform(0.9, 1.1, weights.shape)).ravel()
        grid = pd.MultiIndex.from_product(
            [range(1, len(GRADE_WEIGHTS) + 1), str(spoken[school]).split()],
            names=["grade", "language"],
        )
        counts = {"girls": divide(girls, weights), "boys": divide(boys, weights)}
        parts.append(pd.DataFrame(counts, grid).reset_index().assign(school=school))
    return pd.concat(parts, ignore_index=True).assign(school_year=year)
