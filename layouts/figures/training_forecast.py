"""People trained to date, as planned, as counted, and as they may go on."""

from typing import Any

import pandas as pd

from layouts import points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MONEY, new_figure

CLEAR = "rgba(0,0,0,0)"


def trained_and_forecast(
    quarters: pd.DataFrame,
    target: float,
    today: pd.Timestamp,
    closing: pd.Timestamp | None,
    t: Translator,
) -> dict[str, Any]:
    """Draw a solid line of what was, a dashed one in a hatched band of what may come, over dots.

    `quarters` as in the forecast of queries. Dotted is what was planned; lines across mark the
    target, the end of the data and the closing date.
    """
    days = [f"{day:%Y-%m-%d}" for day in quarters["period"]]
    names = [t.quarter(day) for day in quarters["period"]]

    def line(column: str, words: str, **look: Any) -> dict[str, Any]:
        values = quarters[column].astype("float64")
        return {
            "type": "scatter",
            "mode": "lines",
            "name": words,
            "meta": points.of(column),
            "x": days,
            "y": [None if is_missing(value) else float(value) for value in values],
            "customdata": names,
            "text": [t.number(value) for value in values],
            "hovertemplate": f"{words}<br>%{{customdata}}: %{{text}}<extra></extra>",
            **look,
        }

    edge = {"color": ACTUAL, "width": 0.75}
    hatched = {"shape": "/", "fgcolor": ACTUAL, "size": 7, "solidity": 0.15}
    look = {
        "high": {"line": edge, "fill": "tonexty", "fillpattern": hatched, "fillcolor": CLEAR},
        "target": {"line": {"color": MONEY, "dash": "dot", "width": 2}},
        "middle": {"line": {"color": ACTUAL, "dash": "dash", "width": 2.5}},
        "trained": {"line": {"color": ACTUAL, "width": 3}, "mode": "lines+markers"},
    }
    traces = [
        line("low", t("Lower end of the 80% interval"), line=edge),
        line("high", t("Upper end of the 80% interval"), **look["high"]),
        line("target", t("Planned path"), **look["target"]),
        line("middle", t("Forecast"), **look["middle"]),
        line("trained", t("Trained to date"), **look["trained"], marker={"size": 6}),
    ]
    marks = {f"{today:%Y-%m-%d}": t("data to {date}", date=t.day(today))}
    if closing is not None:
        marks[f"{closing:%Y-%m-%d}"] = t("closing date")
    upper = {"y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "right"}
    return new_figure(
        traces,
        xaxis={"type": "date", "showgrid": False, "tickformat": "%Y", "dtick": "M12"},
        yaxis={"rangemode": "tozero", "nticks": 6, "tickformat": ",d", "ticksuffix": " "},
        margin={"l": 8, "r": 14, "t": 22, "b": 4},
        shapes=[
            *(across(day) for day in marks),
            *([] if is_missing(target) else [level(target)]),
        ],
        annotations=[
            *(words_at(text, x=day, **upper) for day, text in marks.items()),
            *(
                []
                if is_missing(target)
                else [
                    words_at(
                        t("target {n}", n=t.number(target)),
                        x=0, xref="paper", xanchor="left", y=target, yanchor="bottom",
                    )
                ]
            ),
        ],
        hovermode="closest",
    )  # fmt: skip


def across(day: str) -> dict[str, Any]:
    """Return a line from top to bottom that marks a day."""
    line = {"color": MARKER, "width": 1.5}
    return {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def level(value: float) -> dict[str, Any]:
    """Return a line from left to right that marks a value to reach."""
    line = {"color": MONEY, "width": 1.5, "dash": "longdash"}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": line,
    }


def words_at(text: str, **place: Any) -> dict[str, Any]:
    """Return words inside a chart."""
    return {"text": text, "showarrow": False, "font": {"size": 11}, **place}
