"""For when was each stage of a package planned at first, before anybody moved the plan?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models.schools import STAGES
from data_access.summaries.schools import PACKAGES

PACKAGE = PACKAGES.table.c


@kept("release", "school")
def first_plans(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the first plan of each stage of the school that a release told, up to the one asked.

    Columns:
        package, stage  str
        first_on        date    missing where no release told any plan
        first_release   Int64   the release that told it; missing likewise
    """
    planned = [PACKAGE[f"{stage}_planned"] for stage in STAGES]
    frame = read_frame(
        db,
        select(PACKAGE.release, PACKAGE.package, *planned)
        .where(PACKAGE.school == filters.school)
        .where(PACKAGE.release > 0, PACKAGE.release <= filters.release)
        .order_by(PACKAGE.release),
    )
    parts = []
    for stage in STAGES:
        told = frame[frame[f"{stage}_planned"].notna()].drop_duplicates("package")
        first = told[["package", f"{stage}_planned", "release"]].set_axis(
            ["package", "first_on", "first_release"], axis=1
        )
        parts.append(frame[["package"]].drop_duplicates().merge(first, how="left", on="package"))
        parts[-1].insert(1, "stage", stage)
    return pd.concat(parts, ignore_index=True).astype(
        {"stage": "str", "first_on": "datetime64[s]", "first_release": "Int64"}
    )


def with_first_plans(stages: pd.DataFrame, first: pd.DataFrame) -> pd.DataFrame:
    """Return stages as `delays` returns them with `first_on`, `first_release` and `moved_days`.

    moved_days  Int64  days from the first plan to the present one, negative where it was brought
                       forward; missing where one of them is
    """
    both = stages.merge(first, how="left", on=["package", "stage"])
    moved = (both["planned_on"] - both["first_on"]).dt.days.astype("Int64")
    return both.assign(moved_days=moved)
