"""How do plan and what happened stand on one line of time, lane below lane?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from layouts.attributes import aria
from layouts.components.time_axis import Axis, grid, scale
from layouts.i18n import Translator
from layouts.markup import Element

LONG = 12
"""Lanes from which on the names of the axis stand below them too."""


def states(known: pd.Series, names: Mapping[str, str], day: pd.Timestamp, t: Translator) -> str:
    """Return how many are in which state on a day, in the order of `names`: code -> message."""
    counts = known.value_counts()
    parts = [
        t("{state}: {n}", state=t(name), n=t.number(counts[code]))
        for code, name in names.items()
        if code in counts.index
    ]
    return t("On {date}: {states}.", date=t.date(day), states=", ".join(parts))


def chart(lanes: Sequence[Element], axis: Axis, day: pd.Timestamp, t: Translator) -> Element:
    """Return lanes on an axis of time, whose names stand above them."""
    is_long = len(lanes) >= LONG
    parts = [
        scale(axis, t),
        Element("div", grid(axis, day), {"class": "gantt-grid", **aria(hidden="true")}),
        Element("ol", list(lanes), {"class": "lanes"}),
        *([scale(axis, t)] if is_long else []),
    ]
    return Element("div", parts, {"class": "timeline gantt" if is_long else "timeline gantt short"})


def lane(name: Any, state: Sequence[Any], bars: Sequence[Element], said: str) -> Element:
    """Return a lane: a name with its state in words, and bars; `said` tells what they show."""
    head = [Element("strong", name), Element("span", list(state), {"class": "lane-state"})]
    look = {"class": "lane", "role": "img", **aria(label=said)}
    return Element(
        "li",
        [Element("span", head, {"class": "lane-name"}), Element("span", list(bars), look)],
    )


def line(look: str, days: Sequence[pd.Timestamp], axis: Axis, *, marked: bool) -> list[Element]:
    """Return a bar from the first to the last of some days; `marked`: with a mark at each.

    `look`: plan or done. Without days there is none.
    """
    if not days:
        return []
    places = [axis.place(day) for day in days]
    left, right = min(places), max(places)
    style = f"left:{left}%;width:{right - left:.2f}%"
    parts = [Element("span", None, {"class": "bar", "style": style})]
    if marked:
        parts += [Element("i", None, {"style": f"left:{place}%"}) for place in places]
    return [Element("span", parts, {"class": f"line line-{look}"})]


def delay(start: pd.Timestamp, end: pd.Timestamp, axis: Axis) -> Element:
    """Return the stretch between a planned day and what happened."""
    left, right = axis.place(start), axis.place(end)
    style = f"left:{left}%;width:{max(right - left, 0):.2f}%"
    return Element("span", None, {"class": "delay", "style": style})


def legend(planned: str, day: pd.Timestamp, t: Translator) -> html.Ul:
    """Return what the looks mean; `planned`: words of the outline."""
    entries = (
        ("plan", planned),
        ("done", t("actual")),
        ("delay", t("delay")),
        ("now", t("as of {date}", date=t.day(day))),
    )
    return html.Ul(
        [
            html.Li(
                [html.Span(html.Span(className=f"key-{look} {look}"), className="sample"), told]
            )
            for look, told in entries
        ],
        className="legend",
    )


def files(exports: Mapping[str, str]) -> html.P:
    """Return the ways to lists as files; `exports`: name of a file -> its address."""
    parts: list[Any] = []
    for name, address in exports.items():
        parts += [html.A(name, href=address, download=""), " · "]
    return html.P(parts[:-1], className="hint")
