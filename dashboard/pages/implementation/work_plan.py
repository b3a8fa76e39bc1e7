"""Does the work plan keep its days and its money?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.status import lateness
from data_access.queries.implementation import progress, work_plan
from layouts.i18n import Translator
from layouts.implementation import gantt
from layouts.implementation import work_plan as words
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters, day = visit.filters, pd.Timestamp(visit.filters.quarter)
    rows = work_plan.activities(db, filters)
    critical = progress.critical(rows)
    late_days = lateness(filters.quarter).at_risk_days
    exports = {t("Work plan as a file (CSV)"): urls.address(urls.ACTIVITIES, visit.asked)}
    return [
        words.by_component(progress.by("component", rows), rows, filters, t),
        words.value(progress.earned_value(rows), rows, filters, t),
        words.critical(critical, rows, progress.TOLERANCE, late_days, filters, t),
        words.by_line(progress.by("line", rows), rows, filters, t),
        gantt.panel(rows, critical, day, late_days, exports, filters, t),
    ]
