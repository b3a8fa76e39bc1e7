"""How long does a rental fund carry the textbooks of its pupils, and which fee would sustain it?

A house rule: the scheme keeps its size; every year one copy in `life` of all copies is replaced at
the stated price; the fee is collected at the rate of the last year; other costs stay as they were.
"""

from dataclasses import dataclass

import pandas as pd

from data_access.school_years import later

YEARS = 10
"""School years that are looked ahead."""


@dataclass(frozen=True)
class Scheme:
    """The scheme in its newest school year, in the part of the country asked for."""

    year: str
    balance: float
    """KGS in the fund at the end of the year; may be negative."""
    payers: float
    """Whole fees due: pupils who pay all of it, and half of those who pay half."""
    collected_share: float
    """Collected ÷ due"""
    copies: float
    """Copies that its pupils use."""
    other: float
    """KGS a year that does not buy copies."""

    def income(self, fee: float) -> float:
        """Return the KGS that come in during a year at a fee."""
        return fee * self.payers * self.collected_share

    def cost(self, price: float, life: float) -> float:
        """Return the KGS that a year costs."""
        return self.copies * price / life + self.other

    def sustaining_fee(self, price: float, life: float) -> float | None:
        """Return the lowest fee at which the balance does not fall; None where nobody pays."""
        paying = self.payers * self.collected_share
        return self.cost(price, life) / paying if paying > 0 else None


def outlook(scheme: Scheme, fee: float, price: float, life: float) -> pd.DataFrame:
    """Return the balance at the end of each school year to come.

    Columns: school_year (str), income, cost, balance (float64, KGS).
    """
    income, cost = scheme.income(fee), scheme.cost(price, life)
    years = range(1, YEARS + 1)
    return pd.DataFrame(
        {
            "school_year": [later(scheme.year, turn) for turn in years],
            "income": income,
            "cost": cost,
            "balance": [scheme.balance + turn * (income - cost) for turn in years],
        }
    )


def dry_year(coming: pd.DataFrame) -> str | None:
    """Return the first school year that ends without money; None where none does."""
    dry = coming[coming["balance"] < 0]
    return None if dry.empty else str(dry["school_year"].iloc[0])
