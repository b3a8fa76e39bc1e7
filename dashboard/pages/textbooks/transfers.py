"""Which surplus copies would help a school nearby?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from layouts.i18n import Translator
from layouts.panel import Panel


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    return []
