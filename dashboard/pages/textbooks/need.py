"""How many copies are to be printed for the next school year?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.textbooks import need
from data_access.queries.textbooks.choices import DEFAULT_RESERVE, RESERVES
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.textbooks import need as words


@section("reserve")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    asked = need.need(db, visit.filters)
    export = urls.address(urls.ORDER_LIST, visit.asked)
    return [
        words.need(asked, export, visit.filters, t),
        words.cohorts(asked, visit.filters, t),
    ]


def controls(visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    reserve = visit.filters.reserve
    return words.controls(RESERVES, DEFAULT_RESERVE if reserve is None else reserve, t)
