"""What does a district sign to move textbooks from school to school?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.exports.sheet import release_told
from dashboard.page import Page
from dashboard.visit import Visit
from data_access.queries import areas
from data_access.queries.textbooks import transfers
from data_access.queries.textbooks.choices import DISTANCES
from layouts import controls as choices
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.textbooks import sheets as words
from layouts.textbooks import transfers as section


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the sheets of all districts that give or receive."""
    filters, km = visit.filters, transfers.limit(visit.filters)
    back = urls.address(urls.TEXTBOOKS, visit.asked) + "#transfers"
    found = transfers.asked(db, filters)
    return [words.panel(found, km, release_told(visit, t), back, filters, t)]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of area, release and limit on distance."""
    distance = section.controls(DISTANCES, transfers.limit(visit.filters), t)
    return [
        *choices.area_controls(areas.areas(db, visit.filters), visit.asked, t),
        choices.release_control(visit.releases, visit.release, t),
        # Here it stands above everything, not in its section.
        *(Control(each.name, each.label, each.options, each.value) for each in distance),
    ]


def moving(db: Connection, visit: Visit) -> bool:
    """Return whether the whole country is worked out, where it is asked for."""
    return (
        not areas.is_narrowed(visit.filters)
        and transfers.standing(db, visit.filters).state == "done"
    )


PAGE = Page(
    path=urls.TRANSFER_SHEETS,
    title=N_("Transfers to sign"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    styles=("css/textbooks-sheets.css",),
    moving=moving,
)
