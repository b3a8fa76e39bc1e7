"""How far do learners come in online modules? One line for each, the worst drop marked."""

from itertools import count
from typing import Any

import pandas as pd

from layouts import points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, MARKER, MARKS, new_figure

LONG, HIGH = 1, 0.06
"""Further units that a code covers on a narrow screen, and the share of all that it is high."""


def units(curves: pd.DataFrame, worst: pd.Series | None, t: Translator) -> dict[str, Any]:
    """Draw the share of the enrolled that reached each unit.

    The module with the worst drop stands out; the others are told apart by their codes at the end.
    """
    chosen = None if worst is None else worst["module"]
    at = curves.reset_index().groupby("module").indices
    traces = [
        _line(str(code), rows, code == chosen, t)
        | {"meta": points.of("reached_share", rows=list(map(int, at[code])))}
        for code, rows in sorted(
            curves.groupby("module"), key=lambda pair: (pair[0] == chosen, pair[0])
        )
    ]
    marks = _ends(curves)
    if worst is not None:
        traces.append(_drop(curves, worst))
        marks.append(_drop_words(curves, worst, t))
    return new_figure(
        traces,
        xaxis={
            "showgrid": False,
            "dtick": 1 if curves["unit"].max() <= 12 else 5,
            "range": [0, float(curves["unit"].max()) * 1.2],
            "title": {"text": t("Unit reached; 0: enrolled"), "standoff": 4},
        },
        yaxis={"range": [0, 1.08], "tickformat": ".0%", "nticks": 5, "ticksuffix": " "},
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        annotations=marks,
        hovermode="closest",
    )


def _line(code: str, rows: pd.DataFrame, is_chosen: bool, t: Translator) -> dict[str, Any]:
    shares = [None if is_missing(each) else float(each) for each in rows["reached_share"]]
    enrolled = t.number(rows["reached"].iloc[0])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": code,
        "x": [int(unit) for unit in rows["unit"]],
        "y": shares,
        "line": {
            "shape": "hv",
            "color": ACTUAL if is_chosen else MARKER,
            "width": 3 if is_chosen else 1.3,
        },
        "marker": {"size": 6 if is_chosen else 4},
        "text": [
            t(
                "{module}, unit {unit}: {share} of {n} enrolled",
                module=rows["module_name"].iloc[0],
                unit=t.number(unit),
                share=t.percent(share),
                n=enrolled,
            )
            for unit, share in zip(rows["unit"], shares, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _ends(curves: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the codes of modules at the ends of their lines, moved apart where they would meet."""
    last = curves.dropna(subset=["reached_share"]).groupby("module").last()
    words, placed = [], []
    for code, row in last.sort_values(
        ["unit", "reached_share"], ascending=[False, True]
    ).iterrows():
        unit, end = int(row["unit"]), float(row["reached_share"])
        near = [height for at, height in placed if at - unit <= LONG]
        heights = (end + sign * step * HIGH / 2 for step in count() for sign in (1, -1))
        y = next(each for each in heights if all(abs(each - other) >= HIGH for other in near))
        placed.append((unit, y))
        words.append(
            {
                "x": unit,
                "y": y,
                "xanchor": "left",
                "yanchor": "middle",
                "xshift": 6,
                "text": code,
                "showarrow": False,
                "font": {"size": 11},
            }
        )
    return words


def _before(curves: pd.DataFrame, worst: pd.Series) -> float:
    rows = curves[curves["module"] == worst["module"]].set_index("unit")
    return float(rows.loc[worst["unit"] - 1, "reached_share"])


def _drop(curves: pd.DataFrame, worst: pd.Series) -> dict[str, Any]:
    unit = int(worst["unit"])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [unit, unit],
        "y": [_before(curves, worst), float(worst["reached_share"])],
        "line": {"color": MARKS["at_risk"].color, "width": 5},
        "hoverinfo": "skip",
    }


def _drop_words(curves: pd.DataFrame, worst: pd.Series, t: Translator) -> dict[str, Any]:
    unit = int(worst["unit"])
    is_left = unit > curves["unit"].max() / 2
    return {
        "x": unit,
        "y": float(worst["reached_share"]) + 0.05,
        "xanchor": "right" if is_left else "left",
        "xshift": -8 if is_left else 8,
        "text": f"▼ {t('{n} pp', n=t.change(-100 * float(worst['lost_share']), 0))}",
        "showarrow": False,
        "font": {"size": 12},
    }
