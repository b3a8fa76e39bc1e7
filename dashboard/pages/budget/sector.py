"""What does the country plan for education and spend on it?"""

from sqlalchemy import Connection

from dashboard.areas import COUNTRY, chosen, frame
from dashboard.sections import section
from dashboard.urls import BOUNDARIES
from dashboard.visit import Visit
from data_access.queries.map import Measure
from data_access.queries.money import periods, sector
from geo import boundaries
from layouts.budget import sector as words
from layouts.figures import schools as maps
from layouts.i18n import Translator
from layouts.panel import Panel

MEASURE = Measure("spending_per_pupil", "kgs", ("region",), sector.by_region)


@section("currency", "calendar", "prices")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; a region narrows years and levels."""
    filters = visit.filters
    regions, year = sector.by_region(db, filters), sector.year_asked(db, filters)
    prices = periods.deflator(db, filters)
    traces = maps.area_traces(
        regions,
        measure=MEASURE.code,
        unit=MEASURE.unit,
        geojson=BOUNDARIES,
        regions=sorted(regions["area"]),
        t=t,
    )
    figure = maps.country_map(
        traces,
        [],
        bounds=frame(COUNTRY),
        chosen=chosen(regions, filters, "region"),
        school=None,
        t=t,
    )
    names = dict(zip(regions["area"], regions["area_name"], strict=True))
    place = names.get(filters.region, t("whole country"))
    return [
        words.region_map(
            regions, year, MEASURE, figure, boundaries.ATTRIBUTION, prices, filters, t
        ),
        words.years(
            sector.by_year(db, filters), sector.published(db, filters), prices, place, filters, t
        ),
        words.levels(sector.by_level(db, filters), year, prices, place, filters, t),
        words.regions(regions, year, prices, filters, t),
    ]
