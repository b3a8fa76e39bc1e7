"""Which policy actions of each tranche are met?"""

from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.queries.implementation import policy
from layouts.i18n import Translator
from layouts.implementation import policy as words
from layouts.panel import Panel


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panel of the section."""
    rows = policy.actions(db, visit.filters)
    export = urls.address(urls.POLICY_ACTIONS, visit.asked)
    return [words.matrix(rows, policy.by_tranche(rows), export, visit.filters, t)]
