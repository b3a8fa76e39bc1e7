"""Which surplus copies would help a school nearby, and what stays short?

Shelves are those of the newest counts of the release, whatever quarter is asked for: nobody can
move copies in the past. Transfers stay inside the area asked for: a district, a region, or the
whole country, which is worked out in the background (`queries.jobs`).

Only textbooks in use in the school year of the release take part. A shelf has a surplus or a
shortage against the pupils of its grade and language in the school year of its count. It neither
gives nor takes where the count is older than twelve months, where the pupils are not known, or
where the textbook was not in use yet when it was counted. A closed school has no pupils: it gives
what was counted there since it closed; what was counted before may have moved with the pupils.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
import orjson
import pandas as pd
from sqlalchemy import Connection, or_, select

from data_access import redistribution, school_years
from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area, Release
from data_access.queries import areas, jobs
from data_access.queries.textbooks.choices import DEFAULT_DISTANCE
from data_access.queries.textbooks.shelves import newest
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import TITLES

REASONS = ("unplaced", "nobody", "far", "used")
"""Why a school stays short: its position is not known; no school of the area has a surplus of the
title; none within the limit has; those within the limit have not enough for all."""

SOLVERS = 2
"""Titles of a region that are solved side by side; HiGHS lets other threads work meanwhile."""

WAY = ["title", "giver", "taker", "copies", "km"]


@dataclass(frozen=True)
class Redistribution:
    """Transfers of an area and what they change, as far as they have been worked out."""

    transfers: pd.DataFrame | None
    """By trip from one school to another, trips with most copies first, then the shortest; within
    them most copies first. None where nobody has worked them out. Columns:
        trip                       int64    1 for the first
        trip_copies                int64    copies of the whole trip
        title, title_name, subject, language   str
        grade                      Int64
        giver, giver_name, giver_district, giver_district_name   str
        taker, taker_name, taker_district, taker_district_name   str
        copies                     int64
        km                         float64  as the crow flies
    """
    districts: pd.DataFrame
    """Districts of the area with counts against known pupils, lowest provision first. Columns:
        district, district_name    str
        needed, covered            int64    copies; covered is capped for each school and title
        surplus                    int64    copies that may be given
        given, received            int64    copies of the transfers; 0 while not worked out
        before, after              float64  covered ÷ needed; after: missing while not worked out
    """
    rest: pd.DataFrame
    """What stays short by title, most copies first; empty while not worked out. Columns:
        title, title_name          str
        unplaced, nobody, far, used   int64  copies by the reason: see REASONS
        copies                     int64    of all reasons
    """
    unplaced: pd.DataFrame
    """Schools with a surplus or a shortage and without a position: school, school_name,
    district_name (str), surplus, short (int64)."""
    left: pd.DataFrame
    """Closed schools with copies counted before they closed: school, school_name, district_name
    (str), usable (int64)."""
    needed: int
    covered: int
    surplus: int
    short: int
    """Copies of the area before any transfer: needed, covered, to be given and lacking."""
    most: int
    """Copies that could find pupils in the area at most, if distance did not matter."""
    expired: int
    unknown: int
    """Counts of a title in a school that are too old, or whose pupils are not known."""
    first_on: pd.Timestamp | None
    last_on: pd.Timestamp | None
    """Days of the oldest and the newest count that takes part."""
    school_year: str
    demonstration: bool

    @property
    def moved(self) -> int:
        """Copies of all transfers."""
        return 0 if self.transfers is None else int(self.transfers["copies"].sum())

    @property
    def trips(self) -> int:
        """Pairs of schools between which anything moves."""
        return 0 if self.transfers is None else self.transfers["trip"].nunique()


def limit(filters: Filters) -> int:
    """Return the kilometres that a transfer goes at most."""
    return filters.km or DEFAULT_DISTANCE


@kept("release", "lang")
def schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return all schools, closed ones included.

    Columns:
        school, school_name, district, district_name, region   str
        lon, lat        float64  missing where the school has no position yet
        closed_on       date
        demonstration   Int64
    """
    part = SCHOOLS.table.c
    return read_frame(
        db,
        select(
            part.school,
            part[f"name_{filters.lang}"].label("school_name"),
            part.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            part.lon,
            part.lat,
            part.closed_on,
            part.demonstration,
        )
        .join(Area, Area.code == part.district)
        .where(part.release == filters.release)
        .order_by(part.school),
    )


