"""What does the map of the country show of its areas, on whichever page it stands?"""

from typing import Any

from sqlalchemy import Connection

from dashboard.urls import BOUNDARIES
from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries import map, results
from geo import boundaries
from layouts import country_map as map_words
from layouts import labels
from layouts.figures import schools as school_figures
from layouts.i18n import Translator
from layouts.panel import Panel


@kept("release", "period", "measure", "by", "lang")
def coloured(db: Connection, filters: Filters, t: Translator) -> tuple[Panel, list[dict[str, Any]]]:
    """Return what the map says about the areas of the country, and their traces."""
    measure, level = map.measure_asked(db, filters)
    by_area = map.measure_by_area(db, filters)
    regions = by_area["region"] if level == "district" else by_area["area"]
    traces = school_figures.area_traces(
        by_area,
        measure=measure.code,
        unit=measure.unit,
        geojson=BOUNDARIES,
        regions=sorted(regions.unique()),
        t=t,
        is_counted=measure.adds_up,
    )
    code = measure.code
    name = t(labels.MEASURE[code]) if code in labels.MEASURE else results.names(db, filters)[code]
    whole = map.of_country(by_area, measure)
    panel = map_words.areas_panel(
        by_area, measure, name, level, whole, boundaries.ATTRIBUTION, filters, t
    )
    return panel, traces
