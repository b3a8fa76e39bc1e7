"""Where are copies missing: a map, ranked bars of districts, titles and schools, and the trend."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import country_map, labels
from layouts.attributes import aria, data
from layouts.components.bar import bar, key
from layouts.components.data_table import Column
from layouts.components.number_link import cell_link
from layouts.figures.schools import classes
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.textbooks.provision import asked_for, capped, counts, newest_counts

SHOWN = 12
"""Rows that are drawn; the table holds more."""
LISTED = 200
"""Schools in the table."""


def district_map(
    areas: pd.DataFrame,
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the map of provision; frame as `provision.districts` returns it."""
    here = _inside(areas, filters)
    return Panel(
        key="provision-map",
        title=t("Where is provision low?"),
        finding=_map_finding(here, t),
        figure=figure,
        body=_legend(areas, measure, t),
        frame=country_map.areas_told(here, measure, t),
        columns=(
            Column("area_name", t("District")),
            Column("state", t("Provision"), is_number=True),
            Column("denominator", t("Copies needed"), t.number, True),
            Column("numerator", t("Of them there"), t.number, True),
            Column("shortage", t("Missing copies"), t.number, True),
            Column("surplus", t("Surplus copies"), t.number, True),
            Column("worn", t("Worn copies"), t.number, True),
            Column("lost", t("Lost copies"), t.number, True),
        ),
        source=counts(filters, t),
        demonstration=is_invented(areas),
        notes=(capped(t), *asked_for(filters, names, t), t(attribution)),
    )


