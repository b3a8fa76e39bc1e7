"""What changed in one school since an earlier release?"""

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.models import Release
from data_access.models.passport import ACCESS as FEATURES
from data_access.models.schools import STAGES
from data_access.queries import school, schools

COLUMNS = {
    "kind": "str",
    "package": "str",
    "package_name": "str",
    "stage": "str",
    "item": "str",
    "item_name": "str",
    "feature": "str",
    "date_before": "datetime64[s]",
    "date_after": "datetime64[s]",
    "before": "float64",
    "after": "float64",
    "demonstration": "Int64",
}


def changes(db: Connection, filters: Filters, before_release: int) -> pd.DataFrame:
    """Return what is different in a school from how an earlier release told it.

    Each release is seen at the end of its quarter: the earlier one of the quarter that it reports,
    this one of the quarter asked for.

    Columns:
        kind           str      stage_reached, plan_moved, items_accepted, items_defective, access
        package, package_name   str   missing for access
        stage          str      for stage_reached and plan_moved
        item, item_name   str   for items
        feature        str      ramp, toilet, resource_room or adapted_materials, for access
        date_before, date_after   date  planned date for plan_moved; for stage_reached the second
                                is the actual date
        before, after  float64  counts for items; 0 or 1 for access, missing where not assessed
        demonstration  Int64    1 where anything behind either is invented
    """
    as_of = db.scalar(select(Release.as_of).where(Release.number == before_release))
    if as_of is None:
        return _frame([])
    then = replace(filters, release=before_release, period=as_of)
    parts = [
        *_stages(
            schools.packages_of_school(db, filters),
            schools.packages_of_school(db, then),
            pd.Timestamp(filters.quarter),
            as_of,
        ),
        *_items(school.items(db, filters), school.items(db, then)),
        *_access(school.access(db, filters), school.access(db, then)),
    ]
    return _frame(parts)


def _stages(now: pd.DataFrame, then: pd.DataFrame, day: pd.Timestamp, as_of) -> list[pd.DataFrame]:
    """Return stages reached since, and planned dates that are others than before."""
    both = now.merge(then, how="left", on="package", suffixes=("", "_then"))
    both["demonstration"] = _invented(both)
    parts = []
    for stage in STAGES:
        actual, actual_then = both[f"{stage}_actual"], both[f"{stage}_actual_then"]
        is_new = (actual <= day) & ~(actual_then <= pd.Timestamp(as_of))
        reached = both.assign(kind="stage_reached", stage=stage, date_after=actual)
        planned, planned_then = both[f"{stage}_planned"], both[f"{stage}_planned_then"]
        is_moved = planned.notna() & planned_then.notna() & (planned != planned_then)
        moved = both.assign(
            kind="plan_moved", stage=stage, date_before=planned_then, date_after=planned
        )
        parts += [reached[is_new], moved[is_moved]]
    return parts


def _items(now: pd.DataFrame, then: pd.DataFrame) -> list[pd.DataFrame]:
    """Return items of which more or fewer are accepted or defective than before."""
    both = now.merge(then, how="left", on=["package", "item"], suffixes=("", "_then"))
    both["demonstration"] = _invented(both)
    parts = []
    for name in ("accepted", "defective"):
        after = both[name].astype("float64")
        before = both[f"{name}_then"].astype("float64")
        part = both.assign(kind=f"items_{name}", before=before, after=after)
        parts.append(part[after != before.fillna(0)])
    return parts


def _access(now: pd.DataFrame, then: pd.DataFrame) -> list[pd.DataFrame]:
    """Return what became accessible, ceased to be, or was assessed at last."""
    if now.empty:
        return []
    parts = []
    for feature in FEATURES:
        after = float(now[feature].astype("float64").iloc[0])
        before = float(then[feature].astype("float64").iloc[0]) if len(then) else float("nan")
        if after == after and after != before:
            invented = max(*now["demonstration"], *then["demonstration"], 0)
            row = {"kind": "access", "feature": feature, "before": before, "after": after}
            parts.append(pd.DataFrame([{**row, "demonstration": invented}]))
    return parts


def _invented(both: pd.DataFrame) -> pd.Series:
    return both[["demonstration", "demonstration_then"]].max(axis=1).astype("Int64")


def _frame(parts: list[pd.DataFrame]) -> pd.DataFrame:
    whole = [part.reindex(columns=list(COLUMNS)).astype(COLUMNS) for part in parts if len(part)]
    if not whole:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})
    return pd.concat(whole, ignore_index=True)
