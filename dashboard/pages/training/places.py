"""Where would the next course places close most of the gap?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.visit import Visit
from data_access.placement import GROUP
from data_access.queries.training import equity, places
from data_access.queries.training.places import DEFAULT_FLOOR, DEFAULT_PLACES, FLOORS, PLACES
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.training import lens
from layouts.training import placement as words


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    asked = places.placed(db, visit.filters)
    export = urls.address(urls.TRAINING_PLACES, visit.asked)
    panel = words.panel(asked, GROUP, export, visit.filters, t)
    what = t("coverage after these courses, if places are shared out by those not trained yet")
    return [lens.beside(panel, equity.placed(db, visit.filters, asked), what, lens.share, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    filters, named = visit.filters, places.subjects(db, visit.filters)
    return words.controls(
        list(zip(named["subject"], named["subject_name"], strict=True)),
        filters.subject,
        (PLACES, filters.places or DEFAULT_PLACES),
        (FLOORS, DEFAULT_FLOOR if filters.floor is None else filters.floor),
        t,
    )
