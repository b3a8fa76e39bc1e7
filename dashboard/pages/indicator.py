"""One indicator: where it stands, how it came there, where it differs, and what it means."""

from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.areas import COUNTRY, chosen, frame
from dashboard.coloured import coloured
from dashboard.numbers import number_of
from dashboard.page import Page
from dashboard.visit import NotFound, Visit
from data_access.indicators import status
from data_access.queries import areas, map, result_framework, result_history
from data_access.queries.implementation import commitments
from data_access.queries.result_outlook import outlooks
from data_access.queries.results import Row
from data_access.queries.training.teachers import subjects
from layouts import controls as choices
from layouts import country_map as map_words
from layouts import results as arrangement
from layouts import slides, status_rules
from layouts.figures import results as figures
from layouts.figures import schools as school_figures
from layouts.i18n import N_, Translator
from layouts.implementation import commitments as promises
from layouts.panel import Panel
from layouts.proposals import way
from layouts.results import indicator as words
from layouts.results import words as result_words
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of one indicator; those that it does not have are empty."""
    filters, row = visit.filters, known(db, visit)
    links, code = _links(db, visit, row), row["indicator"]
    quarters = result_history.history(db, filters)
    ahead = outlooks(db, filters).get(code)
    coming = ahead.quarters if ahead else None
    figure = figures.history(quarters, coming, row["unit"], pd.Timestamp(filters.quarter), t)
    return [
        words.head(row, status.thresholds(filters.quarter), links, filters, t),
        promises.of_indicator(
            commitments.endangering(commitments.commitments(db, filters), code), filters, t
        ),
        words.history(row, quarters, figure, links, coming, filters, t),
        words.revisions(row, result_history.revisions(db, filters), filters, t),
        _map(db, visit, row, t),
        words.by_area(row, result_history.by_area(db, filters), filters, t),
        words.by_group(row, result_history.groups(db, filters), subjects(db, filters), filters, t),
        words.definition(
            row,
            result_history.meanings(db, filters),
            status_rules.table(status.history(), t),
            filters,
            t,
        ),
    ]


def known(db: Connection, visit: Visit) -> Row:
    """Return the row of the indicator asked for; raise NotFound."""
    rows = result_framework.rows(db, visit.filters)
    code = visit.filters.indicator
    if code not in rows:
        dropped = (each.removeprefix("indicator=") for each in visit.dropped)
        raise NotFound("indicator", code or next(dropped, "–"))
    return rows[code]


def _links(db: Connection, visit: Visit, row: Row) -> words.Links:
    code = row["indicator"]
    before, after = result_framework.following(result_framework.rows(db, visit.filters), code)

    def neighbour(each: str | None) -> tuple[str, str] | None:
        return (each, urls.indicator(visit.asked, each)) if each else None

    return words.Links(
        framework=urls.address(urls.RESULTS, replace(visit.asked, indicator=None)),
        before=neighbour(before),
        after=neighbour(after),
        export=urls.address(urls.INDICATOR_HISTORY, visit.asked),
        meeting=urls.address(urls.MEETING, replace(visit.asked, slides=slides.about("result"))),
        number=number_of(visit.filters)(row),
    )


def _map(db: Connection, visit: Visit, row: Row, t: Translator) -> Panel:
    """Return the map of the overview for an indicator; empty where it is told of the country
    only."""
    if map.of_indicator(row) is None:
        return Panel("map", "")
    filters = replace(visit.filters, measure=row["indicator"], school=None)
    _, level = map.measure_asked(db, filters)
    panel, traces = coloured(db, filters, t)
    figure = school_figures.country_map(
        traces,
        [],
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(map.measure_by_area(db, filters), filters, level),
        school=None,
        t=t,
    )
    unit = t(result_words.UNIT[row["unit"]])
    return map_words.only_areas(panel, unit, figure, t)


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        *choices.area_controls(areas.areas(db, visit.filters), visit.asked, t),
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
    ]


def places(t: Translator) -> Any:
    """Return the arrangement of the page."""
    return arrangement.indicator_places(t)


def proposals(visit: Visit, t: Translator) -> Any:
    """Return what leads to the form of a status of the indicator in the quarter shown."""
    return way(urls.override(visit.filters), t("Set its status by decision"))


PAGE = Page(
    path=urls.RESULT,
    title=N_("Indicator"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=places,
    proposals=proposals,
    scripts=("built/charts.js",),
    styles=(
        "css/bars.css",
        "css/training-forecast.css",
        "css/ledger.css",
        "css/results.css",
        "css/promises.css",
    ),
)
