"""How far are the cases of the attestation pilot, and where do they wait?

Cases count up to the end of the quarter. Regions are the smallest places told: a district has too
few candidates. In a region it is not told what a case waits for: with so few, that would hide most
of what else can be told.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.summaries.days import FIRST_DAY
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.training import ATTESTATION
from data_access.suppression import FEW, TOTAL, suppressed_parts, suppressed_with_totals

COUNTRY = "KG"
WAITS = ("portfolio", "assessment", "decision")
"""What a case may wait for."""

RESULTS = ("certified", "refused")
STATES = (*WAITS, *RESULTS)
"""What a case waits for, or how it was decided; each case is in one of them."""

TOLD = ("waiting", *RESULTS)
"""What is told of a region."""

STAGES = ("portfolio", "assessed", "decided")
"""Stages after the application, in their order."""

_COUNTS = ("candidates", "portfolios", "assessed", "certified", "refused")
_DAYS = (
    *(f"{stage}_days" for stage in STAGES),
    *(f"{stage}_day" for stage in ("applied", *STAGES)),
)
_NUMBERS = [*_COUNTS, *_DAYS, "waiting", *WAITS]


@kept("release", "period", "lang")
def cases(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return where the cases stand, by region and (first) in the whole country.

    Columns:
        region, region_name   str   KG for the country
        candidates            Int64
        waiting               Int64   cases that are not decided
        portfolio, assessment, decision   Int64   cases that wait for it; missing for regions
        certified, refused    Int64   cases that were decided so
        demonstration         Int64
    All counts are missing where they would tell a few people apart.
    """
    names = ["candidates", "waiting", *STATES]
    return _told(_sums(db, filters))[["region", "region_name", *names, "demonstration"]]


