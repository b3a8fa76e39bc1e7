"""Are the teachers of an area trained, and are all of its groups reached alike?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.data_table import Column, Table, told
from layouts.districts.words import Rows, bars, few_hidden, part, share_words
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel
from layouts.training.groups import DIMENSION, group_name, of_all
from layouts.training.parity import compared, index_words
from layouts.training.people import register

SHOWN = ("subject",)
"""Groups with bars; the table holds all."""


def panel(
    names: Mapping[str, str],
    wholes: Rows,
    rank: Any,
    groups: pd.DataFrame,
    parity: pd.DataFrame,
    silent: pd.DataFrame,
    subjects: Mapping[str, str],
    is_invented: bool,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return people trained against eligible.

    For each scope: `wholes`, a row of `coverage.whole`. `rank` as `districts.rank`, None where it
    has none; `groups`, `parity` and `silent` as the queries of coverage return them.
    """
    here, average = wholes["here"], wholes["country"]["value"]
    shown = groups.assign(
        row=range(1, len(groups) + 1),
        kind=[t(DIMENSION[code]) for code in groups["dimension"]],
        name=[
            group_name(dimension, code, subjects, t)
            for dimension, code in zip(groups["dimension"], groups["group"], strict=True)
        ],
        told=[
            of_all(*row, t)
            for row in zip(
                groups["numerator"], groups["denominator"], groups["hidden"], strict=True
            )
        ],
    )
    whole = [_whole(names[scope], wholes[scope], t) for scope in names]
    body: list[Any] = [bars(whole, [f"2.{n}.4" for n, _ in enumerate(names, 1)], average)]
    for dimension in SHOWN:
        rows = shown[shown["dimension"] == dimension].to_dict("records")
        lines = [
            (row["name"], row["value"], share_words(row["value"], row["told"], t)) for row in rows
        ]
        if lines:
            cells = [f"1.{row['row']}.4" for row in rows]
            body.append(part(t(DIMENSION[dimension]), bars(lines, cells, average), name=dimension))
    body.append(_parity(parity, t))
    return Panel(
        key="training",
        title=t("Training of teachers"),
        finding=_finding(here, rank, t),
        body=[*body, html.P(t("All bars from 0 to 100 %; the line is the country."),
                            className="hint")],
        frame=shown,
        columns=(
            Column("kind", t("By")),
            Column("name", t("Group")),
            Column("told", t("Trained of eligible"), is_number=True),
            Column("value", t("Training coverage"), t.percent, True),
        ),
        more=(_wholes(names, wholes, t),),
        source=register(filters, t),
        demonstration=is_invented,
        notes=(
            *_silent(silent, filters, t),
            few_hidden(t),
        ),
    )  # fmt: skip


def _wholes(names: Mapping[str, str], wholes: Rows, t: Translator) -> Table:
    columns = (
        Column("name", t("Area")),
        Column("numerator", t("Teachers trained"), t.number, True),
        Column("denominator", t("Eligible teachers"), t.number, True),
        Column("value", t("Training coverage"), t.percent, True),
    )
    rows = [{**wholes[scope], "name": name} for scope, name in names.items()]
    return Table(t("Area, region and country"), told(rows, columns), columns)


def _whole(name: str, row: Mapping[Any, Any], t: Translator) -> tuple[Any, float, Any]:
    if not row["hidden"] and is_missing(row["denominator"]):
        return name, float("nan"), t("eligible not counted")
    words = of_all(row["numerator"], row["denominator"], row["hidden"], t)
    return name, row["value"], share_words(row["value"], words, t)


def _finding(here: Mapping[Any, Any], rank: Any, t: Translator) -> str:
    if here["hidden"]:
        return t("So few teachers are here that they are not told apart.")
    if is_missing(here["value"]):
        return t("Eligible teachers have not been counted here yet.")
    words = t(
        "{n} of {total} eligible teachers are trained: {share}.",
        n=t.number(here["numerator"]),
        total=t.number(here["denominator"]),
        share=t.percent(here["value"]),
    )
    return " ".join(filter(None, (words, rank_words(rank, t))))


def rank_words(rank: Any, t: Translator) -> str:
    """Return the place of a district among all that tell the figure; empty where it has none."""
    if rank is None:
        return ""
    return t(
        "Place {place} of {total} districts, the highest first.",
        place=t.number(rank.place),
        total=t.number(rank.total),
    )


def _parity(parity: pd.DataFrame, t: Translator) -> Any:
    """Return the parity indices of the area itself: the first row of each comparison."""
    whole = [
        row | {"what": compared(row["dimension"], row["group"], row["base"], t)}
        for row in parity.drop_duplicates(["dimension", "group", "base"]).to_dict("records")
    ]
    if not whole:
        return None
    known = [row for row in whole if not is_missing(row["value"])]
    hidden = [row["what"] for row in whole if row["hidden"]]
    open_ = [row["what"] for row in whole if is_missing(row["value"]) and not row["hidden"]]
    items = [html.Div([html.Dt(row["what"]), html.Dd(index_words(row, t))]) for row in known]
    return part(
        t("Parity index"),
        html.Dl(items, className="facts") if items else None,
        _rest(t("Not told apart: {names}.", names=", ".join(hidden)), hidden),
        _rest(t("Cannot be compared: {names}.", names=", ".join(open_)), open_),
    )


def _rest(words: str, names: Sequence[str]) -> Any:
    return html.P(words, className="hint") if names else None


def _silent(silent: pd.DataFrame, filters: Filters, t: Translator) -> tuple[str, ...]:
    if silent.empty:
        return ()
    if filters.district:
        return (t("The register of this quarter is not closed."),)
    return (t("Register not closed: {names}.", names=", ".join(silent["area_name"])),)
