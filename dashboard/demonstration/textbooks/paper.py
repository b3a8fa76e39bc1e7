"""What do the documents say of copies on their way, mistakes and corrections included?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration.reporting import NEVER, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.textbooks.orders import printings
from dashboard.demonstration.textbooks.supply import flow

TEN_TIMES = ("PHY-8-KY-N", place.SUZAK)
"""Title and district whose store wrote one nought too many, so that it sent more than it had."""
TWICE = ("ALG-7-KY-N", place.KARA_SUU)
"""Title and district where one shipment stands under two codes; the second never arrives."""
MISREAD = 9
"""Receipts of schools that named fewer copies at first, and were corrected a quarter later."""
MISREAD_TRUCK, MISSING = ("BIO-7-KY-N", place.UZGEN), 120
"""One receipt of a district that did so too: until then its store had sent more than it had."""
CORRECTED_IN = 1

WRITTEN_OFF_IN_STORE, WRITTEN_OFF_IN_DISTRICTS = 5, 14
REASONS = ("Суу кирген", "Басма кемчилиги", "Чычкан бузган")
LEAST_LEFT = 30
"""Copies that must be left before a part of them is written off."""


@cache
def shipments() -> pd.DataFrame:
    """Return the columns of the sheet "shipments", and `told`."""
    rows, _ = flow()
    wrong, doubled = _parcel(rows, *TEN_TIMES, 60), _parcel(rows, *TWICE, 4)
    copies = rows["copies"].mask(rows["code"] == wrong, rows["copies"] * 10)
    again = rows[rows["code"] == doubled].assign(code=f"SH-{len(rows) + 1:06d}")
    return pd.concat([rows.assign(copies=copies), again], ignore_index=True)


@cache
def receipts() -> pd.DataFrame:
    """Return the columns of the sheet "receipts", and `told`; corrections are rows of their own."""
    _, rows = flow()
    chance = dice("misread receipts")
    early = rows[(rows["told"] == 0) & rows["school"].notna() & (rows["received"] >= 40)]
    misread = chance.choice(early.index, MISREAD, replace=False)
    is_truck = (rows["title"] == MISREAD_TRUCK[0]) & (rows["district"] == MISREAD_TRUCK[1])
    truck = rows.index[is_truck & rows["school"].isna()][:1]
    changed = rows.index.isin([*misread, *truck])
    right = rows.loc[[*misread, *truck]]
    missing = np.append(chance.integers(10, 30, MISREAD), MISSING)
    wrong = right.assign(received=right["received"] - missing)
    return pd.concat([rows[~changed], wrong, right.assign(told=CORRECTED_IN)], ignore_index=True)


@cache
def write_offs() -> pd.DataFrame:
    """Return the columns of the sheet "write_offs", and `told`: a part of what stores had left."""
    chance = dice("write-offs")
    sent, came = flow()
    columns = ["order", "district"]
    of_store = sent[sent["origin"] == "store"].groupby("order")["copies"].sum()
    in_store = printings().groupby("order")["copies"].sum().sub(of_store, fill_value=0)
    passed_on = sent[sent["origin"] == "district"].groupby(columns)["copies"].sum()
    trucks = came[came["school"].isna()].groupby(columns)
    in_district = trucks["received"].sum().sub(passed_on, fill_value=0)
    last = came.groupby("order")["received_on"].max()
    parts = [
        _some(in_store.rename("left").reset_index(), WRITTEN_OFF_IN_STORE, chance),
        _some(in_district.rename("left").reset_index(), WRITTEN_OFF_IN_DISTRICTS, chance),
    ]
    rows = pd.concat(parts, ignore_index=True)
    days = pd.to_timedelta(chance.integers(20, 60, len(rows)), unit="D")
    day = rows["order"].map(last).min() + days
    rows["written_off_on"] = np.maximum(day, rows["order"].map(last) - pd.Timedelta(days=5))
    rows["reason"] = chance.choice(REASONS, len(rows))
    rows = rows.sort_values(["written_off_on", "order"], ignore_index=True)
    told = told_in(turn_of(rows["written_off_on"].to_numpy()), rows["district"])
    rows = rows.assign(code=(rows.index.to_series() + 1).map("WO-{:04d}".format), told=told)
    return rows[rows["told"] < NEVER]


def _some(rows: pd.DataFrame, count: int, chance: np.random.Generator) -> pd.DataFrame:
    rows = rows[rows["left"] >= LEAST_LEFT]
    rows = rows.loc[chance.choice(rows.index, count, replace=False)]
    part = chance.uniform(0.1, 0.4, len(rows))
    return rows.assign(copies=np.ceil(rows["left"] * part).astype(int)).drop(columns="left")


def _parcel(rows: pd.DataFrame, title: str, district: str, least: int) -> str:
    """Return the code of the smallest shipment to a school with at least so many copies."""
    here = (rows["title"] == title) & (rows["district"] == district) & rows["school"].notna()
    found = rows[here & (rows["copies"] >= least) & rows["received_on"].notna()]
    return str(found.sort_values(["copies", "code"])["code"].iloc[0])
