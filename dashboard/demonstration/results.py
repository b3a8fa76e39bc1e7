"""What was reached by the end of each quarter, and who did not say?"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration.quarters import REPORTED
from dashboard.demonstration.schools import by_district, schools
from dashboard.demonstration.seeded import dice, divide

ELIGIBLE_TEACHERS = 23_000

TEACHERS_TRAINED = (0, 0, 0, 240, 610, 1260, 1820, 2590, 3300, 4190, 5060)
LEADERS_TRAINED = (0, 0, 0, 60, 140, 250, 390, 520, 640, 780, 910)
SPECIALISTS_TRAINED = (0, 0, 0, 12, 30, 58, 84, 110, 138, 171, 205)
"""People by the end of each quarter of REPORTED, whom the registers of training name one by one."""

SILENT = {
    "2025-Q1": {place.SULUKTA},
    "2025-Q3": {place.CHATKAL, place.AT_BASHY},
    "2025-Q4": {place.LEILEK},
    "2026-Q1": {place.CHONG_ALAI},
    "2026-Q2": {place.CHATKAL},
    "2026-Q3": {place.CHONG_ALAI, place.TOGUZ_TORO, place.SULUKTA},
}
"""Districts that sent no report for a quarter."""
REPORTED_LATE = {"2026-Q1": ("2025-Q4", place.LEILEK)}
"""Workbook that brought a missing report after all: its quarter and district."""

LATE_COPIES = (place.ALAI, place.JUMGAL, place.BATKEN)
SLOW = (place.CHATKAL, place.CHONG_ALAI, place.LEILEK, place.TOGUZ_TORO, place.JUMGAL)


@dataclass(frozen=True)
class _Spread:
    """How a figure of the country is spread over the districts: one number each, by code."""

    subject: str
    column: str
    low: float
    high: float

    @cached_property
    def weight(self) -> pd.Series:
        """What is due in each district."""
        return by_district(self.column).astype(float)

    @cached_property
    def reached(self) -> pd.Series:
        """What is reached: some districts run ahead of the others."""
        pace = dice(self.subject).uniform(self.low, self.high, len(self.weight))
        slow = self.weight.index.isin(SLOW)
        return self.weight * np.where(slow, self.low * 0.8, pace)

    @cached_property
    def eligible(self) -> pd.Series:
        """Teachers of mathematics and sciences in grades 7–11."""
        return pd.Series(divide(ELIGIBLE_TEACHERS, self.weight), index=self.weight.index)


TRAINED = _Spread("training", "teachers", 0.70, 1.30)
COPIES = _Spread("copies", "pupils", 0.80, 1.15)


def trained(quarter: str) -> pd.DataFrame:
    """Return the teachers trained by the end of a quarter, as the registers have to add up.

    One row per district, by code, with people, and women and rural ones among them.
    """
    share = TRAINED.reached / TRAINED.reached.sum()
    people = (TEACHERS_TRAINED[REPORTED.index(quarter)] * share).round()
    women = (people * dice("women").uniform(0.78, 0.92, len(people))).round()
    rural = (people * _rural_share()).round()
    return pd.DataFrame({"people": people, "women": women, "rural": rural}).astype(int)


def _rural_share() -> pd.Series:
    rows = schools()
    teachers = rows["teachers"].where(rows["rural"], 0).groupby(rows["district"]).sum()
    return teachers / by_district("teachers")
