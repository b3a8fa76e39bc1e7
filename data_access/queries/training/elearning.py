"""Do online modules reach and keep their learners? Nothing here knows a place."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.queries.training.flow import share
from data_access.queries.training.hidden import told
from data_access.queries.training.teachers import sums_hidden
from data_access.summaries.training import MODULE_LIST, MODULES, UNITS
from data_access.suppression import FEW, suppressed_parts

COUNTS = {"enrolled": (), "completed": ("enrolled",)}
"""Counts, and beside which others they are told."""


@kept("release", "period", "lang")
def modules(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the modules that are live, with their learners up to the end of the quarter.

    Columns:
        module, module_name   str
        units                 Int64
        live_on               date
        enrolled, completed   Int64    missing where it would tell a few people apart
        completed_share       float64  of those enrolled
        demonstration         Int64
    """
    listed = MODULE_LIST.table.c
    names = read_frame(
        db,
        select(
            listed.code.label("module"),
            listed[f"name_{filters.lang}"].label("module_name"),
            listed.units,
            listed.live_on,
            listed.demonstration,
        )
        .where(listed.release == filters.release, listed.live_on <= filters.quarter)
        .order_by(listed.code),
    )
    counts = _counts(db, filters, "module").drop(columns="demonstration")
    frame = names.merge(counts, how="left", on="module")
    zeros = {name: frame[name].fillna(0).astype("Int64") for name in COUNTS}
    frame = told(frame.assign(**zeros), COUNTS, "module")["parts"]
    return frame.assign(completed_share=share(frame["completed"], frame["enrolled"]))


@kept("release", "period")
def devices(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return by what device people enrolled, up to the end of the quarter; most first.

    Columns: device (str), enrolled, completed, demonstration (Int64); counts are missing where
    they would tell a few people apart.
    """
    counts = _counts(db, filters, "device").sort_values("enrolled", ascending=False)
    return told(counts.reset_index(drop=True), COUNTS, "device")["parts"]


@kept("release", "period")
def total(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return one row about all modules: enrolled, completed (Int64), missing where few."""
    counts = _counts(db, filters, "module")
    return told(counts, COUNTS, "module")["wholes"].reset_index(drop=True)


def _counts(db: Connection, filters: Filters, by: str) -> pd.DataFrame:
    table = MODULES.table.c
    return read_frame(
        db,
        select(
            table[by],
            func.sum(table.enrolled).label("enrolled"),
            func.sum(table.completed).label("completed"),
            func.max(table.demonstration).label("demonstration"),
        )
        .where(table.release == filters.release, table.period <= filters.quarter)
        .group_by(table[by])
        .order_by(table[by]),
    )


@kept("release", "lang")
def units(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many reached each unit of a module, as the release knows it, of any quarter.

    Unit 0 is the enrolment. A module with fewer than five enrolled has no rows.

    Columns:
        module, module_name   str
        unit          Int64
        reached       Int64    missing where it would tell a few people apart
        reached_share float64  of those enrolled
        lost_share    float64  of those enrolled, since the unit before; missing for unit 0 and
                               where either is
        demonstration Int64
    """
    unit, listed = UNITS.table.c, MODULE_LIST.table.c
    found = read_frame(
        db,
        select(
            unit.module,
            listed[f"name_{filters.lang}"].label("module_name"),
            listed.units,
            unit.last_unit,
            unit.people,
            unit.completed,
            unit.demonstration,
        )
        .join_from(
            UNITS.table,
            MODULE_LIST.table,
            (listed.code == unit.module) & (listed.release == unit.release),
        )
        .where(unit.release == filters.release)
        .order_by(unit.module, unit.last_unit),
    )
    curves = [_survival(rows) for _, rows in found.groupby("module", sort=True)]
    return pd.concat(curves, ignore_index=True) if curves else _survival(found)


def _survival(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the units of one module, beginning with 0."""
    count = int(rows["units"].max()) if rows["people"].sum() >= FEW else -1
    left = [int(rows.loc[rows["last_unit"] == unit, "people"].sum()) for unit in range(count + 1)]
    reached = pd.Series(left[::-1], dtype="Int64").cumsum()[::-1].reset_index(drop=True)
    known = reached.mask(_hidden(left, int(rows["completed"].sum())))
    whole = float(reached.iloc[0]) if len(reached) else float("nan")
    shares = known.astype("Float64").astype("float64") / whole
    invented = int(rows["demonstration"].max()) if len(rows) else 0
    return pd.DataFrame(
        {
            "module": pd.Series([rows["module"].iloc[0]] * len(known) if count >= 0 else []),
            "module_name": pd.Series(
                [rows["module_name"].iloc[0]] * len(known) if count >= 0 else []
            ),
            "unit": pd.array(range(count + 1), "Int64"),
            "reached": known.astype("Int64"),
            "reached_share": shares,
            "lost_share": -shares.diff(),
            "demonstration": pd.array([invented] * len(known), "Int64"),
        }
    ).astype({"module": "str", "module_name": "str"})


def _hidden(left: Sequence[int], completed: int) -> np.ndarray:
    """Return at which units it is not told how many reached them, so that nobody finds how few
    left at one; `left` holds who came no further than each, of whom `completed` finished."""
    parts = pd.Series([*left[:-1], max(left[-1] - completed, 0), completed] if left else [])
    few = suppressed_parts(parts.astype("int64")).to_numpy()
    return np.append(False, sums_hidden(few))[: len(left)]


def worst_drop(frame: pd.DataFrame) -> pd.Series | None:
    """Return the row of `units` before which most of the enrolled were lost; None if nowhere."""
    known = frame[frame["lost_share"] > 0]
    return None if known.empty else known.iloc[int(known["lost_share"].argmax())]
