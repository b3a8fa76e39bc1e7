"""Summaries of procurement: the plan, the contracts, and what was paid on them.

They are kept as the plan states them, one row per fact, since a page names each package and each
contract. Payments are many: they are added up by contract and quarter.
"""

from sqlalchemy import func

from data_access.models import (
    Contract,
    Deliverable,
    Milestone,
    Payment,
    ProcurementPackage,
    Supplier,
    Variation,
)
from data_access.summaries.summary import NAMES, Summary, as_stated, summary

SUPPLIERS = as_stated("summary_supplier", Supplier, {"supplier": "code"}, *NAMES, "country")

PACKAGES = as_stated(
    "summary_procurement",
    ProcurementPackage,
    {"package": "code"},
    *NAMES,
    *("method", "review", "category", "component", "estimate", "replaces", "cancelled_on"),
)

MILESTONES = as_stated(
    "summary_milestone",
    Milestone,
    {"package": "package", "step": "step"},
    *("planned_on", "actual_on"),
)

CONTRACTS = as_stated(
    "summary_contract",
    Contract,
    {"contract": "number"},
    *("supplier", "package", "fund", "component", "category", "signed_on", "ends_on"),
    *("amount", "currency", "rate", "amount_usd"),
)

VARIATIONS = as_stated(
    "summary_variation",
    Variation,
    {"contract": "contract", "variation": "variation"},
    *("signed_on", "amount", "rate", "amount_usd", "ends_on"),
)

DELIVERABLES = as_stated(
    "summary_deliverable",
    Deliverable,
    {"contract": "contract", "deliverable": "deliverable"},
    *NAMES,
    *("due_on", "accepted_on", "amount"),
)

PAID = summary(
    "summary_contract_paid",
    Payment,
    {"contract": Payment.contract, "period": Payment.period},
    {
        "amount_usd": func.sum(Payment.amount_usd),
        "amount_kgs": func.sum(Payment.amount_kgs),
        "first_rate_on": func.min(Payment.rate_on),
        "last_rate_on": func.max(Payment.rate_on),
    },
)
"""Statements of expenditure are those of the contract "", which is none."""

PROCUREMENT: tuple[Summary, ...] = (
    SUPPLIERS,
    PACKAGES,
    MILESTONES,
    CONTRACTS,
    VARIATIONS,
    DELIVERABLES,
    PAID,
)
