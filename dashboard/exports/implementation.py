"""Which lists about implementation leave as files?"""

from sqlalchemy import Connection

from dashboard.exports.sheet import head, sheet
from dashboard.visit import Visit
from data_access.queries.implementation import stages, work_plan
from layouts.i18n import Translator
from layouts.implementation import joint, stage_table
from layouts.implementation import work_plan as plan_words


def activity_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every activity of the work plan, line by line; shares from 0 to 1."""
    rows = work_plan.activities(db, visit.filters)
    return sheet(head(t("Work plan"), rows, visit, t), rows, plan_words.columns(t), t)


def stage_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every stage of every item, kind by kind."""
    items = stages.items(db, visit.filters)
    rows = stages.listed(items, stages.stages(db, visit.filters))
    title = head(t("Stages of standards, institutes, agreements and studies"), rows, visit, t)
    return sheet(title, rows, stage_table.columns(t), t)


def joint_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return what partners did together by the end of the quarter, the first one first."""
    rows = stages.joint_activities(db, visit.filters)
    return sheet(head(t("Joint activities"), rows, visit, t), rows, joint.columns(t), t)
