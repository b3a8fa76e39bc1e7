"""How do copies come from the central store to the schools, and what is lost on the way?

The store sends each printing to the districts, these send every school what it needs; Bishkek,
Osh and the few Tajik classes are served straight from the store. Half of the schools of a district
are served from the first printing, the others from the last.
"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration.districts import districts
from dashboard.demonstration.reporting import LAST_DAY, told_in, turn_of
from dashboard.demonstration.results import COPIES, LATE_COPIES
from dashboard.demonstration.schools import ended, schools
from dashboard.demonstration.seeded import dice, divide_each
from dashboard.demonstration.textbooks.orders import orders
from dashboard.demonstration.textbooks.pupils import pupils
from dashboard.demonstration.textbooks.titles import FIRST_YEAR

BISHKEK, OSH = "41711000000000", "41721000000000"
DIRECT = (BISHKEK, OSH)
EARLY_SCHOOLS = 0.55
KEPT_IN_STORE, KEPT_IN_DISTRICT = 0.02, 0.012
"""Parts of what came in that stay in the central store, and in that of a district."""

LATE_DAYS = 75
"""By which three districts pass on the copies of grade 8 later than others."""
LATE_GRADE = 8
FAR_DAYS = {"KG-B": 4, "KG-N": 3, "KG-O": 2, "KG-J": 2, "KG-T": 2, "KG-Y": 1}
"""Days that a truck from the store is longer on its way."""

TRUCK = {"damaged": (0.35, 0.006), "lost": (0.12, 0.004), "disputed": (0.05, 0.02)}
PARCEL = {"damaged": (0.03, 0.03), "lost": (0.012, 0.05), "disputed": (0.008, 0.12)}
"""What can happen to a shipment to a district and to a school: how often, and to which part."""
LOST_SIGHT = ("GEO-7-RU-N", place.AK_TALAA)
"""Title and district whose trucks never arrived, as far as anybody knows."""
NEVER_CONFIRMED = 0.006
"""Part of the shipments to schools of which nobody ever said that they arrived."""


@cache
def flow() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return shipments and receipts as they should have been told, before mistakes on paper.

    Shipments have the columns of their sheet, `title` and `told`; receipts those of theirs,
    `district`, `school`, `title` and `told`.
    """
    asked = _asked()
    trucks = _trucks(asked)
    parcels = _parcels(asked, trucks)
    sent = pd.concat([trucks, parcels], ignore_index=True)
    sent = sent[sent["dispatched_on"] <= LAST_DAY]
    sent = sent.sort_values(["dispatched_on", "order", "district"], kind="stable")
    sent = sent.reset_index(drop=True)
    left_district = sent["origin"] == "district"
    turn = turn_of(sent["dispatched_on"].to_numpy())
    told = np.where(left_district, told_in(turn, sent["district"]), told_in(turn))
    sent = sent.assign(code=(sent.index.to_series() + 1).map("SH-{:06d}".format), told=told)
    return sent, _arrived(sent)


def _asked() -> pd.DataFrame:
    """Return what each school gets of each order: a row for each.

    Columns: order, title, district, school, copies, printed_on, direct.
    """
    chance = dice("supply")
    needs = pupils()[["school", "district", "year", "grade", "language", "pupils"]]
    needs = needs[needs["pupils"] > 0]
    gone = ended()["code"]
    early = schools().set_index("code")["pupils"] * 0
    early = pd.Series(chance.random(len(early)) < EARLY_SCHOOLS, early.index)
    pace = COPIES.reached / COPIES.weight
    rows = orders().rename(columns={"code": "order"})
    rows["year"] = rows["grade"].map(FIRST_YEAR)
    columns = ["order", "title", "grade", "language", "year", "printed", "first", "last", "whole"]
    rows = rows[columns].merge(needs, on=["year", "grade", "language"])
    rows = rows[~(rows["school"].isin(gone) & (rows["grade"] == LATE_GRADE))]
    weight = rows["pupils"] * (1 + pace[rows["district"]].to_numpy()) / 2
    weight = weight * chance.uniform(0.94, 1.06, len(rows))
    given = (rows["printed"] * (1 - KEPT_IN_STORE)).astype(int)
    copies = divide_each(
        given.to_numpy(), rows["order"].factorize()[0], weight.to_numpy(dtype=float)
    )
    is_first = rows["school"].map(early).to_numpy() & ~rows["whole"]
    return rows.assign(
        copies=copies,
        printed_on=rows["first"].where(is_first, rows["last"]),
        direct=rows["district"].isin(DIRECT) | (rows["language"] == "tg"),
    )[["order", "title", "grade", "district", "school", "copies", "printed_on", "direct"]]


