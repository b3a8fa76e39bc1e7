"""Which contracts were signed and which payments made, at the rate of their day?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.plan import LINES, POLICY_FUND, TRANCHE, WORK, Line
from dashboard.demonstration.quarters import PAID, last_day, quarter_of, working_day
from dashboard.demonstration.seeded import dice, divide

FIRST_DAY, LAST_DAY = pd.Timestamp("2024-10-01"), pd.Timestamp("2026-09-30")
LAST_PAYMENT = pd.Timestamp("2026-09-25")
FIRST_PAYMENT_AFTER = pd.Timedelta(days=21)
STATEMENTS = 5_700
REFUNDS = 12
SIGNED_IN = (4, 10, 14, 15, 16, 15, 14, 12)
"""How contracts spread over the quarters of PAID."""
SPENT_IN = (2, 5, 8, 12, 15, 16, 19, 23)
"""How statements of expenditure spread over them."""
LARGE = 120_000
"""Goods and services above this many USD are contracted in dollars, everything else in som."""
RATES_SOURCE = "demo: exchange_rates"
INSTALMENTS = ((1.0,), (0.3, 0.7), (0.2, 0.5, 0.3), (0.2, 0.3, 0.3, 0.2))


HOLIDAYS = ("01-01", "01-07", "03-21", "05-01", "05-05", "08-31", "11-07")
"""Days on which no rate is published; what was paid then takes the rate of the day before."""
DIRECT_FROM = 40_000
"""A fund pays amounts from this, USD, to whom they are owed; others leave the advance account."""


@cache
def rates() -> pd.Series:
    """Return KGS per USD of each day, near the 87.4 of 2025 and 2026: demonstration.

    Weekends and holidays have the rate of the working day before.
    """
    days = pd.date_range(FIRST_DAY, LAST_DAY)
    walk = dice("rates").normal(0, 0.03, len(days)).cumsum()
    wave = 0.2 * np.sin(np.arange(len(days)) / 95)
    drift = walk - np.linspace(walk[0], walk[-1], len(days))
    daily = pd.Series((87.25 + np.linspace(0, 0.25, len(days)) + wave + drift * 0.5).round(4), days)
    return daily.where(_is_published(days)).ffill()


def _is_published(days: pd.DatetimeIndex) -> np.ndarray:
    is_holiday = days.strftime("%m-%d").isin(HOLIDAYS)
    return np.asarray((days.day_of_week < 5) & ~is_holiday)


@cache
def exchange_rates() -> pd.DataFrame:
    """Return the official rates: columns of the sheet "exchange_rates", and `quarter`."""
    usd = rates()[_is_published(pd.DatetimeIndex(rates().index))]
    wave = np.sin(np.arange(len(usd)) / 61) * 0.012 + dice("sdr").normal(0, 0.001, len(usd))
    found = pd.concat(
        [
            pd.DataFrame({"currency": currency, "day": usd.index, "rate": values})
            for currency, values in (
                ("USD", usd.to_numpy()),
                ("XDR", (usd.to_numpy() * (1.345 + wave)).round(4)),
            )
        ],
        ignore_index=True,
    )
    return found.assign(source=RATES_SOURCE, quarter=quarter_of(found["day"]))


@cache
def contracts() -> pd.DataFrame:
    """Return the contracts: columns of the sheet "contracts", `quarter` and `usd`."""
    rows = pd.concat([_signed(line, turn) for turn, line in enumerate(LINES) if line.contracts])
    rows = rows.sort_values(["signed_on", "fund", "usd"], ignore_index=True)
    number = [f"CT-{turn:03d}" for turn in range(1, len(rows) + 1)]
    in_dollars = (rows["usd"] > LARGE) & (rows["category"] != "works") & (rows["fund"] != "GOV")
    return _priced(rows.assign(number=number, day=rows["signed_on"]), in_dollars)


@cache
def payments() -> pd.DataFrame:
    """Return the payments at scale 1: columns of the sheet "payments", `quarter` and `usd`."""
    large = pd.concat([_tranche(), _instalments()])
    large = large.sort_values(["paid_on", "contract"], ignore_index=True)
    large["number"] = [f"WA-{turn:04d}" for turn in range(1, len(large) + 1)]
    small = _statements().sort_values("paid_on", ignore_index=True, kind="stable")
    small["number"] = [f"SOE-{turn:05d}" for turn in range(1, len(small) + 1)]
    rows = pd.concat([large, small], ignore_index=True)
    priced = _priced(rows.assign(day=rows["paid_on"]), rows["in_dollars"].astype(bool))
    is_statement = priced["contract"].isna() & (priced["fund"] != POLICY_FUND)
    is_small = is_statement | (priced["usd"].abs() < DIRECT_FROM)
    from_advance = is_small & (priced["fund"] != "GOV")
    return _within_contracts(priced).assign(
        line=_lines_of_work(priced), paid_from=np.where(from_advance, "advance", "direct")
    )


def _within_contracts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the payments, the last one of a contract cut to what is left of it."""
    limits = contracts().set_index("number")["amount"]
    over = (rows.groupby("contract")["amount"].sum() - limits).round(2)
    last = rows[rows["contract"].notna()].groupby("contract").tail(1)
    cut = last["contract"].map(over[over > 0]).fillna(0.0)
    amount = rows["amount"].copy()
    amount.loc[last.index] = (amount.loc[last.index] - cut).round(2)
    return rows.assign(amount=amount)


