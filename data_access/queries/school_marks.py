"""What can the colour and the shape of an innovative school on a map mean, and what are they?"""

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries.areas import inside
from data_access.queries.package_money import of_budget
from data_access.queries.schools import innovative_schools
from data_access.queries.stages import stages_of_all
from data_access.reference import read

PACKAGES = tuple(row["code"] for row in read("package_kinds"))
"""Codes of the packages in their order."""

COLORS = ("status", *PACKAGES, "spent_share", "pupil_count")
"""status: of the whole school; a package: its stage; spent_share: money spent ÷ budget;
pupil_count. The first is the default."""

SHAPES = ("status", *PACKAGES)
"""The first is the default."""


def marks(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the innovative schools asked for; where some were picked, only those.

    Columns: those of `schools.innovative_schools`, and
        stage_<package>   Int64    stages of the package reached, 0 to 4; missing where unknown
        late_<package>    Int64    days that it is late; missing where it is not
        budget, spent     float64  KGS, of the packages of which both are known
        spent_share       float64  spent ÷ budget
        spent_count       Int64    those packages
        contracted        float64  KGS, of the packages whose budget is known too
        contracted_count  Int64    those packages
    """
    frame = inside(_marks(db, filters.everywhere()), filters)
    return frame[frame["school"].isin(filters.schools)] if filters.schools else frame


@kept("release", "period", "lang")
def _marks(db: Connection, filters: Filters) -> pd.DataFrame:
    stages = stages_of_all(db, filters)
    wide = {
        f"{name}_{package}": stages[stages["package"] == package].set_index("school")[column]
        for name, column in (("stage", "stage_count"), ("late", "days_late"))
        for package in PACKAGES
    }
    return (
        innovative_schools(db, filters)
        .merge(pd.DataFrame(wide), how="left", left_on="school", right_index=True)
        .merge(_money(stages), how="left", on="school")
    )


def _money(packages: pd.DataFrame) -> pd.DataFrame:
    spent, contracted = (of_budget(packages, part) for part in ("spent", "contracted"))
    return pd.DataFrame(
        {
            "school": spent["school"],
            "budget": spent["budget"],
            "spent": spent["amount"],
            "spent_share": spent["share"],
            "spent_count": spent["known_count"],
            "contracted": contracted["amount"],
            "contracted_count": contracted["known_count"],
        }
    )
