"""Summaries of money."""

from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, case, func, literal

from data_access.models import (
    Budget,
    Contract,
    ExchangeRate,
    FundAmount,
    Payment,
    Projection,
    SectorSpending,
    Withdrawal,
)
from data_access.models.base import Exact
from data_access.summaries.summary import kept, summary


def _where(fact):
    return {"fund": fact.fund, "component": fact.component, "category": fact.category}


_NOTHING = literal(Decimal(0), Exact())


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0), type_=Integer())


FUNDS = summary(
    "summary_fund", FundAmount, {"fund": FundAmount.fund}, kept(FundAmount, "amount", "source")
)

BUDGET = summary(
    "summary_budget",
    Budget,
    {**_where(Budget), "line": Budget.line, "year": Budget.year},
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
    {
        **_where(Payment),
        "line": Payment.line,
        "paid_from": Payment.paid_from,
        "period": Payment.period,
        "month": Payment.month,
    },
    {
        "amount_usd": func.sum(Payment.amount_usd),
        "amount_kgs": func.sum(Payment.amount_kgs),
        "amount_xdr": func.sum(Payment.amount_xdr),
        "contract_usd": func.sum(
            case((Payment.contract != "", Payment.amount_usd), else_=_NOTHING), type_=Exact()
        ),
        "with_xdr": func.count(Payment.amount_xdr),
        "older_rates": _number_of(Payment.rate_on < Payment.paid_on),
        "refunds": _number_of(Payment.amount < 0),
    },
)

WITHDRAWALS = summary(
    "summary_withdrawal",
    Withdrawal,
    {
        "fund": Withdrawal.fund,
        "method": Withdrawal.method,
        "period": Withdrawal.period,
        "month": Withdrawal.month,
    },
    {
        "amount_usd": func.sum(Withdrawal.amount_usd),
        "amount_kgs": func.sum(Withdrawal.amount_kgs),
        "amount_xdr": func.sum(Withdrawal.amount_xdr),
        "with_xdr": func.count(Withdrawal.amount_xdr),
    },
)

MOVES = ("direct", "advance", "replenishment")
"""Methods of withdrawal that move money; the others only document its use."""

RATES = summary(
    "summary_rate",
    ExchangeRate,
    {"currency": ExchangeRate.currency, "day": ExchangeRate.day},
    kept(ExchangeRate, "rate", "source"),
)

SECTOR = summary(
    "summary_sector",
    SectorSpending,
    {"area": SectorSpending.area, "year": SectorSpending.year, "level": SectorSpending.level},
    kept(SectorSpending, "planned", "actual", "repair", "source"),
)
