"""In which districts and subjects would the next course places close most of the gap?"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access import placement
from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Subject
from data_access.models.base import name_of
from data_access.queries import areas
from data_access.queries.training import teachers
from data_access.suppression import TOTAL

PLACES = (placement.GROUP, 20_000)
"""Fewest and most course places that can be given."""
FLOORS = (0, 100)
"""Least and most percent of the coverage of the country that no district may stay below after the
courses."""
DEFAULT_PLACES, DEFAULT_FLOOR = 500, 0


@dataclass(frozen=True)
class Placed:
    """Where places go, and what they leave out, as far as what is published tells."""

    cells: pd.DataFrame
    """Chosen cells, those with most people first, then those with the lowest coverage. Columns:
        district, district_name, subject, subject_name   str
        groups, people, eligible   Int64
        gap                        Int64    teachers not trained before
        before, after              float64  coverage, 0 to 1
        estimated                  bool     whether it rests on an estimate: see `gaps`
        is_open                    bool     whether the district's register is not closed
    """
    districts: pd.DataFrame
    """Every district asked for that has a number of eligible teachers. Columns:
        district, district_name   str
        groups, people, eligible  Int64
        gap                       Int64    teachers not trained before
        before, after             float64  coverage; missing where nobody is eligible
        estimated                 bool
        is_open                   bool     whether its register of the quarter is not closed
    """
    places: int
    floor: int
    """Percent that was asked for"""
    kept_floor: int
    """Highest percent, up to that, which the places can keep."""
    floor_coverage: float
    """The coverage that this is."""
    floor_places: int
    """Fewest places that keep the floor asked for."""
    country_coverage: float
    """Of the subjects asked for, before; NaN where nobody is eligible."""
    gap: int
    """Teachers of the area not trained before."""
    people: int
    groups: int
    price: int
    """People fewer than without any floor."""
    estimated: bool
    """Whether the gap rests on an estimate."""
    subject_name: str
    """Empty where all subjects are asked for."""
    eligible_on: Any
    """Last day of the quarter of the newest number of eligible teachers; NaT without any."""
    unknown: pd.DataFrame
    """District, district_name (str) without a number of eligible teachers."""
    unreported: pd.DataFrame
    """District, district_name (str) whose register of the quarter is not closed."""
    demonstration: bool


@kept("release", "lang")
def subjects(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the subjects in their order; columns: subject, subject_name (str)."""
    name = name_of(Subject, filters.lang).label("subject_name")
    return read_frame(
        db, select(Subject.code.label("subject"), name).order_by(Subject.position, Subject.code)
    )


