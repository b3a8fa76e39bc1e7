"""Provision with textbooks from quarter to quarter, by standard, over school years."""

from typing import Any

import pandas as pd

from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MONEY, new_figure

LOOKS: dict[str, dict[str, Any]] = {
    "target": {"color": MARKER, "dash": "dot", "width": 2},
    "old_share": {"color": MONEY, "dash": "dash", "width": 2},
    "new_share": {"color": ACTUAL, "dash": "dash", "width": 2},
    "provision_share": {"color": ACTUAL, "width": 3},
}
"""Column -> its line; all of them are told apart by more than colour."""


def trend(quarters: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """Draw the share of all textbooks, of both standards and of the target; school years part.

    `quarters` as `provision.trend` returns them.
    """
    words = {
        "provision_share": t("All textbooks"),
        "new_share": t("New standard"),
        "old_share": t("Old standard"),
        "target": t("Target"),
    }
    days = [f"{day:%Y-%m-%d}" for day in quarters["period"]]
    names = [t.quarter(day) for day in quarters["period"]]
    traces = [
        {
            "type": "scatter",
            "mode": "lines" if column == "target" else "lines+markers",
            "name": words[column],
            "x": days,
            "y": [None if is_missing(value) else float(value) for value in quarters[column]],
            "line": look,
            "marker": {"size": 7, "symbol": _SYMBOL[column]},
            "text": [
                f"{words[column]}<br>{name}: {t.percent(value)}"
                for name, value in zip(names, quarters[column], strict=True)
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "connectgaps": False,
        }
        for column, look in LOOKS.items()
        if quarters[column].notna().any()
    ]
    begins = quarters.drop_duplicates("school_year")
    return new_figure(
        traces,
        xaxis={
            "type": "date",
            "showgrid": False,
            "tickvals": days,
            "ticktext": [_short(day, t) for day in quarters["period"]],
            "range": _range(quarters),
        },
        yaxis={"range": [0, 1.05], "tickformat": ".0%", "nticks": 6, "ticksuffix": " "},
        margin={"l": 8, "r": 14, "t": 22, "b": 4},
        shapes=[_across(year) for year in begins["school_year"]],
        annotations=[_year(year) for year in begins["school_year"]],
        hovermode="closest",
    )


_SYMBOL = {
    "provision_share": "circle",
    "new_share": "diamond",
    "old_share": "square",
    "target": "circle",
}


def _short(day: pd.Timestamp, t: Translator) -> str:
    """Return the name of a quarter in two short lines."""
    return f"{t('Q{n}', n=day.quarter)}<br>{day.year}"


def _range(quarters: pd.DataFrame) -> list[str]:
    first, last = quarters["period"].iloc[0], quarters["period"].iloc[-1]
    margin = pd.Timedelta(days=50)
    return [f"{first - margin:%Y-%m-%d}", f"{last + margin:%Y-%m-%d}"]


def _across(year: str) -> dict[str, Any]:
    """Return the line where a school year begins."""
    day = f"{year[:4]}-09-01"
    line = {"color": MARKER, "width": 1}
    return {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _year(year: str) -> dict[str, Any]:
    return {
        "x": f"{year[:4]}-09-01",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left",
        "text": year,
        "showarrow": False,
        "font": {"size": 11},
    }
