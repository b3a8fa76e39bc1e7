"""How many days was each stage of a package behind its plan?"""

import pandas as pd

from data_access.models.schools import STAGES

COLUMNS = {
    "package": "str",
    "package_name": "str",
    "stage": "str",
    "planned_on": "datetime64[s]",
    "actual_on": "datetime64[s]",
    "is_reached": "bool",
    "delay": "Int64",
    "demonstration": "Int64",
}


def delays(packages: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the stages of packages as `schools.packages` returns them, seen at the end of a day.

    Columns:
        package, package_name   str
        stage          str
        planned_on     date     missing where it was not planned
        actual_on      date     missing where it is not reached, or was reached on an unknown day
        is_reached     bool     also where only a later stage is known to be reached
        delay          Int64    days from planned to actual, negative where it was early; where it
                                is due and not reached, from planned to the day; else missing
        demonstration  Int64    1 where the row is invented
    """
    parts = []
    for position, stage in enumerate(STAGES):
        planned, actual = packages[f"{stage}_planned"], packages[f"{stage}_actual"]
        actual = actual.where(actual <= day)
        is_reached = packages["stage"].isin(STAGES[position:])
        until = actual.fillna(day).where(actual.notna() | (~is_reached & (planned < day)))
        parts.append(
            packages[["package", "package_name", "demonstration"]].assign(
                stage=stage,
                planned_on=planned,
                actual_on=actual,
                is_reached=is_reached,
                delay=(until - planned).dt.days,
            )
        )
    whole = pd.concat(parts)[list(COLUMNS)].astype(COLUMNS)
    return whole.sort_index(kind="stable").reset_index(drop=True)
