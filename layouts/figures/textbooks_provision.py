"""Provision with textbooks from school year to school year, by standard."""

from typing import Any

import pandas as pd

from layouts import points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MONEY, new_figure

LOOKS: dict[str, dict[str, Any]] = {
    "target": {"color": MARKER, "dash": "dot", "width": 2},
    "old_share": {"color": MONEY, "dash": "dash", "width": 2},
    "new_share": {"color": ACTUAL, "dash": "dash", "width": 2},
    "provision_share": {"color": ACTUAL, "width": 3},
}
"""Column -> its line; all of them are told apart by more than colour."""


def trend(years: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """Draw the share of all textbooks, of both standards and of the target in each school year.

    `years` as `provision.trend` returns them.
    """
    words = {
        "provision_share": t("All textbooks"),
        "new_share": t("New standard"),
        "old_share": t("Old standard"),
        "target": t("Target"),
    }
    names = years["school_year"].tolist()
    newest_first = list(range(len(years)))[::-1]
    days = [t.quarter(day) for day in years["period"]]
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": words[column],
            "meta": points.of(column, rows=newest_first),
            "x": names,
            "y": [None if is_missing(value) else float(value) for value in years[column]],
            "line": look,
            "marker": {"size": 7, "symbol": _SYMBOL[column]},
            "text": [
                f"{words[column]}<br>{name} ({day}): {t.percent(value)}"
                for name, day, value in zip(names, days, years[column], strict=True)
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "connectgaps": False,
        }
        for column, look in LOOKS.items()
        if years[column].notna().any()
    ]
    return new_figure(
        traces,
        xaxis={"type": "category", "showgrid": False, "range": [-0.4, len(names) - 0.6]},
        yaxis={"range": [0, 1.05], "tickformat": ".0%", "nticks": 6, "ticksuffix": " "},
        margin={"l": 8, "r": 14, "t": 22, "b": 4},
        hovermode="closest",
    )


_SYMBOL = {
    "provision_share": "circle",
    "new_share": "diamond",
    "old_share": "square",
    "target": "circle",
}
