"""Will the target of teachers trained be reached in time?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import outlook
from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Release
from data_access.queries import areas, cube
from data_access.queries.budget import programme_dates
from data_access.queries.training import teachers
from data_access.summaries.training import REGISTERS, TRAINED
from data_access.suppression import TOTAL

INDICATOR, COUNTRY = "R2.1", "KG"
TOO_MANY = 0.25
"""Share of districts whose register of the last quarter is still open above which nothing is
forecast."""
FARTHEST = 40
"""Quarters to come in which the target is looked for."""
MONTH = 365.25 / 12
"""Days"""

REASONS = (
    *("district", "hidden", "no_target", "no_closing", "few_quarters", "reached", "registers"),
    "closed",
)
"""Why there is no forecast: one district is too small, its people are not told apart, the target or
the closing date is missing, too few quarters have people, it is reached, too many registers are
open, no quarter is left."""


@dataclass(frozen=True)
class Forecast:
    """People trained to date, what was planned, and how it may go on."""

    quarters: pd.DataFrame
    """Columns:
        period    date     last day of a quarter, from the one before the first people or plan
        people    Int64    first trained in it; missing after today, and where few people are hidden
        trained   Int64    to date; missing likewise
        target    float64  planned to date
        low, middle, high   float64  ends of the 80 % interval and middle of what is forecast
    """
    trained: float
    """NaN where it is not told."""
    target: float
    """Of the last quarter that has one; NaN without."""
    closing: Any
    """Day; NaT where it is not known."""
    why_not: str | None
    """One of REASONS; None where there is a forecast."""
    chance: float
    """Of reaching the target by the closing date, 0 to 1; NaN without forecast."""
    pace_needed: float
    """People a month from now to the closing date; NaN where that is not known."""
    pace: float
    """People a month in the last four quarters; NaN before there are four."""
    pace_ahead: float
    """People a month on the middle path until the closing date; NaN without forecast."""
    reached_on: Any
    """Last day of the quarter in which the middle path reaches the target; NaT where it does not
    within FARTHEST quarters, or there is no forecast."""
    trials: pd.DataFrame
    """Columns:
        period    date     quarter after which was forecast, with the first release that covers it
        quarters  Int64    later quarters that are known by now
        error     float64  mean absolute error, people to date
        inside    Int64    quarters inside the interval
    """
    unreported: pd.DataFrame
    """District, district_name (str) whose register of the last quarter is not closed."""
    district_count: int
    hides_few: bool
    """Whether any quarter is hidden."""
    demonstration: bool


@kept("release", "period", "region", "district", "lang")
def forecast(db: Connection, filters: Filters) -> Forecast:
    """Return the forecast for the country or a region; for a district only what is known."""
    everywhere = trained_by_region(db, filters)
    today = pd.Timestamp(filters.quarter).as_unit("s")
    inside = areas.districts_in(db, filters)
    here = filters.district or filters.region or TOTAL
    rows = everywhere[everywhere["release"] == filters.release]
    people = _people(rows[rows["district"].isin(inside)], today)
    plan = _plan(db, filters, inside)
    dates = programme_dates(db, filters)
    ends = dates.loc[dates["event"] == "closing", "happens_on"]
    closing = ends.iloc[0] if len(ends) else pd.NaT
    unreported = _unreported(db, filters)
    is_hidden = here in teachers.hidden_places(db, filters)
    done, target = int(people.sum()), float(plan["target"].iloc[-1]) if len(plan) else np.nan
    left = outlook.quarters_until(today, closing) if pd.notna(closing) else pd.DatetimeIndex([])
    why_not = {
        "district": filters.district is not None,
        "hidden": is_hidden,
        "no_target": np.isnan(target),
        "reached": done >= target,
        "no_closing": pd.isna(closing),
        "closed": not len(left),
        "registers": len(unreported) > TOO_MANY * len(inside),
        "few_quarters": not outlook.carries(people.to_numpy("float64")),
    }
    reason = next((reason for reason, holds in why_not.items() if holds), None)
    ahead = pd.date_range(today, periods=FARTHEST + 1, freq="QE", unit="s")[1:]
    drawn = None if reason else outlook.paths(people.to_numpy("float64"), max(FARTHEST, len(left)))
    months = (closing - today).days / MONTH if pd.notna(closing) else np.nan
    middle = np.empty(0) if drawn is None else outlook.interval(drawn)[1] + done
    reached = np.flatnonzero(middle[:FARTHEST] >= target)
    steps = teachers.hidden_steps(db, filters)
    hidden = steps.reindex(people.index, fill_value=False)
    return Forecast(
        quarters=_quarters(people, hidden, plan, drawn, left, done),
        trained=np.nan if is_hidden else done,
        target=target,
        closing=closing,
        why_not=reason,
        chance=np.nan if drawn is None else outlook.chance(drawn, target - done, len(left)),
        pace_needed=max(target - done, 0) / months if len(left) and not is_hidden else np.nan,
        pace=float(people.iloc[-4:].mean()) / 3 if len(people) >= 4 and not is_hidden else np.nan,
        pace_ahead=np.nan if drawn is None else (middle[len(left) - 1] - done) / (3 * len(left)),
        reached_on=ahead[reached[0]] if len(reached) else pd.NaT,
        trials=_trials(db, filters, everywhere[everywhere["district"].isin(inside)], people)
        if reason is None
        else _NO_TRIALS,
        unreported=unreported,
        district_count=len(inside),
        hides_few=bool(hidden["people"].any()),
        demonstration=bool(
            (rows["demonstration"] == 1).any()
            or (plan["demonstration"] == 1).any()
            or (dates.loc[dates["event"] == "closing", "demonstration"] == 1).any()
        ),
    )


@kept("release", "period")
def trained_by_region(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return teachers by the quarter in which each was first trained, as each release counts them.

    Columns: release (Int64, up to the one asked for), period (date), district, region (str),
    people, demonstration (Int64).
    """
    part = TRAINED.table.c
    rows = read_frame(
        db,
        select(
            part.release,
            part.period,
            part.district,
            func.sum(part.people).label("people"),
            func.max(part.demonstration).label("demonstration"),
        )
        .where(
            part.release > 0,
            part.release <= filters.release,
            part.audience == "teachers",
            part.period <= filters.quarter,
        )
        .group_by(part.release, part.period, part.district)
        .order_by(part.release, part.period, part.district),
    )
    places = areas.areas(db, filters).set_index("area")["region"]
    return rows.assign(region=rows["district"].map(places))


