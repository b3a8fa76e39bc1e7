"""Which promises are kept on time, and which figures do the others endanger?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Office
from data_access.models.base import name_of
from data_access.models.promises import DECISION, KINDS
from data_access.queries import results
from data_access.queries.results import Row
from data_access.summaries.promises import COMMITMENTS

STATES = ("in_time", "late", "overdue", "early", "to_come")
"""Done by its day, done after it, not done by the end of its day; done before a day that is still
to come, not due yet."""
DUE = ("in_time", "late", "overdue")
"""States of commitments whose day has come: R4.6a is the share of the first."""


ORDER = {"overdue": 0, "to_come": 1, "late": 2, "early": 3, "in_time": 3}
"""State -> its place in a list."""


@kept("release", "period", "lang")
def commitments(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the commitments as they stand at the end of the quarter, by the day they are due.

    Columns: commitment, commitment_name, kind (one of KINDS), state (one of STATES), indicator,
    evidence, owner, owner_name (str), due_on, done_on (date), days (Int64, days late or overdue;
    missing on the day itself), demonstration.
    """
    row = COMMITMENTS.table.c
    frame = read_frame(
        db,
        select(
            row.commitment,
            row[f"name_{filters.lang}"].label("commitment_name"),
            *(row.kind, row.due_on, row.done_on, row.indicator, row.evidence, row.owner),
            name_of(Office, filters.lang).label("owner_name"),
            row.demonstration,
        )
        .join(Office, Office.code == row.owner)
        .where(row.release == filters.release)
        .order_by(row.due_on, row.commitment),
    )
    day = pd.Timestamp(filters.quarter)
    is_done = frame["done_on"] <= day
    done = frame["done_on"].where(is_done)
    is_late = done > frame["due_on"]
    is_due = frame["due_on"] <= day
    is_overdue = ~is_done & is_due
    state = (
        pd.Series("to_come", frame.index).mask(is_done, "early").mask(is_done & is_due, "in_time")
    )
    state = state.mask(is_late, "late").mask(is_overdue, "overdue")
    days = (done.where(is_done, day) - frame["due_on"]).dt.days.astype("Int64")
    return frame.assign(
        done_on=done,
        evidence=frame["evidence"].where(is_done),
        state=state,
        days=days.where((is_late | is_overdue) & (days > 0)),
    )


def by_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many commitments of each kind are in each state; frame as `commitments`.

    Decisions, which are done with their meeting, are left out.
    Columns: kind (str), due, total and one for each of STATES (int64); due: those whose day has
    come, of which R4.6a is the share in time.
    """
    counts = pd.crosstab(rows["kind"], rows["state"]).reindex(columns=STATES, fill_value=0)
    total = counts.sum(axis=1)
    found = counts.assign(total=total, due=counts[list(DUE)].sum(axis=1))
    judged = [kind for kind in KINDS if kind in found.index and kind != DECISION]
    return found.reindex(judged).reset_index()


def endangering(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return the commitments on which an indicator rests, the overdue ones first."""
    own = rows[rows["indicator"] == indicator]
    order = own["state"].map(ORDER)
    return own.assign(order=order).sort_values(["order", "due_on"]).drop(columns="order")


def endangered(db: Connection, filters: Filters, rows: pd.DataFrame) -> dict[str, Row]:
    """Return where the indicators stand on which commitments rest, by their codes."""
    standing = results.standing(db, filters)
    return {code: standing[code] for code in rows["indicator"].dropna().unique()}
