"""The results framework: every indicator from the outputs up to the impact."""

from typing import Any

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.numbers import number_of
from dashboard.page import Page
from dashboard.visit import Visit
from data_access.indicators import framework
from data_access.indicators.status import thresholds
from data_access.queries import areas, result_framework
from layouts import controls as choices
from layouts import results as arrangement
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.proposals import way
from layouts.results import framework as words
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the chain of results and the indicators."""
    filters = visit.filters
    branches = result_framework.branches(db, filters)
    return [
        words.chain(framework.results(), branches, filters, t),
        words.framework(
            branches,
            thresholds(filters.quarter),
            words.Ways(lambda code: urls.indicator(visit.asked, code), number_of(filters)),
            urls.address(urls.FRAMEWORK, visit.asked),
            filters,
            t,
        ),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        words.view_control(framework.VIEWS, visit.filters.view or framework.VIEWS[0], t),
        *choices.area_controls(areas.areas(db, visit.filters), visit.asked, t),
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
    ]


def places(t: Translator) -> Any:
    """Return the arrangement of the page."""
    return arrangement.places(t)


def proposals(visit: Visit, t: Translator) -> Any:
    """Return what leads to the form of a status in the quarter shown."""
    return way(urls.override(visit.filters), t("Set a status by decision"))


PAGE = Page(
    path=urls.RESULTS,
    title=N_("Results"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=places,
    proposals=proposals,
    styles=("css/ledger.css", "css/results.css"),
)
