"""Does each pupil of grades 7–9 have a usable book in the language they learn in?"""

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from dashboard.areas import COUNTRY, chosen, frame
from dashboard.sections import section
from dashboard.urls import BOUNDARIES, passport
from dashboard.visit import Visit
from data_access.queries import areas
from data_access.queries.map import MEASURES
from data_access.queries.textbooks import choices, provision, shortages
from data_access.queries.training import teachers
from geo import boundaries
from layouts.figures import schools as maps
from layouts.figures import textbooks_provision as figures
from layouts.i18n import Translator
from layouts.panel import Panel, is_invented
from layouts.shell import Control
from layouts.textbooks import provision as words
from layouts.textbooks import shortages as gaps
from layouts.training.coverage import areas_of

MEASURE = MEASURES["R1.4"]


@section("subject", "grade", "language", "title")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    names = areas_of(areas.areas(db, filters)) | teachers.subjects(db, filters)
    whole, groups = provision.whole(db, filters), provision.groups(db, filters)
    causes, years = shortages.causes(db, filters), provision.trend(db, filters)
    districts = provision.districts(db, filters)
    titles = shortages.titles(db, filters)
    asked = titles[titles["title"] == filters.title]["title_name"]
    told = [
        words.provision(
            *(whole, provision.sciences(db, filters), groups, causes),
            *(_target(years), names, filters, t),
        ),
        country_map(districts, names, visit, t),
        words.multiples(groups, whole, names, filters, t),
        gaps.trend(years, figures.trend(years, t) if len(years) else None, names, filters, t),
        words.why(causes, is_invented(titles), names, filters, t),
        gaps.districts(districts, names, filters, t),
        gaps.titles(titles, names, filters, t),
        gaps.schools(
            shortages.schools(db, filters),
            shortages.school_count(db, filters),
            asked.iloc[0] if len(asked) else filters.title,
            lambda code: passport(visit.asked, code),
            names,
            filters,
            t,
        ),
    ]
    if not provision.is_listed(db, filters):
        told = [replace(panel, finding=words.unlisted(filters, names, t)) for panel in told]
    return [words.reach(provision.reach(db, filters), names, filters, t), *told]


def _target(years: pd.DataFrame) -> float:
    return float(years["target"].iloc[-1]) if len(years) else float("nan")


def country_map(
    districts: pd.DataFrame, names: dict[str, str], visit: Visit, t: Translator
) -> Panel:
    """Return the map of provision by district."""
    filters = visit.filters
    traces = maps.area_traces(
        districts,
        measure=MEASURE.code,
        unit=MEASURE.unit,
        geojson=BOUNDARIES,
        regions=sorted(districts["region"].unique()),
        t=t,
    )
    figure = maps.country_map(
        traces,
        [],
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(districts, filters, "district"),
        school=None,
        t=t,
    )
    return gaps.district_map(districts, MEASURE, figure, boundaries.ATTRIBUTION, names, filters, t)


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of a subject, a grade and a language of instruction."""
    return words.controls(
        teachers.subjects(db, visit.filters), choices.GRADES, choices.LANGUAGES, visit.filters, t
    )
