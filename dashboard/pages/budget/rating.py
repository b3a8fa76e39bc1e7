"""Where does each component stand by the house rule, and what would change it?"""

from sqlalchemy import Connection

from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.rating import history
from data_access.queries.money import rating
from data_access.queries.money.choices import MORE_DONE, MORE_MONEY, MORE_WORK
from data_access.queries.money.execution import names
from layouts.budget import rating as words
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control


@section("rated", "more_awards", "more_paid", "more_work", "more_done", "currency", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    return [
        words.panel(rating.ratings(db, filters), history(), filters, t),
        words.simulator(*rating.simulated(db, filters), filters, t),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    more = {
        **{"more_awards": MORE_MONEY, "more_paid": MORE_MONEY},
        **{"more_work": MORE_WORK, "more_done": MORE_DONE},
    }
    return words.controls(names(db, visit.filters)["component"], more, visit.filters, t)
