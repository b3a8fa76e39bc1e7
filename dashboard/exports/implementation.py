"""Which lists about implementation leave as files?"""

from sqlalchemy import Connection

from dashboard.exports.sheet import head, sheet
from dashboard.visit import Visit
from data_access.queries.implementation import work_plan
from layouts.i18n import Translator
from layouts.implementation import work_plan as plan_words


def activity_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every activity of the work plan, line by line; shares from 0 to 1."""
    rows = work_plan.activities(db, visit.filters)
    return sheet(head(t("Work plan"), rows, visit, t), rows, plan_words.columns(t), t)
