"""Who else has been trained?"""

from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.indicators.status import status, thresholds
from data_access.queries import results
from data_access.queries.training import equity, progress
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.training import lens, people

OTHERS = ("leaders", "specialists")


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section; they are about the whole country."""
    filters = visit.filters.everywhere()
    roles = progress.roles(db, filters)
    standing = results.standing(db, filters)
    rule = thresholds(filters.quarter)
    due = {}
    for audience in OTHERS:
        row = standing[progress.TARGETS[audience]]
        whole = roles[(roles["audience"] == audience) & (roles["role"] == "")]
        known = whole["people"].dropna()
        now = float(known.iloc[0]) if len(known) else float("nan")
        found = status(now, row["target"], row["end_target"], rule)
        due[audience] = row | {"status": found.value}
    panel = people.audiences(roles, due, filters, t)
    what = t("seats completed, of those enrolled")
    return [lens.beside(panel, equity.others_completed(db, filters), what, lens.share, t)]
