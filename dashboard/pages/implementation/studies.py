"""How far are the studies of budget efficiency?"""

from sqlalchemy import Connection

from dashboard.pages.implementation.told import told
from dashboard.sections import section
from dashboard.visit import Visit
from layouts.i18n import Translator
from layouts.implementation import stage_panels
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panel of the section."""
    return [stage_panels.studies(told("study", db, visit, t), t)]
