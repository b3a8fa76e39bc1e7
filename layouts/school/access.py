"""Can pupils with disabilities learn at a school?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.few import FEW, counted, is_few
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel

Row = Mapping[Any, Any]

OFFERED = {True: ("✓", N_("yes")), False: ("✕", N_("no")), None: ("?", N_("not assessed"))}


def panel(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return ramp, toilet, room and materials; frame as `school.access` returns it."""
    title = t("Accessibility")
    if frame.empty:
        return Panel("access", title, t("The school was not assessed yet."))
    row = frame.iloc[0].to_dict()
    there = sum(offered(row, feature) is True for feature in labels.ACCESS)
    items = [
        html.Li([offer_mark(offered(row, feature), t), html.Span(t(name))])
        for feature, name in labels.ACCESS.items()
    ]
    return Panel(
        key="access",
        title=title,
        finding=t(
            "{n} of {total} conditions are there.",
            n=t.number(there),
            total=t.number(len(labels.ACCESS)),
        ),
        body=[html.Ul(items, className="offers"), html.P(served(row, t), className="served")],
        source=t("reports of schools, {quarter}", quarter=t.quarter(row["period"])),
        demonstration=bool(row["demonstration"] == 1),
    )


def offered(row: Row, feature: str) -> bool | None:
    """Return whether a school offers something; None where it was not assessed."""
    return None if is_missing(row[feature]) else bool(row[feature])


def offer_mark(is_there: bool | None, t: Translator) -> html.Span:
    """Return sign and word of what a school offers."""
    sign, words = OFFERED[is_there]
    look = {True: "yes", False: "no", None: "unknown"}[is_there]
    return html.Span(
        [html.Span(sign, **aria(hidden="true")), f" {t(words)}"], className=f"offer offer-{look}"
    )


def served(row: Row, t: Translator) -> str:
    """Return how many pupils with disabilities a school supports, without telling a few apart."""
    pupils, supported = row["pupils_with_disabilities"], row["pupils_served"]
    if is_missing(pupils):
        return t("Pupils with disabilities: not reported.")
    if is_missing(supported):
        return t("Pupils with disabilities: {n}.", n=counted(pupils, t))
    if is_few(pupils):
        return t("Pupils with disabilities: {n}.", n=counted(pupils, t))
    if is_few(pupils - supported):
        return t(
            "Pupils with disabilities: {n}; all but fewer than {few} are supported.",
            n=t.number(pupils),
            few=t.number(FEW),
        )
    return t(
        "Pupils with disabilities: {n}; supported: {served}.",
        n=t.number(pupils),
        served=counted(supported, t),
    )
