"""An indicator quarter by quarter, against the way to its target, and as it may go on."""

from typing import Any

import pandas as pd

from layouts import labels, points
from layouts.figures.training_forecast import CLEAR, across, words_at
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MONEY, new_figure


def history(
    quarters: pd.DataFrame,
    ahead: pd.DataFrame | None,
    unit: str,
    today: pd.Timestamp,
    t: Translator,
) -> dict[str, Any]:
    """Draw a solid line of what was over a dotted one of what was due.

    `quarters` as `result_history.history`, `ahead` as the quarters of an outlook, drawn dashed in a
    hatched band and told in the second table; None where there is none.
    """
    edge = {"color": ACTUAL, "width": 0.75}
    hatched = {"shape": "/", "fgcolor": ACTUAL, "size": 7, "solidity": 0.15}
    low, high = t("Lower end of the 80% interval"), t("Upper end of the 80% interval")
    band = (
        []
        if ahead is None
        else [
            _line(ahead, "low", low, unit, t, meta=points.of("low", 1), line=edge),
            _line(
                ahead, "high", high, unit, t,
                meta=points.of("high", 1),
                line=edge, fill="tonexty", fillpattern=hatched, fillcolor=CLEAR,
            ),
        ]
    )  # fmt: skip
    middle = (
        []
        if ahead is None
        else [
            _line(
                ahead, "middle", t("Forecast"), unit, t,
                meta=points.of("middle", 1),
                line={"color": ACTUAL, "dash": "dash", "width": 2.5},
            )
        ]
    )  # fmt: skip
    traces = [
        *band,
        _line(
            quarters, "target", t("Path of targets"), unit, t, meta=points.of("target"),
            line={"color": MONEY, "dash": "dot", "width": 2},
        ),
        *middle,
        _line(
            quarters, "value", t("Actual"), unit, t, meta=points.of("value"),
            mode="lines+markers", line={"color": ACTUAL, "width": 3}, marker={"size": 7},
        ),
    ]  # fmt: skip
    day = f"{today:%Y-%m-%d}"
    return new_figure(
        traces,
        xaxis={"type": "date", "showgrid": False, "tickformat": "%Y", "dtick": "M12"},
        yaxis={
            "rangemode": "tozero",
            "nticks": 6,
            "tickformat": ",d" if unit not in ("share", "points") else "",
            "ticksuffix": "% " if unit == "share" else " ",
        },
        margin={"l": 8, "r": 14, "t": 22, "b": 4},
        shapes=[across(day)],
        annotations=[
            words_at(
                t("data to {date}", date=t.day(today)),
                x=day, y=1, yref="paper", yanchor="bottom", xanchor="center",
            )
        ],
        hovermode="closest",
    )  # fmt: skip


def _line(
    frame: pd.DataFrame, column: str, words: str, unit: str, t: Translator, **look: Any
) -> dict[str, Any]:
    values = frame[column].astype("float64")
    scale = 100 if unit == "share" else 1
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words,
        "x": [f"{day:%Y-%m-%d}" for day in frame["period"]],
        "y": [None if is_missing(value) else scale * float(value) for value in values],
        "customdata": [t.quarter(day) for day in frame["period"]],
        "text": [labels.measured(value, unit, t) for value in values],
        "hovertemplate": f"{words}<br>%{{customdata}}: %{{text}}<extra></extra>",
        **look,
    }
