"""Where would the next course places close most of the gap?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    return [Panel(key, "") for key in ("places",)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    return []
