"""How long are copies on their way, and are they there on the first of September?

Summaries keep copies × day number, so that every order, and every order in every district, has a
mean day on which its copies were printed, sent and received. Times are differences of mean days.
"""

from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.frames import kept
from data_access.queries.areas import is_narrowed
from data_access.queries.textbooks import supply

STAGES = ("printing", "central_store", "road", "district_store", "parcel", "direct", "whole")
"""Stages of the way; `direct`: straight from the central store to a school; `whole`: from the order
until schools have the copies."""

OF_COUNTRY = ("printing", "central_store")
"""Stages that belong to no district."""

PASSED = 0.9
"""A stage is passed when so large a part of the copies that began it has ended it."""

SEPTEMBER = 9


def stages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how long each stage takes: medians over orders, or over orders in districts.

    Columns:
        stage          str      one of STAGES, without those that belong to no district if one is
                                asked for
        passed, begun  Int64    orders (from `road` on: orders in districts) that passed the stage,
                                of those that began it
        median_days, low_days, high_days   float64   median, tenth and ninetieth percentile of the
                                mean days of those that passed it; missing where none did
    """
    times = _order_times(db, filters) if not is_narrowed(filters) else {}
    times = times | _district_times(db, filters)
    rows = []
    for stage in STAGES:
        if stage in times:
            known = times[stage].dropna()
            spread = np.quantile(known, [0.5, 0.1, 0.9]) if len(known) else [np.nan] * 3
            rows.append((stage, len(known), len(times[stage]), *spread))
    columns = ["stage", "passed", "begun", "median_days", "low_days", "high_days"]
    dtypes = {"stage": "str", "passed": "Int64", "begun": "Int64"}
    return pd.DataFrame(rows, columns=columns).astype(dtypes)


def by_district(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how long copies are on the way in each district.

    First come those whose stores still keep the copies of most orders, then the slowest.

    Columns:
        district, district_name   str
        waiting                  Int64   orders of which the district has not sent on enough to have
                                 passed `district_store`: their time is not known yet
        begun                    Int64   orders that copies came of, or straight to its schools
        passed                   Int64   of them, those whose copies passed the whole way
        road, district_store, parcel, direct, whole   float64   days: medians over the orders that
                                 passed; missing where none did
        demonstration            Int64
    """
    times = _district_times(db, filters)
    moved = supply.legs(db, filters)
    names = moved.groupby("district").agg(
        district_name=("district_name", "first"), demonstration=("demonstration", "max")
    )
    medians = {stage: days.groupby(level="district").median() for stage, days in times.items()}
    kept_back = times["district_store"].isna().groupby(level="district").sum()
    whole = times["whole"].groupby(level="district")
    counts = {"waiting": kept_back, "begun": whole.size(), "passed": whole.count()}
    frame = names.assign(
        **{
            name: n.reindex(names.index, fill_value=0).astype("Int64") for name, n in counts.items()
        },
        **medians,
    )
    frame = frame.rename_axis("district").reset_index()
    return frame.sort_values(
        ["waiting", "district_store", "district"], ascending=[False, False, True], ignore_index=True
    )


def _mean(days: pd.Series, copies: pd.Series) -> pd.Series:
    return days.astype("float64") / copies.astype("float64").where(copies > 0)


def _day_number(days: pd.Series) -> pd.Series:
    return (days - pd.Timestamp(2000, 1, 1)).dt.days.astype("float64")


Moment = tuple[pd.Series, pd.Series]
"""Copies and their mean day, with the same index."""


def _between(first: Moment, last: Moment) -> pd.Series:
    """Return the days between; only what began is there, missing where it has not PASSED."""
    (began, start), (ended, end) = first, last
    is_there = began > 0
    is_passed = ended.astype("float64") >= PASSED * began.astype("float64")
    return (end - start).where(is_passed)[is_there]


def _order_times(db: Connection, filters: Filters) -> dict[str, pd.Series]:
    frame = supply.orders(db, filters).set_index("order")
    moved = supply.legs(db, filters)
    out = moved[moved["leg"] != "school"].groupby("order")[["shipped", "shipped_days"]].sum()
    out = out.reindex(frame.index, fill_value=0)
    ordered = frame["ordered"], _day_number(frame["ordered_on"])
    printed = frame["printed"], _mean(frame["printed_days"], frame["printed"])
    sent = out["shipped"], _mean(out["shipped_days"], out["shipped"])
    return {
        "printing": _between(ordered, printed),
        "central_store": _between(printed, sent),
    }


@kept(*supply.ASKED, most=supply.KEPT)
def _district_times(db: Connection, filters: Filters) -> dict[str, pd.Series]:
    """Return stage -> days, by order and district."""
    moved = supply.legs(db, filters)
    index = pd.MultiIndex.from_frame(moved[["order", "district"]].drop_duplicates())
    by_leg = {leg: rows.set_index(["order", "district"]) for leg, rows in moved.groupby("leg")}

    def of(leg: str, what: str) -> Moment:
        if leg not in by_leg:
            nothing = pd.Series(0.0, index)
            return nothing, nothing * np.nan
        rows = by_leg[leg].reindex(index)
        copies = rows[what].fillna(0)
        return copies, _mean(rows[f"{what}_days"].fillna(0), copies)

    ordered_on = _day_number(supply.orders(db, filters).set_index("order")["ordered_on"])
    begin = pd.Series(ordered_on.reindex(index.get_level_values("order")).to_numpy(), index)
    sent = of("district", "shipped")[0] + of("direct", "shipped")[0]
    (by_school, day), (direct, other) = of("school", "received"), of("direct", "received")
    came = by_school + direct
    total = day.fillna(0) * by_school + other.fillna(0) * direct
    return {
        "road": _between(of("district", "shipped"), of("district", "received")),
        "district_store": _between(of("district", "received"), of("school", "shipped")),
        "parcel": _between(of("school", "shipped"), of("school", "received")),
        "direct": _between(of("direct", "shipped"), of("direct", "received")),
        "whole": _between((sent, begin), (came, _mean(total, came))),
    }


