"""Which surplus copies would help a school nearby?"""

from collections.abc import Hashable
from dataclasses import replace

from sqlalchemy import Connection

from dashboard import urls
from dashboard.visit import Visit
from data_access.queries.areas import is_narrowed
from data_access.queries.textbooks import transfers
from data_access.queries.textbooks.choices import DISTANCES
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.textbooks import jobs
from layouts.textbooks import transfers as words


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters, km = visit.filters, transfers.limit(visit.filters)
    links = words.Links(
        file=urls.address(urls.TEXTBOOK_TRANSFERS, visit.asked),
        sheets=urls.address(urls.TRANSFER_SHEETS, visit.asked),
    )
    job = None
    if not is_narrowed(filters):
        # The release is named, so that nothing is started for another one published since.
        asked = replace(visit.asked, release=visit.release.number)
        ways = (urls.TRANSFER_JOB, urls.TRANSFER_JOB_START, urls.TRANSFER_JOB_CANCEL)
        state, start, cancel = (urls.address(way, asked) for way in ways)
        job = jobs.block(transfers.standing(db, filters), (state, start, cancel), km, t)
    return words.panels(transfers.asked(db, filters), km, job, links, filters, t)


def controls(visit: Visit, t: Translator) -> list[Control]:
    """Return the choice that only this section has."""
    return words.controls(DISTANCES, transfers.limit(visit.filters), t)


def moving(db: Connection, visit: Visit) -> Hashable:
    """Return the state of the whole country's job; how far a running one is, the page asks for."""
    if is_narrowed(visit.filters):
        return None
    standing = transfers.standing(db, visit.filters)
    is_running = standing.state == "running"
    return replace(standing, done=0) if is_running else standing
