"""How many copies of each textbook are to be printed for the next school year?

Pupils: those of a grade today are those of the next one in a year, times what such a step brought
last year in the schools that reported both. Copies: usable ones less a year of wear, counted school
by school, since a surplus here does not help a pupil there. All of it is this project's own method.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area, Subject
from data_access.models.base import name_of
from data_access.queries.areas import inside
from data_access.queries.textbooks.choices import DEFAULT_RESERVE, GRADES
from data_access.queries.textbooks.shelves import fresh
from data_access.school_years import begins, later, school_year
from data_access.summaries.passport import ENROLMENT
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import ORDERS, RECEIVED, TITLES

LEAST_PUPILS = 500
"""Pupils behind the step of one language; below, the step of all languages stands for it."""
LEAST_COPIES = 1_000
"""Copies behind the wear of one age; below, a copy wears evenly over the life of its title."""

CASES = ("low", "copies", "high")


@dataclass(frozen=True)
class Need:
    """What the next school year needs in the part of the country asked for."""

    titles: pd.DataFrame
    pupils: pd.DataFrame
    wear: pd.DataFrame
    year: str
    """School year of the newest enrolment."""
    next_year: str
    reserve: int
    """Percent"""


def need(db: Connection, filters: Filters) -> Need:
    """Return the copies to print, the pupils behind them, and the wear of copies.

    titles, the most copies first:
        title, title_name, subject_name, language, standard  str
        grade     Int64
        pupils    float64  forecast
        needed    float64  a copy for each of them and the reserve
        lasting   float64  usable copies that will last, in the schools that counted
        unknown   float64  needed in schools whose shelves are not known
        coming    float64  ordered and not yet received by schools; country only, else missing
        copies    float64  to print: central case; missing where no shelf is known
        low, high float64  fewest and most
        price     float64  KGS for a copy in the newest order; missing where there is none
        demonstration  Int64
    pupils: grade (Int64), language, now, next, low, high (float64).
    wear: age (Int64, years since the first school year), unusable (float64, share of all copies
        counted), total (float64, copies counted), yearly (float64, share of usable copies that a
        year takes; missing where too few were counted).
    Empty frames where no step from year to year has been reported.
    """
    reserve = DEFAULT_RESERVE if filters.reserve is None else filters.reserve
    year = _newest_year(db, filters)
    rows = inside(_by_district(db, filters), filters)
    return Need(
        titles=_titles(db, filters, rows),
        pupils=_pupils_told(inside(_pupils(db, filters), filters)),
        wear=wear(db, filters),
        year=year,
        next_year=later(year),
        reserve=reserve,
    )


def _newest_year(db: Connection, filters: Filters) -> str:
    """Return the newest school year with pupils, at most that of the quarter."""
    column = ENROLMENT.table.c
    newest = select(func.max(column.school_year)).where(
        column.release == filters.release,
        column.school_year <= school_year(filters.quarter),
    )
    return db.scalar(newest) or school_year(filters.quarter)


@kept("release", "period", most=4)
def _pupils(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return pupils of every open school by grade of the next year and language.

    Columns: school, district, region, language; grade (Int64, in the next year), now (float64,
    pupils of the same grade today; missing where not reported), next, low, high (float64),
    demonstration (Int64).
    """
    year = _newest_year(db, filters)
    rows, before = (_enrolled(db, filters, each) for each in (year, later(year, -1)))
    step = _steps(before, rows)
    coming = rows.assign(grade=rows["grade"] + 1)
    coming = coming[coming["grade"].isin(GRADES)].merge(step, on=["grade", "language"])
    today = rows[["school", "grade", "language", "pupils"]].rename(columns={"pupils": "now"})
    coming = coming.merge(today, how="left", on=["school", "grade", "language"])
    return coming.assign(
        next=coming["pupils"] * coming["step"],
        low=coming["pupils"] * (coming["step"] - coming["spread"]).clip(lower=0),
        high=coming["pupils"] * (coming["step"] + coming["spread"]),
    ).drop(columns=["pupils", "step", "spread"])


def _enrolled(db: Connection, filters: Filters, year: str) -> pd.DataFrame:
    """Return pupils of open schools of grades 6 to 9 in one school year."""
    pupils, school = ENROLMENT.table.c, SCHOOLS.table.c
    is_open = school.closed_on.is_(None) | (school.closed_on > filters.quarter)
    return read_frame(
        db,
        select(
            pupils.school,
            school.district,
            Area.parent.label("region"),
            pupils.grade,
            pupils.language,
            (pupils.girls + pupils.boys).label("pupils"),
            pupils.demonstration,
        )
        .join(SCHOOLS.table, (school.school == pupils.school) & (school.release == pupils.release))
        .join(Area, Area.code == school.district)
        .where(
            pupils.release == filters.release,
            pupils.school_year == year,
            pupils.grade.between(min(GRADES) - 1, max(GRADES)),
            is_open,
        )
        .order_by(pupils.school, pupils.grade, pupils.language),
    )


