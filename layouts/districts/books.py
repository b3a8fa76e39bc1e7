"""Does each pupil of an area have their books, who has not counted, and what do fees bring?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, Table, told
from layouts.districts.training import rank_words
from layouts.districts.words import Row, Rows, any_invented, bars, part, share_words
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.textbooks.provision import DIMENSION, capped, counts, group_name

SHOWN = ("language", "subject")
NAMED = 6
"""Districts or schools without a count that are named."""


def panel(
    names: Mapping[str, str],
    wholes: Rows,
    rank: Any,
    groups: pd.DataFrame,
    counted: pd.DataFrame,
    silent: pd.DataFrame,
    passport: Callable[[str], str],
    subjects: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return provision with textbooks.

    For each scope: `wholes` as `provision.whole`. `groups` as `provision.groups`, `counted` as
    `counts.by_district`; `silent` as `counts.last_counts`, of schools that never counted.
    """
    here, average = wholes["here"], wholes["country"]["provision_share"]
    shown = groups[groups["dimension"] != "place"]
    shown = shown.assign(
        row=range(1, len(shown) + 1),
        kind=[t(DIMENSION[code]) for code in shown["dimension"]],
        name=[
            group_name(dimension, code, subjects, t)
            for dimension, code in zip(shown["dimension"], shown["group"], strict=True)
        ],
    )
    whole = [_whole(names[scope], wholes[scope], t) for scope in names]
    copies = (
        Column("needed", t("Copies needed"), t.number, True),
        Column("covered", t("Of them there"), t.number, True),
        Column("shortage", t("Missing copies"), t.number, True),
        Column("provision_share", t("Provision"), t.percent, True),
    )
    of_areas = (Column("name", t("Area")), *copies)
    areas = [{**wholes[scope], "name": name} for scope, name in names.items()]
    body: list[Any] = [bars(whole, [f"2.{n}.5" for n, _ in enumerate(names, 1)], average)]
    for dimension in SHOWN:
        rows = shown[shown["dimension"] == dimension].to_dict("records")
        if rows:
            body.append(
                part(
                    t(DIMENSION[dimension]),
                    bars(
                        [_group(row, t) for row in rows],
                        [f"1.{row['row']}.6" for row in rows],
                        average,
                    ),
                    name=dimension,
                )
            )
    body.append(part(t("Who has not counted"), _uncounted(counted, silent, passport, filters, t)))
    return Panel(
        key="books",
        title=t("Textbooks"),
        finding=_finding(here, rank, t),
        body=body,
        frame=shown,
        columns=(Column("kind", t("By")), Column("name", t("Group")), *copies),
        more=(Table(t("Area, region and country"), told(areas, of_areas), of_areas),),
        source=counts(filters, t),
        demonstration=bool(here["demonstration"] == 1) or is_invented(counted),
        notes=(capped(t),),
    )


def _whole(name: str, row: Mapping[Any, Any], t: Translator) -> tuple[Any, float, Any]:
    if is_missing(row["needed"]):
        return name, float("nan"), t("not counted")
    words = t(
        "{missing} of {total} missing",
        missing=t.number(row["shortage"]),
        total=t.number(row["needed"]),
    )
    return name, row["provision_share"], share_words(row["provision_share"], words, t)


def _group(row: Mapping[Any, Any], t: Translator) -> tuple[Any, float, Any]:
    words = t("{n} missing", n=t.number(row["shortage"]))
    return row["name"], row["provision_share"], share_words(row["provision_share"], words, t)


def _finding(here: Mapping[Any, Any], rank: Any, t: Translator) -> str:
    if is_missing(here["needed"]):
        return t("Nobody knows: no school here has counted these textbooks in the last 12 months.")
    if not here["needed"]:
        return t("Nobody here needs these textbooks.")
    words = t(
        "{missing} of the {needed} copies that pupils need are missing, {share} are there.",
        missing=t.number(here["shortage"]),
        needed=t.number(here["needed"]),
        share=t.percent(here["provision_share"]),
    )
    return " ".join(filter(None, (words, rank_words(rank, t))))


