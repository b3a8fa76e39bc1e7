"""Will ten thousand be reached in time?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.queries.training import equity, forecast
from layouts.figures.training_forecast import trained_and_forecast
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import forecast as words
from layouts.training import lens


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    asked = forecast.forecast(db, visit.filters)
    today = pd.Timestamp(visit.filters.quarter)
    closing = None if pd.isna(asked.closing) else asked.closing
    figure = trained_and_forecast(asked.quarters, asked.target, today, closing, t)
    panel = words.panel(asked, figure, visit.filters, t)
    what = t("trained in the last four quarters, of those eligible, whole country")
    return [lens.beside(panel, equity.pace(db, visit.filters), what, lens.share, t)]