def _steps(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return what became of a hundred per cent of a grade in the grade after it.

    Columns: grade, language; step (pupils of the grade ÷ pupils of the grade before a year ago, in
    schools that reported both), spread (how far regions lie apart: standard deviation, weighted by
    pupils; 0 for one region).
    """
    keys = ["school", "grade", "language"]
    raised = before.assign(grade=before["grade"] + 1)[[*keys, "pupils"]]
    both = now.merge(raised, on=keys, suffixes=("", "_before"))
    parts = both.groupby(["grade", "language"], as_index=False)[["pupils", "pupils_before"]].sum()
    whole = both.groupby("grade")[["pupils", "pupils_before"]].sum()
    is_small = parts["pupils_before"] < LEAST_PUPILS
    ratio = parts["pupils"] / parts["pupils_before"].where(parts["pupils_before"] > 0)
    of_all = parts["grade"].map(whole["pupils"] / whole["pupils_before"])
    step = ratio.astype("float64").where(~is_small, of_all)
    spread = parts["grade"].map(_spread(both))
    frame = parts[["grade", "language"]].assign(step=step, spread=spread.astype("float64"))
    return frame[frame["step"].notna()]


def _spread(both: pd.DataFrame) -> pd.Series:
    """Return the weighted standard deviation of the steps of regions, by grade."""
    regions = both.groupby(["grade", "region"])[["pupils", "pupils_before"]].sum()
    weight = regions["pupils_before"].astype("float64")
    ratio = regions["pupils"].astype("float64") / weight.where(weight > 0)
    total = weight.groupby("grade").sum()
    mean = (ratio * weight).groupby("grade").sum() / total
    apart = (ratio - mean.reindex(ratio.index, level="grade")) ** 2
    return ((apart * weight).groupby("grade").sum() / total) ** 0.5


@kept("release", "period", most=8)
def wear(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how copies wear with their age; columns as in `need`."""
    shelves = _shelves(db, filters)
    shelves = shelves.assign(unfit=shelves["worn"] + shelves["lost"])
    ages = shelves.groupby("age")[["usable", "unfit"]].sum().astype("float64")
    total = ages["usable"] + ages["unfit"]
    unusable = ages["unfit"] / total.where(total > 0)
    after = unusable.reindex(ages.index + 1).to_numpy()
    is_known = (total >= LEAST_COPIES) & (total.reindex(ages.index + 1) >= LEAST_COPIES).to_numpy()
    yearly = ((after - unusable) / (1 - unusable)).clip(lower=0).where(is_known)
    frame = pd.DataFrame({"unusable": unusable, "total": total, "yearly": yearly})
    return frame.rename_axis("age").reset_index().astype({"age": "Int64"})


@kept("release", "period", most=4)
def _shelves(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return newest counts that are not older than a year, with the age of the title that day."""
    title = TITLES.table.c
    titles = read_frame(
        db,
        select(title.title, title.first_year).where(
            title.release == filters.release, title.kind == "textbook"
        ),
    )
    names = ["school", "title", "counted_on", "usable", "worn", "lost"]
    frame = fresh(db, filters)[names].merge(titles, on="title")
    counted = pd.to_datetime(frame["counted_on"])
    years = {day: begins(school_year(day.date())) for day in counted.unique()}
    first = {year: begins(year) for year in frame["first_year"].unique()}
    age = counted.map(years).astype("int64") - frame["first_year"].map(first).astype("int64")
    return frame.assign(age=age.clip(lower=0).astype("Int64"))


@kept("release", "period", "reserve", most=16)
def _by_district(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what every district needs of every title in use in the next school year.

    Columns: district, region, title; pupils, needed, lasting, unknown (needed where no shelf is
    known), and low, copies and high: missing copies in schools that counted; floats.
    """
    reserve = DEFAULT_RESERVE if filters.reserve is None else filters.reserve
    next_year = later(_newest_year(db, filters))
    titles = _in_use(db, filters, next_year)
    shelves = _shelves(db, filters)[["school", "title", "usable", "age"]]
    rows = _pupils(db, filters).merge(titles, on=["grade", "language"])
    rows = rows.merge(shelves, how="left", on=["school", "title"])
    is_new = rows["first_year"] == next_year
    usable = rows["usable"].astype("float64").where(~is_new, 0.0).fillna(np.nan)
    observed = rows["age"].map(wear(db, filters).set_index("age")["yearly"]).astype("float64")
    evenly = 1 / rows["life"].astype("float64")
    worn = {
        "low": np.fmin(observed, evenly),
        "copies": observed.fillna(evenly),
        "high": np.fmax(observed, evenly),
    }
    more = 1 + reserve / 100
    cases = {"low": rows["low"], "copies": rows["next"], "high": rows["high"]}
    missing = {
        case: (pupils * more - usable * (1 - worn[case])).clip(lower=0)
        for case, pupils in cases.items()
    }
    frame = rows[["district", "region", "title"]].assign(
        pupils=rows["next"],
        needed=rows["next"] * more,
        lasting=(usable * (1 - worn["copies"])).fillna(0.0),
        unknown=(rows["next"] * more).where(usable.isna(), 0.0),
        unknown_high=(rows["high"] * more).where(usable.isna(), 0.0),
        **{case: part.fillna(0.0) for case, part in missing.items()},
        demonstration=rows["demonstration"],
    )
    keys = ["district", "region", "title"]
    sums = frame.drop(columns="demonstration").groupby(keys, as_index=False).sum()
    flags = frame.groupby(keys, as_index=False)["demonstration"].max()
    return sums.merge(flags, on=keys)


def _in_use(db: Connection, filters: Filters, year: str) -> pd.DataFrame:
    title = TITLES.table.c
    return read_frame(
        db,
        select(title.title, title.grade, title.language, title.first_year, title.life)
        .where(title.release == filters.release, title.kind == "textbook")
        .where(title.grade.in_(GRADES), title.first_year <= year)
        .where(title.last_year.is_(None) | (title.last_year >= year)),
    )


def _titles(db: Connection, filters: Filters, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the copies to print of every title; columns as in `need`."""
    sums = rows.drop(columns=["district", "region", "demonstration"]).groupby("title").sum()
    sums["demonstration"] = rows.groupby("title")["demonstration"].max()
    known = sums["needed"] - sums["unknown"]
    rate = sums["copies"] / known.where(known > 0)
    sums["copies"] += sums["unknown"] * rate
    sums["high"] += sums.pop("unknown_high")
    sums["coming"] = np.nan
    if not (filters.region or filters.district):
        coming = _coming(db, filters).reindex(sums.index).fillna(0.0)
        sums["coming"] = coming
        for case in CASES:
            sums[case] = (sums[case] - coming).clip(lower=0)
    named = _named(db, filters).merge(sums.reset_index(), on="title")
    return named.sort_values(
        ["copies", "title"], ascending=[False, True], na_position="last", ignore_index=True
    )


def _coming(db: Connection, filters: Filters) -> pd.Series:
    """Return copies ordered and not yet received by schools, by title."""
    order, received = ORDERS.table.c, RECEIVED.table.c
    ordered = read_frame(
        db,
        select(order.order, order.title, order.copies).where(
            order.release == filters.release, order.ordered_on <= filters.quarter
        ),
    )
    arrived = read_frame(
        db,
        select(received.order, func.sum(received.received).label("copies"))
        .where(received.release == filters.release, received.period <= filters.quarter)
        .where(received.leg != "district")
        .group_by(received.order),
    )
    here = ordered["order"].map(arrived.set_index("order")["copies"]).fillna(0)
    return (
        (ordered["copies"] - here).clip(lower=0).astype("float64").groupby(ordered["title"]).sum()
    )


def _named(db: Connection, filters: Filters) -> pd.DataFrame:
    title, order = TITLES.table.c, ORDERS.table.c
    frame = read_frame(
        db,
        select(
            title.title,
            title[f"name_{filters.lang}"].label("title_name"),
            title.subject,
            name_of(Subject, filters.lang).label("subject_name"),
            title.grade,
            title.language,
            title.standard,
        )
        .join(Subject, Subject.code == title.subject)
        .where(title.release == filters.release)
        .order_by(title.title),
    )
    prices = read_frame(
        db,
        select(order.title, order.unit_price)
        .where(order.release == filters.release, order.ordered_on <= filters.quarter)
        .order_by(order.ordered_on, order.order),
    )
    newest = prices.drop_duplicates("title", keep="last").set_index("title")["unit_price"]
    return frame.assign(price=frame["title"].map(newest).astype("float64"))


def _pupils_told(rows: pd.DataFrame) -> pd.DataFrame:
    keys = ["grade", "language"]
    return rows.groupby(keys, as_index=False)[["now", "next", "low", "high"]].sum(min_count=1)
