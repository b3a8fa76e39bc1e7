"""Charts of what was learned: points before and after, and gains with their intervals."""

from itertools import product
from textwrap import wrap
from typing import Any

import pandas as pd

from layouts import points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, CARD, LINE, MARKER, MUTED, new_figure

LONGEST_LINE = 50
"""Letters of a line of a label."""

MORE_ROOM = 0.55
"""Room of each further line of a label, where a row with one line takes 1."""

LEAST_ROWS = 10
"""Room is kept for so many groups, so that a few do not stand far apart."""


def scores(bands: pd.DataFrame, mean_pre: float, mean_post: float, t: Translator) -> dict[str, Any]:
    """Draw both distributions by ten points as steps over each other, and their means as lines."""
    looks = (
        ("pre", t("before"), mean_pre, MARKER, "dot"),
        ("post", t("after"), mean_post, ACTUAL, "solid"),
    )
    traces, shapes, marks = [], [], []
    for test, name, mean, color, dash in looks:
        rows = bands[bands["test"] == test]
        people = [None if is_missing(each) else int(each) for each in rows["people"]]
        edges = [int(band) for band in rows["band"]]
        words = [
            f"{name}, {band}–{band + 10}: {t('not told apart') if each is None else t.number(each)}"
            for band, each in zip(edges, people, strict=True)
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "meta": points.of(test, rows=[*range(len(edges)), len(edges) - 1]),
                "x": [*edges, 100],
                "y": [*people, people[-1]],
                "line": {"shape": "hv", "color": color, "width": 2.5, "dash": dash},
                "text": [*words, words[-1]],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
        line = {"color": color, "width": 1.5, "dash": dash}
        shapes.append(
            {"type": "line", "x0": mean, "x1": mean, "yref": "paper", "y0": 0, "y1": 1}
            | {"line": line}
        )
        is_right = mean >= max(mean_pre, mean_post) and test == "post"
        marks.append(
            {
                "x": mean,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "xanchor": "left" if is_right else "right",
                "text": f"{name}: {t.number(mean, 1)}",
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    return new_figure(
        traces,
        xaxis={
            "range": [0, 100],
            "dtick": 20,
            "showgrid": False,
            "title": {"text": t("Points"), "standoff": 4},
        },
        yaxis={
            "rangemode": "tozero",
            "nticks": 4,
            "tickformat": ",d",
            "ticksuffix": " ",
            "title": {"text": t("Tests"), "standoff": 4},
        },
        margin={"l": 8, "r": 14, "t": 24, "b": 8},
        shapes=shapes,
        annotations=marks,
        hovermode="closest",
    )


def gains(groups: list[tuple[str, int, pd.DataFrame]], t: Translator) -> dict[str, Any]:
    """Draw mean gains as dots with their intervals, on one scale, below the title of each list.

    Lists are (title, its table, frame); frames have name, both, mean_gain, low, high, is_clear and
    row, the place in the table. Names stand above their dots, so that a narrow screen gives its
    width to the scale.
    """
    rows = [
        row
        for title, table, frame in groups
        for row in [title, *frame.assign(table=table).to_dict("records")]
    ]
    labels = [row if isinstance(row, str) else _label(row, t) for row in rows]
    room = [1 + MORE_ROOM * words.count("<br>") for words in labels]
    whole = sum(room)
    places = [whole + 1 - sum(room[: place + 1]) for place in range(len(rows))]
    dots = [(y, row) for y, row in zip(places, rows, strict=True) if isinstance(row, dict)]
    looks = ((True, "circle", ACTUAL), (False, "circle-open", MUTED))
    traces = []
    for (_, table, _), (is_clear, symbol, color) in product(groups, looks):
        some = [(y, row) for y, row in dots if (row["table"], row["is_clear"]) == (table, is_clear)]
        if not some:
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "meta": points.of("mean_gain", table, [row["row"] for _, row in some]),
                "name": t("above or below zero")
                if is_clear
                else t("not distinguishable from zero"),
                "x": [row["mean_gain"] for _, row in some],
                "y": [y for y, _ in some],
                "marker": {
                    "symbol": symbol,
                    "color": color,
                    "size": 9,
                    "line": {"width": 2, "color": color},
                },
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [row["high"] - row["mean_gain"] for _, row in some],
                    "arrayminus": [row["mean_gain"] - row["low"] for _, row in some],
                    "color": color,
                    "thickness": 2,
                    "width": 4,
                },
                "text": [f"{row['name']}<br>{interval(row, t)}" for _, row in some],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    return new_figure(
        traces,
        xaxis={
            "zeroline": True,
            "zerolinecolor": MARKER,
            "zerolinewidth": 1.5,
            "gridcolor": LINE,
            "title": {"text": t("Gain, points"), "standoff": 4},
        },
        yaxis={
            "visible": False,
            "range": [min(0.4, whole - LEAST_ROWS + 0.4), whole + 1],
        },
        margin={"l": 8, "r": 14, "t": 4, "b": 8},
        annotations=[
            _above(y, words, isinstance(row, str))
            for y, words, row in zip(places, labels, rows, strict=True)
        ],
        hovermode="closest",
    )


def _above(y: float, words: str, is_title: bool) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y + (0 if is_title else 0.25),
        "bgcolor": CARD,
        "borderpad": 0,
        "yanchor": "bottom",
        "text": f"<b>{words}</b>" if is_title else words,
        "showarrow": False,
        "align": "left",
        "font": {"size": 12 if is_title else 11},
    }


def _label(row: Any, t: Translator) -> str:
    """Return name and number, in lines that fit a narrow screen."""
    parts = [row["name"], t.number(row["both"])]
    if not row["is_clear"]:
        parts.append(t("not distinguishable from zero"))
    return "<br>".join(wrap(" · ".join(parts), LONGEST_LINE))


def interval(row: Any, t: Translator) -> str:
    """Return a mean gain with its interval and the number of tests."""
    words = t(
        "{gain} points ({low} to {high}), both tests sat {n} times",
        gain=t.change(row["mean_gain"], 1),
        low=t.change(row["low"], 1),
        high=t.change(row["high"], 1),
        n=t.number(row["both"]),
    )
    return words if row["is_clear"] else f"{words}; {t('not distinguishable from zero')}"
