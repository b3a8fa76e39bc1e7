"""Which lists about results leave as files?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard.exports.sheet import head, sheet
from dashboard.visit import NotFound, Visit
from data_access.indicators.status import thresholds
from data_access.queries import result_framework, result_history
from layouts.i18n import Translator
from layouts.results import framework as framework_words
from layouts.results import indicator as indicator_words


def framework(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every indicator in the order of the framework; shares from 0 to 1."""
    branches = result_framework.branches(db, visit.filters)
    known = [row for branch in branches for row in branch.rows]
    told = framework_words.with_words(known, thresholds(visit.filters.quarter), t)
    rows = pd.DataFrame(told)
    return sheet(
        head(t("Results framework"), rows, visit, t), rows, framework_words.file_columns(t), t
    )


def indicator_history(db: Connection, visit: Visit, t: Translator) -> str:
    """Return one indicator quarter by quarter; shares from 0 to 1."""
    known = result_framework.rows(db, visit.filters)
    if visit.filters.indicator not in known:
        raise NotFound("indicator", visit.filters.indicator or "–")
    row = known[visit.filters.indicator]
    rows = result_history.history(db, visit.filters)
    title = f"{row['indicator']} {row['indicator_name']}"
    return sheet(head(title, rows, visit, t), rows, indicator_words.history_columns(row, t), t)
