"""What was seen in observed lessons? Regions are the smallest places told."""

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries.training.flow import share
from data_access.summaries.training import OBSERVATIONS
from data_access.suppression import TOTAL, suppressed_with_totals, with_totals

QUARTERS = 8
"""How far back quarters are told."""

COUNTRY = "KG"
SEEN = ("observed", "applies", "uses_ict")


@kept("release", "period", "lang")
def by_region(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the observed lessons up to the end of the quarter: country first, then each region.

    Columns:
        region, region_name   str   KG for the country
        observed, applies, uses_ict   Int64   lessons; missing where it would tell a few apart
        ict_share     float64   of those observed
        demonstration Int64
    """
    every = _lessons(db, filters)
    cells = pd.DataFrame({name: _cells(every, name)[TOTAL] for name in SEEN})
    cells = cells.rename(index={TOTAL: COUNTRY}).reindex(sorted({COUNTRY, *every["region"]}))
    names = every.groupby("region")[["region_name", "demonstration"]].max()
    frame = cells.join(names).rename_axis("region").reset_index()
    invented = every["demonstration"].max() if len(every) else 0
    filled = frame.assign(
        region_name=frame["region_name"].fillna("").astype("str"),
        demonstration=frame["demonstration"].fillna(invented).astype("Int64"),
    )
    return _with_share(filled)


@kept("release", "period", "region", "lang")
def by_quarter(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the observed lessons of the last quarters, in the region asked for; oldest first.

    Columns: period (date), and those of `by_region` from `observed` on; a quarter without any
    observed lesson has 0 of them and no share.
    """
    every = _lessons(db, filters)
    quarters = pd.date_range(end=filters.quarter, periods=QUARTERS, freq="QE", unit="s")
    area = filters.region or TOTAL
    rows = {name: _cells(every, name).reindex([area], fill_value=0).loc[area] for name in SEEN}
    invented = every.groupby("period")["demonstration"].max()
    frame = pd.DataFrame(
        {name: row.reindex(quarters, fill_value=0).astype("Int64") for name, row in rows.items()}
    ).assign(demonstration=invented.reindex(quarters, fill_value=0).astype("Int64"))
    return _with_share(frame.rename_axis("period").reset_index())


def _cells(every: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return lessons by region and quarter with TOTAL, missing where they have to be hidden."""
    table = every.pivot_table(
        index="region", columns="period", values=name, aggfunc="sum", fill_value=0
    ).astype("int64")
    return with_totals(table).astype("Int64").mask(suppressed_with_totals([table]))


def _with_share(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(ict_share=share(frame["uses_ict"], frame["observed"]))


@kept("release", "period", "lang")
def _lessons(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the lessons by region and quarter."""
    lesson = OBSERVATIONS.table.c
    district, region = Area.__table__.alias("district"), Area.__table__.alias("region")
    name = region.c[f"short_{filters.lang}"]
    return read_frame(
        db,
        select(
            region.c.code.label("region"),
            name.label("region_name"),
            lesson.period,
            *(func.sum(lesson[each]).label(each) for each in SEEN),
            func.max(lesson.demonstration).label("demonstration"),
        )
        .join_from(OBSERVATIONS.table, district, district.c.code == lesson.district)
        .join(region, region.c.code == district.c.parent)
        .where(lesson.release == filters.release, lesson.period <= filters.quarter)
        .group_by(region.c.code, name, lesson.period)
        .order_by(region.c.code, lesson.period),
    )
