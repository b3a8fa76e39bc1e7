"""How far is every package of every innovative school, in one long table?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models.schools import STAGES
from data_access.queries.schools import PACKAGE, packages

_OF_PACKAGES = ["school", "package", "package_name", "stage", "days_late", "demonstration"]
_MONEY = ["budget", "contracted", "spent"]


@kept("release", "period", "lang")
def stages_of_all(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the packages of all innovative schools of the country, in the order of schools.

    Columns:
        school, package, package_name   str
        stage_count   Int64    stages reached by the end of the period, 0 to 4
        stage         str      the last of them; missing before the first
        days_late     Int64    since the first that is due was planned; missing where none is late
        budget, contracted, spent   float64  KGS; missing where not reported
        demonstration   Int64   1 where the row is invented
    """
    frame = packages(db, filters.everywhere())[_OF_PACKAGES]
    reached = {stage: count for count, stage in enumerate(STAGES, start=1)}
    counted = frame.assign(stage_count=frame["stage"].map(reached).fillna(0).astype("Int64"))
    joined = counted.merge(_money(db, filters), on=["school", "package"], how="left")
    return joined[[*_OF_PACKAGES[:-1], "stage_count", *_MONEY, "demonstration"]]


def _money(db: Connection, filters: Filters) -> pd.DataFrame:
    amounts = (PACKAGE[name] for name in _MONEY)
    return read_frame(
        db,
        select(PACKAGE.school, PACKAGE.package, *amounts).where(PACKAGE.release == filters.release),
    )
