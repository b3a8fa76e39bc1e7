"""How many teachers are trained and eligible in each group, and which counts stay hidden?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Subquery, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Subject
from data_access.models.base import name_of
from data_access.queries.areas import areas
from data_access.summaries.training import ELIGIBLE, REGISTERS, SEATS, TRAINED
from data_access.suppression import TOTAL, suppressed_with_totals, with_totals

TEACHERS = "teachers"
DIMENSIONS = ("subject", "language", "sex", "rural")
KEY = ["district", *DIMENSIONS]
NONE = "none"
"""Group of teachers of no subject of the programme."""


@dataclass(frozen=True)
class Counts:
    """Teachers of every district, region and of the country by the groups of a dimension.

    All frames have districts, regions and TOTAL as rows, groups and TOTAL as columns.
    """

    trained: pd.DataFrame
    eligible: pd.DataFrame
    hidden: pd.DataFrame
    """True where neither count is told, in this dimension and wherever else it appears."""


@kept("release", "period")
def cells(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the teachers of the country by district and group.

    Columns: district, subject (none: no subject of the programme), language, sex (str), rural
    (bool), trained (Int64: different people by the end of the quarter), eligible (Int64: by the
    newest count of the district), demonstration (Int64).
    """
    frame = pd.concat([_trained(db, filters), _eligible(db, filters)], ignore_index=True)
    frame["subject"] = frame["subject"].replace("", NONE)
    counts = frame.groupby(KEY, as_index=False)[["trained", "eligible"]].sum()
    invented = frame.groupby(KEY, as_index=False)["demonstration"].max()
    return counts.assign(demonstration=invented["demonstration"])


def _trained(db: Connection, filters: Filters) -> pd.DataFrame:
    part = TRAINED.table.c
    keys = [part[name] for name in KEY]
    frame = read_frame(
        db,
        select(
            *keys,
            func.sum(part.people).label("people"),
            func.max(part.demonstration).label("demonstration"),
        )
        .where(
            part.release == filters.release,
            part.audience == TEACHERS,
            part.period <= filters.quarter,
        )
        .group_by(*keys),
    )
    return frame.rename(columns={"people": "trained"}).assign(eligible=0)


def _eligible(db: Connection, filters: Filters) -> pd.DataFrame:
    part, newest = ELIGIBLE.table.c, _newest_counts(filters)
    frame = read_frame(
        db,
        select(*(part[name] for name in (*KEY, "teachers", "demonstration")))
        .join(newest, (part.district == newest.c.district) & (part.period == newest.c.period))
        .where(part.release == filters.release),
    )
    return frame.rename(columns={"teachers": "eligible"}).assign(trained=0)


def _newest_counts(filters: Filters) -> Subquery:
    part = ELIGIBLE.table.c
    return (
        select(part.district, func.max(part.period).label("period"))
        .where(part.release == filters.release, part.period <= filters.quarter)
        .group_by(part.district)
        .subquery("newest")
    )


@kept("release", "period")
def counted(db: Connection, filters: Filters) -> pd.Series:
    """Return the quarter (date) of the count of eligible teachers in use, by district."""
    return (
        read_frame(db, select(_newest_counts(filters))).set_index("district")["period"].sort_index()
    )


