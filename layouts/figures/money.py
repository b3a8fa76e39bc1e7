"""Charts of the budget: the way to its balance, the pace of spending, S-curves, periods, years."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from layouts import points
from layouts.budget import words
from layouts.i18n import Translator, is_missing
from layouts.theme import ACTUAL, INK, MARKER, MONEY, MUTED, new_figure

_MARGIN = {"l": 8, "r": 8, "t": 20, "b": 8}
_HATCHED = {"shape": "/", "solidity": 0.25, "size": 6}


def _unit(text: str) -> dict[str, Any]:
    """Return the words of a unit over the axis of amounts."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": 11},
    }


def _quarters(days: Sequence[date], t: Translator) -> dict[str, Any]:
    """Return an axis of quarters: each has its number, the first of each year also the year."""
    years = [day.year for day in days]
    return {
        "type": "category",
        "showgrid": False,
        "tickvals": [t.quarter(day) for day in days],
        "ticktext": [
            f"{(day.month + 2) // 3}" + (f"<br>{day.year}" if years.index(day.year) == at else "")
            for at, day in enumerate(days)
        ],
        "tickangle": 0,
        "tickfont": {"size": 10},
        "title": {"text": t("Quarter"), "font": {"size": 11}, "standoff": 4},
    }


def millions(currency: str, t: Translator) -> str:
    """Return the unit of an axis of amounts."""
    return t("{currency} million", currency=t(words.SHORT[currency]))


def waterfall(
    steps: Sequence[tuple[str, Decimal]], rows: Sequence[int], currency: str, t: Translator
) -> dict[str, Any]:
    """Draw what the first step loses to each of the others, from top to bottom; the last one is
    what stays. Words stand over each bar, so that they fit on a phone. `rows`: where the steps
    stand in the table."""
    (_, whole), *others = steps
    bases, sizes, colors = [0.0], [float(whole)], [MUTED]
    left = float(whole)
    for turn, (_, amount) in enumerate(others):
        size = float(amount)
        is_last = turn == len(others) - 1
        bases.append(0.0 if is_last else left - size)
        sizes.append(size)
        colors.append(ACTUAL if is_last else MONEY)
        left -= size
    names = [name for name, _ in steps]
    told = [words.million(amount, currency, t) for _, amount in steps]
    trace = {
        "type": "bar",
        "orientation": "h",
        "meta": points.of("amount", rows=rows),
        "y": names,
        "base": [base / 1e6 for base in bases],
        "x": [size / 1e6 for size in sizes],
        "text": told,
        "textposition": "none",
        "marker": {"color": colors},
        "hovertemplate": "%{y}<br>%{text}<extra></extra>",
    }
    over = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "yref": "y",
        "yanchor": "bottom",
        "xshift": 5,
        "yshift": 7,
        "showarrow": False,
        "font": {"size": 12},
    }
    return new_figure(
        [trace],
        xaxis={"nticks": 5, "zeroline": True, "zerolinecolor": INK},
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "showgrid": False,
            "showticklabels": False,
        },
        margin=_MARGIN,
        bargap=0.68,
        hovermode="closest",
        annotations=[
            over | {"y": name, "text": f"{name}: <b>{amount}</b>"}
            for name, amount in zip(names, told, strict=True)
        ],
    )


def burn(
    quarters: Sequence[tuple[date, Decimal, bool]], currency: str, t: Translator
) -> dict[str, Any]:
    """Draw what was spent in each quarter, millions; what is only expected is hatched."""
    traces = []
    for is_expected in (False, True):
        at = [row for row, (*_, flag) in enumerate(quarters) if flag is is_expected]
        rows = [quarters[row][:2] for row in at]
        name = t("expected") if is_expected else t("paid")
        traces.append(
            {
                "type": "bar",
                "name": name,
                "meta": points.of("amount", rows=at),
                "x": [t.quarter(day) for day, _ in rows],
                "y": [float(amount) / 1e6 for _, amount in rows],
                "text": [words.million(amount, currency, t) for _, amount in rows],
                "textposition": "none",
                "marker": {
                    "color": ACTUAL,
                    "line": {"color": ACTUAL, "width": 1},
                    "pattern": _HATCHED if is_expected else {"shape": ""},
                },
                "hovertemplate": f"%{{x}}, {name}<br>%{{text}}<extra></extra>",
            }
        )
    return new_figure(
        traces,
        xaxis=_quarters([day for day, *_ in quarters], t),
        yaxis={"nticks": 5, "ticksuffix": " ", "zeroline": True, "zerolinecolor": INK},
        margin=_MARGIN,
        bargap=0.25,
        hovermode="closest",
        annotations=[_unit(millions(currency, t))],
    )


