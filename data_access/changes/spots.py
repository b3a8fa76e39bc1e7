"""Which schools would stand on the same spot? They may share a site, so nobody is refused."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, select

from data_access.changes.comparison import Difference
from data_access.models import School

SPOT = 4
"""Decimal places of a degree that make a spot: about ten metres."""


def same_spots(db: Connection, brought: Sequence[Difference]) -> tuple[tuple[str, ...], ...]:
    """Return the codes of schools on one spot, for every spot where a new row puts a school.

    Schools that are closed, or have no position, stand nowhere.
    """
    rows = [_placed(each.rows) for each in brought if len(each.rows)]
    if not rows or all(each.empty for each in rows):
        return ()
    new = pd.concat([each for each in rows if len(each)])
    columns = ["id", "code", "lon", "lat", "closed_on"]
    known = select(*(School.__table__.c[name] for name in columns))
    found = db.execute(known.where(School.superseded_by.is_(None), School.lon.is_not(None)))
    before = pd.DataFrame(found.all(), columns=columns)
    closed = {number for each in brought for number in each.closed}
    everybody = pd.concat([_placed(before[~before["id"].isin(closed)]), new])
    crowded = everybody[everybody["spot"].isin(set(new["spot"]))]
    groups = crowded.groupby("spot")["code"].agg(lambda codes: tuple(sorted(set(codes))))
    return tuple(sorted(codes for codes in groups if len(codes) > 1))


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return code and spot of the open schools that have a position."""
    open_rows = rows[rows["lon"].notna() & rows["lat"].notna() & rows["closed_on"].isna()]
    lon, lat = (open_rows[name].astype(float).round(SPOT) for name in ("lon", "lat"))
    spots = pd.Series(list(zip(lon, lat, strict=True)), open_rows.index, dtype=object)
    return pd.DataFrame({"code": open_rows["code"], "spot": spots})