def _inside(areas: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    if filters.district:
        return areas[areas["area"] == filters.district]
    return areas[areas["region"] == filters.region] if filters.region else areas


def _map_finding(areas: pd.DataFrame, t: Translator) -> str:
    known = areas[areas["value"].notna()].sort_values(["value", "area"])
    if known.empty:
        return t("No school here has counted these textbooks in the last 12 months.")
    low, high = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return t("{name}: {share}.", name=low["area_name"], share=t.percent(low["value"]))
    return t(
        "From {low_value} in {low} to {high_value} in {high}.",
        low=low["area_name"],
        low_value=t.percent(low["value"]),
        high=high["area_name"],
        high_value=t.percent(high["value"]),
    )


def _legend(areas: pd.DataFrame, measure: Any, t: Translator) -> html.Ul:
    known = areas[areas["value"].notna()]
    steps = list(country_map.area_legend(known, measure, classes(areas["value"]), t).children)  # type: ignore[arg-type]
    is_listed = areas["expected_count"] > 0
    for words, which in (
        (t("books not counted"), areas["value"].isna() & is_listed),
        (t("no textbook in the list"), ~is_listed),
    ):
        if not which.any():
            continue
        words = t("{words}: {n}", words=words, n=t.number(int(which.sum())))
        steps.append(html.Li([html.Span(className="swatch swatch-hatched"), words]))
    return html.Ul(steps, className="legend", **aria(label=t("Colours of areas")))


def districts(
    areas: pd.DataFrame, names: Mapping[str, str], filters: Filters, t: Translator
) -> Panel:
    """Return the districts with most missing copies; frame as `provision.districts`."""
    here = _inside(areas, filters)
    known = here[here["shortage"].notna()].sort_values(
        ["shortage", "area"], ascending=[False, True], ignore_index=True
    )

    def name(row: Mapping[Any, Any]) -> Any:
        choice = f"district={row['area']}"
        return html.A(row["area_name"], href=f"?{choice}&lang={t.lang}", **data(choose=choice))

    return Panel(
        key="provision-districts",
        title=t("Which districts lack most copies?"),
        finding=_most(known, "area_name", t),
        body=_gaps(known, name, 2, t),
        frame=known,
        columns=(
            Column("area_name", t("District")),
            Column("shortage", t("Missing copies"), t.number, True),
            Column("surplus", t("Surplus copies"), t.number, True),
            Column("value", t("Provision"), t.percent, True),
        ),
        source=counts(filters, t),
        demonstration=is_invented(known),
        notes=(
            t("Surplus: copies above the need of their own school; not taken from the missing."),
            *asked_for(filters, names, t),
        ),
    )


def titles(frame: pd.DataFrame, names: Mapping[str, str], filters: Filters, t: Translator) -> Panel:
    """Return the titles with most missing copies; frame as `shortages.titles` returns it."""

    def name(row: Mapping[Any, Any]) -> Any:
        choice = f"title={row['title']}"
        return html.A(row["title_name"], href=f"?{choice}&lang={t.lang}", **data(choose=choice))

    return Panel(
        key="provision-titles",
        title=t("Which titles lack most copies?"),
        finding=_most(frame, "title_name", t),
        body=_gaps(frame, name, 7, t),
        frame=frame,
        columns=(
            Column("title_name", t("Title")),
            Column("grade", t("Grade"), t.number, True),
            Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
            Column("standard", t("Standard"), lambda code: t(labels.STANDARD[code])),
            *_copies(t),
            Column("school_count", t("Schools that need it"), t.number, True),
            Column("short_count", t("Of them short"), t.number, True),
        ),
        source=newest_counts(filters, t),
        demonstration=is_invented(frame),
        notes=(t("Choose a title to see its schools."), *asked_for(filters, names, t)),
    )


def schools(
    frame: pd.DataFrame,
    counted: int,
    title_name: str | None,
    address: Callable[[str], str],
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the schools with most missing copies; frame as `shortages.schools` returns it.

    `counted`: schools with a fresh count of anything, as `shortages.school_count` returns them;
    `title_name`: the title asked for; `address`: code of a school -> its passport.
    """

    def name(row: Mapping[Any, Any]) -> Any:
        link = html.A(row["school_name"], href=address(row["school"]))
        return link if filters.district else [link, f" · {row['district_name']}"]

    every = html.A(t("All titles"), href=f"?lang={t.lang}", **data(choose="title=all"))
    only = [html.P([title_name, " · ", every], className="hint")] if title_name else []
    listed = frame.head(LISTED)
    return Panel(
        key="provision-schools",
        title=t("Which schools lack most copies?"),
        finding=_schools_finding(frame, counted, t),
        body=[*only, _gaps(frame, name, 6, t)],
        frame=listed,
        columns=(
            Column("school", t("School code")),
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            *_copies(t),
            Column("title_count", t("Titles needed"), t.number, True),
            Column("short_count", t("Of them short"), t.number, True),
            Column("counted_on", t("Last count"), t.day),
        ),
        source=newest_counts(filters, t),
        demonstration=is_invented(frame),
        notes=(
            *asked_for(filters, names, t),
            *(
                [t("The table holds the {n} schools that lack most.", n=t.number(LISTED))]
                if len(frame) > LISTED
                else []
            ),
        ),
    )


def _copies(t: Translator) -> tuple[Column, ...]:
    return (
        Column("needed", t("Copies needed"), t.number, True),
        Column("covered", t("Of them there"), t.number, True),
        Column("shortage", t("Missing copies"), t.number, True),
        Column("surplus", t("Surplus copies"), t.number, True),
        Column("worn", t("Worn copies"), t.number, True),
        Column("lost", t("Lost copies"), t.number, True),
        Column("provision_share", t("Provision"), t.percent, True),
    )


def _most(frame: pd.DataFrame, name: str, t: Translator) -> str:
    if frame.empty:
        return t("No school here has counted these textbooks in the last 12 months.")
    total, worst = int(frame["shortage"].sum()), frame.iloc[0]
    if not total:
        return t("No copies are missing where books were counted.")
    return t(
        "{name} lacks most: {n} of {total} missing copies.",
        name=worst[name],
        n=t.number(worst["shortage"]),
        total=t.number(total),
    )


def _schools_finding(frame: pd.DataFrame, counted: int, t: Translator) -> str:
    if frame.empty:
        return t("No school here has counted these textbooks in the last 12 months.")
    short = frame[frame["shortage"] > 0]
    words = t(
        "{n} of {total} schools whose need and counts are known lack copies; the {few} that lack "
        "most lack {share} of all missing copies.",
        n=t.number(len(short)),
        total=t.number(len(frame)),
        few=t.number(min(SHOWN, len(short))),
        share=t.percent(short.head(SHOWN)["shortage"].sum() / max(short["shortage"].sum(), 1)),
    )
    others = counted - len(frame)
    if not others:
        return words
    more = t.plural(
        "{n} more school counted: it needs none of these books, or has not said how many pupils "
        "it has.",
        "{n} more schools counted: they need none of these books, or have not said how many "
        "pupils they have.",
        others,
    )
    return f"{words} {more}"


def _gaps(
    frame: pd.DataFrame, name: Callable[[Mapping[Any, Any]], Any], column: int, t: Translator
) -> html.Div | None:
    """Return rows of missing copies, and of surplus ones apart, on one scale; `column`: of the
    missing ones in the table of the panel."""
    shown = frame.head(SHOWN)
    most = int(shown[["shortage", "surplus"]].max().max()) if len(shown) else 0
    if not most:
        return None
    rows = [
        html.Li(
            [
                html.Span(name(row), className="share-name"),
                html.Span(
                    [bar(row["shortage"] / most, "short"), bar(row["surplus"] / most, "spare")],
                    className="gap-bars",
                ),
                cell_link(
                    [
                        html.B(t("{n} missing", n=t.number(row["shortage"]))),
                        " · ",
                        t("{n} to spare", n=t.number(row["surplus"])),
                    ],
                    f"1.{n}.{column}",
                    "share-words",
                ),
            ]
        )
        for n, row in enumerate(shown.to_dict("records"), 1)
    ]
    return html.Div(
        [
            key(("short", t("Missing copies")), ("spare", t("Surplus copies"))),
            html.Ul(rows, className="share-rows gaps"),
        ]
    )


def trend(
    years: pd.DataFrame,
    figure: dict[str, Any] | None,
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return provision from school year to school year; frame as `provision.trend` returns it."""
    return Panel(
        key="provision-trend",
        title=t("Is provision getting better?"),
        finding=_trend_finding(years, t),
        figure=figure,
        body=key(
            ("line-all", t("All textbooks")),
            ("line-new", t("New standard")),
            ("line-old", t("Old standard")),
            *((("line-target", t("Target")),) if years["target"].notna().any() else ()),
        )
        if len(years)
        else None,
        frame=years.iloc[::-1],
        columns=(
            Column("school_year", t("School year")),
            Column("period", t("Newest count at the end of"), t.quarter),
            Column("needed", t("Copies needed"), t.number, True),
            Column("shortage", t("Missing copies"), t.number, True),
            Column("provision_share", t("Provision"), t.percent, True),
            Column("new_share", t("New standard"), t.percent, True),
            Column("old_share", t("Old standard"), t.percent, True),
            Column("target", t("Target to date"), t.percent, True),
        ),
        source=counts(filters, t),
        demonstration=is_invented(years),
        notes=(
            t(
                "Schools count twice a year; a school year is told by the newest count of each "
                "shelf at the end of its last quarter so far, at most twelve months old."
            ),
            *asked_for(filters, names, t),
        ),
    )


def _trend_finding(years: pd.DataFrame, t: Translator) -> str:
    known = years[years["provision_share"].notna()]
    if known.empty:
        return t("Nothing was counted.")
    first, last = known.iloc[0], known.iloc[-1]
    places = {"now": t.percent(last["provision_share"]), "year": last["school_year"]}
    if len(known) == 1:
        return t("{now} in {year}; there is no count of an earlier school year.", **places)
    words = t(
        "From {before} in {first} to {now} in {year}",
        before=t.percent(first["provision_share"]),
        first=first["school_year"],
        **places,
    )
    if is_missing(last["new_share"]) or is_missing(last["old_share"]):
        return f"{words}."
    return t(
        "{words}: {new} by the new standard, {old} by the old one.",
        words=words,
        new=t.percent(last["new_share"]),
        old=t.percent(last["old_share"]),
    )
