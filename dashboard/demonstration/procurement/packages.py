"""Which packages are bought, by which method, and how late was each signed?"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demonstration import money
from dashboard.demonstration.quarters import working_day
from dashboard.demonstration.seeded import dice
from data_access import reference

NAMES = Path(__file__).parent / "names.csv"
LETTER = {"goods": "G", "works": "W", "consulting": "C"}
LOTS = {"goods": 3, "works": 4, "consulting": 2}
"""Contracts of one quarter that come out of one package, at most."""
METHODS = {
    "goods": ((600_000, "icb"), (120_000, "ncb"), (0, "rfq")),
    "works": ((120_000, "ncb"), (0, "rfq")),
    "consulting": ((180_000, "qcbs"), (80_000, "cqs"), (0, "ics")),
}
"""Category -> least USD and the method from there on, the largest first."""
PRIOR = {"icb", "qcbs"}
PRIOR_FROM = 350_000
"""Methods that ADB reviews before each step, and USD from which it does so with any other."""

CANCELLED, AGAIN = "PP-G-90", "PP-G-90R"
CANCELLED_ON, LAST_CANCELLED_STEP = pd.Timestamp("2026-02-13"), "evaluated"


@dataclass(frozen=True)
class Open:
    """A package without a contract by September 2026: what it buys and when signing is planned."""

    code: str
    component: str
    category: str
    name: int
    """Which of the names of its component and category."""
    estimate: int
    """USD"""
    signing: str
    reached: str | None
    """Step reached last; missing where nothing has begun."""
    late: int = 0
    """Days behind the plan at that step."""
    replanned: bool = False


OPEN = (
    Open(CANCELLED, "3", "goods", 1, 820_000, "2026-04-10", LAST_CANCELLED_STEP, 24),
    Open(AGAIN, "3", "goods", 1, 860_000, "2026-11-20", "opened", 6),
    Open("PP-G-91", "3", "goods", 0, 640_000, "2026-09-04", "opened", 52, replanned=True),
    Open("PP-G-92", "1", "goods", 0, 1_100_000, "2026-10-30", "advertised", 8),
    Open("PP-G-93", "2", "goods", 0, 310_000, "2026-07-31", "cleared", 96, replanned=True),
    Open("PP-G-94", "1", "goods", 1, 260_000, "2027-03-19", None),
    Open("PP-G-95", "3", "goods", 2, 540_000, "2027-04-30", None),
    Open("PP-G-96", "2", "goods", 1, 95_000, "2026-11-13", "requested", 3),
    Open("PP-W-91", "3", "works", 0, 480_000, "2026-08-14", "opened", 41),
    Open("PP-W-92", "3", "works", 1, 390_000, "2026-12-18", "advertised", -3),
    Open("PP-W-93", "3", "works", 0, 620_000, "2027-05-14", None),
    Open("PP-C-91", "4", "consulting", 0, 210_000, "2026-06-19", "evaluated", 118, replanned=True),
    Open("PP-C-92", "4", "consulting", 2, 90_000, "2026-10-16", "requested", 5),
    Open("PP-C-93", "2", "consulting", 0, 240_000, "2027-02-26", None),
    Open("PP-C-94", "4", "consulting", 1, 60_000, "2026-11-27", "terms", 17),
)


@cache
def of_contracts() -> pd.DataFrame:
    """Return the contracts with the code of their package: those of a line and a quarter."""
    rows = money.contracts().copy()
    rows["turn"] = rows.groupby(["fund", "component", "category", "quarter"]).cumcount()
    rows["lot"] = rows["turn"] // rows["category"].map(LOTS)
    groups = rows.groupby(["fund", "component", "category", "quarter", "lot"])
    signing = groups["signed_on"].transform("max")
    rows["package"] = ""
    for category, letter in LETTER.items():
        part = rows[rows["category"] == category].assign(signing=signing)
        order = part.sort_values(["signing", "fund", "component", "lot"])
        keys = order[["fund", "component", "quarter", "lot"]].apply(tuple, axis=1)
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}
        rows.loc[order.index, "package"] = [f"PP-{letter}-{numbers[key]:02}" for key in keys]
    return rows.drop(columns=["turn", "lot"])


@cache
def packages() -> pd.DataFrame:
    """Return every package: columns of the sheet, and its planned day of signing.

    Beside them: signed_on (missing without a contract), reached, late, replanned (as in OPEN).
    """
    signed = (
        of_contracts()
        .groupby("package", as_index=False)
        .agg(
            category=("category", "first"),
            component=("component", "first"),
            usd=("usd", "sum"),
            signed_on=("signed_on", "max"),
        )
    )
    chance = dice("estimates")
    spread = chance.uniform(0.94, 1.15, len(signed))
    signed["estimate"] = (signed["usd"] * spread / 1000).round() * 1000
    signed = signed.rename(columns={"package": "code"}).assign(reached="signed", replanned=False)
    signed["late"] = _lateness(len(signed))
    late = pd.to_timedelta(signed["late"], unit="D")
    signed["signing"] = working_day(signed["signed_on"] - late)
    signed["late"] = (signed["signed_on"] - signed["signing"]).dt.days
    waiting = pd.DataFrame([vars(each) for each in OPEN]).rename(columns={"name": "turn"})
    waiting["signing"] = pd.to_datetime(waiting["signing"])
    rows = pd.concat([signed.drop(columns="usd"), waiting], ignore_index=True)
    rows["method"] = [
        _method(category, estimate)
        for category, estimate in zip(rows["category"], rows["estimate"], strict=True)
    ]
    is_prior = rows["method"].isin(PRIOR) | (rows["estimate"] >= PRIOR_FROM)
    rows["review"] = np.where(is_prior, "prior", "post")
    rows["replaces"] = rows["code"].map({AGAIN: CANCELLED})
    rows["cancelled_on"] = rows["code"].map({CANCELLED: CANCELLED_ON}).astype("datetime64[s]")
    return pd.concat([rows, _names(rows)], axis=1)


def _lateness(number: int) -> np.ndarray:
    """Return how many days each signing is late: most a little, a third by one to four months."""
    chance = dice("lateness of procurement")
    little, long = chance.integers(-12, 15, number), chance.integers(22, 121, number)
    return np.where(chance.random(number) < 0.34, long, little)


def _method(category: str, estimate: float) -> str:
    return next(method for least, method in METHODS[category] if estimate >= least)


def _names(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a name in each language; packages of one name are numbered."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    found, turns, numbers = [], {}, {}
    for row in rows.to_dict("records"):
        line = row["category"], row["component"]
        names = [each for each in listed if (each["category"], each["component"]) == line]
        turn = row["turn"] if row["turn"] >= 0 else next(turns.setdefault(line, count()))
        name = names[int(turn) % len(names)]
        number = next(numbers.setdefault(name["name_en"], count(1)))
        found.append({key: f"{name[key]} – {number}" for key in ("name_ky", "name_ru", "name_en")})
    return pd.DataFrame(found, rows.index)


@cache
def steps() -> dict[str, tuple[str, ...]]:
    """Return method -> its steps in their order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in reference.read("method_steps"):
        found.setdefault(row["method"], []).append((int(row["position"]), row["step"]))
    return {method: tuple(step for _, step in sorted(each)) for method, each in found.items()}
