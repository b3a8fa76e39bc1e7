"""Where does each key figure stand against its target?"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import either, kept, read_frame
from data_access.indicators.status import Status, status, thresholds
from data_access.models import Indicator, Office
from data_access.models.base import name_of
from data_access.queries import cube
from data_access.queries.areas import districts_in, is_narrowed
from data_access.queries.cube import Cube
from data_access.queries.training import teachers
from data_access.suppression import FEW

COUNTRY = "KG"
RATIOS = ("share", "points")
"""Units of figures that are a numerator ÷ a denominator and never add up."""
BY_REGISTER = ("R2.1", "R2.2")
"""Computed figures that every district owes all the same: it closes a register or does not."""
OF_PEOPLE = ("R1.2", *BY_REGISTER, "R2.4", "R2.5", "R2.6")
"""Figures that count people, of whom a few are not told apart."""
QUARTERS = 12
"""How far back a trend goes, and how long a district keeps its last known state."""


@kept("release", "lang")
def indicators(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every indicator in the order of its code.

    Columns: indicator, indicator_name, definition, component, unit, level, owner_name (str),
    computed and ongoing (bool), position and weight (Int64).
    """
    return read_frame(
        db,
        select(
            Indicator.code.label("indicator"),
            name_of(Indicator, filters.lang).label("indicator_name"),
            getattr(Indicator, f"definition_{filters.lang}").label("definition"),
            Indicator.component,
            Indicator.unit,
            Indicator.level,
            Indicator.computed,
            Indicator.ongoing,
            Indicator.position,
            Indicator.weight,
            name_of(Office, filters.lang).label("owner_name"),
        )
        .join(Office, Office.code == Indicator.owner)
        .order_by(Indicator.code),
    )


def quarters(filters: Filters) -> pd.DatetimeIndex:
    """Return the last days of the quarters that a trend covers, oldest first."""
    return pd.date_range(end=filters.quarter, periods=QUARTERS, freq="QE", unit="s")


def series(values: Cube, is_share: np.ndarray) -> pd.DataFrame:
    """Return one row per indicator with any value and quarter, adding up the areas in `values`.

    A district that did not report a quarter keeps its last known state, so that missing never
    counts as zero; `reported_count` says how many did report. A quarter that nobody reported is
    missing. Where `is_share`, or another ratio, an indicator is numerator ÷ denominator, and a part
    without its whole is left out; the others are counts.

    Columns: indicator (str), period (date), value, numerator, denominator (float64),
    reported_count (Int64), demonstration (Int64).
    """
    shares = is_share[:, None, None]
    whole = np.where(shares, values.numbers["denominator"], np.nan)
    part = np.where(shares & np.isnan(whole), np.nan, values.numbers["numerator"])
    numerator, denominator = (cube.added_up(cube.carried(each)) for each in (part, whole))
    reported = cube.known(part).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(denominator > 0, numerator / denominator, np.nan)
    value = np.where(is_share[:, None], share, numerator)
    known = np.any(values.is_known, axis=(1, 2))
    invented = cube.highest(values.demonstration[known])
    quarters_count = len(values.periods)

    def column(numbers: np.ndarray) -> np.ndarray:
        return np.where(reported > 0, numbers, np.nan)[known].ravel()

    return pd.DataFrame(
        {
            "indicator": np.repeat(values.indicators[known], quarters_count),
            "period": np.tile(values.periods, int(known.sum())),
            "value": column(value),
            "numerator": column(numerator),
            "denominator": column(denominator),
            "reported_count": pd.array(reported[known].ravel(), "Int64"),
            "demonstration": pd.array(np.repeat(invented, quarters_count).astype("int64"), "Int64"),
        }
    ).astype({"indicator": "str"})


def _due(frame: pd.DataFrame, plan: Cube, filters: Filters) -> dict[str, Any]:
    """Return for each indicator of `frame` the target to date, the last one, and its quarter.

    The country has its own target, or the sum over its districts, each with its newest one. A
    share never adds up: a part of the country has its own, or that of the country. A count that
    is set for the country only says nothing about a part, unless only the country reports it.

    `plan` holds the indicators of `frame` in the same order.
    """
    is_country = plan.areas.isin([COUNTRY])
    is_share = frame["unit"].isin(RATIOS).to_numpy()
    is_of_country = (frame["level"] == "country").to_numpy()
    has_own = np.any(plan.is_known, axis=1)
    if filters.district:
        has_part = np.any(has_own[:, ~is_country], axis=1)
        whole, parts = ~has_part & (is_share | is_of_country), np.ones(len(frame), bool)
    elif is_narrowed(filters):
        whole, parts = is_share | is_of_country, ~is_share
    else:
        whole = np.ones(len(frame), bool)
        parts = ~np.any(has_own[:, is_country], axis=1) & ~is_share
    holds = np.where(is_country[None, :], whole[:, None], parts[:, None])[:, None, :]
    target = np.where(holds, plan.numbers["target"], np.nan)
    set_for = np.any(cube.known(target), axis=2)
    due = cube.added_up(cube.carried(target))
    rows = np.arange(len(frame))
    ended = cube.position(plan.periods, filters.quarter)
    last, to_date = _last(set_for), _last(set_for[:, :ended])
    ongoing = frame["ongoing"].to_numpy(bool)
    padded = np.column_stack([due, np.full(len(frame), np.nan)])
    days = np.append(plan.periods.to_numpy(), np.datetime64("NaT"))
    last_of_goal = np.where(ongoing, -1, last)
    invented = np.where(holds, plan.demonstration, np.nan)
    return {
        "target": padded[rows, to_date],
        "end_target": padded[rows, last_of_goal],
        "end_period": days[last_of_goal],
        "invented": pd.Series(cube.highest(invented), dtype="Int64"),
    }


