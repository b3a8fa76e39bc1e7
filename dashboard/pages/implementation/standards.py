"""How far are standards, guides and the body that reviews them?"""

from sqlalchemy import Connection

from dashboard.pages.implementation.told import told
from dashboard.sections import section
from dashboard.visit import Visit
from layouts.i18n import Translator
from layouts.implementation import stage_panels
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    return [
        stage_panels.standards(told("standard", db, visit, t), t),
        stage_panels.guides(told("guide", db, visit, t), t),
        stage_panels.steps(told("step", db, visit, t), t),
    ]
