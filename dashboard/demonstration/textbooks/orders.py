"""Which new textbooks were ordered, at what price, and what came from the press?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import LAST_DAY, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.textbooks.pupils import pupils
from dashboard.demonstration.textbooks.titles import FIRST_YEAR, titles

WAVES = (7, 8)
"""Grades whose new textbooks are needed by September 2025 and by September 2026."""
RESERVE = {"ky": 1.07, "ru": 1.07, "uz": 0.84, "tg": 0.8}
"""Copies ordered for each pupil: short in Uzbek and Tajik from the beginning."""
SMALL = ("uz", "tg")
"""Languages whose copies come from the press all at once."""
PRICES = {"ky": (165, 215), "ru": (175, 225), "uz": (230, 280), "tg": (420, 520)}
"""KGS for a copy, from and to: small editions are dear."""
PUBLISHERS = ("Басма-1", "Басма-2", "Басма-3", "Басма-4")

PRINTED_SHORT = {
    **{"INF-7-KY-N": 0.80, "INF-7-RU-N": 0.84, "BIO-7-RU-N": 0.88},
    **{"INF-8-KY-N": 0.76, "GEO-8-KY-N": 0.90, "GEM-8-RU-N": 0.92},
}
"""Title -> part of the order that came from the press."""
REPRINTED = {"INF-7-KY-N": 0.14, "INF-7-RU-N": 0.10, "BIO-7-RU-N": 0.08}
"""Title -> part of the first order that was ordered once more in winter."""

DUE = {7: "2025-08-20", 8: "2026-08-20"}
EARLY_DAYS = {7: 54, 8: 62}
"""Days before that on which the first copies come from the press at the earliest."""

ORDERED_AGAIN, DUE_AGAIN = pd.Timestamp("2025-12-10"), pd.Timestamp("2026-03-31")
PRINTED_AGAIN = pd.Timestamp("2026-02-02")
FIRST_PART = 0.6
"""Part of a printing that comes in the first of two."""


@cache
def orders() -> pd.DataFrame:
    """Return every order: columns of the sheet "orders", `told`, and what `printings` is made of.

    More columns: title's `grade` and `language`, `printed` copies, `first` and `last` day of
    printing, `whole` where it came at once.
    """
    first = _first_orders()
    again = first[first["title"].isin(REPRINTED)]
    share = again["title"].map(REPRINTED)
    again = again.assign(
        copies=_hundreds(again["copies"] * share),
        printed=_hundreds(again["copies"] * share),
        ordered_on=ORDERED_AGAIN,
        due_on=DUE_AGAIN,
        first=PRINTED_AGAIN,
        last=PRINTED_AGAIN,
        whole=True,
    )
    rows = pd.concat([first, again], ignore_index=True)
    rows = rows[rows["ordered_on"] <= LAST_DAY]
    rows = rows.sort_values(["ordered_on", "title"], ignore_index=True)
    number = rows.index.to_series() + 1
    year = rows["ordered_on"].dt.year.astype(str)
    publisher = rows["publisher"].map({name: turn for turn, name in enumerate(PUBLISHERS, 1)})
    return rows.assign(
        code=number.map("TO-{:04d}".format),
        contract="TB-" + year + "/" + publisher.map("{:02d}".format),
        told=told_in(turn_of(rows["ordered_on"].to_numpy())),
    )


@cache
def printings() -> pd.DataFrame:
    """Return what came from the press: columns of the sheet "printings", and `told`."""
    rows = orders()
    early = np.where(rows["whole"], 0, (rows["printed"] * FIRST_PART).round()).astype(int)
    parts = [
        rows.assign(printed_on=rows["first"], copies=early),
        rows.assign(printed_on=rows["last"], copies=rows["printed"] - early),
    ]
    found = pd.concat(parts)
    found = found[(found["copies"] > 0) & (found["printed_on"] <= LAST_DAY)]
    found = found.sort_values(["printed_on", "code"], ignore_index=True)
    found = found.rename(columns={"code": "order"})[["order", "printed_on", "copies"]]
    return found.assign(
        code=(found.index.to_series() + 1).map("PR-{:04d}".format),
        told=told_in(turn_of(found["printed_on"].to_numpy())),
    )


def _first_orders() -> pd.DataFrame:
    chance = dice("orders")
    rows = titles()
    is_new = (rows["standard"] == "new") & (rows["kind"] == "textbook")
    rows = rows[is_new & rows["grade"].isin(WAVES) & rows["approved_on"].notna()]
    people = pupils().groupby(["year", "grade", "language"])["pupils"].sum()
    needed = [
        people[FIRST_YEAR[grade], grade, language]
        for grade, language in zip(rows["grade"], rows["language"], strict=True)
    ]
    copies = _hundreds(rows["language"].map(RESERVE) * needed)
    ordered = _working(rows["approved_on"] + _days(chance.integers(6, 20, len(rows))))
    september = rows["grade"].map({grade: pd.Timestamp(day) for grade, day in DUE.items()})
    early = rows["grade"].map(EARLY_DAYS).to_numpy()
    first = (ordered + _days(chance.integers(45, 66, len(rows)))).clip(
        lower=september - _days(early - chance.integers(0, 28, len(rows)))
    )
    low, high = (rows["language"].map(PRICES).str[place].to_numpy(float) for place in (0, 1))
    whole = rows["language"].isin(SMALL).to_numpy()
    last = first + _days(np.where(whole, 0, chance.integers(22, 34, len(rows))))
    return pd.DataFrame(
        {
            "title": rows["code"],
            "grade": rows["grade"],
            "language": rows["language"],
            "publisher": chance.choice(PUBLISHERS, len(rows), p=(0.35, 0.3, 0.25, 0.1)),
            "copies": copies,
            "unit_price": chance.uniform(low, high).round(1),
            "ordered_on": ordered,
            "due_on": np.maximum(september, ordered + _days(np.full(len(rows), 90))),
            "printed": (copies * rows["code"].map(PRINTED_SHORT).fillna(1.0)).astype(int),
            "first": _working(first),
            "last": _working(last),
            "whole": whole,
        }
    )


def _hundreds(copies: pd.Series) -> pd.Series:
    return ((copies / 100).map(np.ceil) * 100).astype(int)


def _days(count: np.ndarray) -> pd.TimedeltaIndex:
    return pd.to_timedelta(count, unit="D")


def _working(days: pd.Series) -> pd.Series:
    """Return each day, or the Monday after where it falls on a weekend."""
    moved = np.busday_offset(days.to_numpy().astype("datetime64[D]"), 0, roll="forward")
    return pd.Series(moved.astype("datetime64[ns]"), days.index)
