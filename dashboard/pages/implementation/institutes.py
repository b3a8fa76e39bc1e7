"""How far are institutes with their packages, and what do they do with partners abroad?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.pages.implementation.told import told
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.implementation import stages
from layouts.i18n import Translator
from layouts.implementation import joint, stage_panels
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    held = stages.joint_activities(db, visit.filters)
    address = urls.address(urls.JOINT_ACTIVITIES, visit.asked)
    return [
        stage_panels.packages(told("institute", db, visit, t), t),
        stage_panels.agreements(told("agreement", db, visit, t), t),
        joint.panel(held, {t("Joint activities as a file (CSV)"): address}, visit.filters, t),
    ]