def _uncounted(
    counted: pd.DataFrame,
    silent: pd.DataFrame,
    passport: Callable[[str], str],
    filters: Filters,
    t: Translator,
) -> html.Ul:
    lines: list[Any] = [
        t(
            "{n} of {total} schools counted in the last 12 months.",
            n=t.number(counted["schools"].sum()),
            total=t.number(counted["school_count"].sum()),
        )
    ]
    empty = counted[(counted["schools"] == 0) & (counted["school_count"] > 0)]
    if len(empty) and not filters.district:
        lines.append(
            t("No school counted in: {names}.", names=", ".join(empty["district_name"].head(NAMED)))
        )
    if len(silent):
        never = t.plural(
            "{n} school has never counted", "{n} schools have never counted", len(silent)
        )
        named = silent.head(NAMED).to_dict("records")
        links: list[Any] = []
        for row in named:
            links += [", ", html.A(row["school_name"], href=passport(row["school"]))]
        rest = (
            [f", {t('and {n} more', n=t.number(len(silent) - NAMED))}"]
            if len(silent) > NAMED
            else []
        )
        lines.append([never, ": ", *links[1:], *rest])
    return html.Ul([html.Li(line) for line in lines], className="facts-list")


def rental(
    names: Mapping[str, str],
    stages: pd.DataFrame,
    collected: Rows,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the rental scheme; `stages` as `rental.introduced`; for each scope `collected` as
    `districts.collected`."""
    here = collected["here"]
    newest = stages[stages["school_year"] == stages["school_year"].max()]
    if newest.empty:
        finding = t("No school here has reported on the rental scheme.")
    elif not newest["schools"].sum():
        finding = t("No school here is in the rental scheme.")
    elif here is None:
        finding = t("What schools here collected has not been reported.")
    else:
        finding = t(
            "In {year} {share} of the fees due was collected; KGS {arrears} is in arrears.",
            year=here["school_year"],
            share=t.percent(here["share"]),
            arrears=t.number(here["arrears"]),
        )
    rows = [{"name": names[scope], **row} for scope, row in collected.items() if row is not None]
    columns = (
        Column("name", t("Area")),
        Column("school_year", t("School year")),
        Column("schools", t("Schools that reported"), t.number, True),
        Column("due", t("Fees due, KGS"), t.number, True),
        Column("collected", t("Collected, KGS"), t.number, True),
        Column("arrears", t("Arrears, KGS"), t.number, True),
        Column("share", t("Share collected"), t.percent, True),
    )
    return Panel(
        key="rental",
        title=t("Rental scheme"),
        finding=finding,
        body=[
            bars(
                [
                    (row["name"], row["share"], share_words(row["share"], _fees(row, t), t))
                    for row in rows
                ],
                [f"1.{n}.7" for n, _ in enumerate(rows, 1)],
            ),
            _stages(newest, t),
        ],
        frame=told(rows, columns),
        columns=columns,
        source=t("rental scheme of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=any_invented(*collected.values())
        or is_invented(newest),
        notes=(t("Due and collected: of the schools that said what they collected."),),
    )  # fmt: skip


def _fees(row: Row, t: Translator) -> str:
    return t(
        "KGS {n} of {total}, {schools}",
        n=t.number(row["collected"]),
        total=t.number(row["due"]),
        schools=labels.unit_words("schools", int(row["schools"]), t),
    )


def _stages(newest: pd.DataFrame, t: Translator) -> Any:
    if newest.empty:
        return None
    parts = [
        f"{t(labels.RENTAL_STAGE[row['stage']])} {t.number(row['schools'])}"
        for row in newest.to_dict("records")
    ]
    words = t(
        "{year}: {n} of {total} schools take part ({parts}).",
        year=newest["school_year"].iloc[0],
        n=t.number(newest["schools"].sum()),
        total=t.number(newest["school_count"].iloc[0]),
        parts=", ".join(parts),
    )
    return html.P(words, className="hint")
