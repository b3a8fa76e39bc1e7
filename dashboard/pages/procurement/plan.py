"""Does procurement keep its plan?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.procurement import TOLERANCE
from data_access.indicators.status import lateness
from data_access.queries.procurement import plan
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.procurement import gantt
from layouts.procurement import plan as words
from layouts.shell import Control


@section("method")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters, day = visit.filters, pd.Timestamp(visit.filters.quarter)
    packages, steps = plan.packages(db, filters), plan.steps(db, filters)
    late_days = lateness(filters.quarter).at_risk_days
    exports = {
        t("Packages as a file (CSV)"): urls.address(urls.PROCUREMENT_PACKAGES, visit.asked),
        t("Steps as a file (CSV)"): urls.address(urls.PROCUREMENT_STEPS, visit.asked),
    }
    return [
        words.by_method(plan.by_method(packages), packages, filters, t),
        words.by_step(plan.by_step(steps, packages), packages, filters, t),
        words.slipping(plan.slipping(packages), packages, TOLERANCE, late_days, filters, t),
        words.next_steps(plan.next_steps(steps, packages, day), packages, filters, t),
        gantt.panel(packages, steps, day, late_days, exports, filters, t),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choice that only this section has."""
    return [words.method_control(plan.methods(db, visit.filters), visit.filters.method, t)]
