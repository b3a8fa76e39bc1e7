"""Where does the chain from order to desk break, and which documents say so?"""

from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.queries.areas import is_narrowed
from data_access.queries.textbooks import supply
from data_access.queries.textbooks.choices import STALE_DAYS

KINDS = ("overdrawn", "disputed", "over", "early", "stale", "unprinted", "overprinted")
"""A store sent more than it had; copies are disputed; more came than left; a shipment was received
before it left; nobody has received it for too long; less or more was printed than ordered."""

NAMED = 3
"""Shipments named beside a store that sent more than it had, the largest first."""

COLUMNS = (
    *("kind", "order", "title_name", "district", "district_name", "school_name", "documents"),
    *("day", "days", "copies", "demonstration"),
)


def broken_links(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every broken link in the area asked for; in each kind, the most copies first.

    Columns:
        kind           str    one of KINDS, in their order
        order, title_name   str
        district       str    CENTRAL for the central store
        district_name  str    missing for the central store
        school_name    str    missing where no school is concerned
        documents      str    codes of shipments, acts of acceptance or contracts, parted by commas;
                              missing where none is known
        day            date   of receipt, or of dispatch of what is under way, or on which the order
                              was due; missing for stores
        days           Int64  under way at the end of the quarter; missing for others
        copies         Int64  that the link is about
        demonstration  Int64
    """
    open_ones = supply.shipments(db, filters)
    found = [
        _overdrawn(supply.stores(db, filters), open_ones),
        *_disputes(open_ones),
        _early(supply.legs(db, filters)),
        _stale(open_ones),
    ]
    placed = pd.concat(found, ignore_index=True)
    titles = supply.orders(db, filters).set_index("order")["title_name"]
    placed["title_name"] = placed["order"].map(titles)
    if not is_narrowed(filters):
        printed = _printed(supply.orders(db, filters), filters)
        placed = pd.concat([placed, printed], ignore_index=True)
    placed["turn"] = placed["kind"].map({kind: turn for turn, kind in enumerate(KINDS)})
    placed = placed.sort_values(
        ["turn", "copies", "order", "district", "documents"],
        ascending=[True, False, True, True, True],
        ignore_index=True,
    )
    return placed[list(COLUMNS)]


def by_kind(links: pd.DataFrame) -> pd.DataFrame:
    """Return kind, link_count Int64 and copies Int64, of every kind that there is."""
    groups = links.groupby("kind", sort=False).agg(
        link_count=("order", "size"), copies=("copies", "sum")
    )
    return groups.astype("Int64").reset_index()


def _links(rows: pd.DataFrame, kind: str, **columns: Any) -> pd.DataFrame:
    """Return rows as links of a kind; what is not said is missing."""
    frame = rows.assign(kind=kind, **columns).reindex(columns=COLUMNS)
    dtypes = {
        **dict.fromkeys(("kind", "order", "district", "district_name"), "str"),
        **dict.fromkeys(("title_name", "school_name", "documents"), "str"),
        **dict.fromkeys(("copies", "days", "demonstration"), "Int64"),
        "day": "datetime64[s]",
    }
    return frame.astype(dtypes)


def _overdrawn(held: pd.DataFrame, open_ones: pd.DataFrame) -> pd.DataFrame:
    """Return stores with less than nothing, with the open shipments that may be why."""
    rows = held[held["held"] < 0]
    near = open_ones.assign(size=open_ones["disputed"].abs().fillna(open_ones["copies"]))
    near = near.sort_values("size", ascending=False)
    documents = [
        ", ".join(_of_store(near, row.order, row.district)["shipment"].head(NAMED)) or None
        for row in rows.itertuples()
    ]
    return _links(rows, "overdrawn", copies=-rows["held"], documents=documents)


def _of_store(open_ones: pd.DataFrame, order: object, district: object) -> pd.DataFrame:
    """Return the shipments of an order that came to a store or left it."""
    is_central = district == supply.CENTRAL
    place = open_ones["leg"] != "school" if is_central else open_ones["district"] == district
    return open_ones[(open_ones["order"] == order) & place]


def _disputes(open_ones: pd.DataFrame) -> list[pd.DataFrame]:
    rows = open_ones[open_ones["disputed"].notna()]
    acts = ", " + rows["document"].astype("object")
    rows = rows.assign(
        day=rows["received_on"], documents=rows["shipment"].astype("object") + acts.fillna("")
    ).drop(columns="days")
    short, over = rows[rows["disputed"] > 0], rows[rows["disputed"] < 0]
    return [
        _links(short, "disputed", copies=short["disputed"]),
        _links(over, "over", copies=-over["disputed"]),
    ]


def _early(moved: pd.DataFrame) -> pd.DataFrame:
    rows = moved[moved["shipped"] < moved["sent"]]
    return _links(rows, "early", copies=rows["sent"] - rows["shipped"])


def _stale(open_ones: pd.DataFrame) -> pd.DataFrame:
    rows = open_ones[(open_ones["days"] > STALE_DAYS).fillna(False)]
    return _links(rows, "stale", day=rows["dispatched_on"], documents=rows["shipment"])


def _printed(orders: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return orders of which more was printed, or less although the copies are due."""
    rows = orders.assign(day=orders["due_on"], documents=orders["contract"], district="")
    short = rows[
        (rows["printed"] < rows["ordered"]) & (rows["day"] <= pd.Timestamp(filters.quarter))
    ]
    over = rows[rows["printed"] > rows["ordered"]]
    return pd.concat(
        [
            _links(short, "unprinted", copies=short["ordered"] - short["printed"]),
            _links(over, "overprinted", copies=over["printed"] - over["ordered"]),
        ]
    )