@kept("release", "lang")
def titles(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the textbooks in use in the school year of the release.

    Columns: title, title_name, subject, language, first_year (str), grade (Int64),
    demonstration (Int64).
    """
    part, year = TITLES.table.c, school_years.school_year(_as_of(db, filters))
    return read_frame(
        db,
        select(
            part.title,
            part[f"name_{filters.lang}"].label("title_name"),
            part.subject,
            part.grade,
            part.language,
            part.first_year,
            part.demonstration,
        )
        .where(part.release == filters.release, part.kind == "textbook", part.first_year <= year)
        .where(or_(part.last_year.is_(None), part.last_year >= year))
        .order_by(part.title),
    )


def _as_of(db: Connection, filters: Filters) -> date:
    return db.scalars(select(Release.as_of).where(Release.number == filters.release)).one()


@kept("release", "region", "district", most=24)
def shelves(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the newest count of every textbook in use in every school of the area.

    Columns:
        school, title, district   str
        lon, lat        float64  missing where the school has no position
        state           str      open, closed (with pupils elsewhere), or why it takes no part:
                                 expired, unknown (pupils), left (counted before the school closed)
        usable          int64    copies
        needed          int64    copies; 0 where the state is not open
        surplus, short  int64    copies that may be given, or are lacking
        counted_on      date
        demonstration   int64
    """
    names = ["school", "title", "usable", "needed", "counted_on", "expires", "demonstration"]
    counted = newest(db, filters)[names]
    if areas.is_narrowed(filters):
        here = areas.inside(schools(db, filters), filters)["school"]
        counted = counted[counted["school"].isin(here)]
    of_school = schools(db, filters).drop(columns=["school_name", "district_name", "region"])
    of_title = titles(db, filters)[["title", "first_year", "demonstration"]]
    frame = counted.merge(of_school, on="school", suffixes=("", "_of_school"))
    frame = frame.merge(of_title, on="title", suffixes=("", "_of_title"))
    return _judged(frame, pd.Timestamp(_as_of(db, filters)))


def _judged(frame: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return shelves with their state, surplus and shortage."""
    counted = frame["counted_on"]
    years = {day: school_years.school_year(day) for day in counted.unique()}
    is_early = counted.map(years).astype("str") < frame["first_year"]
    state = np.select(
        [
            frame["expires"] < as_of,
            (frame["closed_on"] <= as_of) & (counted < frame["closed_on"]),
            frame["closed_on"] <= as_of,
            frame["needed"].isna() | is_early,
        ],
        ["expired", "left", "closed", "unknown"],
        "open",
    )
    is_open, usable = state == "open", frame["usable"].to_numpy("int64")
    needed = np.where(is_open, frame["needed"].fillna(0).to_numpy("int64"), 0)
    invented = ["demonstration", "demonstration_of_school", "demonstration_of_title"]
    return frame[["school", "title", "district", "lon", "lat", "counted_on"]].assign(
        state=state,
        usable=usable,
        needed=needed,
        surplus=np.where(is_open | (state == "closed"), np.maximum(usable - needed, 0), 0),
        short=np.where(is_open, np.maximum(needed - usable, 0), 0),
        demonstration=frame[invented].max(axis=1).to_numpy("int64"),
    )


@dataclass(frozen=True)
class Match:
    """A title that has givers and takers, by the rows of their shelves."""

    title: str
    givers: np.ndarray
    takers: np.ndarray


def matched(counted: pd.DataFrame) -> list[Match]:
    """Return each title that has both givers and takers; frame as `shelves`, by title."""
    code, names = pd.factorize(counted["title"])
    is_placed = _placed(counted).to_numpy()
    sides = (is_placed & (counted[side].to_numpy() > 0) for side in ("surplus", "short"))
    rows = [np.flatnonzero(side) for side in sides]
    # Rows of a title stand together, so each title is a slice of its side.
    bounds = [np.searchsorted(code[side], np.arange(len(names) + 1)) for side in rows]
    parts = (
        Match(str(name), *(side[b[i] : b[i + 1]] for side, b in zip(rows, bounds, strict=True)))
        for i, name in enumerate(names)
    )
    return [each for each in parts if len(each.givers) and len(each.takers)]


def ways(counted: pd.DataFrame, match: Match, km: int) -> redistribution.Ways:
    """Return the ways between givers and takers of a title."""
    places = np.column_stack([counted["lon"], counted["lat"]])
    return redistribution.ways(places[match.givers], places[match.takers], km)


def solved(counted: pd.DataFrame, match: Match, km: int) -> pd.DataFrame:
    """Return the transfers of a title: title, giver, taker (str), copies (int64), km (float64)."""
    between = ways(counted, match, km)
    surplus, short = (counted[name].to_numpy() for name in ("surplus", "short"))
    copies = redistribution.best(surplus[match.givers], short[match.takers], between)
    used, school = copies > 0, counted["school"].to_numpy()
    return pd.DataFrame(
        {
            "title": match.title,
            "giver": school[match.givers[between.giver[used]]],
            "taker": school[match.takers[between.taker[used]]],
            "copies": copies[used],
            "km": between.km[used],
        }
    )


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    empty = {"title": "str", "giver": "str", "taker": "str", "copies": "int64", "km": "float64"}
    filled = [each for each in parts if len(each)]
    frame = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(empty))
    return frame.astype(empty)


@kept("release", "region", "district", "km", most=128)
def planned(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the transfers of all titles inside a region or a district; columns as `solved`."""
    counted, km = shelves(db, filters), limit(filters)
    with ThreadPoolExecutor(SOLVERS) as pool:
        parts = pool.map(lambda match: solved(counted, match, km), matched(counted))
        return _together(list(parts))


def written(transfers: pd.DataFrame) -> bytes:
    """Return the transfers of one title as a job keeps them."""
    return orjson.dumps(transfers[WAY].to_dict("list"))


@kept("release", "km", most=8)
def planned_country(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the transfers of the whole country that a finished job found; columns as `solved`."""
    parts = jobs.results(db, filters.release or 0, limit(filters)).values()
    return _together([pd.DataFrame(orjson.loads(part)) for part in parts])


def standing(db: Connection, filters: Filters) -> jobs.Standing:
    """Return how far the job of the whole country is."""
    return jobs.standing(db, filters.release or 0, limit(filters))


def asked(db: Connection, filters: Filters) -> Redistribution:
    """Return the transfers of the area and the titles asked for, and what they change."""
    here = _titles_asked(titles(db, filters), filters)
    counted = shelves(db, filters)
    counted = counted[counted["title"].isin(here["title"])]
    transfers = _transfers(db, filters)
    if transfers is not None:
        transfers = transfers[transfers["title"].isin(here["title"])]
    named = schools(db, filters)
    taking_part = counted[counted["state"].isin(["open", "closed"])]
    placed = _placed(taking_part)
    by_title = taking_part[placed].groupby("title")[["surplus", "short"]].sum()
    days, silent = taking_part["counted_on"], counted["state"].value_counts()
    return Redistribution(
        transfers=None if transfers is None else _with_names(transfers, here, named),
        districts=_districts(taking_part, transfers, named),
        rest=_rest(taking_part, transfers, here, limit(filters)),
        unplaced=_of_schools(taking_part[~placed], ["surplus", "short"], named),
        left=_of_schools(counted[counted["state"] == "left"], ["usable"], named),
        needed=int(taking_part["needed"].sum()),
        covered=int((taking_part["needed"] - taking_part["short"]).sum()),
        surplus=int(taking_part.loc[placed, "surplus"].sum()),
        short=int(taking_part["short"].sum()),
        most=int(by_title.min(axis=1).sum()),
        expired=int(silent.get("expired", 0)),
        unknown=int(silent.get("unknown", 0)),
        first_on=days.min() if len(days) else None,
        last_on=days.max() if len(days) else None,
        school_year=school_years.school_year(_as_of(db, filters)),
        demonstration=bool((counted["demonstration"] == 1).any()),
    )


def _transfers(db: Connection, filters: Filters) -> pd.DataFrame | None:
    if areas.is_narrowed(filters):
        return planned(db, filters)
    is_done = standing(db, filters).state == "done"
    return planned_country(db, filters) if is_done else None


def _titles_asked(known: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    for field in ("subject", "grade", "language", "title"):
        if (value := getattr(filters, field)) is not None:
            known = known[known[field] == value]
    return known


def _with_names(transfers: pd.DataFrame, here: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    known = named.set_index("school")
    names = {
        f"{side}_{column}": transfers[side].map(known[source]).astype("str")
        for side in ("giver", "taker")
        for column, source in (
            ("name", "school_name"),
            ("district", "district"),
            ("district_name", "district_name"),
        )
    }
    known_titles = here[["title", "title_name", "subject", "language", "grade"]]
    trip = [transfers["giver"], transfers["taker"]]
    of_trip = transfers["copies"].groupby(trip).transform("sum")
    frame = transfers.assign(**names, trip_copies=of_trip.astype("int64"))
    frame = frame.merge(known_titles, how="left", on="title").sort_values(
        ["trip_copies", "km", "giver", "taker", "copies", "title"],
        ascending=[False, True, True, True, False, True],
        ignore_index=True,
    )
    return frame.assign(trip=frame.groupby(["giver", "taker"], sort=False).ngroup() + 1)


def _districts(
    taking_part: pd.DataFrame, transfers: pd.DataFrame | None, named: pd.DataFrame
) -> pd.DataFrame:
    sums = taking_part.groupby("district")[["needed", "short", "surplus"]].sum()
    moves = _together([]) if transfers is None else transfers
    home = named.set_index("school")["district"]
    for name, side in (("given", "giver"), ("received", "taker")):
        by_district = moves["copies"].groupby(moves[side].map(home)).sum()
        sums[name] = by_district.reindex(sums.index, fill_value=0).astype("int64")
    whole = sums["needed"].where(sums["needed"] > 0).astype("float64")
    covered = sums["needed"] - sums["short"]
    after = (covered + sums["received"]) / whole
    names = named.drop_duplicates("district").set_index("district")["district_name"]
    frame = sums.assign(
        district_name=names.reindex(sums.index),
        covered=covered,
        before=covered / whole,
        after=after if transfers is not None else np.nan,
    ).reset_index()
    columns = ["district", "district_name", "needed", "covered", "surplus", "given", "received"]
    frame = frame[frame["needed"] + frame["surplus"] > 0]
    return frame.sort_values(["before", "district"], ignore_index=True)[
        [*columns, "before", "after"]
    ]


def _rest(
    taking_part: pd.DataFrame, transfers: pd.DataFrame | None, here: pd.DataFrame, km: int
) -> pd.DataFrame:
    if transfers is None:
        reasons = taking_part.iloc[:0].assign(copies=0, reason="")
    else:
        got = transfers.set_index(["title", "taker"])["copies"].groupby(level=[0, 1]).sum()
        keys = pd.MultiIndex.from_frame(taking_part[["title", "school"]])
        lacking = taking_part["short"] - got.reindex(keys, fill_value=0).to_numpy("int64")
        reasons = taking_part.assign(copies=lacking, reason=_reason(taking_part, lacking, km))
    reasons = reasons[reasons["copies"] > 0]
    frame = reasons.pivot_table("copies", "title", "reason", "sum", fill_value=0)
    frame = frame.reindex(columns=list(REASONS), fill_value=0).astype("int64")
    frame = frame.assign(copies=frame.sum(axis=1)).rename_axis("title").reset_index()
    frame = frame.astype({"title": "str"}).merge(here[["title", "title_name"]], on="title")
    return frame.sort_values(["copies", "title"], ascending=[False, True], ignore_index=True)[
        ["title", "title_name", *REASONS, "copies"]
    ]


def _reason(taking_part: pd.DataFrame, lacking: pd.Series, km: int) -> np.ndarray:
    """Return why each shelf stays short; see REASONS."""
    giving = set(taking_part.loc[_placed(taking_part) & (taking_part["surplus"] > 0), "title"])
    is_near = np.zeros(len(taking_part), bool)
    lacking_now = taking_part.assign(short=lacking)
    for match in matched(lacking_now):
        is_near[match.takers[np.unique(ways(lacking_now, match, km).taker)]] = True
    return np.select(
        [~_placed(taking_part), ~taking_part["title"].isin(giving), ~is_near],
        ["unplaced", "nobody", "far"],
        "used",
    )


def _placed(rows: pd.DataFrame) -> pd.Series:
    return rows["lon"].notna() & rows["lat"].notna()


def _of_schools(rows: pd.DataFrame, counts: list[str], named: pd.DataFrame) -> pd.DataFrame:
    """Return sums by school, most copies first, without schools that have none."""
    sums = rows.groupby("school")[counts].sum()
    sums = sums[sums.sum(axis=1) > 0]
    frame = sums.reset_index().merge(
        named[["school", "school_name", "district_name"]], how="left", on="school"
    )
    order = frame[counts].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return frame.loc[order, ["school", "school_name", "district_name", *counts]].reset_index(
        drop=True
    )
