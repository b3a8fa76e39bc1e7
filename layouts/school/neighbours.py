"""Which schools are near?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.columns import RING
from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

Row = Mapping[Any, Any]


def panel(
    frame: pd.DataFrame,
    rings: pd.DataFrame,
    address: Callable[[str], str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the nearest schools and the pupils around; frames as `neighbours` and `within`."""
    title = t("Nearby schools")
    if frame.empty:
        return Panel(
            "neighbours",
            title,
            t("Without a position nothing can be said about distances."),
        )
    items = [
        html.Li(
            [
                html.A(row["school_name"], href=address(row["school"])),
                html.Span(_pupils(row["pupil_count"], t)),
                html.Strong(labels.kilometres(row["distance_km"], t)),
            ]
        )
        for row in frame.to_dict("records")
    ]
    around = [
        html.Li(
            [
                html.Span(t("within {n} km", n=t.number(row["km"]))),
                html.Span(_schools(row, t)),
                html.Strong(_pupils(row["pupil_count"], t)),
            ]
        )
        for row in rings.to_dict("records")
    ]
    return Panel(
        key="neighbours",
        title=title,
        finding=_finding(rings, t),
        body=[html.Ul(items, className="near"), html.Ul(around, className="near rings")],
        frame=frame,
        columns=(
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            Column("pupil_count", t("Pupils"), t.number, True),
            Column("distance_km", t("Distance, km"), lambda km: t.number(km, 1), True),
        ),
        notes=(t("As the crow flies between stated positions, not by road; ordinary schools."),),
        source=labels.register(filters, t),
        demonstration=is_invented(frame, rings),
    )


def _finding(rings: pd.DataFrame, t: Translator) -> str:
    ring = rings[rings["km"] == RING]
    if ring.empty:
        return ""
    row = ring.iloc[0].to_dict()
    return t(
        "Within {km} km: {schools}; pupils: {pupils}.",
        km=t.number(row["km"]),
        schools=_schools(row, t),
        pupils=labels.reported(row["pupil_count"], t),
    )


def _schools(ring: Row, t: Translator) -> str:
    """Return the schools of a ring, and how many of them gave no number of pupils."""
    words = labels.unit_words("schools", int(ring["school_count"]), t)
    return (
        f"{words} ({labels.silent(ring['unknown_count'], t)})" if ring["unknown_count"] else words
    )


def _pupils(count: float, t: Translator) -> str:
    return t("not reported") if is_missing(count) else labels.unit_words("pupils", int(count), t)
