"""On which axis of time do plans and what happened stand?"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from dash import html

from layouts.attributes import aria
from layouts.i18n import Translator

DATES = ("first_on", "planned_on", "actual_on")
"""Columns of days that an axis has room for."""

LABELLED_MOST = 12
"""Quarters that have room for their names."""


@dataclass(frozen=True)
class Axis:
    """The time that all rows share."""

    start: pd.Timestamp
    end: pd.Timestamp

    def place(self, day: pd.Timestamp) -> float:
        """Return where a day stands, in percent from the left; never outside."""
        share = (day - self.start) / (self.end - self.start)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def quarters(self) -> Iterator[pd.Timestamp]:
        """Yield the first day of each quarter."""
        yield from pd.date_range(self.start, self.end, freq="QS", inclusive="left")


def axis_of(rows: pd.DataFrame, day: pd.Timestamp) -> Axis:
    """Return the whole quarters that hold every date of rows and the day itself."""
    dates = (rows[name] for name in DATES if name in rows)
    known = pd.concat([*dates, pd.Series([day])]).dropna()
    first, last = known.min().to_period("Q"), known.max().to_period("Q")
    return Axis(first.start_time, (last + 1).start_time)


def grid(axis: Axis, day: pd.Timestamp) -> list[html.Span]:
    """Return a line at the beginning of each quarter and year, and one at a day."""
    lines = [
        html.Span(
            className="grid-year" if quarter.month == 1 else "grid",
            style={"left": f"{axis.place(quarter)}%"},
        )
        for quarter in axis.quarters()
        if quarter > axis.start
    ]
    now = html.Span(className="now", style={"left": f"{axis.place(day)}%"})
    return [*lines, now]


def scale(axis: Axis, t: Translator) -> html.Div:
    """Return the names of quarters and years below the rows."""
    quarters = list(axis.quarters())
    is_named = len(quarters) <= LABELLED_MOST
    ends = [*quarters[1:], axis.end]
    names = [
        html.Span(
            t("Q{n}", n=(quarter.month + 2) // 3) if is_named else "",
            className="quarter",
            style=extent(axis, quarter, end),
        )
        for quarter, end in zip(quarters, ends, strict=True)
    ]
    years = [
        html.Span(
            str(year),
            className="year",
            style=extent(
                axis,
                max(axis.start, pd.Timestamp(year, 1, 1)),
                min(axis.end, pd.Timestamp(year + 1, 1, 1)),
            ),
        )
        for year in range(axis.start.year, quarters[-1].year + 1)
    ]
    return html.Div([*names, *years], className="scale", **aria(hidden="true"))


def extent(axis: Axis, start: pd.Timestamp, end: pd.Timestamp) -> dict[str, str]:
    """Return the style of what lasts from one day to another."""
    left, right = axis.place(start), axis.place(end)
    return {"left": f"{left}%", "width": f"{round(right - left, 2)}%"}