@kept("release", "period")
def seats(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return people and completed seats of each district and audience by the end of the quarter.

    Columns: audience, district (str), people, completions, demonstration (Int64).
    """
    keys = ["audience", "district"]
    parts = []
    for summary, name in ((TRAINED, "people"), (SEATS, "completions")):
        part = summary.table.c
        columns = [part[key] for key in keys]
        parts.append(
            read_frame(
                db,
                select(
                    *columns,
                    func.sum(part[name]).label(name),
                    func.max(part.demonstration).label("demonstration"),
                )
                .where(part.release == filters.release, part.period <= filters.quarter)
                .group_by(*columns),
            )
        )
    frame = pd.concat(parts, ignore_index=True).fillna({"people": 0, "completions": 0})
    groups = frame.groupby(keys, as_index=False)
    return groups.agg({"people": "sum", "completions": "sum", "demonstration": "max"})


@kept("release", "period")
def counts(db: Connection, filters: Filters) -> dict[str, Counts]:
    """Return the counts of each dimension, hidden alike in all of them."""
    frame = cells(db, filters)
    regions = regions_of_districts(db, filters)
    parts = {
        name: [_by_group(frame, name, many, regions) for many in ("trained", "eligible")]
        for name in DIMENSIONS
    }
    hidden = _hidden(parts, _few(db, filters), regions)
    return {
        name: Counts(with_totals(trained, regions), with_totals(eligible, regions), hidden[name])
        for name, (trained, eligible) in parts.items()
    }


@kept("release", "period")
def hidden_places(db: Connection, filters: Filters) -> frozenset[str]:
    """Return districts, regions or TOTAL where the number of trained or eligible teachers or of
    their completed seats is not told, because they are few or would tell a few of a group."""
    return frozenset(_hidden_places(next(iter(counts(db, filters).values())).hidden))


def _few(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the places that are hidden whatever the groups of their teachers."""
    regions = regions_of_districts(db, filters)
    trained, completions, eligible = (
        each[each["period"] <= pd.Timestamp(filters.quarter)] for each in _by_quarter(db, filters)
    )
    parts = (
        trained.groupby("district")["many"].sum(),
        eligible.sort_values("period").groupby("district")["many"].last(),
        completions.groupby("district")["many"].sum(),
    )
    people, teachers, seats_ = (
        each.reindex(regions.index).fillna(0).to_frame("all") for each in parts
    )
    places = suppressed_with_totals([seats_, *_published(people, teachers)], regions)
    return frozenset(_hidden_places(places))


def hidden_steps(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return which quarters do not tell who was first trained in them, in the area asked for.

    Columns, by the last day of each quarter from the first with teachers trained anywhere:
        people    bool   the number of those first trained in it is hidden
        trained   bool   so is the number to date, which would give the first hidden quarter away;
                         it is hidden up to the last one
    """
    marks = _steps(db, filters)
    if marks.empty:
        none = pd.DatetimeIndex([], name="period").as_unit("s")
        return pd.DataFrame({"people": [], "trained": []}, index=none).astype(bool)
    here = filters.district or filters.region or TOTAL
    people = marks.loc[[here]].to_numpy()[0]
    sums = sums_hidden(people) | (here in hidden_places(db, filters))
    return pd.DataFrame({"people": people, "trained": sums}, index=marks.columns)


@kept("release", "period")
def _steps(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return which quarters (columns) of which places are hidden; empty before anybody is trained.

    Districts, regions and quarters are one table, so that no answer about another part of the
    country gives away what is hidden here.
    """
    trained = _by_quarter(db, filters)[0]
    trained = trained[trained["period"] <= pd.Timestamp(filters.quarter)]
    if trained.empty:
        return pd.DataFrame()
    first, regions = trained["period"].min(), regions_of_districts(db, filters)
    quarters = pd.date_range(first, filters.quarter, freq="QE", unit="s", name="period")
    table = trained.pivot_table(index="district", columns="period", values="many", aggfunc="sum")
    return hidden_quarters(
        table.reindex(regions.index).reindex(columns=quarters).fillna(0),
        regions,
        hidden_places(db, filters),
    )


@kept("release", "period")
def hidden_by_register(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the places of which it is not told how many were trained up to their last closed
    registers: taken from all who are trained, it would tell a few trained since then."""
    trained = _by_quarter(db, filters)[0]
    trained = trained[trained["period"] <= pd.Timestamp(filters.quarter)]
    if trained.empty:
        return frozenset()
    part = REGISTERS.table.c
    closed = read_frame(
        db,
        select(part.district, func.max(part.period).label("closed_on"))
        .where(part.release == filters.release, part.period <= filters.quarter)
        .group_by(part.district),
    )
    both = trained.merge(closed, how="left", on="district")
    since = both[~(both["period"] <= both["closed_on"])]
    if since.empty:
        return frozenset()
    regions, marks = regions_of_districts(db, filters), _steps(db, filters).to_dict()
    secret = {
        (district, TOTAL)
        for district, quarter in zip(since["district"], since["period"], strict=True)
        if marks[quarter][district]
    }
    people = since.groupby("district")["many"].sum().reindex(regions.index).fillna(0)
    return frozenset(
        _hidden_places(suppressed_with_totals([people.to_frame("all")], regions, also=secret))
    )


def hidden_quarters(
    table: pd.DataFrame, regions: pd.Series, secret: frozenset[str]
) -> pd.DataFrame:
    """Return which quarters (columns) of which places are hidden: districts, regions, TOTAL.

    `table` holds who was first trained in each quarter, by district; `secret` are the places whose
    sum is hidden. Where more sums would have to be hidden, no quarter is told at all.
    """
    marks = suppressed_with_totals([table], regions, also=[(place, TOTAL) for place in secret])
    more = set(marks.index[marks[TOTAL]]) - secret
    return marks.drop(columns=TOTAL) | bool(more)


def sums_hidden(people: np.ndarray) -> np.ndarray:
    """Return in which quarters the sum so far is hidden, where those of some quarters are.

    Told are sums before the first hidden quarter, and from the last one on: what lies between them
    is all that is hidden, together.
    """
    has_begun = np.logical_or.accumulate(people)
    goes_on = np.logical_or.accumulate(people[::-1])[::-1]
    return has_begun & np.append(goes_on[1:], False)


@kept("release")
def _by_quarter(db: Connection, filters: Filters) -> tuple[pd.DataFrame, ...]:
    """Return teachers trained, seats completed and eligible teachers by quarter and district.

    Columns of each: period (date), district (str), many (Int64).
    """
    frames = []
    for summary, name in ((TRAINED, "people"), (SEATS, "completions"), (ELIGIBLE, "teachers")):
        part = summary.table.c
        only = [] if summary is ELIGIBLE else [part.audience == TEACHERS]
        many = select(part.period, part.district, func.sum(part[name]).label(name))
        many = many.where(part.release == filters.release, *only)
        frame = read_frame(db, many.group_by(part.period, part.district))
        frames.append(frame.rename(columns={name: "many"}))
    return tuple(frames)


def _by_group(frame: pd.DataFrame, name: str, many: str, regions: pd.Series) -> pd.DataFrame:
    groups, names = pd.factorize(frame[name].astype("str"), sort=True)
    districts = regions.index.get_indexer(pd.Index(frame["district"]))
    table = np.zeros((len(regions), len(names)), "int64")
    is_known = districts >= 0
    people = frame[many].fillna(0).to_numpy("int64")
    np.add.at(table, (districts[is_known], groups[is_known]), people[is_known])
    return pd.DataFrame(table, index=regions.index, columns=pd.Index(names, name=name))


def _hidden(
    parts: dict[str, list[pd.DataFrame]], places: frozenset[str], regions: pd.Series
) -> dict[str, pd.DataFrame]:
    """Return what is hidden in each dimension, until a place hidden in one is hidden in all."""
    while True:
        hidden = {
            name: suppressed_with_totals(
                _published(*tables), regions, also=[(place, TOTAL) for place in places]
            )
            for name, tables in parts.items()
        }
        everywhere = places.union(*(_hidden_places(each) for each in hidden.values()))
        if everywhere == places:
            return hidden
        places = everywhere


def _hidden_places(hidden: pd.DataFrame) -> set:
    return set(hidden.index[hidden[TOTAL]])


def _published(trained: pd.DataFrame, eligible: pd.DataFrame) -> list[pd.DataFrame]:
    """Return what “n of m” tells: n, m, and those who are still to be trained."""
    return [trained, eligible, (eligible - trained).clip(lower=0)]


@kept("release", "lang")
def subjects(db: Connection, filters: Filters) -> dict[str, str]:
    """Return the names of subjects by their codes."""
    name = name_of(Subject, filters.lang).label("name")
    rows = db.execute(select(Subject.code, name).order_by(Subject.position))
    return {row.code: row.name for row in rows}


@kept("release")
def regions_of_districts(db: Connection, filters: Filters) -> pd.Series:
    """Return the region of every district by its code."""
    units = areas(db, filters)
    return units[units["level"] == "district"].set_index("area")["region"]


@kept("release", "period")
def reported(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the districts whose register of the quarter is closed."""
    part = REGISTERS.table.c
    here = (part.release == filters.release) & (part.period == filters.quarter)
    return frozenset(db.scalars(select(part.district).where(here)))