def years(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return copies due for each school year, and how many came before its first day.

    Columns:
        school_year   str    that which begins in the calendar year in which the order is due
        is_over       bool   whether its first of September has come by the end of the quarter
        order_count   Int64  orders; of a year that is over, those due by the end of the quarter
        due           Int64  copies of these orders; in an area asked for: sent there
        due_later     Int64  copies of the other orders of a year that is over: nobody is late with
                             them yet
        in_time       Int64  of them received by schools before 1 September
        delivered     Int64  received by schools by the end of the quarter
        share         float64   in_time ÷ due; missing where nothing is due
        demonstration Int64
    """
    frame = late_orders(db, filters)
    counts = frame["is_due"] | ~frame["is_over"]
    numbers = ["due", "in_time", "delivered"]
    frame = frame.assign(
        due_later=frame["due"].mask(counts, 0),
        order_count=counts.astype("Int64"),
        **{name: frame[name].where(counts, 0) for name in numbers},
    )
    totals = frame.groupby("school_year", as_index=False).agg(
        is_over=("is_over", "first"),
        **{name: (name, "sum") for name in ("order_count", *numbers, "due_later")},
        demonstration=("demonstration", "max"),
    )
    totals["share"] = _share(totals["in_time"], totals["due"])
    return totals.sort_values("school_year", ignore_index=True)


def late_orders(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the orders with what came too late for September, the most copies first.

    Columns:
        order, title, title_name, school_year   str
        due_on        date
        is_over       bool   whether that first of September has come by the end of the quarter
        is_due        bool   whether the order is due by the end of the quarter, as R1.5 counts it
        is_due_later  bool   whether the order itself allows a day after 31 August
        due, in_time, delivered   Int64   copies, as in `years`
        late          Int64   due − in_time; 0 where a year is over and its order is not due yet
        share         float64
        demonstration Int64
    """
    copies = supply.account(db, filters)
    year = copies["due_on"].dt.year
    due = copies["sent"] if is_narrowed(filters) else copies["ordered"]
    is_over, is_due = _is_over(year, filters.quarter), _is_due(copies, filters)
    late = (due - copies["in_time"]).clip(lower=0)
    frame = copies[["order", "title", "title_name", "due_on", "in_time", "delivered"]].assign(
        school_year=_school_year(year),
        is_over=is_over,
        is_due=is_due,
        is_due_later=copies["due_on"].dt.month >= SEPTEMBER,
        due=due,
        late=late.mask(is_over & ~is_due, 0),
        share=_share(copies["in_time"], due),
        demonstration=copies["demonstration"],
    )
    return frame.sort_values(["late", "order"], ascending=[False, True], ignore_index=True)


def late_districts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the districts of the area asked for by school year; the smallest share is first.

    Columns:
        district, district_name, school_year   str
        is_over       bool
        due           Int64   copies sent there of the orders of that school year; where it is
                              over, of those due by the end of the quarter
        in_time, late Int64   received by schools before 1 September, and the others
        share         float64
        demonstration Int64
    """
    orders = supply.orders(db, filters)[["order", "due_on"]]
    moved = supply.legs(db, filters).merge(orders, on="order")
    is_over = _is_over(moved["due_on"].dt.year, filters.quarter)
    moved = moved[_is_due(moved, filters) | ~is_over]
    year = moved["due_on"].dt.year
    is_first = moved["leg"] != "school"
    rows = moved.assign(
        year=year,
        due=moved["shipped"].where(is_first, 0),
        in_time=moved["in_time"].where(moved["leg"] != "district", 0),
    )
    frame = rows.groupby(["district", "district_name", "year"], as_index=False).agg(
        due=("due", "sum"), in_time=("in_time", "sum"), demonstration=("demonstration", "max")
    )
    frame = frame[frame["due"] > 0]
    frame = frame.assign(
        school_year=_school_year(frame["year"]),
        is_over=_is_over(frame["year"], filters.quarter),
        late=(frame["due"] - frame["in_time"]).clip(lower=0),
        share=_share(frame["in_time"], frame["due"]),
    )
    return frame.drop(columns="year").sort_values(["share", "district"], ignore_index=True)


def _school_year(year: pd.Series) -> pd.Series:
    words = [f"{first:.0f}/{(first + 1) % 100:02.0f}" for first in year]
    return pd.Series(words, year.index, dtype="str")


def _is_over(year: pd.Series, quarter: date) -> pd.Series:
    return pd.Series(
        [date(int(first), SEPTEMBER, 1) <= quarter for first in year], year.index, bool
    )


def _is_due(orders: pd.DataFrame, filters: Filters) -> pd.Series:
    return orders["due_on"] <= pd.Timestamp(filters.quarter)


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    wholes = whole.astype("float64")
    return part.astype("float64") / wholes.where(wholes > 0)
