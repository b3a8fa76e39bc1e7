"""In which districts and subjects would the next course places close most of the gap?"""

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

    Where the coverage of teachers hides a number, both counts are estimated: what is published for
    the whole district is spread over its hidden subjects, those eligible as in the whole country,
    those trained by them; where that is hidden too, what is published for the region, but no fewer
    than are told of the district's groups. So a plan rests on nothing but what is published, and
    tells no few people apart.

    Columns:
        district, district_name, region, subject, subject_name   str
        period        date     quarter of the eligible teachers of the district
        eligible      Int64    teachers
        covered       Int64    of them trained by the quarter
        estimated     bool     whether that is an estimate
        demonstration Int64    1 where a row behind is invented
    """
    every, counted = teachers.counts(db, filters), teachers.counted(db, filters)
    names, districts = subjects(db, filters), counted.index
    whole = every["subject"].eligible
    known = [each for each in names["subject"] if each in whole and whole[each].any()]
    eligible, covered, hidden = _told(
        every, teachers.regions_of_districts(db, filters)[districts], known
    )
    cells = pd.MultiIndex.from_product([districts, known], names=["district", "subject"])
    invented = teachers.cells(db, filters).groupby("district")["demonstration"].max()
    frame = cells.to_frame(index=False).astype("str")
    return (
        frame.assign(
            period=counted.reindex(frame["district"]).array,
            eligible=pd.array(eligible.to_numpy("int64").ravel(), "Int64"),
            covered=pd.array(covered.to_numpy("int64").ravel(), "Int64"),
            estimated=hidden.to_numpy(bool).ravel(),
            demonstration=invented.reindex(frame["district"]).astype("Int64").array,
        )
        .merge(names, how="left", on="subject")
        .merge(_named(areas.areas(db, filters)), how="left", on="district")
    )


def _named(units: pd.DataFrame) -> pd.DataFrame:
    districts = units.loc[units["level"] == "district", ["area", "area_name", "region"]]
    return districts.rename(columns={"area": "district", "area_name": "district_name"})


def _told(
    every: dict[str, teachers.Counts], regions: pd.Series, subjects: list[str]
) -> tuple[pd.DataFrame, ...]:
    """Return those eligible, those covered, and what of it is estimated: district × subject.

    What the coverage hides is estimated, for the country first. `regions` holds the region of each
    of the districts.
    """
    counts, districts = every["subject"], regions.index
    eligible = counts.eligible.loc[districts, subjects]
    covered = counts.trained.loc[districts, subjects].clip(upper=eligible)
    marks = counts.hidden.loc[[*districts, *sorted(set(regions)), TOTAL], [*subjects, TOTAL]]
    of_subject, is_secret = eligible.sum().to_dict(), marks.loc[TOTAL].to_dict()
    secret = [name for name in of_subject if is_secret[name]]
    mean = sum(of_subject[name] for name in secret) / max(len(secret), 1)
    alike = pd.DataFrame([of_subject | dict.fromkeys(secret, mean)] * len(districts), districts)
    eligible = _estimated(eligible, alike, marks, regions, _least(every, "eligible"))
    covered = _estimated(covered, eligible, marks, regions, _least(every, "trained"))
    return eligible, covered, marks.loc[districts, subjects]


def _least(every: dict[str, teachers.Counts], name: str) -> pd.Series:
    """Return how many teachers of each place are told at least, by the groups that are told."""
    sums = [
        getattr(counts, name).where(~counts.hidden, 0).drop(columns=TOTAL).sum(axis=1)
        for counts in every.values()
    ]
    return pd.concat(sums, axis=1).max(axis=1)


def _estimated(
    counts: pd.DataFrame,
    weights: pd.DataFrame,
    hidden: pd.DataFrame,
    regions: pd.Series,
    least: pd.Series,
) -> pd.DataFrame:
    """Return counts, district × subject, in which hidden ones share by weight what is told of their
    district; where that is hidden, what is told of the region; else of the country."""
    by_district, whole = counts.sum(axis=1), weights.sum(axis=1)
    by_region, of_region = by_district.groupby(regions).sum(), whole.groupby(regions).sum()
    of_groups = least[by_district.index].where(hidden.loc[by_district.index, TOTAL], by_district)
    at_least = least[by_region.index].clip(lower=of_groups.groupby(regions).sum())
    total = 0 if hidden.loc[TOTAL, TOTAL] else int(by_district.sum())
    of_regions = spread(by_region, hidden.loc[by_region.index, TOTAL], of_region, total, at_least)
    found = counts.copy()
    for region, here in by_district.groupby(regions):
        places = here.index
        secret = hidden.loc[places, TOTAL]
        of_districts = spread(here, secret, whole[places], of_regions[region], of_groups[places])
        for district in places:
            found.loc[district] = spread(
                counts.loc[district],
                hidden[counts.columns].loc[district],
                weights.loc[district],
                of_districts[district],
            )
    return found


def spread(
    counts: pd.Series,
    hidden: pd.Series,
    weights: pd.Series,
    total: int,
    least: pd.Series | int = 0,
) -> pd.Series:
    """Return counts in which the hidden ones share what the others leave of a total.

    They share by weight and in whole numbers. None gets more than its weight, nor less than the
    least that is told of it, even if the total has to be passed for that.
    """
    weight = weights.where(hidden, 0).to_numpy("float64")
    first = np.minimum(np.where(hidden, least, 0), np.floor(weight))
    weight = weight - first
    left = min(max(total - counts.where(~hidden, 0).sum() - first.sum(), 0), weight.sum())
    exact = left * weight / weight.sum() if left else np.zeros(len(weight))
    share = np.floor(exact + 1e-9)
    largest_rest = np.argsort(share - exact, kind="stable")[: round(left - share.sum())]
    share[largest_rest] += 1
    return counts.where(~hidden, (first + share).astype("int64"))


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
    is_open = ~here["district"].isin(list(teachers.reported(db, filters)))
    cells = cells.assign(is_open=cells["district"].isin(here["district"][is_open]))
    rows = _with_coverage(cells)
    chosen = rows[rows["groups"] > 0].sort_values(
        ["people", "before", "district", "subject"], ascending=[False, True, True, True]
    )
    names = subjects(db, filters).set_index("subject")["subject_name"]
    return Placed(
        cells=chosen[_CELLS].reset_index(drop=True),
        districts=_by_district(cells),
        places=places,
        floor=asked,
        kept_floor=kept_floor,
        floor_coverage=kept_floor * level,
        floor_places=int(least.sum()) * placement.GROUP,
        country_coverage=coverage,
        gap=int(gap.sum()),
        people=int(plan.people.sum()),
        groups=int(plan.groups.sum()),
        estimated=bool(cells["estimated"].any()),
        price=placement.most_people(gap, places) - int(plan.people.sum()),
        subject_name=str(names[filters.subject]) if filters.subject else "",
        eligible_on=cells["period"].max() if len(cells) else pd.NaT,
        unknown=here[~here["district"].isin(cells["district"])].reset_index(drop=True),
        unreported=here[is_open].reset_index(drop=True),
        demonstration=bool((cells["demonstration"] == 1).any()),
    )


_CELLS = [
    *("district", "district_name", "subject", "subject_name"),
    *("groups", "people", "eligible", "gap", "before", "after", "estimated", "is_open"),
]


def _kept(
    eligible: np.ndarray, covered: np.ndarray, places: int, asked: int, level: float
) -> tuple[int, placement.Plan]:
    """Return the highest floor up to the one asked for that can be kept, and the best plan."""
    for floor in range(asked, -1, -10):
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


def _by_district(cells: pd.DataFrame) -> pd.DataFrame:
    counts = dict.fromkeys(("groups", "people", "eligible", "covered"), "sum")
    names = ["district", "district_name"]
    sums = cells.groupby(names, sort=False).agg({**counts, "estimated": "any", "is_open": "any"})
    rows = _with_coverage(sums.reset_index())
    return rows[[name for name in _CELLS if not name.startswith("subject")]]
