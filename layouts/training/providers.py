"""Who completes what they begin, by provider and by course?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.bar import bar
from layouts.components.data_table import Column, Table
from layouts.components.number_link import cell_link
from layouts.i18n import Translator
from layouts.panel import Panel, is_invented
from layouts.training import told
from layouts.training.flow import STEP

SHOWN = 8
"""Courses that are shown without opening the table: those with the smallest share completed."""


def providers(
    by_provider: pd.DataFrame,
    by_course: pd.DataFrame,
    registers: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return completion by provider and course; frames as of `queries.training.flow`."""
    notes, tables = told.open_registers(registers, t)
    known = by_course.dropna(subset=["completed_share"])
    shown = known.tail(SHOWN)
    title = t("Courses")
    if len(shown) < len(known):
        title = t(
            "Courses with the smallest share completed, {n} of {total}",
            n=t.number(len(shown)),
            total=t.number(len(known)),
        )
    hidden = int(by_course["completed_share"].isna().sum())
    provider_columns = (Column("provider_name", t("Provider")), *_columns(t))
    course_columns = (Column("course_name", t("Course")), *provider_columns)
    return Panel(
        key="providers",
        title=t("Who completes what they begin, by provider and course?"),
        finding=_finding(by_provider, t),
        body=told.halves(
            [
                _table(
                    t("Providers"),
                    by_provider.dropna(subset=["completed_share"]),
                    "1",
                    provider_columns,
                    t,
                )
            ],
            [_table(title, shown, "2", course_columns, t)],
        )
        if len(known)
        else None,
        frame=by_provider,
        columns=provider_columns,
        more=(Table(t("Courses"), by_course, course_columns), *tables),
        source=told.register_of_country(filters, t),
        demonstration=is_invented(by_course),
        notes=(
            t("Seats of sessions that have ended by the end of the quarter."),
            *told.hidden_note(hidden, t),
            *notes,
        ),
    )


def _columns(t: Translator) -> list[Column]:
    return [
        Column("session_count", t("Sessions"), t.number, True),
        *(
            Column(step, t(words), lambda value: told.count(value, t), True)
            for step, words in STEP.items()
        ),
        Column("completed_share", t("Completed, of enrolled"), t.percent, True),
        Column("certified_share", t("Certified, of completed"), t.percent, True),
        Column("applied_share", t("Seen to apply it, of observed"), t.percent, True),
    ]


def _finding(by_provider: pd.DataFrame, t: Translator) -> str:
    known = by_provider.dropna(subset=["completed_share"])
    if known.empty:
        return t("No session has ended by the end of the quarter.")
    best, worst = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return t(
            "{name}: {share} of {total} seats were completed.",
            name=best["provider_name"],
            share=t.percent(best["completed_share"]),
            total=t.number(best["enrolled"]),
        )
    return t(
        "Most is completed here: {best} ({high} of {best_total} seats); least here: {worst} ({low} "
        "of {worst_total}).",
        best=best["provider_name"],
        high=t.percent(best["completed_share"]),
        best_total=t.number(best["enrolled"]),
        worst=worst["provider_name"],
        low=t.percent(worst["completed_share"]),
        worst_total=t.number(worst["enrolled"]),
    )


def _table(
    caption: str, rows: pd.DataFrame, table: str, columns: Sequence[Column], t: Translator
) -> html.Table:
    """Return rows with bars; `table` is the number of the table behind that holds them all, in the
    order of their index."""
    heads = (
        columns[0].title,
        t("Enrolled"),
        t("Completed"),
        t("Certified, of completed"),
        t("Seen to apply it, of observed"),
    )
    least = rows["completed_share"].min() if rows["completed_share"].nunique() > 1 else None
    at = {column.name: place for place, column in enumerate(columns, 1)}
    body = []
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        cells = {name: f"{table}.{index + 1}.{place}" for name, place in at.items()}
        mark = [" ", told.weakest(t("lowest"))] if row["completed_share"] == least else []
        body.append(_row([row[columns[0].name], *mark], row, cells, t))
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(
                html.Tr(
                    [
                        html.Th(each, scope="col", className="number" if n else "")
                        for n, each in enumerate(heads)
                    ]
                )
            ),
            html.Tbody(body),
        ],
        className="bar-table",
    )


def _row(name: list[Any], row: dict, cells: dict[str, str], t: Translator) -> html.Tr:
    def share(of: str) -> Any:
        return cell_link(t.percent(row[of]), cells[of])

    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(
                cell_link(told.count(row["enrolled"], t), cells["enrolled"]), className="number"
            ),
            html.Td(
                [share("completed_share"), bar(row["completed_share"], "actual")],
                className="number",
            ),
            html.Td(share("certified_share"), className="number"),
            html.Td(share("applied_share"), className="number"),
        ]
    )
