"""Which lists about procurement leave as files?"""

import pandas as pd
from sqlalchemy import Connection

from dashboard.exports.sheet import head, sheet
from dashboard.visit import Visit
from data_access.queries.procurement import contracts, plan
from layouts.i18n import Translator
from layouts.procurement import contracts as contract_words
from layouts.procurement import plan as plan_words


def contract_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every contract signed by the end of the quarter, the first one first."""
    rows = contracts.contracts(db, visit.filters)
    return sheet(head(t("Contracts"), rows, visit, t), rows, contract_words.columns(t), t)


def supplier_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the suppliers of these contracts, the largest first; shares from 0 to 1."""
    rows = contracts.by_supplier(contracts.contracts(db, visit.filters))
    return sheet(head(t("Suppliers"), rows, visit, t), rows, contract_words.supplier_columns(t), t)


def package_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the packages of the method asked for, or all."""
    rows = plan.packages(db, visit.filters)
    title = head(t("Procurement packages"), rows, visit, t)
    return sheet(title, rows, plan_words.package_columns(t), t)


def step_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the steps of these packages, planned and actual."""
    rows: pd.DataFrame = plan.steps(db, visit.filters)
    packages = plan.packages(db, visit.filters)
    title = head(t("Steps of the packages"), packages, visit, t)
    return sheet(title, rows, plan_words.step_columns(t), t)
