"""Where are the copies of each order between the press and the desk, at the end of a quarter?

A choice of a title narrows the orders. A region or district is told from the copies that were sent
to it: what was ordered, printed and kept in the central store belongs to no district.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, and_, cast, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries.areas import districts_in, inside, is_narrowed
from data_access.queries.textbooks.shelves import newest, open_schools
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.summary import Summary
from data_access.summaries.textbooks import (
    ORDERS,
    PRINTED,
    RECEIVED,
    SHIPPED,
    TITLES,
    UNSETTLED,
    WRITTEN_OFF,
)

CENTRAL = ""
"""Code of the central store among those of the districts."""

STEPS = ("ordered", "printed", "sent", "district", "passed", "delivered", "used")
"""Each copy goes from one to the next, unless it ends up in one of the PARTS between them."""

PARTS = {
    "ordered": ("unprinted",),
    "printed": ("central_store", "central_written_off"),
    "sent": ("road_moving", "road_damaged", "road_lost", "road_disputed"),
    "district": ("district_store", "district_written_off"),
    "passed": ("parcel_moving", "parcel_damaged", "parcel_lost", "parcel_disputed"),
    "delivered": ("uncounted", "worn", "missing", "unexplained"),
}
"""Step -> what becomes of the copies that do not go on to the next one."""

EXCESS = {
    "ordered": ("overprinted",),
    "printed": ("central_overdrawn",),
    "sent": ("road_over", "road_early"),
    "district": ("district_overdrawn",),
    "passed": ("parcel_over", "parcel_early"),
    "delivered": ("extra",),
}
"""Step -> copies of the next one that documents do not account for: more than there were."""

WAYS = {"district": "road", "school": "parcel", "direct": "parcel"}
"""Leg of a shipment -> the part of the way that it belongs to."""

IN_STORE = ("central_store", "district_store")
MOVING = ("road_moving", "parcel_moving")
DISPUTED = ("road_disputed", "parcel_disputed")
WRITTEN = (
    *("central_written_off", "district_written_off"),
    *("road_damaged", "road_lost", "parcel_damaged", "parcel_lost"),
)
BEYOND = (
    *("central_overdrawn", "district_overdrawn"),
    *("road_over", "road_early", "parcel_over", "parcel_early"),
)
"""Where copies can be, and those passed on or received beyond what was there: the copies that
came = IN_STORE + MOVING + delivered + DISPUTED + WRITTEN − BEYOND, in every order."""

ASKED = ("release", "period", "region", "district", "title", "lang")
"""Fields of the question that answers depend on; `KEPT` answers of each kind are kept."""
KEPT = 24

_KEY = ["order", "district", "leg"]
_RECEIVED = ("sent", "received", "damaged", "lost", "in_time")


def _total(column: ColumnElement) -> ColumnElement:
    return cast(func.sum(column), BigInteger)


def _until(part: Summary, filters: Filters) -> ColumnElement[bool]:
    """Return the condition “in this release, up to the end of the quarter”."""
    return and_(part.table.c.release == filters.release, part.table.c.period <= filters.quarter)


@kept("release", "period", "lang")
def _orders(db: Connection, filters: Filters) -> pd.DataFrame:
    order, title, printed = ORDERS.table.c, TITLES.table.c, PRINTED.table.c
    described = read_frame(
        db,
        select(
            order.order,
            order.title,
            func.coalesce(title[f"name_{filters.lang}"], order.title).label("title_name"),
            order.contract,
            order.copies,
            order.ordered_on,
            order.due_on,
            order.demonstration,
        )
        .join_from(
            ORDERS.table,
            TITLES.table,
            (title.title == order.title) & (title.release == order.release),
            isouter=True,
        )
        .where(order.release == filters.release)
        .order_by(order.order),
    )
    pressed = read_frame(
        db,
        select(
            printed.order,
            _total(printed.copies).label("shipped"),
            _total(printed.copy_days).label("copy_days"),
            func.max(printed.demonstration).label("demonstration"),
        )
        .where(_until(PRINTED, filters))
        .group_by(printed.order),
    ).rename(columns={"shipped": "printed", "copy_days": "printed_days"})
    frame = described.rename(columns={"copies": "ordered"}).merge(
        pressed, on="order", how="left", suffixes=("", "_printed")
    )
    numbers = ["printed", "printed_days", "demonstration_printed"]
    frame[numbers] = frame[numbers].fillna(0)
    frame["demonstration"] = frame[["demonstration", "demonstration_printed"]].max(axis=1)
    return frame.drop(columns="demonstration_printed")


@kept(*ASKED, most=KEPT)
def orders(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the orders of the title asked for, or all, given by the end of the quarter.

    An order that copies were printed or sent of before its own date is there too.

    Columns:
        order, title, title_name, contract   str
        ordered         Int64   copies
        ordered_on, due_on   date
        printed         Int64   copies up to the end of the quarter
        printed_days    Int64   copies × day number, so that ÷ printed is their mean day
        demonstration   Int64
    """
    frame, moved = _orders(db, filters), _legs(db, filters)["order"]
    is_there = frame["ordered_on"] <= pd.Timestamp(filters.quarter)
    frame = frame[is_there | (frame["printed"] > 0) | frame["order"].isin(moved)]
    if filters.title:
        frame = frame[frame["title"] == filters.title]
    return frame.reset_index(drop=True)


