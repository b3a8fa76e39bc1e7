"""Which rows behind a number leave as a file?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard import numbers as places
from dashboard.exports.sheet import head, sheet
from dashboard.visit import NotFound, Visit
from data_access import ledger
from data_access.queries import numbers, results
from layouts.i18n import Translator
from layouts.numbers.sources import row_columns


def rows_behind(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every row behind the figure of an indicator; of a person only where it stands."""
    known = results.standing(db, visit.filters)
    if visit.filters.indicator not in known:
        raise NotFound("indicator", visit.filters.indicator or "–")
    row = known[visit.filters.indicator]
    columns = row_columns(places.kinds(t.lang), ledger.day_of, t)
    found = numbers.contributions(db, visit.filters)
    rows = pd.DataFrame(
        [{column.name: getattr(each, column.name) for column in columns} for each in found],
        columns=[column.name for column in columns],
    ).assign(demonstration=1 if row["demonstration"] == 1 else 0)
    title = f"{row['indicator']} {row['indicator_name']}"
    return sheet(head(title, rows, visit, t), rows, columns, t)
