"""What stands beside the facts of one school: who is near, and who took it over?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.urls import passport
from dashboard.visit import Visit
from data_access.queries import distances
from data_access.queries import every_school as schools
from layouts.i18n import is_missing
from layouts.school.facts import Nearest

Row = Mapping[Any, Any]


def every_school(db: Connection, visit: Visit, profile: pd.DataFrame) -> pd.DataFrame:
    """Return the open schools and the one of a profile, also where it is closed."""
    return schools.with_school(schools.every_school(db, visit.filters), profile)


def nearest(visit: Visit, profile: Row, every: pd.DataFrame) -> Nearest | None:
    """Return the innovative school that is nearest to an ordinary one."""
    found = distances.nearest_to(every, profile["school"])
    if profile["innovative"] or found.empty:
        return None
    row = found.iloc[0]
    return Nearest(
        name=row["school_name"],
        address=passport(visit.asked, row["school"]),
        km=float(row["distance_km"]),
        is_invented=bool(row["demonstration"] == 1),
    )


def heir(visit: Visit, profile: Row) -> str | None:
    """Return the address of the school that took over a closed one."""
    code = profile["merged_into"]
    return None if is_missing(code) else passport(visit.asked, code)