def _lines_of_work(rows: pd.DataFrame) -> pd.Series:
    """Return the line of work of each payment; all payments on a contract have the same."""
    chance = dice("lines of work").random(len(rows))
    by_contract = pd.Series(chance, rows.index).groupby(rows["contract"]).transform("first")
    drawn = by_contract.fillna(pd.Series(chance, rows.index))
    lines = pd.Series("", rows.index)
    for (component, category), parts in WORK.items():
        here = (rows["component"] == component) & (rows["category"] == category)
        codes, upto = list(parts), np.cumsum(list(parts.values()))
        place = np.minimum(np.searchsorted(upto, drawn[here], side="right"), len(codes) - 1)
        lines[here] = np.array(codes)[place]
    return lines.where(lines != "", None)


def payments_in_parts(quarter: str, count: int) -> pd.DataFrame:
    """Return the payments of one quarter; each statement is cut into so many parts."""
    rows = payments()[payments()["quarter"] == quarter]
    if count == 1:
        return rows
    small = rows["contract"].isna() & (rows["fund"] != POLICY_FUND)
    parts = rows[small].loc[lambda found: found.index.repeat(count)]
    turn = np.tile(np.arange(count), int(small.sum()))
    tyiyn = (parts["amount"] * 100).round().astype("int64")
    whole, rest = tyiyn.abs() // count, tyiyn.abs() % count
    parts = parts.assign(
        number=[
            f"{number}-{part + 1:04d}" for number, part in zip(parts["number"], turn, strict=True)
        ],
        amount=np.sign(tyiyn) * (whole + (turn < rest)) / 100,
    )
    return pd.concat([rows[~small], parts[parts["amount"] != 0]], ignore_index=True)


def _signed(line: Line, turn: int) -> pd.DataFrame:
    """Return the contracts of one line, signed over the quarters."""
    chance = dice(f"contracts {turn}")
    size = chance.lognormal(0, 0.6, line.contracts)
    chosen = chance.choice(len(PAID), line.contracts, p=np.array(SIGNED_IN) / sum(SIGNED_IN))
    earliest = 0 if line.category == "consulting" else 1
    ends = pd.DatetimeIndex([last_day(PAID[max(index, earliest)]) for index in chosen])
    signed = pd.Series(ends - pd.to_timedelta(chance.integers(1, 85, line.contracts), unit="D"))
    return pd.DataFrame(
        {
            "fund": line.fund,
            "component": line.component,
            "category": line.category,
            "signed_on": working_day(signed),
            "usd": divide(round(line.amount * line.awarded), size).astype(float),
        }
    )


