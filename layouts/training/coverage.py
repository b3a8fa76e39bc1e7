"""Which part of the eligible teachers is trained: a map and ordered bars, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import country_map
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.components.number_link import cell_link
from layouts.figures.schools import classes
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told
from layouts.training.groups import DIMENSION, group_name, of_all, share_bar
from layouts.training.people import register


def coverage(
    areas: pd.DataFrame,
    whole: Mapping[Any, Any],
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    about: country_map.Ways,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the map of coverage; frame as `coverage.districts`, `whole` a row of `whole`, `about`
    as in `country_map.about_area`."""
    here = _inside(areas, filters)
    return Panel(
        key="coverage",
        title=t("Where are the gaps?"),
        finding=_finding(here, whole, t),
        figure=figure,
        body=[_legend(areas, measure, t), country_map.about_area(about, t)],
        frame=country_map.areas_told(here, measure, t),
        columns=(
            Column("area_name", t("District")),
            Column("state", t("Training coverage"), is_number=True),
            Column("numerator", t("Teachers trained"), t.number, True),
            Column("denominator", t("Eligible teachers"), t.number, True),
        ),
        source=register(filters, t),
        demonstration=is_invented(areas),
        notes=(
            t("Eligible: teachers of mathematics and sciences in grades 7–11."),
            t(attribution),
        ),
    )


def counted_note(quarters: pd.Series, t: Translator) -> list[str]:
    """Return when the eligible teachers were counted; of the quarters of the counts in use."""
    if quarters.empty:
        return []
    words = " – ".join(dict.fromkeys(t.quarter(each) for each in (quarters.min(), quarters.max())))
    return [t("Eligible teachers: newest count of each district, {quarters}.", quarters=words)]


def _inside(areas: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    if filters.district:
        return areas[areas["area"] == filters.district]
    return areas[areas["region"] == filters.region] if filters.region else areas


def _finding(areas: pd.DataFrame, whole: Mapping[Any, Any], t: Translator) -> str:
    if whole["hidden"]:
        return t("How many teachers are trained is not told here.") + " " + t(told.WHY_HIDDEN)
    if is_missing(whole["value"]):
        return t("Eligible teachers have not been counted here yet.")
    all_of_them = {
        "n": t.number(whole["numerator"]),
        "total": t.number(whole["denominator"]),
        "share": t.percent(whole["value"]),
    }
    known = areas[areas["value"].notna()].sort_values("value")
    if len(known) < 2:
        return t("{n} of {total} eligible teachers are trained: {share}.", **all_of_them)
    low, high = known.iloc[0], known.iloc[-1]
    return t(
        "{n} of {total} eligible teachers are trained: {share};"
        " from {low_value} in {low} to {high_value} in {high}.",
        low=low["area_name"],
        low_value=t.percent(low["value"]),
        high=high["area_name"],
        high_value=t.percent(high["value"]),
        **all_of_them,
    )


def _legend(areas: pd.DataFrame, measure: Any, t: Translator) -> html.Ul:
    limits = classes(areas["value"])
    known = areas[areas["value"].notna()]
    steps = country_map.area_legend(known, measure, limits, t).children
    is_counted = areas["expected_count"] > 0
    is_silent = areas["reported_count"] == 0
    hatched = (
        (is_silent, t("register not closed")),
        (areas["hidden"] & ~is_silent, t("hidden to protect small groups")),
        (~is_silent & ~is_counted & ~areas["hidden"], t("eligible teachers not counted")),
    )
    swatch = html.Span(className="swatch swatch-hatched")
    reasons = [
        html.Li([swatch, t("{words}: {n}", words=words, n=t.number(int(which.sum())))])
        for which, words in hatched
        if which.any()
    ]
    return html.Ul([*steps, *reasons], className="legend", **aria(label=t("Colours of areas")))  # type: ignore[misc]


def multiples(
    groups: pd.DataFrame,
    whole: Mapping[Any, Any],
    names: Mapping[str, str],
    is_invented: bool,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return coverage by group, the lowest first; frame as `coverage.groups`."""
    shown = groups.assign(
        row=range(1, len(groups) + 1),
        kind=[t(DIMENSION[code]) for code in groups["dimension"]],
        name=[
            group_name(dimension, code, names, t)
            for dimension, code in zip(groups["dimension"], groups["group"], strict=True)
        ],
        told=[
            of_all(part, total, hidden, t)
            for part, total, hidden in zip(
                groups["numerator"], groups["denominator"], groups["hidden"], strict=True
            )
        ],
    )
    blocks = [
        _block(code, shown[shown["dimension"] == code], whole["value"], t)
        for code in dict.fromkeys(shown["dimension"])
    ]
    return Panel(
        key="multiples",
        title=t("Which groups are left behind?"),
        finding=_lowest(shown, t),
        body=[
            html.Div(blocks, className="multiples"),
            html.P(
                t("All bars from 0 to 100 %; the line is the coverage of all."), className="hint"
            )
            if blocks
            else None,
        ],
        frame=shown,
        columns=(
            Column("kind", t("By")),
            Column("name", t("Group")),
            Column("told", t("Trained of eligible"), is_number=True),
            Column("value", t("Training coverage"), t.percent, True),
        ),
        source=register(filters, t),
        demonstration=is_invented,
        notes=(
            t("Groups of fewer than five people are hidden, with others that would tell them."),
            t(
                "Each quarter and each release hides for itself: by how many a group grew between "
                "two of them can be worked out where both are told."
            ),
        ),
    )


def _lowest(groups: pd.DataFrame, t: Translator) -> str:
    known = groups[groups["value"].notna() & (groups["dimension"] != "place")]
    if known.empty:
        return t("Coverage of groups cannot be told yet.")
    row = known.sort_values(["value", "name"]).iloc[0]
    return t(
        "Lowest: {name}, where {n} of {total} eligible teachers are trained, {share}.",
        name=row["name"],
        n=t.number(row["numerator"]),
        total=t.number(row["denominator"]),
        share=t.percent(row["value"]),
    )


def _block(code: str, rows: pd.DataFrame, average: float, t: Translator) -> html.Section:
    return html.Section(
        [
            html.H3(t(DIMENSION[code])),
            html.Ul([_row(row, average, t) for row in rows.to_dict("records")], className="bars"),
        ],
        className=f"multiple multiple-{code}",
    )


def _row(row: Mapping[Any, Any], average: float, t: Translator) -> html.Li:
    share = [html.B(t.percent(row["value"])), " · "] if not is_missing(row["value"]) else []
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            share_bar(row["value"], average),
            cell_link([*share, row["told"]], f"1.{row['row']}.4", "bar-words")
            if share
            else html.Span(row["told"], className="bar-words"),
        ]
    )


def areas_of(frame: pd.DataFrame) -> dict[str, str]:
    """Return names of areas by code."""
    return dict(zip(frame["area"], frame["area_name"], strict=True))
