"""Charts of the rental fund."""

from typing import Any

import pandas as pd

from layouts import labels, points
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, INK, MARKS, new_figure

AT_RISK = MARKS["at_risk"].color


def balance(past: pd.DataFrame, coming: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """Draw the balance of the fund at the end of each school year, KGS million.

    Years that are over are solid, those to come hatched; what falls below zero has another colour.
    Frames with school_year and balance, KGS; a missing balance is left out.
    """
    is_known = past["balance"].notna()
    at = [row for row, known in enumerate(is_known) if known]
    traces = [
        _bars(past[is_known], t("balance as reported"), "", t)
        | {"meta": points.of("balance", rows=at)},
        _bars(coming, t("balance under the stated terms"), "/", t)
        | {"meta": points.of("balance", 1)},
    ]
    return new_figure(
        traces,
        xaxis={"type": "category", "showgrid": False},
        yaxis={
            "nticks": 5,
            "ticksuffix": " ",
            "zeroline": True,
            "zerolinecolor": INK,
            "zerolinewidth": 1.5,
            "title": {"text": t("KGS million"), "standoff": 4},
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        bargap=0.3,
        hovermode="closest",
    )


def _bars(years: pd.DataFrame, words: str, shape: str, t: Translator) -> dict[str, Any]:
    amounts = [None if is_missing(amount) else float(amount) for amount in years["balance"]]
    colors = [AT_RISK if (amount or 0) < 0 else ACTUAL for amount in amounts]
    return {
        "type": "bar",
        "name": words,
        "x": list(years["school_year"]),
        "y": [None if amount is None else amount / 1e6 for amount in amounts],
        "text": [labels.million_kgs(amount or 0, t) for amount in amounts],
        "textposition": "none",
        "marker": {
            "color": colors,
            "line": {"color": colors, "width": 1},
            "pattern": {"shape": shape, "solidity": 0.25, "size": 6},
        },
        "hovertemplate": f"%{{x}}, {words}<br>%{{text}}<extra></extra>",
    }