@kept("release", "period", "region", "lang")
def times(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how long cases took to each stage, in the region asked for or the whole country.

    Columns:
        stage       str      portfolio, assessed or decided
        cases       Int64    that reached it; missing where it would tell a few people apart; of
                             a region it is told only where all did, or who waits for a decision
        mean_days   float64  since the stage before; missing where cases are, or none reached it
    """
    area = filters.region or COUNTRY
    sums = _sums(db, filters)
    frames = _with_country(sums), _told(sums)
    here, states = (frame[frame["region"] == area] for frame in frames)
    if here.empty:
        return pd.DataFrame(
            {
                "stage": pd.Series(dtype="str"),
                "cases": pd.array([], "Int64"),
                "mean_days": pd.Series(dtype="float64"),
            }
        )
    row, state = here.iloc[0], states.iloc[0].to_dict()
    reached = [int(row["portfolios"]), int(row["assessed"]), int(row["certified"] + row["refused"])]
    rows = []
    for place, (stage, count) in enumerate(zip(STAGES, reached, strict=True), start=1):
        behind = WAITS[:place] if place < len(STAGES) else ("waiting",)
        is_known = count == row["candidates"] or not any(pd.isna(state[name]) for name in behind)
        is_told = is_known and not pd.isna(state["candidates"]) and not 0 < count < FEW
        mean = row[f"{stage}_days"] / count if is_told and count else np.nan
        rows.append((stage, count if is_told else pd.NA, mean))
    frame = pd.DataFrame(rows, columns=["stage", "cases", "mean_days"])
    return frame.astype({"stage": "str", "cases": "Int64", "mean_days": "float64"})


@kept("release", "period", "region", "lang")
def waits(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how long cases have waited by the end of the quarter, of those that still wait.

    Of the whole country only: no row where a region is asked for.

    Columns:
        wait        str      portfolio, assessment or decision
        cases       Int64    that wait for it; missing where it would tell a few people apart
        mean_days   float64  since the stage before; missing where fewer than five are told
    """
    states = _told(_sums(db, filters))
    if states.empty or filters.region:
        rows = []
    else:
        state = states[states["region"] == COUNTRY].iloc[0].to_dict()
        today = (filters.quarter - FIRST_DAY).days
        rows = [
            _wait(state, wait, before, after, today)
            for wait, before, after in zip(WAITS, ("applied", *STAGES), STAGES, strict=False)
        ]
    frame = pd.DataFrame(rows, columns=["wait", "cases", "mean_days"])
    return frame.astype({"wait": "str", "cases": "Int64", "mean_days": "float64"})


def _wait(
    state: Mapping[Any, Any], wait: str, before: str, after: str, today: int
) -> tuple[str, Any, float]:
    """Return a wait, its cases and their mean days since the stage `before`.

    The days of those that reached the stage `after` are taken off those of all.
    """
    count = state[wait]
    if pd.isna(count) or count < FEW:
        return wait, count, np.nan
    since = state[f"{before}_day"] - (state[f"{after}_day"] - state[f"{after}_days"])
    return wait, count, today - since / count


def slowest(frame: pd.DataFrame) -> str | None:
    """Return the stage that cases took longest to; None where nothing is known."""
    known = frame.dropna(subset=["mean_days"])
    return None if known.empty else str(known["stage"].iloc[int(known["mean_days"].argmax())])


@kept("release", "period", "lang")
def hidden_schools(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the schools whose cases are not told, since a few would follow from them."""
    sums = _sums(db, filters)
    hidden = _hidden(sums).any(axis="columns")
    return frozenset(school for school in sums["school"] if hidden[school])


def _with_country(sums: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of each state, by region and (first) in the country."""
    regions = sums.groupby(["region", "region_name"], as_index=False)[_NUMBERS].sum()
    whole = sums.assign(region=COUNTRY, region_name="").groupby(["region", "region_name"])
    both = pd.concat([whole[_NUMBERS].sum().reset_index(), regions], ignore_index=True)
    invented = int((sums["demonstration"] == 1).any())
    return both.assign(demonstration=pd.array([invented] * len(both), "Int64"))


def _hidden(sums: pd.DataFrame) -> pd.DataFrame:
    """Return which counts are not told, of schools, regions and (TOTAL) the country."""
    by_school = sums.set_index("school")
    return suppressed_with_totals([by_school[list(TOLD)]], by_school["region"])


def _told(sums: pd.DataFrame) -> pd.DataFrame:
    """Return regions and the country, with those counts missing that would tell a few apart.

    Regions tell who waits and how cases were decided; what the waiting ones wait for is told of
    the country only, as parts of all who wait.
    """
    by_region = _with_country(sums).set_index("region")
    if by_region.empty:
        return by_region.reset_index()
    hidden = _hidden(sums).rename(index={TOTAL: COUNTRY}, columns={TOTAL: "candidates"})
    masked = by_region.mask(hidden.reindex_like(by_region).fillna(False).astype(bool))
    waits = pd.Series({name: int(by_region[name].to_dict()[COUNTRY]) for name in WAITS})
    is_whole_hidden = bool(hidden["waiting"].to_dict()[COUNTRY])
    regions = by_region.index != COUNTRY
    for name, is_secret in suppressed_parts(waits).items():
        is_hidden = bool(waits.loc[str(name)]) and (is_secret or is_whole_hidden)
        masked[str(name)] = masked[str(name)].mask(regions | is_hidden)
    return masked.reset_index()


@kept("release", "period", "lang")
def _sums(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return counts, days and states by school; columns: school, region, region_name, _NUMBERS."""
    case, school = ATTESTATION.table.c, SCHOOLS.table.c
    region = Area.__table__.alias("region")
    district = Area.__table__.alias("district")
    name = region.c[f"short_{filters.lang}"]
    sums = read_frame(
        db,
        select(
            case.school,
            region.c.code.label("region"),
            name.label("region_name"),
            *(func.sum(case[each]).label(each) for each in (*_COUNTS, *_DAYS)),
            func.max(case.demonstration).label("demonstration"),
        )
        .join_from(
            ATTESTATION.table,
            SCHOOLS.table,
            (school.school == case.school) & (school.release == case.release),
        )
        .join(district, district.c.code == school.district)
        .join(region, region.c.code == district.c.parent)
        .where(case.release == filters.release, case.period <= filters.quarter)
        .group_by(case.school, region.c.code, name)
        .order_by(region.c.code, case.school),
    )
    return sums.assign(
        portfolio=sums["candidates"] - sums["portfolios"],
        assessment=sums["portfolios"] - sums["assessed"],
        decision=sums["assessed"] - sums["certified"] - sums["refused"],
        waiting=sums["candidates"] - sums["certified"] - sums["refused"],
    )
