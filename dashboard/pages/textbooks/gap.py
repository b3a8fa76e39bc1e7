"""Where are both trained teachers and books short?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.areas import COUNTRY, chosen, frame
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


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    areas = gap.by_district(db, filters)
    figure = maps.country_map(
        areas,
        None,
        measure=MEASURE.code,
        unit=MEASURE.unit,
        geojson=BOUNDARIES,
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(areas, filters, "district"),
        regions=sorted(areas["region"].unique()),
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