def titles(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the titles of all orders of the release: title, title_name   str"""
    frame = _orders(db, filters)[["title", "title_name"]]
    return frame.drop_duplicates("title").sort_values("title", ignore_index=True)


@kept("release", "period", "lang")
def _legs(db: Connection, filters: Filters) -> pd.DataFrame:
    shipped, received = SHIPPED.table.c, RECEIVED.table.c
    away = read_frame(
        db,
        select(
            *(shipped[name] for name in _KEY),
            _total(shipped.copies).label("shipped"),
            _total(shipped.copy_days).label("copy_days"),
            func.max(shipped.demonstration).label("demonstration"),
        )
        .where(_until(SHIPPED, filters))
        .group_by(*(shipped[name] for name in _KEY)),
    )
    back = read_frame(
        db,
        select(
            *(received[name] for name in _KEY),
            *(_total(received[name]).label(name) for name in _RECEIVED),
            _total(received.copy_days).label("copy_days"),
            func.max(received.demonstration).label("demonstration"),
        )
        .where(_until(RECEIVED, filters))
        .group_by(*(received[name] for name in _KEY)),
    )
    frame = away.merge(back, on=_KEY, how="outer", suffixes=("", "_back"))
    frame = frame.rename(columns={"copy_days": "shipped_days", "copy_days_back": "received_days"})
    numbers = frame.columns.difference(_KEY)
    frame[numbers] = frame[numbers].fillna(0).astype("Int64")
    frame["demonstration"] = frame[["demonstration", "demonstration_back"]].max(axis=1)
    area = read_frame(
        db,
        select(
            Area.code.label("district"),
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
        ),
    )
    return frame.drop(columns="demonstration_back").merge(area, on="district", how="left")


@kept(*ASKED, most=KEPT)
def legs(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return copies sent and received up to the end of the quarter, in the area asked for.

    Columns:
        order, district, district_name, region   str
        leg            str     district, school or direct (`models.textbooks.LEGS`)
        shipped        Int64   copies that left
        sent           Int64   of them, copies of the shipments that were received
        received, damaged, lost   Int64   what became of these; the rest of `sent` is disputed
        in_time        Int64   of those received, before 1 September of the year due
        shipped_days, received_days   Int64   copies × day number
        demonstration  Int64
    """
    frame = inside(_legs(db, filters), filters)
    chosen = orders(db, filters)["order"]
    return frame[frame["order"].isin(chosen)].reset_index(drop=True)


@kept(*ASKED, most=KEPT)
def stores(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what each store has of each order, in the area asked for.

    The central store is there where no area is asked for.

    Columns:
        order, district   str   CENTRAL for the central store
        district_name     str   missing for the central store
        came, left, written_off   Int64   copies
        held              Int64   came − left − written_off: negative where more left than came
        demonstration     Int64
    """
    moved = legs(db, filters)
    key = ["order", "district"]
    came = moved[moved["leg"] == "district"].groupby(key)["received"].sum().rename("came")
    left = moved[moved["leg"] == "school"].groupby(key)["shipped"].sum().rename("left")
    off = _written_off(db, filters).set_index(key)["written_off"]
    if not is_narrowed(filters):
        printed = orders(db, filters).set_index("order")["printed"]
        out = moved[moved["leg"] != "school"].groupby("order")["shipped"].sum()
        came = pd.concat([_of_central(printed).rename("came"), came])
        left = pd.concat([_of_central(out).rename("left"), left])
    frame = pd.concat([came, left, off], axis=1).fillna(0).astype("Int64")
    names = moved.drop_duplicates("district").set_index("district")["district_name"]
    marks = orders(db, filters).set_index("order")["demonstration"]
    frame = frame.rename_axis(key).reset_index().sort_values(key, ignore_index=True)
    return frame.assign(
        district_name=frame["district"].map(names),
        held=frame["came"] - frame["left"] - frame["written_off"],
        demonstration=frame["order"].map(marks).astype("Int64"),
    )


def _of_central(copies: pd.Series) -> pd.Series:
    """Return copies by order as those of the central store."""
    return pd.concat({CENTRAL: copies}, names=["district"]).swaplevel()


def _written_off(db: Connection, filters: Filters) -> pd.DataFrame:
    off = WRITTEN_OFF.table.c
    frame = read_frame(
        db,
        select(off.order, off.district, _total(off.copies).label("lost"))
        .where(_until(WRITTEN_OFF, filters))
        .group_by(off.order, off.district),
    ).rename(columns={"lost": "written_off"})
    here = {CENTRAL, *districts_in(db, filters)} - ({CENTRAL} if is_narrowed(filters) else set())
    chosen = orders(db, filters)["order"]
    return frame[frame["order"].isin(chosen) & frame["district"].isin(here)]


@kept("release", "lang")
def _shipments(db: Connection, filters: Filters) -> pd.DataFrame:
    one, school = UNSETTLED.table.c, SCHOOLS.table.c
    return read_frame(
        db,
        select(
            *(one[name] for name in ("shipment", "order", "district", "leg", "copies")),
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            one.school,
            school[f"name_{filters.lang}"].label("school_name"),
            *(one[name] for name in ("dispatched_on", "received_on")),
            *(one[name] for name in ("received", "damaged", "lost", "document", "demonstration")),
        )
        .join_from(UNSETTLED.table, Area, Area.code == one.district)
        .join(
            SCHOOLS.table,
            (school.school == one.school) & (school.release == one.release),
            isouter=True,
        )
        .where(one.release == filters.release)
        .order_by(one.shipment),
    )


@kept(*ASKED, most=KEPT)
def shipments(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the shipments of which not every copy is accounted for, in the area asked for.

    Those that nobody has received by the end of the quarter, and that the release still does not
    know as received in full: of a past quarter, those that arrived later are not there.

    Columns:
        shipment, order, district, district_name, region, leg   str
        school, school_name   str   missing where they went to the store of a district
        copies         Int64   when they left
        dispatched_on  date
        received_on    date    missing where they are under way
        document       str     act of acceptance
        disputed       Int64   copies less those received, damaged and lost: negative where more
                               came than left; missing where they are under way
        days           Int64   under way at the end of the quarter; missing where they have arrived
        demonstration  Int64
    """
    end = pd.Timestamp(filters.quarter)
    frame = inside(_shipments(db, filters), filters)
    frame = frame[frame["order"].isin(orders(db, filters)["order"])]
    has_come = frame["received_on"] <= end
    frame = frame[has_come | (frame["dispatched_on"] <= end)].reset_index(drop=True)
    has_come = frame["received_on"] <= end
    rest = frame["copies"] - frame["received"] - frame["damaged"] - frame["lost"]
    frame = frame.assign(
        received_on=frame["received_on"].where(has_come),
        document=frame["document"].where(has_come),
        disputed=rest.where(has_come),
        days=(end - frame["dispatched_on"]).dt.days.astype("Int64").where(~has_come),
    )
    return frame.drop(columns=["received", "damaged", "lost"])


@kept(*ASKED, most=KEPT)
def account(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return where the copies of each order are, in the area asked for: one row for each order.

    Columns, copies as Int64 unless said:
        order, title, title_name   str
        ordered, printed, unprinted, overprinted
        came       copies to account for: those printed, or those sent to the area asked for
        sent       left the central store; `direct` of them straight for a school
        district   received in the stores of districts, or on the way straight to a school
        passed     left for a school
        delivered  received by schools
        in_time    of them before 1 September of the year due
        and those of PARTS and EXCESS up to `passed`
        demonstration
    """
    frame = orders(db, filters).set_index("order")
    moved = legs(db, filters)
    if is_narrowed(filters):
        frame = frame[frame.index.isin(moved["order"])]
    by_leg = {leg: moved[moved["leg"] == leg].groupby("order") for leg in WAYS}

    def of(leg: str, column: str) -> pd.Series:
        return by_leg[leg][column].sum().reindex(frame.index, fill_value=0)

    direct = of("direct", "shipped")
    columns = {
        "unprinted": (frame["ordered"] - frame["printed"]).clip(lower=0),
        "overprinted": (frame["printed"] - frame["ordered"]).clip(lower=0),
        "sent": of("district", "shipped") + direct,
        "direct": direct,
        "district": of("district", "received") + direct,
        "passed": of("school", "shipped") + direct,
        "delivered": of("school", "received") + of("direct", "received"),
        "in_time": of("school", "in_time") + of("direct", "in_time"),
        **_ways(moved, shipments(db, filters)),
        **_stores(stores(db, filters)),
    }
    frame = frame.assign(
        **{
            name: values.reindex(frame.index, fill_value=0).astype("Int64")
            for name, values in columns.items()
        }
    )
    came = frame["sent"] if is_narrowed(filters) else frame["printed"]
    return frame.assign(came=came).reset_index()


def _ways(moved: pd.DataFrame, open_ones: pd.DataFrame) -> dict[str, pd.Series]:
    """Return by order what became of copies on the road to districts and in parcels to schools."""
    columns = {}
    way, way_of_open = moved["leg"].map(WAYS), open_ones["leg"].map(WAYS)
    for name in ("road", "parcel"):
        rows = moved[way == name]
        moving = rows["shipped"] - rows["sent"]
        rest = open_ones.loc[way_of_open == name, ["order", "disputed"]]
        rest = rest.fillna({"disputed": 0})
        sums = {
            "moving": (rows["order"], moving.clip(lower=0)),
            "early": (rows["order"], (-moving).clip(lower=0)),
            "damaged": (rows["order"], rows["damaged"]),
            "lost": (rows["order"], rows["lost"]),
            "disputed": (rest["order"], rest["disputed"].clip(lower=0)),
            "over": (rest["order"], (-rest["disputed"]).clip(lower=0)),
        }
        columns |= {
            f"{name}_{part}": copies.groupby(order).sum() for part, (order, copies) in sums.items()
        }
    return columns


def _stores(held: pd.DataFrame) -> dict[str, pd.Series]:
    """Return by order what stores have, what they wrote off, and what they sent without having."""
    columns = {}
    for name, is_here in (
        ("central", held["district"] == CENTRAL),
        ("district", held["district"] != CENTRAL),
    ):
        rows = held[is_here]
        columns |= {
            f"{name}_store": rows["held"].clip(lower=0).groupby(rows["order"]).sum(),
            f"{name}_overdrawn": (-rows["held"]).clip(lower=0).groupby(rows["order"]).sum(),
            f"{name}_written_off": rows["written_off"].groupby(rows["order"]).sum(),
        }
    return columns


def ledger(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the account of each order in one line.

    Columns:
        order, title, title_name   str
        ordered, came              Int64   copies, as in `account`
        in_store, moving, delivered, disputed, written_off   Int64   where they are
        beyond                     Int64   passed on or received beyond what was there: to be taken
                                           off, so that the rest adds up to `came`
        demonstration              Int64
    """
    frame = account(db, filters)
    sums = {
        "in_store": IN_STORE,
        "moving": MOVING,
        "disputed": DISPUTED,
        "written_off": WRITTEN,
        "beyond": BEYOND,
    }
    added = {name: frame[list(parts)].sum(axis=1).astype("Int64") for name, parts in sums.items()}
    frame = frame.assign(**added)
    names = ["order", "title", "title_name", "ordered", "came", "delivered"]
    return frame[[*names, *sums, "demonstration"]]


def shelves(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what open schools counted last of the titles that were ordered: one row.

    Columns:
        schools      Int64  that counted any of them; 0 where nobody did
        usable, worn, lost   Int64  copies as counted; missing where nobody counted
        received     Int64  accepted by these schools until they counted
        unexplained  Int64  received by a school and not in its count
        extra        Int64  in the count of a school and never received
        first_on, last_on   date   of counting
        demonstration   Int64
    """
    here = inside(_shelves(db, filters), filters)
    here = here[here["title"].isin(orders(db, filters)["title"])]
    sums = ("usable", "worn", "lost", "received", "unexplained", "extra")
    return pd.DataFrame(
        {
            "schools": pd.array([_school_count(db, filters)], "Int64"),
            **{name: pd.array([here[name].sum(min_count=1)], "Int64") for name in sums},
            "first_on": [here["first_on"].min()],
            "last_on": [here["last_on"].max()],
            "demonstration": pd.array([here["demonstration"].max()], "Int64"),
        }
    )


@kept("release", "period")
def _shelves(db: Connection, filters: Filters) -> pd.DataFrame:
    rows = newest(db, filters).merge(open_schools(db, filters), on="school")
    received = rows["received"].fillna(0)
    rest = received - rows["usable"] - rows["worn"] - rows["lost"]
    rows = rows.assign(
        received=received, unexplained=rest.clip(lower=0), extra=(-rest).clip(lower=0)
    )
    groups = rows.groupby(["title", "district", "region"])
    sums = groups[["usable", "worn", "lost", "received", "unexplained", "extra"]].sum()
    more = groups.agg(
        first_on=("counted_on", "min"),
        last_on=("counted_on", "max"),
        demonstration=("demonstration", "max"),
    )
    return sums.join(more).reset_index()


def _school_count(db: Connection, filters: Filters) -> int:
    """Return how many open schools of the area counted any of the titles that were ordered."""
    rows = newest(db, filters)
    is_ordered = rows["title"].isin(orders(db, filters)["title"])
    here = inside(open_schools(db, filters), filters)["school"]
    return rows.loc[is_ordered & rows["school"].isin(here), "school"].nunique()


@dataclass(frozen=True)
class Flow:
    """The way of the copies in steps, of all orders together."""

    steps: pd.DataFrame
    """step   str (of STEPS)
    copies   Int64   missing where nobody knows
    direct   Int64   of them those that pass by the stores of districts
    """
    parts: pd.DataFrame
    """step, part   str   what becomes of copies after a step (of PARTS or EXCESS), without zeros
    copies     Int64
    is_excess  bool
    """
    shelves: pd.DataFrame | None
    """As `shelves` returns it; None of a past quarter, of which no count is kept."""
    order_count: int
    demonstration: bool


def flow(db: Connection, filters: Filters, *, is_newest: bool) -> Flow:
    """Return the way from order to desk; of an area it begins with the copies sent there.

    `is_newest`: the quarter is the last of the release, so that the last counts of schools are its
    own.
    """
    copies = account(db, filters)
    seen = shelves(db, filters) if is_newest else None
    sums = {str(name): total for name, total in copies.select_dtypes("number").sum().items()}
    sums |= _used(copies, seen)
    steps = STEPS[STEPS.index("sent") :] if is_narrowed(filters) else STEPS
    rows = [(step, sums[step], sums["direct"] if step in DIRECT else 0) for step in steps]
    known = [
        (step, part, int(sums[part]), kinds is EXCESS)
        for step in steps
        for kinds in (PARTS, EXCESS)
        for part in kinds.get(step, ())
        if not pd.isna(sums[part]) and sums[part]
    ]
    marks = [copies["demonstration"].max()] + ([] if seen is None else [seen["demonstration"][0]])
    return Flow(
        pd.DataFrame(rows, columns=["step", "copies", "direct"]).astype(
            {"step": "str", "copies": "Int64", "direct": "Int64"}
        ),
        pd.DataFrame(known, columns=["step", "part", "copies", "is_excess"]).astype(
            {"step": "str", "part": "str", "copies": "Int64", "is_excess": "bool"}
        ),
        seen,
        len(copies),
        any(mark == 1 for mark in marks if not pd.isna(mark)),
    )


DIRECT = ("sent", "district", "passed")
"""Steps that copies on their way straight to a school are shown in apart."""


def _used(copies: pd.DataFrame, seen: pd.DataFrame | None) -> dict[str, Any]:
    """Return the last step and what becomes of the copies before it; missing without a count."""
    if seen is None or not seen["schools"][0]:
        return dict.fromkeys(("used", *PARTS["delivered"], *EXCESS["delivered"]), pd.NA)
    row = seen.iloc[0]
    uncounted = int(copies["delivered"].sum()) - int(row["received"])
    return {
        "used": row["usable"],
        "uncounted": max(uncounted, 0),
        "worn": row["worn"],
        "missing": row["lost"],
        "unexplained": row["unexplained"],
        "extra": row["extra"] + max(-uncounted, 0),
    }
