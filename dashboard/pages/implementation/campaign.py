"""Whom does the public information campaign reach?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard import urls
from dashboard.areas import COUNTRY, frame
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.status import thresholds
from data_access.queries import result_framework
from data_access.queries.implementation import campaign
from data_access.queries.map import Measure
from geo import boundaries
from layouts.figures import results as figures
from layouts.figures import schools as maps
from layouts.i18n import Translator
from layouts.implementation import campaign as words
from layouts.panel import Panel
from layouts.shell import Control

MEASURE = Measure("campaign_people", "people", ("district",), campaign.by_district)


@section("held")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters.everywhere()
    events, quarters = campaign.events(db, filters), campaign.by_quarter(db, filters)
    row = result_framework.rows(db, filters)[campaign.REACHED]
    figure = figures.history(quarters, None, row["unit"], pd.Timestamp(filters.quarter), t)
    return [
        words.reach(
            row,
            quarters,
            figure,
            thresholds(filters.quarter),
            urls.indicator(visit.asked, campaign.REACHED),
            filters,
            t,
        ),
        _map(db, visit, events, t),
        words.channels(campaign.by_channel(events), events, filters, t),
        words.event_list(events, urls.address(urls.CAMPAIGN_EVENTS, visit.asked), filters, t),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choice of the quarter whose events are on the map."""
    events = campaign.events(db, visit.filters.everywhere())
    return [words.quarter_control(events, visit.filters.held, t)]


def _map(db: Connection, visit: Visit, events: pd.DataFrame, t: Translator) -> Panel:
    filters = visit.filters.everywhere()
    districts = campaign.by_district(db, filters)
    traces = maps.area_traces(
        districts,
        measure=MEASURE.code,
        unit=MEASURE.unit,
        geojson=urls.BOUNDARIES,
        regions=sorted(districts["region"].unique()),
        t=t,
    )
    figure = maps.country_map(traces, [], bounds=frame(COUNTRY), chosen=[], school=None, t=t)
    return words.district_map(
        districts,
        campaign.in_quarter(events, filters.held),
        MEASURE,
        figure,
        boundaries.ATTRIBUTION,
        filters,
        t,
    )