def _instalments() -> pd.DataFrame:
    """Return what was paid on contracts: more on the older ones, up to what the line has spent."""
    signed = contracts()
    found = []
    for line in (line for line in LINES if line.contracts):
        of_fund = signed[signed["fund"] == line.fund]
        of_component = of_fund[of_fund["component"] == line.component]
        rows = of_component[of_component["category"] == line.category]
        found.append(rows.assign(paid=rows["usd"] * _paid_share(rows, line.amount * line.spent)))
    chance = dice("instalments")
    begun = pd.concat(found).query("paid > 0").sort_values("number")
    rows = [
        _cut(contract, INSTALMENTS[chance.integers(len(INSTALMENTS))], chance.uniform(0.4, 1.0))
        for contract in begun.to_dict("records")
    ]
    return pd.concat(rows, ignore_index=True)


def _paid_share(rows: pd.DataFrame, total: float) -> pd.Series:
    """Return the share paid of each contract, growing with age, that adds up to the total."""
    days = (LAST_PAYMENT - rows["signed_on"] - FIRST_PAYMENT_AFTER).dt.days
    age, usd = days.clip(lower=0).to_numpy() / 365, rows["usd"].to_numpy()
    low, high = 0.0, 50.0
    for _ in range(60):
        pace = (low + high) / 2
        if (usd * np.minimum(age * pace, 1)).sum() < total:
            low = pace
        else:
            high = pace
    return pd.Series(np.minimum(age * high, 1), index=rows.index)


def _cut(contract: dict, parts: tuple[float, ...], reach: float) -> pd.DataFrame:
    """Return one contract's payments, from three weeks after signing to a share of its days."""
    first = contract["signed_on"] + FIRST_PAYMENT_AFTER
    last = first + (LAST_PAYMENT - first) * reach
    days = pd.Series(pd.date_range(first, last, periods=len(parts)).normalize())
    return pd.DataFrame(
        {
            "contract": contract["number"],
            "fund": contract["fund"],
            "component": contract["component"],
            "category": contract["category"],
            "in_dollars": contract["currency"] == "USD",
            "paid_on": working_day(days),
            "usd": contract["paid"] * np.array(parts),
        }
    )


def _tranche() -> pd.DataFrame:
    """Return the first tranche of the policy grant, the one large payment without a contract."""
    return pd.DataFrame(
        {
            "contract": [None],
            "fund": [POLICY_FUND],
            "component": ["4"],
            "category": ["policy"],
            "in_dollars": [True],
            "paid_on": [pd.Timestamp("2025-03-18")],
            "usd": [float(TRANCHE)],
        }
    )


def _statements() -> pd.DataFrame:
    """Return small statements of expenditure, a few of them refunds."""
    lines = [line for line in LINES if not line.contracts]
    totals = [line.amount * line.spent for line in lines]
    found = []
    for turn, (line, total) in enumerate(zip(lines, totals, strict=True)):
        chance = dice(f"statements {turn}")
        count = int(divide(STATEMENTS, totals)[turn])
        size = chance.lognormal(0, 0.9, count)
        refunds = 2 + chance.choice(count - 2, REFUNDS // len(lines), replace=False)
        size[refunds] = -np.minimum(size[refunds], 0.5)
        found.append(
            pd.DataFrame(
                {
                    "contract": None,
                    "fund": line.fund,
                    "component": line.component,
                    "category": line.category,
                    "in_dollars": False,
                    "paid_on": _days_paid(chance, count),
                    "usd": size / size.sum() * total,
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def _days_paid(chance: np.random.Generator, count: int) -> pd.Series:
    chosen = np.sort(chance.choice(len(PAID), count, p=np.array(SPENT_IN) / sum(SPENT_IN)))
    ends = pd.DatetimeIndex([last_day(quarter) for quarter in PAID])[chosen]
    return working_day(pd.Series(ends - pd.to_timedelta(chance.integers(1, 84, count), unit="D")))


def _priced(rows: pd.DataFrame, in_dollars: pd.Series) -> pd.DataFrame:
    """Add rate, currency and amount of each row's own day, and its quarter."""
    rate = rows["day"].map(rates())
    usd = rows["usd"].round(2)
    amount = usd.where(in_dollars, (rows["usd"] * rate).round(2))
    return rows.assign(
        rate=rate,
        currency=np.where(in_dollars, "USD", "KGS"),
        amount=amount,
        quarter=quarter_of(rows["day"]),
    ).drop(columns="day")
