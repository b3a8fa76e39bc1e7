"""Which regions and districts can be asked for, and what lies in the one that was?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area


@kept("release", "lang")
def areas(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every area in the order of its code.

    Columns:
        area       str  code
        level      str  country, region or district
        region     str  code of the region of a district; missing for others
        area_name  str  short name in the reader's language
        map_code   str  polygon that it is drawn in
        lon, lat   float64  label point, degrees
    """
    return read_frame(
        db,
        select(
            Area.code.label("area"),
            Area.level.label("level"),
            Area.parent.label("region"),
            getattr(Area, f"short_{filters.lang}").label("area_name"),
            Area.map_code.label("map_code"),
            Area.lon.label("lon"),
            Area.lat.label("lat"),
        ).order_by(Area.code),
    )


@kept("release", "region", "district")
def districts_in(db: Connection, filters: Filters) -> list[str]:
    """Return the codes of the districts that the question is about."""
    frame = areas(db, filters)
    return list(inside(frame[frame["level"] == "district"], filters, district="area")["area"])


def inside(frame: pd.DataFrame, filters: Filters, *, district: str = "district") -> pd.DataFrame:
    """Return the rows that lie in the area asked for; frame: region, and `district`."""
    if filters.district:
        return frame[frame[district] == filters.district].reset_index(drop=True)
    if filters.region:
        return frame[frame["region"] == filters.region].reset_index(drop=True)
    return frame


def lies_inside(row: Mapping[str, Any], filters: Filters) -> bool:
    """Return whether a row with a district and a region lies in the area asked for."""
    if filters.district:
        return row["district"] == filters.district
    return filters.region in (None, row["region"])


def is_narrowed(filters: Filters) -> bool:
    """Return whether the question is about a part of the country only."""
    return bool(filters.region or filters.district)
