"""Which schools are near?"""

from collections.abc import Callable

import pandas as pd
from dash import html

from layouts import labels
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel


def panel(
    frame: pd.DataFrame, rings: pd.DataFrame, address: Callable[[str], str], t: Translator
) -> Panel:
    """Return the nearest schools and the pupils around; frames as `neighbours` and `within`."""
    title = t("Nearby schools")
    if frame.empty:
        return Panel(
            "neighbours",
            title,
            t("Without a position nothing can be said about distances."),
            body=html.Div(className="nothing"),
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
                html.Span(labels.unit_words("schools", int(row["school_count"]), t)),
                html.Strong(_pupils(row["pupil_count"], t)),
            ]
        )
        for row in rings.to_dict("records")
    ]
    return Panel(
        key="neighbours",
        title=title,
        finding=_finding(frame, rings, t),
        body=[html.Ul(items, className="near"), html.Ul(around, className="near rings")],
        frame=frame,
        columns=(
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            Column("pupil_count", t("Pupils"), t.number, True),
            Column("distance_km", t("Distance, km"), lambda km: t.number(km, 1), True),
        ),
        notes=(t("As the crow flies between stated positions, not by road; ordinary schools."),),
        source=t("school register"),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _finding(frame: pd.DataFrame, rings: pd.DataFrame, t: Translator) -> str:
    ring = rings[rings["km"] == 10]
    if ring.empty:
        return ""
    row = ring.iloc[0]
    finding = t(
        "Within {km} km: {schools}, {pupils}.",
        km=t.number(row["km"]),
        schools=labels.unit_words("schools", int(row["school_count"]), t),
        pupils=labels.unit_words("pupils", int(row["pupil_count"]), t),
    )
    if row["unknown_count"]:
        unknown = t("Without a number of pupils: {n}.", n=t.number(row["unknown_count"]))
        return f"{finding} {unknown}"
    return finding


def _pupils(count: float, t: Translator) -> str:
    return t("not reported") if is_missing(count) else labels.unit_words("pupils", int(count), t)
