"""Does each pupil of grades 7–9 have a usable book in the language they learn in?

The question may name a region or a district, a subject, a grade and a language of instruction.
"""

from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.textbooks import GRADES
from data_access.queries import cube, results
from data_access.queries.areas import areas, districts_in, inside, is_narrowed
from data_access.queries.textbooks.shelves import shared, textbooks
from data_access.reference import read
from data_access.school_years import school_year
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import BOOKS, COUNTED, REACHED

BOOK, COUNT, CLASS = BOOKS.table.c, COUNTED.table.c, REACHED.table.c
SCHOOL = SCHOOLS.table.c

SUMS = ("needed", "covered", "surplus", "usable", "worn", "lost", "unknown")
DIMENSIONS = ("place", "language", "subject", "grade", "standard")
"""What small multiples divide by; places are the regions, or the districts of one."""
INDICATOR = "R1.4"
CHOICES = ("subject", "grade", "language")
SCIENCES = tuple(
    row["subject"] for row in read("subject_groups") if row["group"] == "mathematics_and_sciences"
)

narrowed_kept = kept("release", "period", "region", "district", *CHOICES, "lang")


@kept("release", "period")
def cells(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the textbooks of grades 7–9 of the whole country at the end of the quarter.

    Columns:
        district, region, subject, language, standard   str
        grade          Int64
        needed, covered, surplus, usable, worn, lost   Int64  copies, as BOOKS counts them
        unknown        Int64    counts of schools that reported no pupils of the grade and language
        demonstration  Int64    1 where any fact behind is invented
    """
    frame = read_frame(
        db,
        select(
            *(BOOK[name] for name in ("district", "subject", "language", "standard", "grade")),
            *(BOOK[name] for name in SUMS),
            BOOK.demonstration,
        )
        .where(BOOK.release == filters.release, BOOK.period == filters.quarter)
        .where(BOOK.kind == "textbook", BOOK.grade.between(*GRADES)),
    )
    units = areas(db, filters).set_index("area")
    return frame.assign(region=frame["district"].map(units["region"]))


def chosen(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows of the subject, grade and language asked for, as far as they have these."""
    for name in CHOICES:
        value = getattr(filters, name)
        if value is not None and name in frame:
            frame = frame[frame[name] == value]
    return frame


def is_listed(db: Connection, filters: Filters) -> bool:
    """Return whether any textbook in use is of the subject, grade and language asked for."""
    return len(chosen(textbooks(db, filters), filters)) > 0


def asked_cells(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the `cells` of the part of the country, subject, grade and language asked for."""
    return inside(chosen(cells(db, filters), filters), filters)


def whole(db: Connection, filters: Filters) -> dict[str, Any]:
    """Return the copies asked for together: SUMS, shortage, provision_share, demonstration.

    Everything is NaN where nothing is counted.
    """
    sums = _added(asked_cells(db, filters).assign(all="all"), "all")
    if sums.empty:
        return dict.fromkeys(sums.columns, float("nan"))
    return {str(name): number for name, number in sums.iloc[0].items()}


def sciences(db: Connection, filters: Filters) -> dict[str, Any] | None:
    """Return the copies of mathematics and the sciences asked for, and how many pupils lack one.

    None where one subject is asked for, or none of these is counted; else needed, covered,
    shortage, surplus, provision_share, and
        pupils   at least so many have not all their books: nobody knows whose book is missing, so
                 of each district, grade and language only the subject of which most copies are
                 missing counts, divided by its titles in use, since one pupil may lack them all
    """
    frame = asked_cells(db, filters)
    frame = frame[frame["subject"].isin(SCIENCES)]
    if filters.subject or frame.empty:
        return None
    sums = _added(frame.assign(all="all"), "all").iloc[0]
    of_class = ["grade", "language", "subject"]
    titles = textbooks(db, filters).groupby(of_class, as_index=False).agg(titles=("title", "size"))
    missing = frame.assign(missing=frame["needed"] - frame["covered"])
    missing = missing.groupby(["district", *of_class])["missing"].sum().reset_index()
    missing = missing.merge(titles, on=of_class, how="left")
    lacking = (missing["missing"].astype("float64") / missing["titles"].fillna(1)).apply(np.ceil)
    most = lacking.groupby([missing[name] for name in ("district", "grade", "language")]).max()
    return {str(name): number for name, number in sums.items()} | {"pupils": int(most.sum())}


def _added(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return rows added up by a column: SUMS, shortage, provision_share, demonstration."""
    groups = frame.groupby(by)
    sums = groups[list(SUMS)].sum()
    sums = sums.assign(shortage=sums["needed"] - sums["covered"])
    return shared(sums).assign(demonstration=groups["demonstration"].max())


@narrowed_kept
def groups(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the provision of each group of copies asked for, the lowest of a dimension first.

    Columns:
        dimension   str      one of DIMENSIONS
        group       str      code; grades as numbers in text
        needed, covered, shortage, surplus   Int64  copies
        provision_share  float64  covered ÷ needed; missing where nothing is needed
    """
    frame = asked_cells(db, filters)
    place = "district" if filters.region or filters.district else "region"
    columns = {name: name for name in DIMENSIONS} | {"place": place}
    if filters.district:
        del columns["place"]
    parts = [
        _added(frame.assign(group=frame[column].astype("str")), "group")
        .reset_index()
        .assign(dimension=name)
        .sort_values(["provision_share", "group"], na_position="last")
        for name, column in columns.items()
    ]
    names = ["dimension", "group", "needed", "covered", "shortage", "surplus", "provision_share"]
    return pd.concat(parts, ignore_index=True)[names].astype({"dimension": "str", "group": "str"})


@kept("release", "period", *CHOICES, "lang")
def districts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the provision of every district of the country.

    Columns: those of `areas` without level, and
        numerator, denominator  float64  copies covered and needed; missing where not counted
        value           float64  numerator ÷ denominator
        shortage, surplus, worn, lost  Int64  copies; missing where not counted
        reported_count  Int64    1 where any school of the district counted, else 0
        expected_count  Int64    1; 0 where no textbook in use is of what is asked for
        source          str      empty
        demonstration   Int64    1 where any fact behind is invented
    """
    units = areas(db, filters)
    frame = units[units["level"] == "district"].drop(columns="level").reset_index(drop=True)
    sums = _added(chosen(cells(db, filters), filters), "district").reindex(frame["area"])
    told = {
        name: sums[name].astype("Int64").array for name in ("shortage", "surplus", "worn", "lost")
    }
    return frame.assign(
        numerator=sums["covered"].to_numpy("float64", na_value=np.nan),
        denominator=sums["needed"].to_numpy("float64", na_value=np.nan),
        value=sums["provision_share"].to_numpy(),
        **told,
        reported_count=sums["needed"].notna().astype("Int64").array,
        expected_count=pd.array([int(is_listed(db, filters))] * len(frame), "Int64"),
        source="",
        demonstration=sums["demonstration"].astype("Int64").array,
    )


@narrowed_kept
def trend(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the provision of each school year by its newest counts, oldest first.

    Columns:
        school_year    str      2025/26
        period         date     the last quarter end of the year, up to that asked for, at which
                                counts were fresh; where none were, its last one
        needed, covered, shortage   Int64  copies; missing where nothing was counted
        provision_share, old_share, new_share   float64  of all textbooks, of the old and of the
                                new standard
        target         float64  to that date; missing where only a part of the subjects, grades or
                                languages is asked for
        demonstration  Int64
    The first year is one in which something was counted.
    """
    only = [
        BOOK[name] == value for name in CHOICES if (value := getattr(filters, name)) is not None
    ]
    frame = read_frame(
        db,
        select(
            BOOK.period,
            BOOK.standard,
            *(func.sum(BOOK[name]).label(name) for name in SUMS),
            func.max(BOOK.demonstration).label("demonstration"),
        )
        .where(BOOK.release == filters.release, BOOK.period <= filters.quarter)
        .where(BOOK.kind == "textbook", BOOK.grade.between(*GRADES), *only)
        .where(BOOK.district.in_(districts_in(db, filters)))
        .group_by(BOOK.period, BOOK.standard),
    )
    sums = _added(frame, "period")
    quarters = _newest_of_years(pd.DatetimeIndex(sums.index), filters)
    sums = sums.reindex(quarters)
    standards = {
        f"{name}_share": _added(frame[frame["standard"] == name], "period")["provision_share"]
        .reindex(quarters)
        .to_numpy("float64")
        for name in ("old", "new")
    }
    return pd.DataFrame(
        {
            "school_year": pd.Series([school_year(day) for day in quarters.date], dtype="str"),
            "period": quarters,
            **{
                name: sums[name].astype("Int64").array for name in ("needed", "covered", "shortage")
            },
            "provision_share": sums["provision_share"].to_numpy("float64"),
            **standards,
            "target": np.full(len(quarters), np.nan) if only else _targets(db, filters, quarters),
            "demonstration": sums["demonstration"].astype("Int64").array,
        }
    )


def _newest_of_years(counted: pd.DatetimeIndex, filters: Filters) -> pd.DatetimeIndex:
    """Return one quarter end of each school year: the last with counts, or else the last."""
    if counted.empty:
        return counted
    newest = {}
    for day in pd.date_range(counted.min(), filters.quarter, freq="QE", unit="s"):
        year = school_year(day.date())
        if day in counted or newest.get(year) not in counted:
            newest[year] = day
    return pd.DatetimeIndex(list(newest.values())).as_unit("s")


def _targets(db: Connection, filters: Filters, quarters: pd.DatetimeIndex) -> np.ndarray:
    """Return the target of the country, or of the district, to each date."""
    plan = cube.targets(db, filters)
    places = [*([filters.district] if filters.district else []), results.COUNTRY]
    due = plan.part([INDICATOR], plan.periods, places).numbers["target"]
    ended = [cube.position(plan.periods, day) for day in quarters]
    for place in range(len(places)):
        so_far = cube.carried(due[:, :, [place]])[0, :, 0]
        if cube.known(so_far).any():
            return np.array([so_far[n - 1] if n else np.nan for n in ended])
    return np.full(len(quarters), np.nan)


@kept("release", "period", "region", "district", "grade", "language", "lang")
def reach(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many schools and pupils are behind the figures: by region, or by district of one.

    Columns:
        area, area_name   str
        school_count   Int64    open schools
        counted_count  Int64    of them schools that counted in the last twelve months
        school_share   float64  counted ÷ all; missing where no school is open
        pupils         Int64    of the grades and languages asked for; missing where nobody said
        counted        Int64    of them pupils whose school counted their textbooks
        unlisted       Int64    of them pupils of a grade and language without a textbook in use
        unknown        Int64    the others: whether they have books is not known
        demonstration  Int64
    """
    pupils = _pupils(db, filters).rename(columns={"demonstration": "demonstration_of_pupils"})
    frame = _schools(db, filters).join(pupils).reset_index()
    invented = frame[["demonstration", "demonstration_of_pupils"]].max(axis=1)
    units = areas(db, filters).set_index("area")
    frame = inside(
        frame.assign(region=frame["district"].map(units["region"]), demonstration=invented), filters
    )
    by = "district" if is_narrowed(filters) else "region"
    groups = frame.groupby(by)
    counts = groups[["school_count", "counted_count"]].sum()
    people = groups[["pupils", "counted", "unlisted"]].sum(min_count=1)
    told = counts.join(people).astype("Int64").assign(demonstration=groups["demonstration"].max())
    share = told["counted_count"].astype("float64") / told["school_count"].where(
        told["school_count"] > 0
    ).astype("float64")
    named = told.rename_axis("area").reset_index()
    return named.assign(
        area_name=named["area"].map(units["area_name"]),
        school_share=share.to_numpy(),
        unknown=named["pupils"] - named["counted"] - named["unlisted"],
    ).sort_values(["school_share", "area"], ignore_index=True)


def _schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return by district the open schools, and those that counted; index: district."""
    is_open = SCHOOL.closed_on.is_(None) | (SCHOOL.closed_on > filters.quarter)
    every = read_frame(
        db,
        select(
            SCHOOL.district,
            func.count().label("school_count"),
            func.max(SCHOOL.demonstration).label("demonstration"),
        )
        .where(SCHOOL.release == filters.release, is_open)
        .group_by(SCHOOL.district),
    ).set_index("district")
    counted = read_frame(
        db,
        select(COUNT.district, COUNT.schools).where(
            COUNT.release == filters.release, COUNT.period == filters.quarter
        ),
    ).set_index("district")["schools"]
    many = counted.reindex(every.index).fillna(0).astype("Int64")
    return every.assign(counted_count=many)


def _pupils(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return by district the pupils, and those whose school counted their textbooks.

    `unlisted`: pupils of a grade and language of which no textbook is in use.
    """
    frame = read_frame(
        db,
        select(
            *(CLASS.district, CLASS.grade, CLASS.language),
            *(CLASS.pupils, CLASS.counted, CLASS.demonstration),
        ).where(
            CLASS.release == filters.release,
            CLASS.period == filters.quarter,
            CLASS.grade.between(*GRADES),
        ),
    )
    frame = chosen(frame, filters)
    known = pd.MultiIndex.from_frame(textbooks(db, filters)[["grade", "language"]])
    is_listed = pd.MultiIndex.from_frame(frame[["grade", "language"]]).isin(known)
    frame = frame.assign(unlisted=frame["pupils"].mask(is_listed, 0))
    groups = frame.groupby("district")
    sums = groups[["pupils", "counted", "unlisted"]].sum()
    return sums.assign(demonstration=groups["demonstration"].max())
