"""Charts of money."""

from typing import Any

import pandas as pd

from layouts import labels
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MONEY, new_figure


def award_and_disbursement_curve(
    curve: pd.DataFrame, until: pd.Timestamp, t: Translator
) -> dict[str, Any]:
    """Draw cumulative awards and disbursement over what was projected, dotted, USD million."""
    periods = [f"{day:%Y-%m-%d}" for day in curve["period"]]
    traces = []
    for column, name, color in (
        ("awards", t("Contract awards"), MONEY),
        ("disbursement", t("Disbursement"), ACTUAL),
    ):
        planned = (
            f"{column}_revised"
            if curve[f"{column}_revised"].notna().any()
            else f"{column}_original"
        )
        for source, words, style in (
            (planned, t("{what}, projected", what=name), {"dash": "dot", "width": 1.6}),
            (column, name, {"width": 3}),
        ):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "name": words,
                    "x": periods,
                    "y": _missing_as_none(curve[source] / 1e6),
                    "line": {"color": color, **style},
                    "text": [labels.million_usd(value, t) for value in curve[source]],
                    "customdata": [t.quarter(day) for day in curve["period"]],
                    "hovertemplate": f"{words}<br>%{{customdata}}: %{{text}}<extra></extra>",
                }
            )
    return new_figure(
        traces,
        xaxis={"type": "date", "showgrid": False, "tickformat": "%Y", "dtick": "M12"},
        yaxis={"rangemode": "tozero", "nticks": 5, "ticksuffix": " "},
        margin={"l": 8, "r": 14, "t": 18, "b": 4},
        shapes=[
            {
                "type": "line", "x0": f"{until:%Y-%m-%d}", "x1": f"{until:%Y-%m-%d}",
                "yref": "paper", "y0": 0, "y1": 1, "line": {"color": MARKER, "width": 1.5},
            }
        ],
        annotations=[
            {
                "x": f"{until:%Y-%m-%d}", "y": 1, "yref": "paper", "yanchor": "bottom",
                "text": t.quarter(until), "showarrow": False, "font": {"size": 11},
            }
        ],
        hovermode="x",
    )  # fmt: skip


def _missing_as_none(values: pd.Series) -> list[float | None]:
    return [None if is_missing(value) else float(value) for value in values]
