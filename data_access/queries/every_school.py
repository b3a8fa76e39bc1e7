"""Where are all schools of the country?"""

import pandas as pd
from sqlalchemy import Connection, or_, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.summaries.schools import SCHOOLS

SCHOOL = SCHOOLS.table.c


@kept("release", "period", "lang", most=24)
def every_school(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools of the whole country that are open at the end of the period.

    Columns:
        school, school_name, district, district_name, region   str
        lon, lat        float64  missing where the school has no position yet
        pupil_count     Int64    missing where not reported
        innovative      bool
        demonstration   Int64    1 where the row is invented
    """
    return read_frame(
        db,
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            SCHOOL.lon,
            SCHOOL.lat,
            (SCHOOL.girls + SCHOOL.boys).label("pupil_count"),
            SCHOOL.innovative,
            SCHOOL.demonstration,
        )
        .join(Area, Area.code == SCHOOL.district)
        .where(SCHOOL.release == filters.release)
        .where(or_(SCHOOL.closed_on.is_(None), SCHOOL.closed_on > filters.quarter))
        .order_by(SCHOOL.school),
    )
