"""How many different people have been trained, and where are the gaps?"""

from dataclasses import replace

from sqlalchemy import Connection

from dashboard import urls
from dashboard.areas import COUNTRY, chosen, frame
from dashboard.urls import BOUNDARIES
from dashboard.visit import Visit
from data_access.indicators.status import LOOKS_GOOD, status, thresholds
from data_access.queries import areas, results
from data_access.queries.map import MEASURES
from data_access.queries.training import coverage, equity, progress, teachers
from geo import boundaries
from layouts.figures import schools as maps
from layouts.i18n import Translator
from layouts.panel import Panel, is_invented
from layouts.training import coverage as words
from layouts.training import lens, parity, people

COVERAGE = MEASURES["R2.2"]


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    names = words.areas_of(areas.areas(db, filters)) | teachers.subjects(db, filters)
    groups = coverage.groups(db, filters)
    whole = coverage.whole(db, filters).iloc[0].to_dict()
    demonstration = is_invented(teachers.cells(db, filters))
    counted = words.counted_note(teachers.counted(db, filters), t)
    found = (
        trained(db, visit, t),
        seats(db, visit, t),
        country_map(db, visit, t),
        words.multiples(groups, whole, names, demonstration, filters, t),
        parity.parity(coverage.parity(db, filters), names, demonstration, filters, t),
    )
    return [
        panel if panel.key == "seats" else replace(panel, notes=(*panel.notes, *counted))
        for panel in found
    ]


def trained(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return people trained against the targets to date and in the end."""
    filters = visit.filters
    path = progress.path(db, filters)
    due = results.standing(db, filters)["R2.1"]
    now = float("nan") if path.empty or path["people"].isna().iloc[-1] else path["people"].iloc[-1]
    rule = thresholds(filters.quarter)
    standing = status(float(now), due["target"], due["end_target"], rule).value
    silent = coverage.silent(db, filters)
    is_provisional = standing in LOOKS_GOOD and len(silent) > 0
    panel = people.trained(
        path,
        due | {"status": standing, "provisional": is_provisional},
        coverage.groups(db, filters),
        silent,
        filters,
        t,
    )
    what = t("trained, of those eligible")
    return lens.beside(panel, equity.covered(db, filters), what, lens.share, t)


def seats(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return different people beside seats."""
    filters = visit.filters
    panel = people.seats(progress.meters(db, filters), filters, t)
    what = t("seats a teacher, whole country")
    return lens.beside(panel, equity.seats(db, filters), what, lens.times, t)


def country_map(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return the map of coverage by district."""
    filters = visit.filters
    districts = coverage.districts(db, filters)
    traces = maps.area_traces(
        districts,
        measure=COVERAGE.code,
        unit=COVERAGE.unit,
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
    whole = coverage.whole(db, filters).iloc[0].to_dict()
    about = urls.way_to_area(visit.asked)
    return words.coverage(
        districts, whole, COVERAGE, figure, boundaries.ATTRIBUTION, about, filters, t
    )