def _last(known: np.ndarray) -> np.ndarray:
    """Return the last place of each row that is known; -1 where none is."""
    backwards = known[:, ::-1]
    found = known.shape[1] - 1 - backwards.argmax(axis=1) if known.shape[1] else -1
    return np.where(known.any(axis=1), found, -1)


@kept("release", "period", "region", "district", "lang")
def standing(db: Connection, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where each indicator stands at the end of the period asked for, and its `series`.

    Columns: those of `indicators`, and
        value, numerator, denominator   float64  missing where not reported for the period
        last_value      float64  newest value at all
        last_period     date     its quarter
        target          float64  target to date
        end_target      float64  target of the last quarter that has one
        end_period      date     that quarter
        reported_count, expected_count   Int64   districts that reported, and that should have
        demonstration   Int64    1 where any fact behind is invented
        country_only    bool     True where a part was asked for but the figure is the country's
        hidden          bool     a few people could be told apart; the value is missing then
        status          str      house rule; not applicable where hidden

    The series has `hidden` too.
    """
    frame = indicators(db, filters)
    codes, places = list(frame["indicator"]), [COUNTRY, *districts_in(db, filters)]
    figures, plan = cube.reported(db, filters), cube.targets(db, filters)
    values = figures.part(codes, quarters(filters), places)
    lines = series(values, frame["unit"].isin(RATIOS).to_numpy())
    reported = _newest(lines, frame)
    lines = lines.assign(hidden=_hidden(db, filters, lines))
    lines[_TOLD] = lines[_TOLD].mask(lines["hidden"])
    newest = _newest(lines, frame)
    due = _due(frame, plan.part(codes, plan.periods, places), filters)
    is_current = (newest["period"] == pd.Timestamp(filters.quarter)).to_numpy()
    frame = frame.assign(
        last_period=newest["period"].array,
        last_value=newest["value"].array,
        **{
            name: np.where(is_current, newest[column].to_numpy(), np.nan)
            for name, column in (
                ("value", "value"), ("numerator", "numerator"), ("denominator", "denominator"),
            )
        },
        target=due["target"],
        end_target=due["end_target"],
        end_period=due["end_period"],
        reported_count=reported["reported_count"].array,
        expected_count=_expected(frame, values, figures),
        demonstration=either(reported["demonstration"], due["invented"]),
        country_only=(frame["level"] == "country") & is_narrowed(filters),
        hidden=frame["indicator"].isin(
            lines.loc[
                lines["hidden"] & (lines["period"] == pd.Timestamp(filters.quarter)), "indicator"
            ]
        ),
    )  # fmt: skip
    rule = thresholds(filters.quarter)
    names = ("value", "target", "end_target", "expected_count", "hidden")
    frame["status"] = [
        Status.NOT_APPLICABLE.value
        if hidden
        else status(value, target, end_target, rule, expected=expected > 0).value
        for value, target, end_target, expected, hidden in zip(
            *(frame[name] for name in names), strict=True
        )
    ]
    return frame, lines


_TOLD = ["value", "numerator", "denominator"]


def _newest(lines: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the newest row of `series` with a value for each indicator of a frame."""
    newest = lines[lines["value"].notna()].groupby("indicator").last()
    return newest.reindex(frame["indicator"])


def _hidden(db: Connection, filters: Filters, lines: pd.DataFrame) -> np.ndarray:
    """Return where a figure would tell a few people apart; frame as `series`.

    Of teachers trained in a part of the country, it is what the page of training hides.
    """
    part, whole = (lines[name].to_numpy("float64") for name in ("numerator", "denominator"))
    few = [(many > 0) & (many < FEW) for many in (part, whole, whole - part)]
    is_hidden = np.any(few, axis=0) & lines["indicator"].isin(OF_PEOPLE).to_numpy()
    if not is_narrowed(filters):
        return is_hidden
    place = filters.district or filters.region
    steps = teachers.hidden_steps(db, filters)["trained"].to_dict()
    is_registered = lines["indicator"].isin(BY_REGISTER).to_numpy() & ~np.isnan(part)
    secret = {
        day: steps.get(day, False)
        or place in teachers.hidden_places(db, replace(filters, period=day.date()))
        for day in lines.loc[is_registered, "period"].unique()
    }
    is_secret = np.array([secret.get(day, False) for day in lines["period"]], bool)
    return is_hidden | (is_registered & is_secret)


def is_where_counted(frame: pd.DataFrame) -> pd.Series:
    """Return which indicators are expected only of areas where there is something to count."""
    return frame["computed"] & ~frame["indicator"].isin(BY_REGISTER)


def _expected(frame: pd.DataFrame, values: Cube, everything: Cube) -> Any:
    """Return how many areas should report: the country, or every district asked for.

    A computed figure exists only in the districts where there is something to count, once there
    is anything to count at all; unless it is BY_REGISTER.
    """
    districts = values.areas != COUNTRY
    counted = np.any(values.is_known, axis=1)[:, districts].sum(axis=1)
    is_counted = is_where_counted(frame) & frame["indicator"].isin(everything.indicators)
    expected = np.where(is_counted, counted, districts.sum())
    return pd.array(np.where(frame["level"] == "district", expected, 1), "Int64")
