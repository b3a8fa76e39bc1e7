"""What is there to know about a region or a district beside what other pages ask?

A figure of it stands beside that of its region and of the country; each comes from the same query,
asked about another area.
"""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.great_circle import kilometres
from data_access.models import Area
from data_access.queries import map
from data_access.queries.areas import areas, inside
from data_access.queries.money import sector
from data_access.queries.package_money import of_budget
from data_access.queries.schools import innovative_schools
from data_access.queries.stages import stages_of_all
from data_access.queries.textbooks import provision, rental
from data_access.queries.training import coverage
from data_access.summaries.schools import DISTRICTS

DISTRICT = DISTRICTS.table.c
Row = dict[Any, Any]
NAN = float("nan")

PACKAGES_ACCEPTED = "R3.2"


def scopes(filters: Filters) -> dict[str, Filters]:
    """Return the same question about the area, about the region of a district, and about the
    country: here, region, country."""
    found = {"here": filters}
    if filters.district:
        found["region"] = replace(filters, district=None)
    return found | {"country": filters.everywhere()}


@kept("release")
def _registered(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        select(
            DISTRICT.district,
            Area.parent.label("region"),
            DISTRICT.school_count,
            DISTRICT.reported_count,
            DISTRICT.pupil_count,
            DISTRICT.teacher_count,
            DISTRICT.demonstration,
        )
        .join(Area, Area.code == DISTRICT.district)
        .where(DISTRICT.release == filters.release),
    )


def registered(db: Connection, filters: Filters) -> Row:
    """Return the open schools of the area asked for, as the release states them.

    school_count, pupil_count, teacher_count: missing where nobody said; reported_count: schools
    that gave their pupils; demonstration.
    """
    rows = inside(_registered(db, filters), filters)
    sums = rows[["school_count", "pupil_count", "teacher_count", "reported_count"]].sum(min_count=1)
    return sums.to_dict() | {"demonstration": int((rows["demonstration"] == 1).any())}


@dataclass(frozen=True)
class Rank:
    """The place of an area among those of which a figure is told, the highest figure first."""

    place: int
    total: int


def rank(by_area: pd.DataFrame, code: str | None) -> Rank | None:
    """Return the place of an area, None where its figure is not told; frame: area, value.

    Areas with the same figure share the better place.
    """
    known = by_area[by_area["value"].notna()].set_index("area")["value"]
    if code is None or code not in known.index or len(known) < 2:
        return None
    return Rank(int((known > known[code]).sum()) + 1, len(known))


def nearest_innovative(db: Connection, filters: Filters) -> Row | None:
    """Return the innovative school that is nearest to the middle of the area, as the crow flies.

    A row of `innovative_schools` with distance_km; None where none has a position.
    """
    units = areas(db, filters).set_index("area")
    middle = units.loc[filters.district or filters.region]
    every = innovative_schools(db, filters.everywhere())
    placed = every[every["lon"].notna() & every["lat"].notna()]
    if placed.empty:
        return None
    lon, lat = (placed[name].to_numpy("float64") for name in ("lon", "lat"))
    distance = kilometres(middle["lon"], middle["lat"], lon, lat)
    near = int(distance.argmin())
    return placed.iloc[near].to_dict() | {"distance_km": float(distance[near])}


def package_money(db: Connection, filters: Filters) -> dict[str, Row] | None:
    """Return what became of the budget of the packages of the innovative schools asked for.

    contracted and spent -> a row of `package_money.of_budget` over all their packages together,
    with demonstration; None where there are no packages.
    """
    codes = innovative_schools(db, filters)["school"]
    packages = stages_of_all(db, filters)
    packages = packages[packages["school"].isin(codes)].assign(school="all")
    if packages.empty:
        return None
    invented = int((packages["demonstration"] == 1).any())
    return {
        part: of_budget(packages, part).iloc[0].to_dict() | {"demonstration": invented}
        for part in ("contracted", "spent")
    }


@kept("release", "period", "lang")
def _spending(db: Connection, filters: Filters) -> tuple[pd.DataFrame, int | None]:
    return sector.by_region(db, filters), sector.year_asked(db, filters)


