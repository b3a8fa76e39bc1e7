"""Charts of money."""

from typing import Any

import pandas as pd

from layouts import labels, points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MONEY, new_figure


def award_and_disbursement_curve(
    curve: pd.DataFrame, until: pd.Timestamp, t: Translator
) -> dict[str, Any]:
    """Draw cumulative awards and disbursement over what was projected, dotted, USD million."""
    periods = [f"{day:%Y-%m-%d}" for day in curve["period"]]
    styles = (
        ("original", t("original projection"), {"dash": "dot", "width": 1}),
        ("newest", t("newest projection"), {"dash": "dash", "width": 1.6}),
        ("", "", {"width": 3}),
    )
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": f"{name}, {words}" if words else name,
            "meta": points.of("_".join(filter(None, (column, version)))),
            "x": periods,
            "y": _missing_as_none(curve["_".join(filter(None, (column, version)))] / 1e6),
            "line": {"color": color, **style},
            "text": [
                labels.million_usd(value, t)
                for value in curve["_".join(filter(None, (column, version)))]
            ],
            "customdata": [t.quarter(day) for day in curve["period"]],
            "hovertemplate": (
                f"{name}{', ' if words else ''}{words}<br>%{{customdata}}: %{{text}}<extra></extra>"
            ),
        }
        for column, name, color in (
            ("awards", t("Contract awards"), MONEY),
            ("disbursement", t("Disbursement"), ACTUAL),
        )
        for version, words, style in styles
    ]
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
                "x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper",
                "yanchor": "bottom", "text": t("USD million"), "showarrow": False,
                "font": {"size": 11},
            },
            {
                "x": f"{until:%Y-%m-%d}", "y": 1, "yref": "paper", "yanchor": "bottom",
                "text": t.quarter(until), "showarrow": False, "font": {"size": 11},
            }
        ],
        hovermode="closest",
    )  # fmt: skip


def _missing_as_none(values: pd.Series) -> list[float | None]:
    return [None if is_missing(value) else float(value) for value in values]
