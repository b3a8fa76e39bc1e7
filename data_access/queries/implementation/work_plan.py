"""Does the work plan keep its days, in the release and quarter asked for?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Component, Office, WorkLine
from data_access.models.base import name_of
from data_access.queries.implementation import progress
from data_access.summaries.implementation import ACTIVITIES, PROGRESS

ACTIVITY, REPORT = ACTIVITIES.table.c, PROGRESS.table.c


@kept("release", "period", "lang")
def activities(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the activities of the release as they stood at the end of the quarter.

    Columns:
        activity, activity_name, line, line_name, component, component_name, owner_name   str
        parent          str      the whole that it is a part of; missing for a whole
        planned_start, planned_end   date
        weight          Int64
        planned_cost    float64  USD; missing where nobody gave one
        demonstration   Int64
        and what `progress.standing` adds
    """
    lang = filters.lang
    frame = read_frame(
        db,
        select(
            ACTIVITY.activity,
            ACTIVITY[f"name_{lang}"].label("activity_name"),
            ACTIVITY.line,
            name_of(WorkLine, lang).label("line_name"),
            WorkLine.component,
            getattr(Component, f"short_{lang}").label("component_name"),
            ACTIVITY.parent,
            name_of(Office, lang).label("owner_name"),
            ACTIVITY.planned_start,
            ACTIVITY.planned_end,
            ACTIVITY.actual_start,
            ACTIVITY.actual_end,
            ACTIVITY.weight,
            ACTIVITY.planned_cost,
            ACTIVITY.demonstration,
        )
        .join_from(ACTIVITIES.table, WorkLine, WorkLine.code == ACTIVITY.line)
        .join(Component, Component.code == WorkLine.component)
        .join(Office, Office.code == ACTIVITY.owner)
        .where(ACTIVITY.release == filters.release)
        .order_by(ACTIVITY.line, ACTIVITY.activity),
    )
    return progress.standing(frame, reports(db, filters), pd.Timestamp(filters.quarter))


@kept("release")
def reports(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what was reported of activities: activity (str), period (date), progress (float64,
    0 to 1), actual_cost (float64, USD since the beginning)."""
    columns = REPORT.activity, REPORT.period, REPORT.progress, REPORT.actual_cost
    statement = select(*columns).where(REPORT.release == filters.release)
    return read_frame(db, statement.order_by(REPORT.activity, REPORT.period))
