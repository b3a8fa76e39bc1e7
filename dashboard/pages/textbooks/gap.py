"""Where are both trained teachers and books short?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.areas import COUNTRY, chosen, frame
from dashboard.sections import section
from dashboard.urls import BOUNDARIES
from dashboard.visit import Visit
from data_access.queries.areas import inside
from data_access.queries.map import Measure
from data_access.queries.textbooks import gap
from geo import boundaries
from layouts.figures import schools as maps
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.textbooks import gap as words

MEASURE = Measure("double_gap", "share", ("district",), gap.by_district)


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    areas = gap.by_district(db, filters)
    traces = maps.area_traces(
        areas,
        measure=MEASURE.code,
        unit=MEASURE.unit,
        geojson=BOUNDARIES,
        regions=sorted(areas["region"].unique()),
        t=t,
    )
    figure = maps.country_map(
        traces,
        [],
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(areas, filters, "district"),
        school=None,
        t=t,
    )
    pairs = inside(gap.pairs(db, filters), filters)
    return [
        words.gap_map(areas, MEASURE, figure, boundaries.ATTRIBUTION, filters, t),
        words.gap_list(
            gap.doubles(db, filters),
            gap.schools(db, filters),
            int(pairs["is_told"].sum()),
            urls.address(urls.DOUBLE_GAP, visit.asked),
            filters,
            t,
        ),
    ]
