"""What do panels of stages tell of?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.visit import Visit
from data_access.indicators.status import lateness
from data_access.models.implementation import STAGES
from data_access.queries.implementation import stages
from layouts.i18n import Translator
from layouts.implementation.stage_panels import Told


def told(kind: str, db: Connection, visit: Visit, t: Translator) -> Told:
    """Return items of one kind with their stages."""
    filters = visit.filters
    items = stages.of_kind(stages.items(db, filters), kind)
    reached = stages.of_kind(stages.stages(db, filters), kind)
    return Told(
        items,
        reached,
        stages.listed(items, reached),
        STAGES[kind],
        lateness(filters.quarter).at_risk_days,
        {t("All stages as a file (CSV)"): urls.address(urls.STAGES, visit.asked)},
        filters,
    )