def spending(db: Connection, filters: Filters) -> Row:
    """Return spending on schools per pupil of the region asked for, or of the regions together.

    numerator (KGS), denominator (pupils), value (KGS a pupil), told_schools, all_schools, year,
    demonstration. It is known by region only: that of a district is missing.
    """
    frame, year = _spending(db, filters.everywhere())
    frame = frame[frame["value"].notna()]
    if filters.district:
        frame = frame.iloc[:0]
    elif filters.region:
        frame = frame[frame["area"] == filters.region]
    names = ["numerator", "denominator", "told_schools", "all_schools"]
    sums = frame[names].sum(min_count=1).astype("float64").to_dict()
    return sums | {
        "value": sums["numerator"] / sums["denominator"] if len(frame) else NAN,
        "year": year,
        "demonstration": int((frame["demonstration"] == 1).any()),
    }


def collected(db: Connection, filters: Filters) -> Row | None:
    """Return the fees of textbooks in the newest school year that is over; None where nobody said.

    school_year (str), schools (that said what they collected), due, collected, arrears (KGS, of
    these schools), share, demonstration.
    """
    rows = rental.collected_by_area(db, filters)
    if rows.empty:
        return None
    sums: Row = rows[["schools", "due", "collected", "arrears"]].sum().to_dict()
    return sums | {
        "school_year": rows["school_year"].iloc[0],
        "share": sums["collected"] / sums["due"] if sums["due"] else NAN,
        "demonstration": int((rows["demonstration"] == 1).any()),
    }


def accepted(db: Connection, filters: Filters, level: str) -> pd.DataFrame:
    """Return the packages accepted in innovative schools by district or region of the country, as
    the map tells them; columns as `map.measure_by_area`."""
    asked = replace(filters.everywhere(), measure=PACKAGES_ACCEPTED, by=level)
    return map.measure_by_area(db, asked)


def side_by_side(db: Connection, filters: Filters) -> dict[str, pd.DataFrame]:
    """Return what is compared between districts: training, books and packages.

    Each frame holds every district of the country: area, area_name, region, numerator, denominator,
    value, hidden, reported_count, expected_count, demonstration.
    """
    everywhere = filters.everywhere()
    books = provision.districts(db, everywhere)
    return {
        "training": coverage.districts(db, everywhere),
        "books": books.assign(hidden=False),
        "packages": accepted(db, everywhere, "district"),
    }


@kept("release", "period", "lang")
def every_area(db: Connection, filters: Filters) -> list[Row]:
    """Return the main figures of all regions and districts, each region before its districts.

    area, area_name, level, region, region_name (str); school_count, pupil_count, teacher_count
    (missing where nobody said); innovative_count (int); training, books, packages: a row with
    numerator, denominator, value, hidden, reported_count, expected_count; demonstration.
    """
    everywhere = filters.everywhere()
    units = areas(db, everywhere)
    named = units.set_index("area")["area_name"].to_dict()
    innovative = innovative_schools(db, everywhere)
    figures = {name: _by_code(frame) for name, frame in side_by_side(db, everywhere).items()}
    of_regions = {
        "training": _places(coverage.groups(db, everywhere)),
        "books": _places(provision.groups(db, everywhere)),
        "packages": _by_code(accepted(db, everywhere, "region")),
    }
    rows = []
    for unit in units.to_dict("records"):
        level, code = unit["level"], unit["area"]
        if level == "country":
            continue
        region = unit["region"] if level == "district" else code
        here = {"region": region, "district": code if level == "district" else None}
        told = figures if level == "district" else of_regions
        facts = registered(db, replace(everywhere, **here))
        schools = inside(innovative, replace(everywhere, **here))
        rows.append(
            facts
            | {name: told[name].get(code, _NOTHING) for name in told}
            | {
                "area": code,
                "area_name": unit["area_name"],
                "level": level,
                "region": region,
                "region_name": named[region],
                "innovative_count": len(schools),
            }
        )
    return sorted(rows, key=lambda row: (row["region"], row["level"] == "district", row["area"]))


_NOTHING: Row = {
    "numerator": NAN, "denominator": NAN, "value": NAN, "hidden": False, "reported_count": 0,
    "expected_count": 1, "demonstration": 0,
}  # fmt: skip
"""What is told of an area that a query does not name."""


def _by_code(frame: pd.DataFrame) -> dict[str, Row]:
    return {row["area"]: row for row in frame.to_dict("records")}


def _places(groups: pd.DataFrame) -> dict[str, Row]:
    """Return what groups of places tell as rows like those of districts."""
    rows = groups[groups["dimension"] == "place"].rename(
        columns={"covered": "numerator", "needed": "denominator", "provision_share": "value"}
    )
    told = _NOTHING | {"reported_count": 1}
    return {row["group"]: {**told, **row} for row in rows.to_dict("records")}