def curve(
    quarters: pd.DataFrame, versions: Sequence[tuple[str, str]], until: date, t: Translator
) -> dict[str, Any]:
    """Draw a cumulative subject against its projections, USD million; forecast hatched, today as a
    line. `versions`: column and words of each projection."""
    days = [f"{day:%Y-%m-%d}" for day in quarters["period"]]
    dashes = ("dot", "dash", "dashdot")
    lines = [
        (column, name, {"color": MONEY, "dash": dashes[min(turn, 2)], "width": 1.8}, {})
        for turn, (column, name) in enumerate(versions)
    ]
    hatched = {
        "fill": "tozeroy",
        "fillcolor": "rgba(0,0,0,0)",
        "fillpattern": {"shape": "/", "fgcolor": ACTUAL, "solidity": 0.15, "size": 8},
    }
    lines += [
        ("forecast", t("forecast"), {"color": ACTUAL, "dash": "dash", "width": 1.6}, hatched),
        ("actual", t("actual"), {"color": ACTUAL, "width": 3}, {}),
    ]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "meta": points.of(column),
            "x": days,
            "y": [None if is_missing(n) else float(n) / 1e6 for n in quarters[column]],
            "line": line,
            "text": [words.million(n, "USD", t) for n in quarters[column]],
            "customdata": [t.quarter(day) for day in quarters["period"]],
            "hovertemplate": f"{name}<br>%{{customdata}}: %{{text}}<extra></extra>",
            **more,
        }
        for column, name, line, more in lines
    ]
    return new_figure(
        traces,
        xaxis={"type": "date", "showgrid": False, "tickformat": "%Y", "dtick": "M12"},
        yaxis={"rangemode": "tozero", "nticks": 5, "ticksuffix": " "},
        margin=_MARGIN | {"r": 14},
        shapes=[
            {
                "type": "line",
                "x0": f"{until:%Y-%m-%d}",
                "x1": f"{until:%Y-%m-%d}",
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": MARKER, "width": 1.5},
            }
        ],
        annotations=[
            _unit(millions("USD", t)),
            {
                "x": f"{until:%Y-%m-%d}",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "text": t.day(until),
                "showarrow": False,
                "font": {"size": 11},
            },
        ],
        hovermode="closest",
    )


def bars(
    names: Sequence[str],
    amounts: Sequence[Decimal | float | None],
    is_whole: Sequence[bool],
    column: str,
    currency: str,
    t: Translator,
    quarters: Sequence[date] = (),
) -> dict[str, Any]:
    """Draw what was spent in each period, millions; a period that is not over is hatched.
    `column`: of the table, where the amounts stand; `quarters`: days in the periods, where these
    are quarters."""
    axis = {"type": "category", "showgrid": False, "nticks": 8}
    trace = {
        "type": "bar",
        "meta": points.of(column),
        "x": list(names),
        "y": [None if each is None else float(each) / 1e6 for each in amounts],
        "text": [words.million(each, currency, t) for each in amounts],
        "textposition": "none",
        "marker": {
            "color": ACTUAL,
            "line": {"color": ACTUAL, "width": 1},
            "pattern": {
                "shape": ["" if each else "/" for each in is_whole],
                "solidity": 0.25,
                "size": 6,
            },
        },
        "hovertemplate": "%{x}<br>%{text}<extra></extra>",
    }
    return new_figure(
        [trace],
        xaxis=_quarters(quarters, t) if quarters else axis,
        yaxis={"nticks": 5, "ticksuffix": " "},
        margin=_MARGIN,
        bargap=0.3,
        hovermode="closest",
        annotations=[_unit(millions(currency, t))],
    )


def plan_and_actual(years: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """Draw plan and actual of each year beside each other, KGS billion.

    Frame with fiscal_year, planned and actual, KGS; a missing actual is left out.
    """
    traces = [
        {
            "type": "bar",
            "name": name,
            "meta": points.of(column),
            "x": [str(year) for year in years["fiscal_year"]],
            "y": [None if is_missing(n) else float(n) / 1e9 for n in years[column]],
            "text": [
                t("no data") if is_missing(n) else t("KGS {n} billion", n=t.number(n / 1e9, 1))
                for n in years[column]
            ],
            "textposition": "none",
            "marker": {
                "color": ACTUAL,
                "line": {"color": ACTUAL, "width": 1},
                "pattern": _HATCHED if column == "planned" else {"shape": ""},
            },
            "hovertemplate": f"%{{x}}, {name}<br>%{{text}}<extra></extra>",
        }
        for column, name in (("planned", t("plan")), ("actual", t("actual")))
    ]
    return new_figure(
        traces,
        xaxis={"type": "category", "showgrid": False},
        yaxis={"nticks": 5, "ticksuffix": " "},
        margin=_MARGIN,
        bargap=0.25,
        barmode="group",
        hovermode="closest",
        annotations=[_unit(t("KGS billion"))],
    )
