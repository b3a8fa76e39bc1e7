"""Every release, its manifest, and what changed between two of them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row

from dashboard import urls
from dashboard.access import Permission
from dashboard.numbers import number_of
from dashboard.page import Page
from dashboard.visit import Visit
from data_access import ledger
from data_access.filters import Filters
from data_access.queries import release_changes
from layouts import controls as choices
from layouts import numbers as arrangement
from layouts import overview
from layouts.i18n import N_, Translator
from layouts.numbers import releases as words
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the list of releases, and what changed from one to the other."""

    def address(number: int) -> str:
        return urls.address(urls.RELEASES, Filters(release=number, lang=visit.filters.lang))

    return [
        words.listed(visit.releases, ledger.day_of, address, urls.manifest, t),
        _changes(db, visit, t),
    ]


def _changes(db: Connection, visit: Visit, t: Translator) -> Panel:
    other = _beside(visit)
    if other is None:
        return overview.first_release(t, "release-changes")
    now = replace(visit.filters.everywhere(), beside=None)
    then = replace(visit.asked_of(other), region=None, district=None, beside=None)
    names = choices.named_releases([other, visit.release], t)
    return words.changes(
        release_changes.changes(db, now, then),
        (names[0][1], names[1][1]),
        lambda row: f"{number_of(now)(row).address}&beside={other.number}",
        release_changes.other_definitions(db, now, then),
        t,
    )


def _beside(visit: Visit) -> Row | None:
    """Return the release with which this one is compared: the one asked for, or the one before."""
    for each in visit.releases:
        if each.number == visit.filters.beside != visit.release.number:
            return each
    return visit.before


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page: two releases."""
    other = _beside(visit)
    if other is None:
        return [choices.release_control(visit.releases, visit.release, t)]
    others = [each for each in visit.releases if each.number != visit.release.number]
    return [
        choices.release_control(visit.releases, visit.release, t),
        words.beside_control(choices.named_releases(others, t), str(other.number), t),
    ]


def places(t: Translator) -> Any:
    """Return the arrangement of the page."""
    return arrangement.releases_places(t)


PAGE = Page(
    path=urls.RELEASES,
    title=N_("Releases"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=places,
    styles=("css/ledger.css", "css/results.css", "css/numbers.css"),
)
