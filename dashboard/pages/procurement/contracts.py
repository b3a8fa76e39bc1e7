"""What was signed, paid and accepted?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard import urls
from dashboard.sections import section
from dashboard.visit import Visit
from data_access.indicators.status import lateness
from data_access.queries.procurement import contracts
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.procurement import contracts as words


@section()
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters, day = visit.filters, pd.Timestamp(visit.filters.quarter)
    rows = contracts.contracts(db, filters)
    late_days = lateness(filters.quarter).at_risk_days
    exports = {
        t("Contracts as a file (CSV)"): urls.address(urls.CONTRACTS, visit.asked),
        t("Suppliers as a file (CSV)"): urls.address(urls.SUPPLIERS, visit.asked),
        t("Open contracting data (OCDS 1.1, JSON)"): urls.address(
            urls.OPEN_CONTRACTING, visit.asked
        ),
    }
    return [
        words.overview(rows, exports, late_days, filters, t),
        words.ends(rows, late_days, filters, t),
        words.results(rows, contracts.deliverables(db, filters), day, filters, t),
        words.changes(rows, contracts.variations(db, filters), filters, t),
        words.concentration(
            contracts.by_supplier(rows),
            contracts.concentration(rows),
            int(rows["supplier"].isna().sum()),
            filters,
            t,
        ),
    ]
