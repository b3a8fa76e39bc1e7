"""Does each pupil of grades 7–9 have a usable book in the language they learn in?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from layouts.i18n import Translator
from layouts.panel import Panel


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    return []
