"""Which schools and pupils are in the rental scheme, and what does its fund live on?"""

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.queries.areas import areas, inside, is_narrowed
from data_access.queries.textbooks.choices import FEES, GRADES, LIVES, PRICES
from data_access.queries.textbooks.counts import open_schools
from data_access.rental_fund import Scheme
from data_access.school_years import has_ended, school_year
from data_access.summaries.textbooks import ORDERS, RENTAL_SPENDING, RENTALS, TITLES

PUPILS = ("full", "half", "exempt")
_SUMS = ("schools", *PUPILS, "due", "collected", "reported", "due_reported")


@kept("release", "period", most=8)
def _rentals(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the scheme by school year, district and stage, up to the year of the quarter."""
    row = RENTALS.table.c
    return read_frame(
        db,
        select(
            row.school_year,
            row.district,
            Area.parent.label("region"),
            row.stage,
            *(row[name] for name in _SUMS),
            row.demonstration,
        )
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release, row.school_year <= school_year(filters.quarter))
        .order_by(row.school_year, row.district, row.stage),
    )


def stages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return schools, pupils and money of each stage, as districts said them of a school year.

    Columns: school_year, stage (str); schools, full, half, exempt (Int64, pupils missing where
    nobody said), due, collected (float64, KGS), reported (Int64, schools that said what they
    collected), due_reported (float64, KGS, of these schools), demonstration (Int64).
    """
    rows = inside(_rentals(db, filters), filters)
    keys = ["school_year", "stage"]
    sums = rows.groupby(keys, as_index=False)[list(_SUMS)].sum(min_count=1)
    flags = rows.groupby(keys, as_index=False)["demonstration"].max()
    return sums.merge(flags, on=keys)


def introduced(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how far the scheme is introduced, by school year and stage.

    By what each district said last, as R1.6a and R1.6c count it: one that is silent about a year
    keeps the newest one before of which it said anything.

    Columns:
        school_year, stage   str
        schools        Int64
        carried        Int64   of them those of districts that are silent about the year
        full, half, exempt   Int64   pupils; missing where nobody said
        district_count Int64   districts that have said anything so far
        silent_count   Int64   of them those that are silent about the year
        school_count   Int64   open schools of these districts, of today
        demonstration  Int64
    """
    rows = inside(_said_last(db, filters), filters)
    many = open_schools(db, filters).set_index("district")["school_count"]
    is_carried = rows["said_of"] < rows["school_year"]
    rows = rows.assign(carried=rows["schools"].where(is_carried, 0), is_carried=is_carried)
    keys = ["school_year", "stage"]
    sums = rows.groupby(keys, as_index=False)[["schools", "carried", *PUPILS]].sum(min_count=1)
    flags = rows.groupby(keys, as_index=False)["demonstration"].max()
    told = rows.drop_duplicates(["school_year", "district"])
    told = told.assign(school_count=told["district"].map(many).fillna(0).astype("Int64"))
    by_year = told.groupby("school_year", as_index=False).agg(
        district_count=("district", "size"),
        silent_count=("is_carried", "sum"),
        school_count=("school_count", "sum"),
    )
    counts = ["district_count", "silent_count", "school_count"]
    by_year = by_year.astype(dict.fromkeys(counts, "Int64"))
    return sums.merge(by_year, on="school_year").merge(flags, on=keys)


@kept("release", "period", most=8)
def _said_last(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return `_rentals` as it stands at each school year of which any district said anything.

    `said_of` is the school year of which the district itself spoke.
    """
    rows = _rentals(db, filters)
    rows = rows.assign(said_of=rows["school_year"])
    parts = [rows.iloc[:0]]
    for year in rows["school_year"].unique():
        known = rows[rows["said_of"] <= year]
        newest = known.groupby("district")["said_of"].transform("max")
        parts.append(known[known["said_of"] == newest].assign(school_year=year))
    return pd.concat(parts, ignore_index=True).astype(rows.dtypes.to_dict())


def silent(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the districts that are silent about the newest school year of which any one spoke.

    Columns: district, district_name (str), school_year (str, of which the district spoke last;
    missing: of none), schools (Int64, that took fees then; missing: of none).
    """
    rows = _said_last(db, filters)
    rows = rows[rows["school_year"] == rows["school_year"].max()]
    if rows.empty:
        return pd.DataFrame(columns=["district", "district_name", "school_year", "schools"])
    fees = rows["schools"].where(rows["stage"] == "running", 0)
    said = (
        rows.assign(fees=fees)
        .groupby("district")
        .agg(said_of=("said_of", "max"), schools=("fees", "sum"))
    )
    names = areas(db, filters).set_index("area")["area_name"]
    frame = inside(open_schools(db, filters), filters)[["district"]]
    frame = frame.assign(
        district_name=frame["district"].map(names),
        school_year=frame["district"].map(said["said_of"]),
        schools=frame["district"].map(said["schools"]).astype("Int64"),
    )
    is_silent = frame["school_year"].isna() | (frame["school_year"] < rows["school_year"].iloc[0])
    return frame[is_silent].sort_values(["school_year", "district"], ignore_index=True)


def collected_by_area(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how much of the fees due was collected in the newest year that is over.

    Regions, or the districts of the one asked for; the lowest share first.

    Columns: area, area_name (str), school_year (str), schools (Int64, that said what they
    collected), due, collected, arrears (float64, KGS, of these schools), share (float64),
    demonstration (Int64).
    """
    rows = inside(_rentals(db, filters), filters)
    rows = rows[rows["collected"].notna() & _is_over(rows["school_year"], filters)]
    rows = rows[rows["school_year"] == rows["school_year"].max()]
    by = "district" if is_narrowed(filters) else "region"
    names = ["reported", "due_reported", "collected"]
    sums = rows.groupby(["school_year", by], as_index=False)[names].sum()
    flags = rows.groupby(by, as_index=False)["demonstration"].max()
    frame = sums.merge(flags, on=by).rename(
        columns={by: "area", "reported": "schools", "due_reported": "due"}
    )
    frame = frame.merge(areas(db, filters)[["area", "area_name"]], on="area")
    share = frame["collected"] / frame["due"].where(frame["due"] > 0)
    frame = frame.assign(arrears=frame["due"] - frame["collected"], share=share)
    return frame.sort_values(["share", "area"], ignore_index=True)


def _is_over(years: pd.Series, filters: Filters) -> pd.Series:
    return pd.Series([has_ended(year, filters.quarter) for year in years], years.index, dtype=bool)


def fund(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what came into the fund and left it, in every school year that is over.

    Columns: school_year (str), collected, books, other (float64, KGS; missing where nobody said),
    copies (Int64, bought), balance (float64, KGS at the end of the year; missing from the first
    year on of which something is missing), demonstration (Int64).
    """
    taken = stages(db, filters)
    came = taken.groupby("school_year")["collected"].sum(min_count=1)
    row = RENTAL_SPENDING.table.c
    spent = read_frame(
        db,
        select(
            row.school_year,
            row.district,
            Area.parent.label("region"),
            row.books,
            row.copies,
            row.other,
            row.demonstration,
        )
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release, row.school_year <= school_year(filters.quarter)),
    )
    left = inside(spent, filters).groupby("school_year")[["books", "copies", "other"]].sum()
    frame = pd.DataFrame({"collected": came}).join(left, how="outer").sort_index()
    frame = frame[frame[["collected", "books"]].notna().any(axis=1)]
    frame = frame[_is_over(frame.index.to_series(), filters)]
    change = frame["collected"] - frame["books"] - frame["other"]
    flags = pd.concat([taken, spent]).groupby("school_year")["demonstration"].max()
    return (
        frame.assign(
            balance=change.cumsum(skipna=False),
            demonstration=flags.reindex(frame.index).astype("Int64"),
        )
        .rename_axis("school_year")
        .reset_index()
    )


def scheme(db: Connection, filters: Filters) -> Scheme | None:
    """Return the scheme in the newest year that is over and whose books are complete, else None."""
    closed = fund(db, filters).dropna(subset=["balance"])
    if closed.empty:
        return None
    last = closed.iloc[-1]
    rows = stages(db, filters)
    rows = rows[(rows["school_year"] == last["school_year"]) & rows["collected"].notna()]
    full, half, exempt = (float(rows[name].fillna(0).sum()) for name in PUPILS)
    due = float(rows["due_reported"].sum())
    if not due:
        return None
    return Scheme(
        year=str(last["school_year"]),
        balance=float(last["balance"]),
        payers=full + half / 2,
        collected_share=float(rows["collected"].sum()) / due,
        copies=(full + half + exempt) * copies_a_pupil(db, filters),
        other=float(last["other"]),
    )


@kept("release", "period", most=8)
def copies_a_pupil(db: Connection, filters: Filters) -> float:
    """Return how many textbooks in use a pupil of grades 7 to 9 has, as a mean of grades and
    languages of instruction."""
    row, year = TITLES.table.c, school_year(filters.quarter)
    titles = select(func.count().label("number")).where(
        row.release == filters.release, row.kind == "textbook", row.grade.in_(GRADES)
    )
    titles = titles.where(
        row.first_year <= year, row.last_year.is_(None) | (row.last_year >= year)
    ).group_by(row.grade, row.language)
    counts = db.scalars(titles).all()
    return float(np.mean(counts)) if counts else 0.0


def fee_now(db: Connection, filters: Filters) -> int:
    """Return the whole fee that was due in the newest closed year, KGS, as near as the choices
    come."""
    here = scheme(db, filters)
    rows = stages(db, filters)
    due = float(rows.loc[rows["school_year"] == here.year, "due"].sum()) if here else 0.0
    return _nearest(FEES, due / here.payers if here and here.payers else FEES[0])


@kept("release", "period", most=8)
def terms_now(db: Connection, filters: Filters) -> tuple[int, int]:
    """Return the mean price of a copy in the orders so far, KGS, and the mean life of a title in
    years, as near as the choices come."""
    order, title = ORDERS.table.c, TITLES.table.c
    orders = read_frame(
        db,
        select(order.copies, order.unit_price).where(
            order.release == filters.release, order.ordered_on <= filters.quarter
        ),
    )
    copies = float(orders["copies"].sum())
    cost = float((orders["copies"] * orders["unit_price"]).sum())
    life = db.scalar(
        select(func.avg(title.life)).where(
            title.release == filters.release, title.kind == "textbook"
        )
    )
    price = cost / copies if copies else PRICES[0]
    return _nearest(PRICES, price), _nearest(LIVES, float(life or LIVES[0]))


def _nearest(choices: tuple[int, ...], value: float) -> int:
    return min(choices, key=lambda choice: abs(choice - value))
