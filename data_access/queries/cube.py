"""What does a release hold of each figure, quarter and area, ready to be added up?

A release never changes and its summaries are small, so they are read once and kept as arrays;
every question about a part of the country is then a sum over some of the areas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select, union_all

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.computed import COMPUTED
from data_access.summaries.results import TARGETS, VALUES


@dataclass(frozen=True)
class Cube:
    """Numbers by indicator, quarter and area; NaN where there is none."""

    indicators: Sequence[str]
    periods: pd.DatetimeIndex
    """Last days of quarters, oldest first."""
    areas: Sequence[str]
    demonstration: np.ndarray
    """indicator × quarter × area -> 1 where a fact behind is invented, 0 where none is, NaN where
    there is no row."""
    numbers: dict[str, np.ndarray]
    """Name of a number -> indicator × quarter × area"""

    @property
    def is_known(self) -> np.ndarray:
        """Return where there is a row at all: indicator × quarter × area."""
        return known(self.demonstration)

    def part(
        self, indicators: Sequence[str], periods: pd.DatetimeIndex, areas: Sequence[str]
    ) -> "Cube":
        """Return exactly these indicators, quarters and areas; NaN where they are not known."""
        axes = (
            _positions(indicators, self.indicators),
            _positions(days(periods), days(self.periods)),
            _positions(areas, self.areas),
        )
        unknown = [positions < 0 for positions in axes]

        def taken(numbers: np.ndarray) -> np.ndarray:
            if not numbers.size:
                return np.full([len(positions) for positions in axes], np.nan)
            found = numbers[np.ix_(*axes)]
            found[unknown[0]] = np.nan
            found[:, unknown[1]] = np.nan
            found[:, :, unknown[2]] = np.nan
            return found

        return Cube(
            indicators,
            periods,
            areas,
            taken(self.demonstration),
            {name: taken(numbers) for name, numbers in self.numbers.items()},
        )


def _positions(wanted: Sequence[Any], axis: Sequence[Any]) -> np.ndarray:
    """Return where on an axis each value stands; -1 where it does not."""
    at = {each: position for position, each in enumerate(axis)}
    return np.array([at.get(each, -1) for each in wanted], "int64")


def days(periods: pd.DatetimeIndex) -> list[datetime]:
    """Return days as values of Python."""
    return periods.to_numpy("datetime64[s]").tolist()


def cube(frame: pd.DataFrame, names: Sequence[str]) -> Cube:
    """Return the numbers of these names; frame: indicator, period, area, demonstration and them."""
    codes, axes = [], []
    for name in ("indicator", "period", "area"):
        positions, found = pd.factorize(frame[name], sort=True)
        codes.append(positions)
        axes.append(found)
    indicators, periods, areas = axes

    def filled(name: str) -> np.ndarray:
        numbers = np.full([len(axis) for axis in axes], np.nan)
        numbers[tuple(codes)] = frame[name].to_numpy("float64")
        return numbers

    return Cube(
        list(indicators),
        pd.DatetimeIndex(periods).as_unit("s"),
        list(areas),
        filled("demonstration"),
        {name: filled(name) for name in names},
    )


@kept("release")
def reported(db: Connection, filters: Filters) -> Cube:
    """Return numerators and denominators of all reported and computed figures of a release."""
    parts = [
        select(
            part.indicator,
            part.period,
            part.area,
            part.demonstration,
            part.numerator,
            part.denominator,
        ).where(part.release == filters.release, *only)
        for part, only in ((VALUES.table.c, [VALUES.table.c.cut == "all"]), (COMPUTED.c, []))
    ]
    return cube(read_frame(db, select(union_all(*parts).subquery())), ("numerator", "denominator"))


@kept("release")
def targets(db: Connection, filters: Filters) -> Cube:
    """Return all targets of a release."""
    part = TARGETS.table.c
    return cube(
        read_frame(
            db,
            select(part.indicator, part.period, part.area, part.demonstration, part.target).where(
                part.release == filters.release, part.cut == "all"
            ),
        ),
        ("target",),
    )


def known(numbers: np.ndarray) -> np.ndarray:
    """Return where a number is known."""
    return np.logical_not(np.isnan(numbers))


def carried(numbers: np.ndarray) -> np.ndarray:
    """Return numbers whose gaps hold the last one known before them, along the second axis."""
    at = np.where(np.isnan(numbers), -1, np.arange(numbers.shape[1])[None, :, None])
    last = np.maximum.accumulate(at, axis=1)
    return np.where(last < 0, np.nan, np.take_along_axis(numbers, last.clip(0), axis=1))


def added_up(numbers: np.ndarray) -> np.ndarray:
    """Return sums over the last axis; a sum of nothing is missing."""
    is_any = np.any(known(numbers), axis=-1)
    return np.where(is_any, np.nansum(numbers, axis=-1), np.nan)


def position(periods: pd.DatetimeIndex, day: date) -> int:
    """Return how many of the quarters have ended by a day."""
    return int(periods.searchsorted(pd.Timestamp(day), side="right"))


def highest(numbers: np.ndarray) -> np.ndarray:
    """Return the highest number of each indicator; missing where none is known."""
    most = np.where(known(numbers), numbers, -np.inf).max(axis=(1, 2), initial=-np.inf)
    return np.where(np.isinf(most), np.nan, most)
