"""Which policy actions of each tranche are met?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Office
from data_access.models.base import name_of
from data_access.models.promises import STATES
from data_access.summaries.promises import POLICY_ACTIONS


@kept("release", "period", "lang")
def actions(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the policy actions as they stand at the end of the quarter, by tranche and code.

    That an action was met counts from its day. What is not met has no date of its own but the day
    on which it falls due: up to it, it is not due; then it is not met, or what the release states.

    Columns: policy_action, policy_action_name, state (one of STATES), evidence, owner, owner_name
    (str), tranche (Int64), due_on, met_on (date), days (Int64, days overdue; missing where it is
    not), demonstration.
    """
    row = POLICY_ACTIONS.table.c
    frame = read_frame(
        db,
        select(
            row.policy_action,
            row[f"name_{filters.lang}"].label("policy_action_name"),
            *(row.tranche, row.due_on, row.state, row.met_on, row.evidence, row.owner),
            name_of(Office, filters.lang).label("owner_name"),
            row.demonstration,
        )
        .join(Office, Office.code == row.owner)
        .where(row.release == filters.release)
        .order_by(row.tranche, row.due_on, row.policy_action),
    )
    day = pd.Timestamp(filters.quarter)
    is_met, is_over = frame["met_on"] <= day, frame["due_on"] < day
    is_partly = (frame["state"] == "partly") & (frame["due_on"] <= day)
    unmet = pd.Series("not", frame.index).where(is_over, "not_due").mask(is_partly, "partly")
    late = (day - frame["due_on"]).dt.days.astype("Int64")
    return frame.assign(
        state=unmet.mask(is_met, "met"),
        met_on=frame["met_on"].where(is_met),
        evidence=frame["evidence"].where(is_met | is_partly),
        days=late.where(is_over & ~is_met),
    )


def by_tranche(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many actions of each tranche are in each state; frame as `actions` returns it.

    Columns: tranche (Int64), total and one for each of STATES (int64).
    """
    counts = pd.crosstab(rows["tranche"], rows["state"]).reindex(columns=STATES, fill_value=0)
    return counts.assign(total=counts.sum(axis=1)).reset_index()
