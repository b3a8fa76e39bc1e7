"""What may go wrong, how much does it weigh, and how did that change?"""

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Office, Release
from data_access.models.base import name_of
from data_access.summaries.promises import RISKS

MOVES = ("up", "down", "same", "new")
"""How a risk weighs against the release before."""

LEVELS = (("high", 15), ("medium", 8), ("low", 1))
"""Level and the least weight of it, the highest first: house rule."""


def level(weight: int) -> str:
    """Return how high a risk of that weight is."""
    return next(name for name, least in LEVELS if weight >= least)


@kept("release", "lang")
def _stated(db: Connection, filters: Filters) -> pd.DataFrame:
    row = RISKS.table.c
    return read_frame(
        db,
        select(
            row.risk,
            row[f"name_{filters.lang}"].label("risk_name"),
            *(row.category, row.likelihood, row.impact, row.owner),
            name_of(Office, filters.lang).label("owner_name"),
            row[f"response_{filters.lang}"].label("response"),
            *(row.indicator, row.assessed_on, row.demonstration),
        )
        .join(Office, Office.code == row.owner)
        .where(row.release == filters.release)
        .order_by(row.risk),
    )


def release_before(db: Connection, filters: Filters) -> int | None:
    """Return the number of the release before the one asked for; None where it is the first."""
    number = Release.number
    return db.scalar(select(func.max(number)).where(number < filters.release))


@kept("release", "lang")
def risks(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the risks as the release states them, the heaviest first.

    Columns: risk, risk_name, category, owner, owner_name, response, indicator (str), likelihood,
    impact, weight (Int64; weight is their product), likelihood_before, impact_before,
    weight_before (Int64, of the release before; missing where it had none), move (one of MOVES;
    missing in the first release),
    assessed_on (date), demonstration.
    """
    now, before = _stated(db, filters), release_before(db, filters)
    names = ["risk", "likelihood", "impact"]
    then = _stated(db, replace(filters, release=before)) if before else now.iloc[:0]
    found = now.merge(then[names], how="left", on="risk", suffixes=("", "_before"))
    weight = found["likelihood"] * found["impact"]
    earlier = found["likelihood_before"] * found["impact_before"]
    move = pd.Series("same", found.index).mask(earlier.isna(), "new")
    move = move.mask((weight > earlier).fillna(False), "up")
    move = move.mask((weight < earlier).fillna(False), "down")
    return (
        found.assign(
            weight=weight,
            weight_before=earlier,
            move=move.where(pd.Series(before is not None, found.index, dtype="bool")),
        )
        .sort_values(["weight", "impact", "risk"], ascending=[False, False, True])
        .reset_index(drop=True)
    )
