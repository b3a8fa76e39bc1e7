"""Where should the money go, year by year and quarter by quarter?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import PAID, PROJECTED
from dashboard.demonstration.seeded import dice, divide

FUNDS = {"G0851": 5_000_000, "G0852": 15_000_000, "L4217": 20_000_000, "GOV": 4_000_000}
"""Published amounts, USD; the contribution of the government is not published: demonstration."""

POLICY_FUND = "G0851"
TRANCHE = 2_500_000
TRANCHE_YEARS = (2025, 2027)
TRANCHES = {
    "original": ("2024-Q2", "2026-Q1"),
    "revised": ("2025-Q1", "2027-Q2"),
}


@dataclass(frozen=True)
class Line:
    """One line of the budget: what it holds and how far it went by September 2026."""

    fund: str
    component: str
    category: str
    amount: int
    """USD"""
    awarded: float
    """Share under contract; 0 where money is spent on small statements."""
    spent: float
    contracts: int


LINES = (
    Line("G0852", "1", "goods", 3_000_000, 0.62, 0.30, 8),
    Line("G0852", "1", "consulting", 2_200_000, 0.70, 0.34, 14),
    Line("G0852", "1", "training", 800_000, 0.00, 0.30, 0),
    Line("G0852", "2", "training", 3_600_000, 0.00, 0.40, 0),
    Line("G0852", "2", "consulting", 1_600_000, 0.68, 0.42, 10),
    Line("G0852", "2", "goods", 900_000, 0.60, 0.30, 5),
    Line("G0852", "3", "goods", 1_200_000, 0.75, 0.42, 6),
    Line("G0852", "4", "management", 1_200_000, 0.00, 0.62, 0),
    Line("G0852", "4", "consulting", 500_000, 0.80, 0.55, 6),
    Line("L4217", "1", "goods", 4_400_000, 0.50, 0.27, 9),
    Line("L4217", "2", "goods", 1_600_000, 0.50, 0.28, 6),
    Line("L4217", "2", "works", 900_000, 0.55, 0.26, 4),
    Line("L4217", "3", "goods", 6_600_000, 0.58, 0.30, 18),
    Line("L4217", "3", "works", 4_600_000, 0.46, 0.18, 16),
    Line("L4217", "3", "consulting", 600_000, 0.80, 0.45, 6),
    Line("L4217", "4", "management", 900_000, 0.00, 0.60, 0),
    Line("L4217", "4", "consulting", 400_000, 0.75, 0.50, 4),
    Line("GOV", "1", "goods", 600_000, 0.40, 0.25, 2),
    Line("GOV", "2", "training", 700_000, 0.00, 0.33, 0),
    Line("GOV", "3", "works", 1_500_000, 0.45, 0.18, 6),
    Line("GOV", "4", "management", 1_200_000, 0.00, 0.58, 0),
)
"""All money but the policy grant. Management runs ahead of what component 4 has to show."""

WORK: dict[tuple[str, str], dict[str, float]] = {
    ("1", "goods"): {"1.3": 0.93, "1.5": 0.07},
    ("1", "consulting"): {"1.1": 0.45, "1.2": 0.20, "1.3": 0.15, "1.5": 0.10, "1.6": 0.10},
    ("1", "training"): {"1.2": 1.0},
    ("2", "training"): {"2.1": 0.80, "2.2": 0.12, "2.3": 0.08},
    ("2", "consulting"): {"2.3": 0.30, "2.4": 0.40, "2.5": 0.30},
    ("2", "goods"): {"2.4": 0.30, "2.6": 0.70},
    ("2", "works"): {"2.6": 1.0},
    ("3", "goods"): {"3.1": 1.0},
    ("3", "works"): {"3.1": 1.0},
    ("3", "consulting"): {"3.1": 1.0},
    ("4", "management"): {"4.3": 1.0},
    ("4", "consulting"): {"4.1": 0.50, "4.2": 0.30, "4.3": 0.20},
    ("4", "policy"): {"": 1.0},
}
"""Component and category -> lines of work and their parts; the policy grant belongs to none."""

YEARS = {2024: 0.04, 2025: 0.20, 2026: 0.30, 2027: 0.28, 2028: 0.18}
REACHED = {"awards": 0.952, "disbursement": 0.955}
"""Actual to date as a share of the revised projection."""
AFTER = (14, 14, 13, 13, 12, 11, 9, 8, 6)
"""How the revised projection spreads what is left over the quarters to come."""


def budget() -> pd.DataFrame:
    """Return the budget: columns of the sheet "budget"; each fund adds up to its amount."""
    rows = [(POLICY_FUND, "4", "policy", "", year, TRANCHE) for year in TRANCHE_YEARS]
    for line in LINES:
        of_line, work = (
            (line.fund, line.component, line.category),
            WORK[line.component, line.category],
        )
        for year, part in zip(YEARS, divide(line.amount // 1000, [*YEARS.values()]), strict=True):
            parts = divide(int(part), list(work.values())) * 1000
            rows += [
                (*of_line, code, year, amount) for code, amount in zip(work, parts, strict=True)
            ]
    columns = ["fund", "component", "category", "line", "year", "amount"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame[frame["amount"] > 0].reset_index(drop=True)


def projections(awarded: pd.DataFrame, paid: pd.DataFrame) -> pd.DataFrame:
    """Return both projections: columns of the sheet "projections".

    Both frames hold what really happened: fund, quarter, usd. The original projection starts
    early and was not kept; the revised one follows what happened and adds what is left.
    """
    rows = []
    for fund, amount in FUNDS.items():
        if fund == POLICY_FUND:
            rows += [_policy(version) for version in TRANCHES]
            continue
        rows.append(_rows(fund, "original", _bell(amount, 7), _bell(amount, 9)))
        awards = _revised(amount, awarded[awarded["fund"] == fund], "awards")
        disbursement = _revised(amount, paid[paid["fund"] == fund], "disbursement")
        rows.append(_rows(fund, "revised", awards, disbursement))
    return pd.concat(rows, ignore_index=True)


def _rows(fund: str, version: str, awards: np.ndarray, disbursement: np.ndarray) -> pd.DataFrame:
    columns = {"period": PROJECTED, "awards": awards, "disbursement": disbursement}
    return pd.DataFrame(columns).assign(fund=fund, version=version)


def _policy(version: str) -> pd.DataFrame:
    """The policy grant is paid in tranches when actions are met; it has no contracts."""
    disbursement = np.array([TRANCHE * (quarter in TRANCHES[version]) for quarter in PROJECTED])
    return _rows(POLICY_FUND, version, np.zeros(len(PROJECTED), dtype=int), disbursement)


def _bell(amount: int, peak: int) -> np.ndarray:
    turn = np.arange(len(PROJECTED)) - 1
    weights = np.where(turn >= 0, np.exp(-(((turn - peak) / 4.2) ** 2)), 0)
    return divide(amount // 1000, weights) * 1000


def _revised(amount: int, happened: pd.DataFrame, subject: str) -> np.ndarray:
    by_quarter = happened.groupby("quarter")["usd"].sum().reindex(PAID, fill_value=0).to_numpy()
    expected = by_quarter.clip(min=0) * dice(f"revised {subject}").uniform(0.88, 1.12, len(PAID))
    to_date = round(by_quarter.sum() / REACHED[subject] / 1000)
    past = divide(to_date, expected)
    future = divide(amount // 1000 - to_date, AFTER)
    before = np.zeros(len(PROJECTED) - len(past) - len(future), dtype=int)
    return np.concatenate([before, past, future]) * 1000
