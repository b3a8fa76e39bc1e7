"""What does the map of the country say: finding, legends, tables and the choice of a school?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.components.status_mark import status_mark
from layouts.figures.schools import class_colors, classes
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, demonstration_mark, is_invented
from layouts.school_table import schools_table
from layouts.shell import ALL, choice
from layouts.theme import MARKS

Row = Mapping[Any, Any]
Ways = tuple[str, str]
"""Level of the area that was chosen (empty: none) and where everything about it stands, or the list
of all areas."""


def areas_panel(
    areas: pd.DataFrame,
    measure: Any,
    name: str,
    level: str,
    whole: float,
    attribution: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return what the map says about areas; frame as `measure_by_area` returns it.

    `name`: of the measure; `whole`: what it comes to in all areas.
    """
    return Panel(
        key="map",
        title=name,
        finding=_map_finding(areas, measure, whole, t),
        body=area_legend(areas, measure, classes(areas["value"], is_counted=measure.adds_up), t),
        frame=areas_told(areas, measure, t),
        columns=area_columns(measure, level, t),
        source=source(areas, measure, filters, t),
        demonstration=is_invented(areas),
        notes=(t(attribution),),
    )


def country_map(
    areas: Panel,
    innovative: Sequence[Row],
    figure: dict[str, Any],
    about: Ways,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the map panel: areas as in `areas_panel`, schools are rows of `innovative_schools`;
    `about` as in `about_area`."""
    schools = html.Ul(
        [*_school_legend(innovative, filters, t), html.Li(about_area(about, t))],
        className="legend",
        **aria(label=t("Signs of innovative schools")),
    )
    return replace(
        areas,
        figure=figure,
        body=html.Div([areas.body, schools], className="legends"),
        more=(schools_table(innovative, t),),
    )


def only_areas(areas: Panel, unit: str, figure: dict[str, Any], t: Translator) -> Panel:
    """Return the map panel without schools; areas as in `areas_panel`, `unit`: what it is measured
    in."""
    title = t("On the map: {what}, {unit}", what=areas.title, unit=unit)
    return replace(areas, figure=figure, title=title)


def about_area(about: Ways, t: Translator) -> html.A:
    """Return the way to everything about the area that was chosen, or to the list of all areas."""
    level, address = about
    words = {
        "region": t("Everything about this region"),
        "district": t("Everything about this district"),
    }.get(level, t("All regions and districts"))
    return html.A(words, href=address, className="about-area")


def areas_told(areas: pd.DataFrame, measure: Any, t: Translator) -> pd.DataFrame:
    """Return areas from the highest value to the lowest, with `state` and `of_what` in words."""
    rows = areas.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    records = rows.to_dict("records")
    whole = rows["value"].sum()

    def of_what(row: Row) -> str:
        if not measure.adds_up:
            return labels.of_what(measure.code, row["numerator"], row["denominator"], t)
        if is_missing(row["value"]) or not whole:
            return ""
        told = labels.counted(whole, measure.unit, t)
        return t("{value} of {total}", value=t.percent(row["value"] / whole, 1), total=told)

    return rows.assign(
        state=[state(row, measure, t) for row in records],
        of_what=[of_what(row) for row in records],
    )


def area_columns(measure: Any, level: str, t: Translator) -> tuple[Column, ...]:
    """Return the columns of the table behind the colours of areas."""
    columns = (
        Column("area_name", t("District") if level == "district" else t("Region")),
        Column("state", t("Value"), is_number=True),
        Column("of_what", t("Of what")),
    )
    return (*columns, Column("source", t("Source"))) if measure.year else columns


def source(areas: pd.DataFrame, measure: Any, filters: Filters, t: Translator) -> str:
    """Return where the colours of areas come from."""
    if not measure.year:
        return t("reports of districts and schools, {quarter}", quarter=t.quarter(filters.quarter))
    addresses = filter(None, areas["source"])
    hosts = sorted({urlsplit(address).hostname or address for address in addresses})
    return t(
        "published figures of {year}, {where}",
        year=measure.year,
        where=", ".join(hosts) or t("no data"),
    )


def state(row: Row, measure: Any, t: Translator) -> str:
    """Return the value of an area in words, or why there is none."""
    if row["expected_count"] == 0:
        return t("not measured here")
    if row.get("hidden"):
        return t("not told apart")
    if is_missing(row["value"]):
        return t("not reported")
    return _told(row["value"], measure, t)


def _told(value: float, measure: Any, t: Translator) -> str:
    """Return a value, of what is counted with its unit."""
    show = labels.counted if measure.adds_up else labels.measured
    return show(value, measure.unit, t)


def _map_finding(areas: pd.DataFrame, measure: Any, whole: float, t: Translator) -> str:
    known = areas[areas["value"].notna()].sort_values("value")
    if known.empty:
        return t("Nothing was reported for this quarter.")
    low, high = known.iloc[0], known.iloc[-1]
    places_ = {
        "low": low["area_name"],
        "low_value": _told(low["value"], measure, t),
        "high": high["area_name"],
        "high_value": _told(high["value"], measure, t),
    }
    if is_missing(whole):
        return t("From {low_value} in {low} to {high_value} in {high}.", **places_)
    return t(
        "{average} where reported; from {low_value} in {low} to {high_value} in {high}.",
        average=_told(whole, measure, t),
        **places_,
    )


def area_legend(areas: pd.DataFrame, measure: Any, limits: list[float], t: Translator) -> html.Ul:
    """Return the classes of the colours of areas; frame as `measure_by_area` returns it."""
    steps = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": color}),
                _class_words(low, high, limits, measure, t),
            ]
        )
        for color, low, high in zip(class_colors(limits), limits, limits[1:], strict=False)
    ]
    is_expected = areas["expected_count"] > 0
    is_hidden = areas["hidden"] & is_expected if "hidden" in areas else ~is_expected & is_expected
    silent = int((areas["value"].isna() & is_expected & ~is_hidden).sum())
    elsewhere = int((~is_expected).sum())
    hatched = silent + elsewhere
    if hatched:
        text = t("{n} without data", n=t.number(hatched))
        if silent:
            text = t(
                "{n} without data, {silent} of them should have reported",
                n=t.number(hatched),
                silent=t.number(silent),
            )
        steps.append(html.Li([html.Span(className="swatch swatch-hatched"), text]))
    if is_hidden.any():
        few = t("hidden to protect small groups")
        text = t("{words}: {n}", words=few, n=t.number(int(is_hidden.sum())))
        steps.append(html.Li([html.Span(className="swatch swatch-hatched"), text]))
    return html.Ul(steps, className="legend", **aria(label=t("Colours of areas")))


def _class_words(low: float, high: float, limits: list[float], measure: Any, t: Translator) -> str:
    """Return the limits of a class, or the number itself where each has a class."""
    first, last = (_limit(value, limits, measure.unit, t) for value in (low, high))
    return first if measure.adds_up and high - low <= 1 else f"{first}–{last}"


def _limit(value: float, limits: list[float], unit: str, t: Translator) -> str:
    """Return the limit of a class, with a decimal where whole percents would not tell it."""
    is_fine = unit == "share" and any(round(limit * 1000) % 10 for limit in limits)
    return t.percent(value, 1) if is_fine else labels.measured(value, unit, t)


def _school_legend(innovative: Sequence[Row], filters: Filters, t: Translator) -> list[Any]:
    if not innovative:
        return [html.Li(labels.no_school_here(t))]
    total = len(innovative)
    mark = [demonstration_mark(t)] if any(row["demonstration"] == 1 for row in innovative) else []
    title = t.plural("{n} innovative school:", "{n} innovative schools:", total)
    items = [html.Li([title, *mark])]
    counts = Counter(row["status"] for row in innovative)
    for status in MARKS:
        if count := counts[status]:
            items.append(html.Li([status_mark(status, t), f" {t.number(count)}"]))
    if unplaced := sum(is_missing(row["lon"]) for row in innovative):
        items.append(html.Li(t("{n} not on the map yet", n=t.number(unplaced))))
    return [Element("li", _school_choice(innovative, filters, t)), *items]


def _school_choice(innovative: Sequence[Row], filters: Filters, t: Translator) -> Element:
    """Return the choice of a school, also of one that is not on the map."""
    schools = [(row["school"], f"{row['school']} · {row['district_name']}") for row in innovative]
    options = [(ALL, t("Choose a school…")), *schools]
    label = aria(label=t("School"))
    return choice("school", options, filters.school or ALL, "school-choice", **label)
