"""Who has which contract, until when, what was changed in it, and what was accepted?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import money
from dashboard.demonstration.procurement.packages import of_contracts
from dashboard.demonstration.quarters import last_day, working_day
from dashboard.demonstration.seeded import dice, divide

POOL = {"goods": (1, 14), "works": (15, 23), "consulting": (24, 41)}
"""Category -> first and last number of its suppliers."""
ABROAD = {2: "TR", 5: "CN", 9: "KZ", 27: "DE", 31: "KZ", 36: "GB"}
"""Numbers of suppliers from other countries."""
FAVOUR = 0.8
"""How much more often the first suppliers of a pool win than the last ones."""
DAYS = {"goods": (150, 330), "works": (240, 480), "consulting": (330, 690)}
PARTS = {
    "goods": ("Партия", "Партия", "Lot"),
    "works": ("Иштин баскычы", "Этап работ", "Stage of works"),
    "consulting": ("Отчёт", "Отчёт", "Report"),
}
PARTS_KY = {"consulting": "Отчет"}
SHARES = {
    "goods": ((1.0,), (0.6, 0.4)),
    "works": ((0.3, 0.4, 0.3),),
    "consulting": ((0.2, 0.4, 0.4), (0.3, 0.7)),
}
LONGER, LARGER = 10, 7
"""Contracts whose end was put off, and those that cost more."""
SMALLER = -0.04
SETTLED = 0.02
"""Variation of a contract in som of which a little more was paid than it says."""


def suppliers() -> pd.DataFrame:
    """Return every supplier under a neutral name: columns of the sheet."""
    numbers = [n for first, last in POOL.values() for n in range(first, last + 1)]
    code = [f"S-{number:02}" for number in numbers]
    return pd.DataFrame(
        {
            "code": code,
            "name_ky": [f"{each} берүүчүсү" for each in code],
            "name_ru": [f"Поставщик {each}" for each in code],
            "name_en": [f"Supplier {each}" for each in code],
            "country": [ABROAD.get(number, "KG") for number in numbers],
        }
    )


@cache
def contracts() -> pd.DataFrame:
    """Return the contracts of `money` with supplier, package and end, and what was paid on them.

    Beside the columns of the sheet: paid (in the currency of the contract), is_paid (in full), last
    (day of the last payment).
    """
    rows = of_contracts()
    chance = dice("suppliers")
    rows["supplier"] = [_winner(category, chance) for category in rows["category"]]
    paid = money.payments().dropna(subset="contract").groupby("contract")
    sums = paid.agg(paid=("amount", "sum"), usd=("usd", "sum"), last=("paid_on", "max"))
    rows = rows.join(sums.rename(columns={"usd": "paid_usd"}), on="number")
    rows["is_paid"] = rows["paid_usd"] > rows["usd"] * 0.999
    low, high = (
        rows["category"].map({key: each[at] for key, each in DAYS.items()}) for at in (0, 1)
    )
    days = dice("ends").integers(low, high + 1)
    ends = rows["signed_on"] + pd.to_timedelta(days, unit="D")
    soon = rows["last"] - pd.to_timedelta(dice("paid ends").integers(2, 12, len(rows)), unit="D")
    rows["ends_on"] = working_day(ends.where(~rows["is_paid"], soon))
    return rows.fillna({"paid": 0.0})


def _winner(category: str, chance: np.random.Generator) -> str:
    first, last = POOL[category]
    weight = 1 / np.arange(1, last - first + 2) ** FAVOUR
    return f"S-{first + chance.choice(len(weight), p=weight / weight.sum()):02}"


@cache
def variations() -> pd.DataFrame:
    """Return the changes of contracts: columns of the sheet."""
    rows = contracts()
    chance = dice("variations")
    is_old = rows["signed_on"] < pd.Timestamp("2026-05-01")
    chosen = chance.permutation(rows.index[is_old & ~rows["is_paid"]])
    longer, larger, rest = np.split(chosen, [LONGER, LONGER + LARGER])
    share = rows.loc[rest, "paid"] / rows.loc[rest, "amount"]
    smaller = share.sort_values(kind="stable").index[0]
    settled = rows.index[rows["paid"] > rows["amount"] + 0.005]
    found = []
    for index in longer:
        found.append(_change(rows.loc[index], 0.0, int(chance.integers(45, 150)), chance))
    for index in larger:
        share, days = chance.uniform(0.03, 0.12), int(chance.choice([0, 60]))
        found.append(_change(rows.loc[index], share, days, chance))
    found.append(_change(rows.loc[smaller], SMALLER, 0, chance))
    found += [_change(rows.loc[index], SETTLED, 0, chance) for index in settled]
    frame = pd.DataFrame(found).sort_values(["signed_on", "contract"], ignore_index=True)
    return frame.astype({"ends_on": "datetime64[s]"})


def _change(row: pd.Series, share: float, longer: int, chance: np.random.Generator) -> dict:
    """Return a variation, signed between signing and end, and before the last payment."""
    latest = min(row["ends_on"], pd.Timestamp("2026-09-21"))
    if row["is_paid"]:
        latest = row["last"]
    span = max((latest - row["signed_on"]).days, 2)
    day = row["signed_on"] + pd.Timedelta(days=int(span * chance.uniform(0.4, 0.9)))
    day = working_day(pd.Series([day])).iloc[0]
    end = row["ends_on"] + pd.Timedelta(days=longer) if longer else None
    return {
        "contract": row["number"],
        "variation": 1,
        "signed_on": day,
        "amount": round(row["amount"] * share, 2),
        "currency": row["currency"],
        "rate": money.rates()[day],
        "ends_on": end,
    }


@cache
def deliverables() -> pd.DataFrame:
    """Return what contracts owe: columns of the sheet, accepted with the contractor's own delay."""
    chance = dice("deliverables")
    changes = variations().set_index("contract")
    moved, less = changes["ends_on"].dropna(), changes["amount"].clip(upper=0)
    found = []
    for row in contracts().to_dict("records"):
        number = row["number"]
        amount = row["amount"] + less.get(number, 0.0)
        found += _owed(row, amount, moved.get(number, row["ends_on"]), chance)
    frame = pd.DataFrame(found)
    accepted = working_day(frame["accepted_on"])
    accepted = accepted.where(accepted <= money.LAST_DAY)
    return frame.assign(due_on=working_day(frame["due_on"]), accepted_on=accepted)


