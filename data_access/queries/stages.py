"""How far is every package of every innovative school, in one long table?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.models.schools import STAGES
from data_access.queries.areas import inside
from data_access.queries.schools import PACKAGE, SCHOOL, packages
from data_access.summaries.schools import PACKAGES, SCHOOLS

_OF_PACKAGES = [
    *("school", "package", "package_name", "stage", "due", "days_late"),
    *("owner_name", "demonstration"),
]


def stages_of_all(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the packages of the innovative schools asked for, in the order of schools.

    Columns:
        school, school_name, district, district_name, region   str
        package, package_name   str
        stage_count   Int64    stages reached by the end of the period, 0 to 4
        stage         str      the last of them; missing before the first
        due           str      first stage that is due and not reached; missing where none is
        days_late     Int64    since it was due; missing where nothing is late
        owner_name    str
        budget, contracted, spent   float64  KGS; missing where not reported
        demonstration   Int64   1 where the row is invented
    """
    return inside(_stages_of_all(db, filters), filters)


@kept("release", "period", "lang")
def _stages_of_all(db: Connection, filters: Filters) -> pd.DataFrame:
    frame = packages(db, filters.everywhere())[_OF_PACKAGES]
    reached = {stage: count for count, stage in enumerate(STAGES, start=1)}
    counted = frame.assign(stage_count=frame["stage"].map(reached).fillna(0).astype("Int64"))
    joined = counted.merge(_money_and_place(db, filters), on=["school", "package"], how="left")
    return joined[
        [
            *("school", "school_name", "district", "district_name", "region"),
            *("package", "package_name", "stage_count", "stage", "due", "days_late"),
            *("owner_name", "budget", "contracted", "spent", "demonstration"),
        ]
    ]


def _money_and_place(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        select(
            PACKAGE.school,
            PACKAGE.package,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            PACKAGE.budget,
            PACKAGE.contracted,
            PACKAGE.spent,
        )
        .join_from(
            PACKAGES.table,
            SCHOOLS.table,
            (SCHOOL.school == PACKAGE.school) & (SCHOOL.release == PACKAGE.release),
        )
        .join(Area, Area.code == SCHOOL.district)
        .where(PACKAGE.release == filters.release, SCHOOL.innovative),
    )
