"""Summaries of money."""

from sqlalchemy import func

from data_access.models import Budget, Contract, FundAmount, Payment, Projection
from data_access.summaries.summary import kept, summary


def _where(fact):
    return {"fund": fact.fund, "component": fact.component, "category": fact.category}


FUNDS = summary(
    "summary_fund", FundAmount, {"fund": FundAmount.fund}, kept(FundAmount, "amount", "source")
)

BUDGET = summary(
    "summary_budget",
    Budget,
    {**_where(Budget), "year": Budget.year},
    {"amount": func.sum(Budget.amount)},
)

PROJECTIONS = summary(
    "summary_projection",
    Projection,
    {"fund": Projection.fund, "period": Projection.period, "version": Projection.version},
    kept(Projection, "awards", "disbursement"),
)

AWARDS = summary(
    "summary_award",
    Contract,
    {**_where(Contract), "period": Contract.period},
    {"amount_usd": func.sum(Contract.amount_usd)},
)

PAYMENTS = summary(
    "summary_payment",
    Payment,
    {**_where(Payment), "period": Payment.period},
    {"amount_usd": func.sum(Payment.amount_usd), "amount_kgs": func.sum(Payment.amount_kgs)},
)