def _owed(row: dict, amount: float, end: pd.Timestamp, chance: np.random.Generator) -> list[dict]:
    category = row["category"]
    shares = SHARES[category][chance.integers(len(SHARES[category]))]
    cents = divide(round(amount * 100), shares)
    # One in five is slow; who is paid in full has delivered.
    slow = int(chance.integers(35, 110)) if chance.random() < 0.2 else int(chance.integers(-8, 12))
    late = pd.Timedelta(days=min(slow, 2) if row["is_paid"] else slow)
    found = []
    for turn, part in enumerate(cents, start=1):
        due = row["signed_on"] + (end - row["signed_on"]) * (turn / len(cents))
        accepted = max(due + late, row["signed_on"])
        names = (*PARTS[category],)
        found.append(
            {
                "contract": row["number"],
                "deliverable": turn,
                "name_ky": f"{PARTS_KY.get(category, names[0])} {turn}",
                "name_ru": f"{names[1]} {turn}",
                "name_en": f"{names[2]} {turn}",
                "due_on": due.normalize(),
                "accepted_on": accepted.normalize(),
                "amount": part / 100,
            }
        )
    return found


@cache
def ends() -> pd.DataFrame:
    """Return by package when all its contracts end by plan, and when all was accepted."""
    rows = contracts().set_index("number")
    owed = deliverables().groupby("contract")["accepted_on"]
    # max leaves missing days out: a contract is done only where none is missing
    done = owed.max().where(owed.count() == owed.size())
    frame = rows.assign(done=done)
    grouped = frame.groupby("package")
    actual = grouped["done"].max().where(grouped["done"].count() == grouped.size())
    return pd.DataFrame({"planned": grouped["ends_on"].max(), "actual": actual})


def known_at(quarter: str) -> dict[str, pd.DataFrame]:
    """Return changes and results of contracts as one quarter knows them, by name of their sheet."""
    day = last_day(quarter)
    signed = contracts()
    signed = signed.loc[signed["signed_on"] <= day, "number"]
    changes, owed = variations(), deliverables()
    owed = owed[owed["contract"].isin(signed)]
    return {
        "variations": changes[changes["signed_on"] <= day],
        "deliverables": owed.assign(
            accepted_on=owed["accepted_on"].where(owed["accepted_on"] <= day)
        ),
    }


def signed_in(quarter: str) -> pd.DataFrame:
    """Return the contracts signed in one quarter."""
    rows = contracts()
    return rows[rows["quarter"] == quarter]
