"""How does one headline figure show value, target to date, end target, trend and status?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from layouts import labels
from layouts.attributes import aria
from layouts.components.status_mark import status_mark
from layouts.i18n import Translator, is_missing
from layouts.panel import demonstration_mark


def tile(
    row: Mapping[Any, Any],
    trend: Sequence[tuple[pd.Timestamp, float]],
    t: Translator,
    *,
    is_mixed: bool,
) -> html.Article:
    """Return a bullet chart in a card; `row` is a row of `results.standing`.

    `is_mixed`: some tiles of the row are invented and others are not, so each must say so.
    """
    return html.Article(
        [
            html.H3(row["indicator_name"], title=row["definition"]),
            html.Div(
                [_value(row, t, is_mixed), _trend(trend, row["unit"], t)], className="tile-value"
            ),
            _bullet(row, t),
            html.Div([status_mark(row["status"], t), _context(row, t)], className="tile-status"),
        ],
        className=f"tile tile-{row['status']}",
    )


def _value(row: Mapping[Any, Any], t: Translator, is_mixed: bool) -> html.Span:
    is_invented = not is_missing(row["demonstration"]) and row["demonstration"] == 1
    mark = [demonstration_mark(t)] if is_mixed and is_invented else []
    if is_missing(row["value"]):
        words = t("not told apart") if row.get("hidden") else t("no data")
        return html.Span([words, *mark], className="value value-missing")
    return html.Span([labels.measured(row["value"], row["unit"], t), *mark], className="value")


def _trend(trend: Sequence[tuple[pd.Timestamp, float]], unit: str, t: Translator) -> html.Span:
    """Return small bars, oldest first; a quarter without a figure stays empty."""
    known = [value for _, value in trend if not is_missing(value)]
    top = max(known, default=0) or 1
    bars = [
        html.Span(
            className="bar" if not is_missing(value) else "bar bar-missing",
            style={"height": f"{0 if is_missing(value) else max(6, 100 * value / top):.0f}%"},
            title=f"{t.quarter(day)}: {labels.measured(value, unit, t)}",
        )
        for day, value in trend
    ]
    words = ", ".join(
        f"{t.quarter(day)}: {labels.measured(value, unit, t)}" for day, value in trend
    )
    return html.Span(
        bars, className="trend", role="img", **aria(label=t("Trend: {words}", words=words))
    )


def _bullet(row: Mapping[Any, Any], t: Translator) -> html.Div:
    """Return a bar of the value on the way to the end target, with a tick at the target to date."""
    end, target, value = row["end_target"], row["target"], row["value"]
    known = [number for number in (end, target, value) if not is_missing(number)]
    if (is_missing(end) and is_missing(target)) or max(known) <= 0:
        return html.Div(t("No target is set for this area."), className="bullet-words")
    whole = max(known)
    parts, words = [], []
    if not is_missing(value):
        parts.append(html.Span(className="fill", style={"width": f"{100 * value / whole:.1f}%"}))
    if not is_missing(target):
        parts.append(html.Span(className="tick", style={"left": f"{100 * target / whole:.1f}%"}))
        words.append(t("due now {target}", target=labels.measured(target, row["unit"], t)))
    if not is_missing(end):
        goal = labels.measured(end, row["unit"], t)
        words.append(t("goal {target} by {year}", target=goal, year=row["end_period"].year))
    return html.Div(
        [
            html.Div(parts, className="bullet", **aria(hidden="true")),
            html.Div([html.Span(each) for each in words], className="bullet-words"),
        ]
    )


def _context(row: Mapping[Any, Any], t: Translator) -> html.Span:
    """Return what the figure rests on: denominator, districts that reported, or its last report."""
    if row.get("hidden"):
        return html.Span(t("fewer than five people, or it would tell them"), className="context")
    if is_missing(row["value"]):
        if is_missing(row["last_value"]):
            return html.Span(t("never reported"), className="context")
        last = labels.measured(row["last_value"], row["unit"], t)
        when = t.quarter(row["last_period"])
        return html.Span(
            t("last: {value}, {quarter}", value=last, quarter=when), className="context"
        )
    words = [labels.of_what(row["indicator"], row["numerator"], row["denominator"], t)]
    if row["level"] == "district" and row["reported_count"] < row["expected_count"]:
        words.append(labels.districts_reported(row["reported_count"], row["expected_count"], t))
    if row["country_only"]:
        words.append(t("whole country"))
    return html.Span(" · ".join(word for word in words if word), className="context")
