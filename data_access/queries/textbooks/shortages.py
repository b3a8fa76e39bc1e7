"""Which titles and schools are short of copies, and why?

Told by the newest count of every title in every open school, as the release knows it, that is no
older than twelve months at the end of the quarter.
"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.queries.areas import areas, inside
from data_access.queries.textbooks.provision import chosen, narrowed_kept
from data_access.queries.textbooks.shelves import (
    MADE_OF,
    SCHOOL,
    TITLE,
    against_need,
    fresh,
    open_schools,
    shared,
    textbooks,
)
from data_access.school_years import school_year


@kept("release", "period", most=4)
def shelves(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the shelves of grades 7–9 of the whole country whose pupils are known.

    Of titles in use in the school year of the count, and still in that of the quarter.

    Columns: school, district, region, title, subject, language, standard (categories), grade,
    needed, covered, surplus, shortage, usable, worn, lost, demonstration (Int64), counted_on
    (date).
    """
    shelf = fresh(db, filters).drop(columns=["expires", "received"])
    frame = shelf[shelf["needed"].notna()].merge(textbooks(db, filters), on="title")
    frame = frame.merge(open_schools(db, filters), on="school")
    first_year = frame.pop("first_year")
    frame = frame[first_year <= _school_years(frame["counted_on"])]
    names = ("school", "district", "region", "title", "subject", "language", "standard")
    return against_need(frame.reset_index(drop=True)).astype(dict.fromkeys(names, "category"))


def _school_years(days: pd.Series) -> pd.Series:
    """Return the school year of each day; few days are different."""
    return days.map({day: school_year(day) for day in days.unique()}).astype("str")


def _asked(db: Connection, filters: Filters) -> pd.DataFrame:
    return inside(chosen(shelves(db, filters), filters), filters)


@narrowed_kept
def titles(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the textbooks asked for, those of which most copies are missing first.

    Columns:
        title, title_name, subject, language, standard   str
        grade          Int64
        needed, covered, surplus, shortage, usable, worn, lost   Int64  copies
        provision_share  float64  covered ÷ needed
        school_count   Int64    schools that need it
        short_count    Int64    of them schools that have fewer copies than they need
        demonstration  Int64
    """
    name = TITLE[f"name_{filters.lang}"].label("title_name")
    columns = (TITLE[each] for each in ("title", "subject", "language", "standard", "grade"))
    named = read_frame(db, select(name, *columns).where(TITLE.release == filters.release))
    found = _added(_asked(db, filters), "title")
    return named.merge(found, on="title").sort_values(
        ["shortage", "title"], ascending=[False, True], ignore_index=True
    )


@kept("release", "period", "region", "district", "subject", "grade", "language", "title", "lang")
def schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that counted what is asked for, most missing copies first.

    Where a title is asked for, only its copies count.

    Columns:
        school, school_name, district, district_name   str
        needed, covered, surplus, shortage, usable, worn, lost   Int64  copies
        provision_share  float64  covered ÷ needed
        title_count    Int64    titles that it needs
        short_count    Int64    of them titles of which it has fewer copies than it needs
        counted_on     date     newest day of counting
        demonstration  Int64
    """
    rows = _asked(db, filters)
    if filters.title:
        rows = rows[rows["title"] == filters.title]
    named = read_frame(
        db,
        select(
            SCHOOL.school, SCHOOL[f"name_{filters.lang}"].label("school_name"), SCHOOL.district
        ).where(SCHOOL.release == filters.release),
    )
    district_name = named["district"].map(areas(db, filters).set_index("area")["area_name"])
    found = _added(rows, "school").rename(columns={"school_count": "title_count"})
    return (
        named.assign(district_name=district_name)
        .merge(found, on="school")
        .sort_values(["shortage", "school"], ascending=[False, True], ignore_index=True)
    )


def school_count(db: Connection, filters: Filters) -> int:
    """Return the open schools of the area asked for with a count of anything that is fresh.

    Those of them that `schools` leaves out need nothing of what is asked for, or did not say how
    many pupils they have.
    """
    return int(inside(_counted(db, filters), filters)["school_count"].sum())


@kept("release", "period", most=8)
def _counted(db: Connection, filters: Filters) -> pd.DataFrame:
    counted = fresh(db, filters)["school"].unique()
    schools = open_schools(db, filters)
    groups = schools[schools["school"].isin(counted)].groupby(["district", "region"])
    return groups.size().rename("school_count").reset_index()


def _added(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return shelves that anybody needs added up by title or by school, with numbers of them."""
    used = rows[rows["needed"] > 0]
    groups = used.assign(short_count=used["shortage"] > 0).groupby(by, observed=True)
    sums = groups[[*MADE_OF, "short_count"]].sum().astype("Int64")
    more = groups.agg(
        school_count=("needed", "size"),
        counted_on=("counted_on", "max"),
        demonstration=("demonstration", "max"),
    )
    told = shared(sums).join(more.astype({"school_count": "Int64"})).reset_index()
    return told.astype({by: "str"})


@narrowed_kept
def causes(db: Connection, filters: Filters) -> dict[str, int]:
    """Return why copies are missing, shelf by shelf; the first three add up to the fourth.

    worn, lost   copies that are missing because as many were worn out, or else lost
    never        the others: as many never came to the school
    shortage     all missing copies
    elsewhere    of them copies that other schools of the same area have above their need
    """
    rows = _asked(db, filters)
    shortage = rows["shortage"]
    worn = rows["worn"].where(rows["worn"] < shortage, shortage)
    rest = shortage - worn
    lost = rows["lost"].where(rows["lost"] < rest, rest)
    by_title = rows.groupby("title", observed=True)[["shortage", "surplus"]].sum()
    return {
        "worn": int(worn.sum()),
        "lost": int(lost.sum()),
        "never": int((rest - lost).sum()),
        "shortage": int(shortage.sum()),
        "elsewhere": int(by_title.min(axis=1).sum()),
    }