def _trucks(asked: pd.DataFrame) -> pd.DataFrame:
    """Return the shipments to districts: one for each order, district and printing."""
    chance = dice("trucks")
    rows = asked[~asked["direct"] & (asked["printed_on"] <= LAST_DAY)]
    key = ["order", "title", "grade", "district", "printed_on"]
    rows = rows.groupby(key, as_index=False)["copies"].sum()
    region = rows["district"].map(districts().set_index("district")["region"])
    days = chance.integers(2, 11, len(rows))
    way = chance.integers(1, 6, len(rows)) + region.map(FAR_DAYS).fillna(0).astype(int)
    rows = rows.assign(origin="store", school=None, dispatched_on=_later(rows["printed_on"], days))
    rows = _with_fate(rows, way, TRUCK, chance)
    lost_sight = (rows["title"] == LOST_SIGHT[0]) & (rows["district"] == LOST_SIGHT[1])
    return rows.assign(
        received_on=rows["received_on"].mask(lost_sight),
        received=rows["received"].mask(lost_sight, 0),
    )


def _parcels(asked: pd.DataFrame, trucks: pd.DataFrame) -> pd.DataFrame:
    """Return the shipments to schools, of what the truck brought or straight from the store."""
    chance = dice("parcels")
    key = ["order", "district", "printed_on"]
    came = trucks[[*key, "received", "received_on"]].rename(
        columns={"received": "came", "received_on": "came_on"}
    )
    rows = asked[asked["printed_on"] <= LAST_DAY].merge(came, on=key, how="left")
    total = np.floor(rows["came"].fillna(0) * (1 - KEPT_IN_DISTRICT)).astype(int).to_numpy()
    from_district = ~rows["direct"].to_numpy()
    groups = rows.groupby(key).ngroup().to_numpy()
    shared = divide_each(total, groups, rows["copies"].to_numpy(dtype=float) + 1e-9)
    is_late = rows["district"].isin(LATE_COPIES) & (rows["grade"] == LATE_GRADE)
    days = chance.integers(2, 15, len(rows)) + np.where(is_late, LATE_DAYS, 0)
    left = _later(rows["came_on"].fillna(rows["printed_on"]), days)
    rows = rows.assign(
        copies=np.where(from_district, shared, rows["copies"]),
        origin=np.where(from_district, "district", "store"),
        dispatched_on=left,
    )
    rows = rows[rows["copies"] > 0].drop(columns=["came", "came_on", "direct"])
    rows = rows.reset_index(drop=True)
    rows = _with_fate(rows, chance.integers(0, 6, len(rows)), PARCEL, chance)
    lost_sight = chance.random(len(rows)) < NEVER_CONFIRMED
    return rows.assign(received_on=rows["received_on"].mask(lost_sight))


def _with_fate(
    rows: pd.DataFrame, way: np.ndarray | pd.Series, fate: dict, chance: np.random.Generator
) -> pd.DataFrame:
    """Return shipments with received_on, received, damaged and lost; the rest is disputed."""
    left = rows["copies"].to_numpy()
    counts = {}
    for what, (often, part) in fate.items():
        met = chance.random(len(rows)) < often
        hit = np.ceil(rows["copies"] * part * chance.random(len(rows))).astype(int)
        counts[what] = np.minimum(np.where(met, hit, 0), left)
        left = left - counts[what]
    received_on = _later(rows["dispatched_on"], np.asarray(way))
    return rows.assign(
        received_on=received_on, received=left, damaged=counts["damaged"], lost=counts["lost"]
    )


def _arrived(sent: pd.DataFrame) -> pd.DataFrame:
    rows = sent[sent["received_on"] <= LAST_DAY]
    turn = turn_of(rows["received_on"].to_numpy())
    told = np.maximum(told_in(turn, rows["district"]), rows["told"])
    number = np.arange(1, len(rows) + 1)
    columns = ["code", "order", "title", "district", "school", "copies", "received_on"]
    found = rows[[*columns, "received", "damaged", "lost"]].rename(columns={"code": "shipment"})
    document = pd.Series(number, found.index).map("KA-{:06d}".format)
    return found.assign(document=document, told=told).reset_index(drop=True)


def _later(days: pd.Series, count: np.ndarray) -> pd.Series:
    """Return the working day that comes so many days later, or after it."""
    moved = days.to_numpy().astype("datetime64[D]") + np.asarray(count).astype("timedelta64[D]")
    moved = np.busday_offset(moved, 0, roll="forward")
    return pd.Series(moved.astype("datetime64[ns]"), days.index)
