"""The overview: where does the programme stand, where are the gaps, and what needs attention?"""

from collections.abc import Mapping
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
from dashboard.urls import passport
from dashboard.visit import NotFound, Visit
from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import lateness
from data_access.queries import areas, budget, exceptions, map, releases, results, schools
from data_access.queries.areas import lies_inside
from layouts import controls as choices
from layouts import country_map as map_words
from layouts import overview as words
from layouts import school_card
from layouts.figures import budget as budget_figures
from layouts.figures import schools as school_figures
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the overview."""
    filters = visit.filters
    standing = results.standing(db, filters)
    return [
        words.headlines(standing.values(), number_of(filters), filters, t),
        country_map(db, visit, t),
        school(db, visit, t),
        components(db, filters, t),
        curve(db, filters, t),
        words.attention(
            exceptions.exceptions(db, filters, standing),
            lateness(filters.quarter).at_risk_days,
            PAGE.address(visit.asked),
            filters,
            t,
            deadlines=urls.address(urls.DEADLINES, visit.asked.everywhere()),
            meeting=urls.address(urls.MEETING, replace(visit.asked, school=None)),
        ),
        changes(db, visit, standing, t),
    ]


def country_map(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return the map of the chosen measure and of the innovative schools."""
    filters = visit.filters
    _, level = map.measure_asked(db, filters)
    innovative = [row for row in innovative_schools(db, filters) if lies_inside(row, filters)]
    panel, traces = coloured(db, filters, t)
    figure = school_figures.country_map(
        traces,
        innovative,
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(map.measure_by_area(db, filters), filters, level),
        school=filters.school,
        t=t,
    )
    about = urls.way_to_area(visit.asked)
    return map_words.country_map(panel, innovative, figure, about, filters, t)


@kept("release", "period", "lang")
def innovative_schools(db: Connection, filters: Filters) -> list[dict[Any, Any]]:
    """Return the innovative schools of the whole country as rows."""
    return schools.innovative_schools(db, filters.everywhere()).to_dict("records")


def school(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return the six packages of the chosen school; an empty panel where none is chosen."""
    if not visit.filters.school:
        return school_card.no_school()
    innovative = schools.innovative_schools(db, visit.filters)
    packages = schools.packages(db, visit.filters)
    code = visit.filters.school
    chosen, its_packages = (part[part["school"] == code] for part in (innovative, packages))
    if chosen.empty:
        raise NotFound("school", code)
    close = PAGE.address(replace(visit.asked, school=None))
    address = passport(visit.asked, code)
    return school_card.school(chosen, its_packages, close, visit.filters, t, passport=address)


@kept("release", "period", "lang")
def components(db: Connection, filters: Filters, t: Translator) -> Panel:
    """Return work done, money spent and time gone of the components, of the whole country."""
    frame = budget.progress_by_component(db, filters)
    return words.components(frame, filters, t)


@kept("release", "period", "lang")
def curve(db: Connection, filters: Filters, t: Translator) -> Panel:
    """Return contract awards and disbursement against projection, of the whole country."""
    frame = budget.award_and_disbursement_curve(db, filters)
    until = pd.Timestamp(filters.quarter)
    figure = budget_figures.award_and_disbursement_curve(frame, until, t)
    return words.curve(frame, until, figure, filters, t)


def changes(db: Connection, visit: Visit, standing: Mapping[str, Any], t: Translator) -> Panel:
    """Return what changed since the release before."""
    before = visit.before
    if before is None:
        return words.first_release(t)
    rows = releases.changes(standing, results.standing(db, visit.asked_of(before)))
    compared = Filters(release=visit.release.number, beside=before.number, lang=visit.filters.lang)
    return words.changes(
        rows,
        visit.filters,
        before.as_of,
        visit.release.corrected_count,
        t,
        more=urls.address(urls.RELEASES, compared),
    )


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the overview."""
    measure, level = map.measure_asked(db, visit.filters)
    return [
        *choices.area_controls(areas.areas(db, visit.filters), visit.asked, t),
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
        choices.measure_control(list(map.MEASURES), measure.code, t),
        choices.level_control(measure.levels, level, t),
    ]


def places(t: Translator) -> Any:
    """Return the arrangement of the page."""
    return words.places(t)


PAGE = Page(
    path="/",
    title=N_("Overview"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=places,
    scripts=("built/charts.js",),
)
