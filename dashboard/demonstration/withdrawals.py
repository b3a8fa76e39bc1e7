"""How did the money leave the funds, and what of the advances was documented?"""

from decimal import Decimal
from functools import cache
from itertools import pairwise

import pandas as pd

from dashboard.demonstration import money
from dashboard.demonstration.quarters import PAID, last_day, quarter_of, working_day
from data_access.imports.sheets.finance import convert

ADVANCES = {"G0852": 1_500_000, "L4217": 1_000_000}
"""First advance to the account of each fund, USD."""
TAKEN_BACK = {"G0852": 120_000}
"""Documented in the last quarter without being paid again: the advance shrinks."""
MISTYPED, TYPED = 18_000, "2026-Q2"
"""One direct payment of the loan came in with two digits swapped, and was corrected a quarter
later: USD."""
MISTYPED_FUND = "L4217"


@cache
def withdrawals() -> pd.DataFrame:
    """Return the applications: columns of the sheet "withdrawals", `quarter` and `usd`."""
    rows = pd.concat([_direct(), _advances()], ignore_index=True)
    rows = rows.sort_values(["paid_on", "fund", "method"], ignore_index=True, kind="stable")
    number = [f"AP-{turn:04d}" for turn in range(1, len(rows) + 1)]
    quarter = quarter_of(rows["paid_on"])
    return rows.assign(number=number, currency="USD", quarter=quarter, usd=rows["amount"])


def known_at(quarter: str) -> pd.DataFrame:
    """Return what the workbook of a quarter says: its applications, and one correction."""
    rows = withdrawals()
    wrong = _mistyped(rows)
    here = rows[rows["quarter"] == quarter]
    if quarter == TYPED:
        amount = here["amount"].where(here["number"] != wrong, here["amount"] + MISTYPED)
        return here.assign(amount=amount)
    if PAID.index(quarter) == PAID.index(TYPED) + 1:
        return pd.concat([here, rows[rows["number"] == wrong]], ignore_index=True)
    return here


def _mistyped(rows: pd.DataFrame) -> str:
    found = rows[
        (rows["quarter"] == TYPED) & (rows["fund"] == MISTYPED_FUND) & (rows["method"] == "direct")
    ]
    return str(found["number"].iloc[-1])


def _direct() -> pd.DataFrame:
    """Return what the funds paid directly, one application for each fund and month."""
    paid = money.payments()
    paid = paid[(paid["paid_from"] == "direct") & (paid["fund"] != "GOV")]
    month = paid["paid_on"].dt.to_period("M")
    columns = (paid[name] for name in ("amount", "rate", "currency"))
    dollars = [
        convert(Decimal(str(amount)), Decimal(str(rate)), currency, "USD")
        for amount, rate, currency in zip(*columns, strict=True)
    ]
    cents = pd.Series([int(each * 100) for each in dollars], paid.index)
    grouped = paid.assign(month=month, cents=cents).groupby(["fund", "month"], as_index=False)
    sums = grouped.agg(cents=("cents", "sum"), paid_on=("paid_on", "max"))
    return pd.DataFrame(
        {
            "fund": sums["fund"],
            "method": "direct",
            "paid_on": sums["paid_on"],
            "amount": sums["cents"] / 100,
        }
    )


def _advances() -> pd.DataFrame:
    """Return advances, and what fills them again: each quarter what the one before spent."""
    paid = money.payments()
    paid = paid[paid["paid_from"] == "advance"]
    spent = paid.assign(usd=paid["usd"].round(2)).groupby(["fund", "quarter"])["usd"].sum()
    rows = []
    for fund, amount in ADVANCES.items():
        rows.append((fund, "advance", pd.Timestamp("2024-10-14"), float(amount)))
        for before, quarter in pairwise(PAID):
            day = last_day(before) + pd.Timedelta(days=24)
            whole = round(float(spent.get((fund, before), 0.0)) * 0.94, -2)
            back = TAKEN_BACK.get(fund, 0) if quarter == PAID[-1] else 0
            rows.append((fund, "replenishment", day, whole - back))
            if back:
                rows.append((fund, "soe", day, float(back)))
    frame = pd.DataFrame(rows, columns=["fund", "method", "paid_on", "amount"])
    return frame.assign(paid_on=working_day(frame["paid_on"])).query("amount > 0")
