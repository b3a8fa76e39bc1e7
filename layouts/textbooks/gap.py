"""Where are trained teachers and textbooks both short, in words?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import country_map, labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.figures.schools import classes
from layouts.i18n import Translator
from layouts.panel import Panel, is_invented

SHOWN = 12
"""Rows that are drawn; the table holds all of them."""


def gap_map(
    areas: pd.DataFrame,
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the map of districts; frame as `queries…gap.by_district` returns it."""
    here = areas
    if filters.district:
        here = areas[areas["area"] == filters.district]
    elif filters.region:
        here = areas[areas["region"] == filters.region]
    both = here[here["numerator"] > 0]
    return Panel(
        key="gap-map",
        title=t("Where are teachers and books both short?"),
        finding=t(
            "In {n} of {total} districts at least one subject and language is short of both.",
            n=t.number(len(both)),
            total=t.number(int(here["value"].notna().sum())),
        )
        if here["value"].notna().any()
        else t("Nothing can be told here: registers are open or books were not counted."),
        figure=figure,
        body=_legend(areas, measure, t),
        frame=country_map.areas_told(here, measure, t),
        columns=country_map.area_columns(measure, "district", t),
        source=_source(filters, t),
        demonstration=is_invented(areas),
        notes=(t(attribution),),
    )


def _legend(areas: pd.DataFrame, measure: Any, t: Translator) -> html.Ul:
    known = areas[areas["value"].notna()]
    steps = country_map.area_legend(known, measure, classes(areas["value"]), t).children
    is_silent = areas["reported_count"] == 0
    hatched = (
        (is_silent, t("register open or books not counted")),
        (areas["hidden"], t("too few teachers to be told apart")),
    )
    swatch = html.Span(className="swatch swatch-hatched")
    reasons = [
        html.Li([swatch, t("{words}: {n}", words=words, n=t.number(int(which.sum())))])
        for which, words in hatched
        if which.any()
    ]
    return html.Ul([*steps, *reasons], className="legend", **aria(label=t("Colours of areas")))  # type: ignore[misc]


def gap_list(
    doubles: pd.DataFrame,
    schools: pd.DataFrame,
    judged: int,
    export: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the list; frames as `doubles` and `schools` return them.

    `judged`: districts, subjects and languages that can be told; `export`: address of the list of
    schools as a file.
    """
    most = float(doubles["missing"].max()) if len(doubles) else 1.0
    rows = [
        Row(
            f"{row['district_name']} · {pair(row, t)}",
            row["missing"] / most,
            t(
                "{n} copies missing, provision {share}",
                n=t.number(row["missing"]),
                share=t.percent(row["provision"]),
            ),
        )
        for row in doubles.head(SHOWN).to_dict("records")
    ]
    return Panel(
        key="gap-list",
        title=t("What is short of both?"),
        finding=_finding(doubles, judged, t),
        body=[
            share_rows(rows, "1.5"),
            html.P(
                html.A(t("Schools that lack these books as a file (CSV)"), href=export),
                className="hint",
            ),
        ]
        if rows
        else None,
        frame=doubles,
        columns=(
            Column("district_name", t("District")),
            Column("subject_name", t("Subject")),
            Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
            Column("needed", t("Copies needed"), t.number, True),
            Column("missing", t("Copies missing"), t.number, True),
            Column("provision", t("Provision"), t.percent, True),
        ),
        more=(Table(t("Schools that lack these books"), schools.head(200), school_columns(t)),)
        if len(schools)
        else (),
        source=_source(filters, t),
        demonstration=is_invented(doubles),
        notes=(
            t(
                "House rule: below the share of the country both in teachers trained and in copies "
                "needed that are there."
            ),
            t(
                "How many teachers of a small group are trained is not told, and of a school "
                "never: schools are those of the district that lack the books."
            ),
        ),
    )


def pair(row: Any, t: Translator) -> str:
    """Return subject and language in words."""
    return f"{row['subject_name']}, {t(labels.LANGUAGE[row['language']])}"


def _finding(doubles: pd.DataFrame, judged: int, t: Translator) -> str:
    if not judged:
        return t("Nothing can be told here: registers are open or books were not counted.")
    if doubles.empty:
        return t("Nothing here is short of both trained teachers and books.")
    worst = doubles.iloc[0]
    return t(
        "{n} of {total} combinations of district, subject and language are short of both; most "
        "copies are missing in {district}: {pair}.",
        n=t.number(len(doubles)),
        total=t.number(judged),
        district=worst["district_name"],
        pair=pair(worst, t),
    )


def school_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of schools that lack books."""
    return (
        Column("school", t("School code")),
        Column("school_name", t("School")),
        Column("district_name", t("District")),
        Column("subject_name", t("Subject")),
        Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
        Column("needed", t("Copies needed"), t.number, True),
        Column("usable", t("Usable copies"), t.number, True),
        Column("missing", t("Copies missing"), t.number, True),
        Column("counted_on", t("Last count"), t.day),
    )


def _source(filters: Filters, t: Translator) -> str:
    return t("training registers and stock counts, {quarter}", quarter=t.quarter(filters.quarter))