def _people(rows: pd.DataFrame, until: pd.Timestamp) -> pd.Series:
    """Return people by quarter, from the first with people; quarters without any hold 0."""
    by_quarter = rows[rows["period"] <= until].groupby("period")["people"].sum()
    by_quarter = by_quarter[by_quarter > 0]
    first = by_quarter.index.min() if len(by_quarter) else until + pd.Timedelta(days=1)
    ends = pd.date_range(first, until, freq="QE", unit="s", name="period")
    return by_quarter.reindex(ends, fill_value=0).astype("int64")


def _plan(db: Connection, filters: Filters, inside: list[str]) -> pd.DataFrame:
    """Return what is planned to date: that of the country, else the sum over the districts.

    Columns: period (date), target (float64), demonstration (float64, 1 where invented).
    """
    targets = cube.targets(db, filters)
    for places in [inside] if areas.is_narrowed(filters) else [[COUNTRY], inside]:
        part = targets.part([INDICATOR], targets.periods, places)
        due = cube.added_up(cube.carried(part.numbers["target"]))[0]
        if np.isfinite(due).any():
            first, last = np.flatnonzero(part.is_known.any(axis=(0, 2)))[[0, -1]]
            invented = np.nan_to_num(part.demonstration).max(axis=(0, 2))
            frame = pd.DataFrame(
                {"period": targets.periods, "target": due, "demonstration": invented}
            )
            return frame.iloc[first : last + 1].reset_index(drop=True)
    return pd.DataFrame({"period": targets.periods[:0], "target": [], "demonstration": []})


def _unreported(db: Connection, filters: Filters) -> pd.DataFrame:
    part = REGISTERS.table.c
    closed = db.scalars(
        select(part.district).where(part.release == filters.release, part.period == filters.quarter)
    )
    units = areas.areas(db, filters)
    districts = areas.inside(units[units["level"] == "district"], filters, district="area")
    names = districts.rename(columns={"area": "district", "area_name": "district_name"})
    names = names[~names["district"].isin(list(closed))]
    return names[["district", "district_name"]].reset_index(drop=True)


def _quarters(
    people: pd.Series,
    hidden: pd.DataFrame,
    plan: pd.DataFrame,
    drawn: np.ndarray | None,
    left: pd.DatetimeIndex,
    done: int,
) -> pd.DataFrame:
    """Return the frame of Forecast; `hidden` as `teachers.hidden_steps`."""
    to_date = people.cumsum().astype("Int64")
    frame = pd.DataFrame({"people": people.astype("Int64").mask(hidden["people"])})
    frame["trained"] = to_date.mask(hidden["trained"])
    if len(people):
        before = people.index[0] - pd.offsets.QuarterEnd()
        frame.loc[before] = [pd.NA, 0]
    due = plan.set_index("period")["target"]
    days = pd.DatetimeIndex(frame.index.union(due.index).union(left)).as_unit("s")
    every = pd.date_range(days.min(), days.max(), freq="QE", unit="s") if len(days) else days
    every = every.rename("period")
    frame = frame.reindex(every).astype({"people": "Int64", "trained": "Int64"})
    frame["target"] = due.reindex(every).ffill() if len(due) else np.nan
    for place, name in enumerate(("low", "middle", "high")):
        frame[name] = np.nan
        if drawn is not None:
            frame.loc[people.index[-1], name] = done
            frame.loc[left, name] = outlook.interval(drawn)[place, : len(left)] + done
    return frame.reset_index()


_NO_TRIALS = pd.DataFrame(
    {
        "period": pd.DatetimeIndex([]).as_unit("s"),
        "quarters": pd.array([], "Int64"),
        "error": np.empty(0),
        "inside": pd.array([], "Int64"),
    }
)


def _trials(
    db: Connection, filters: Filters, rows: pd.DataFrame, people: pd.Series
) -> pd.DataFrame:
    """Return how right it would have been after each earlier quarter; columns as in Forecast.

    Known then is what the first release said that covers the quarter; where releases began later,
    the first of all.
    """
    releases = _releases(db, filters)
    found = []
    for turn, quarter in enumerate(people.index[:-1], start=1):
        covering = releases[releases["as_of"] >= quarter]
        first = covering["number"].min() if len(covering) else filters.release
        known = _people(rows[rows["release"] == first], quarter)
        if not outlook.carries(known.to_numpy("float64")):
            continue
        actual = people.cumsum().to_numpy()[turn:] - int(known.sum())
        error, inside = outlook.trial(known.to_numpy("float64"), actual)
        found.append((quarter, len(actual), error, inside))
    if not found:
        return _NO_TRIALS
    return pd.DataFrame(found, columns=list(_NO_TRIALS.columns)).astype(_NO_TRIALS.dtypes)


def _releases(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        select(Release.number, Release.as_of)
        .where(Release.number <= filters.release)
        .order_by(Release.number),
    )