@kept("release", "period", "lang")
def gaps(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many are trained of those eligible, by district and subject.

    There is a row for each district that has a number of eligible teachers and each subject that
    any teacher has. Those eligible are the newest by the quarter in each district. Nobody is
    covered beyond those eligible, so that a surplus here closes no gap there.

    Where the coverage of teachers hides a number, both counts are estimated from what it tells, see
    `estimated`: a plan rests on nothing but what is published, and tells no few people apart.

    Columns:
        district, district_name, region, subject, subject_name   str
        period        date     quarter of the eligible teachers of the district
        eligible      Int64    teachers
        covered       Int64    of them trained by the quarter
        estimated     bool     whether that is an estimate
        demonstration Int64    1 where a row behind is invented
    """
    every, counted = teachers.counts(db, filters), teachers.counted(db, filters)
    names, regions = subjects(db, filters), teachers.regions_of_districts(db, filters)
    eligible, covered = from_published(every, regions, counted.index)
    hidden = every["subject"].hidden
    is_there = hidden[eligible.columns].any() | (eligible > 0).any()
    known = [each for each in names["subject"] if each in eligible and is_there[each]]
    cells = pd.MultiIndex.from_product([counted.index, known], names=["district", "subject"])
    invented = teachers.cells(db, filters).groupby(["district", "subject"])["demonstration"].max()
    frame = cells.to_frame(index=False).astype("str")
    return (
        frame.assign(
            period=counted.reindex(frame["district"]).array,
            **{
                name: pd.array(table.loc[counted.index, known].to_numpy("int64").ravel(), "Int64")
                for name, table in (("eligible", eligible), ("covered", covered))
            },
            estimated=hidden.loc[counted.index, known].to_numpy(bool).ravel(),
            demonstration=invented.reindex(cells).fillna(0).astype("Int64").array,
        )
        .merge(names, how="left", on="subject")
        .merge(_named(areas.areas(db, filters)), how="left", on="district")
    )


def _named(units: pd.DataFrame) -> pd.DataFrame:
    districts = units.loc[units["level"] == "district", ["area", "area_name", "region"]]
    return districts.rename(columns={"area": "district", "area_name": "district_name"})


def from_published(
    every: dict[str, teachers.Counts], regions: pd.Series, counted: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return those eligible, and those covered, district × subject, by what is published.

    `every` holds the counts of each dimension, `regions` the region of each district, `counted` the
    districts that have a number of eligible teachers.
    """
    counts = every["subject"]
    told = counts.eligible.mask(counts.hidden)
    of_subject = told.loc[TOTAL].drop(TOTAL).astype("float64")
    alike = of_subject.fillna(of_subject.mean()).fillna(1).where((told != 0).any().drop(TOTAL), 0)
    start = np.outer(regions.index.isin(counted), alike)
    eligible = estimated(told, start, regions, _least(every, "eligible"))
    start = eligible.clip(lower=1)
    told = counts.trained.mask(counts.hidden)
    trained = estimated(told, start, regions, _least(every, "trained"))
    return eligible, trained.clip(upper=eligible)


def _least(every: dict[str, teachers.Counts], name: str) -> pd.Series:
    """Return how many teachers of each district, region and the country are told of at least, by
    the groups of any dimension that are told."""
    sums = [
        getattr(counts, name).mask(counts.hidden, 0).drop(columns=TOTAL).sum(axis=1)
        for counts in every.values()
    ]
    return pd.concat(sums, axis=1).max(axis=1)


def estimated(told: pd.DataFrame, start: Any, regions: pd.Series, least: pd.Series) -> pd.DataFrame:
    """Return whole counts, district × subject, that agree with what is told of them.

    `told` has districts, regions and TOTAL as rows, subjects and TOTAL as columns, and nothing
    where a count is hidden. Hidden counts begin in the proportions of `start` and are scaled to
    each sum that is told, in turn, until all agree (raking: Deming and Stephan, On a least squares
    adjustment of a sampled frequency table, Annals of Mathematical Statistics 11, 1940). A sum that
    is hidden too is no less than the `least` that is told of its groups; that of the country is
    that.
    """
    cells = told.loc[regions.index].drop(columns=TOTAL).to_numpy("float64", na_value=np.nan)
    hidden = np.isnan(cells)
    found = np.where(hidden, np.asarray(start, "float64"), cells)
    limits = _limits(told, hidden, cells, regions, least.to_dict())
    if told[TOTAL].isna()[TOTAL] and hidden.any():
        lowest = max(least[TOTAL] - np.nansum(cells), LITTLE)
        found[hidden] *= lowest / max(found[hidden].sum(), LITTLE)
    for _ in range(SWEEPS):
        for where, goal, lowest in limits:
            now = found.flat[where].sum()
            if now > 0:
                found.flat[where] *= (max(now, lowest) if np.isnan(goal) else goal) / now
    sums, names = found.sum(axis=1), regions.to_numpy()
    for region in np.unique(names):
        sums[names == region] = rounded(sums[names == region])
    counts = np.array([rounded(row, total) for row, total in zip(found, sums, strict=True)])
    counts = counts.reshape(found.shape).astype("int64")
    return pd.DataFrame(counts, regions.index, told.columns.drop(TOTAL))


LITTLE = 1e-6
"""What begins as this stays nothing, unless a sum that is told says otherwise."""

SWEEPS = 50
"""How often each sum is returned to: more than enough for the sums of a country to agree."""


def _limits(
    told: pd.DataFrame,
    hidden: np.ndarray,
    cells: np.ndarray,
    regions: pd.Series,
    least: dict[Hashable, float],
) -> list[tuple[np.ndarray, float, float]]:
    """Return the hidden cells of each sum, what they are together (NaN: not told), and at least;
    sums of districts come last, so that they agree exactly."""
    sums, last = told.to_numpy("float64", na_value=np.nan), hidden.shape[1]
    districts, names = regions.index.to_numpy(), regions.to_numpy()
    limits = []
    for at, place in reversed(list(enumerate(told.index))):
        rows = (districts == place) | (names == place) | (place == TOTAL)
        for column in range(last + 1):
            block = np.outer(rows, (np.arange(last) == column) | (column == last))
            where = np.flatnonzero(block & hidden)
            others = np.nansum(cells[block])
            lowest = max(least[place] - others, 0.0) if column == last else 0.0
            if where.size and (lowest or not np.isnan(sums[at, column])):
                limits.append((where, np.maximum(sums[at, column] - others, 0.0), lowest))
    return limits


def rounded(values: np.ndarray, total: float | None = None) -> np.ndarray:
    """Return whole numbers nearest to some values, that have a total: theirs, rounded."""
    floor = np.floor(values + 1e-6)
    left = round(values.sum() if total is None else total) - int(floor.sum())
    floor[np.argsort(floor - values, kind="stable")[: max(left, 0)]] += 1
    return floor


@kept("release", "period", "region", "district", "subject", "places", "floor", "lang")
def placed(db: Connection, filters: Filters) -> Placed:
    """Return where the places asked for close most of the gap of the area asked for.

    The floor is a share of the coverage that the country has now in the subjects asked for, so
    that more places never close less. Where the places cannot keep it, the highest one that they
    can keep counts; a floor of nothing can always be kept.
    """
    places = filters.places or DEFAULT_PLACES
    asked = DEFAULT_FLOOR if filters.floor is None else filters.floor
    country = gaps(db, filters)
    if filters.subject:
        country = country[country["subject"] == filters.subject]
    whole = float(country["eligible"].sum())
    coverage = float(country["covered"].sum()) / whole if whole else np.nan
    cells = areas.inside(country, filters).reset_index(drop=True)
    shape = cells["district"].nunique(), cells["subject"].nunique()
    eligible, covered = (
        cells[name].to_numpy("int64").reshape(shape) for name in ("eligible", "covered")
    )
    gap = eligible - covered
    level = 0.0 if np.isnan(coverage) else coverage / 100
    least = placement.least_groups(gap, placement.missing(eligible, covered, asked * level))
    kept_floor, plan = _kept(eligible, covered, places, asked, level)
    cells = cells.assign(
        groups=pd.array(plan.groups.ravel(), "Int64"),
        people=pd.array(plan.people.ravel(), "Int64"),
    )
    here = areas.inside(_named(areas.areas(db, filters)), filters)[["district", "district_name"]]
    closed = list(teachers.reported(db, filters))
    cells = cells.assign(is_open=~cells["district"].isin(closed))
    rows = _with_coverage(cells)
    chosen = rows[rows["groups"] > 0].sort_values(
        ["people", "before", "district", "subject"], ascending=[False, True, True, True]
    )
    published = _published(db, filters)
    names = subjects(db, filters).set_index("subject")["subject_name"]
    return Placed(
        cells=chosen[_CELLS].reset_index(drop=True),
        districts=_by_district(cells, published),
        places=places,
        floor=asked,
        kept_floor=kept_floor,
        floor_coverage=kept_floor * level,
        floor_places=int(least.sum()) * placement.GROUP,
        country_coverage=coverage,
        gap=int(gap.sum()),
        people=int(plan.people.sum()),
        groups=int(plan.groups.sum()),
        estimated=int(gap.sum()) != published.get(filters.district or filters.region or TOTAL),
        price=placement.most_people(gap, places) - int(plan.people.sum()),
        subject_name=str(names[filters.subject]) if filters.subject else "",
        eligible_on=cells["period"].max() if len(cells) else pd.NaT,
        unknown=here[~here["district"].isin(cells["district"])].reset_index(drop=True),
        unreported=here[~here["district"].isin(closed)].reset_index(drop=True),
        demonstration=bool((cells["demonstration"] == 1).any()),
    )


_TOLD = ["groups", "people", "eligible", "gap", "before", "after", "estimated", "is_open"]
_CELLS = ["district", "district_name", "subject", "subject_name", *_TOLD]


def _kept(
    eligible: np.ndarray, covered: np.ndarray, places: int, asked: int, level: float
) -> tuple[int, placement.Plan]:
    """Return the highest floor up to the one asked for that can be kept, and the best plan."""
    for floor in range(asked, -1, -1):
        plan = placement.best(eligible, covered, places, floor * level)
        if plan is not None:
            return floor, plan
    raise AssertionError("a floor of nothing can always be kept")


def _with_coverage(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows with coverage before and after the courses, and the gap before."""
    whole = frame["eligible"].where(frame["eligible"] > 0).astype("float64")
    return frame.assign(
        before=frame["covered"].astype("float64") / whole,
        after=(frame["covered"] + frame["people"]).astype("float64") / whole,
        gap=frame["eligible"] - frame["covered"],
    )


def _published(db: Connection, filters: Filters) -> dict[Hashable, int]:
    """Return who is not trained yet in each place, in the subjects asked for, where it is told."""
    counts, name = teachers.counts(db, filters)["subject"], filters.subject or TOTAL
    if name not in counts.hidden:
        return {}
    left = (counts.eligible[name] - counts.trained[name])[~counts.hidden[name]]
    return left.astype("int64").to_dict()


def _by_district(cells: pd.DataFrame, published: dict[Hashable, int]) -> pd.DataFrame:
    counts = dict.fromkeys(("groups", "people", "eligible", "covered"), "sum")
    names = ["district", "district_name"]
    sums = cells.groupby(names, sort=False).agg({**counts, "is_open": "any"})
    rows = _with_coverage(sums.reset_index())
    is_told = rows["gap"].eq(rows["district"].map(published)).fillna(False).astype(bool)
    rows = rows.assign(estimated=~is_told)
    return rows[[*names, *_TOLD]]
