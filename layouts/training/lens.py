"""Do groups fare alike? A strip of parity indices below what a panel tells, and the table of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from layouts.components.data_table import Column, Table
from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, tables_of
from layouts.training import told
from layouts.training.parity import compared, index_words, scale

Rate = Callable[[float, float, Translator], str]

LEAST = 30
"""People or seats of a group from which on its index is judged; fewer differ by chance."""


def share(value: float, of: float, t: Translator) -> str:
    """Return a share, and of how many."""
    return t("{share} of {n}", share=t.percent(value), n=t.number(of))


def times(value: float, of: float, t: Translator) -> str:
    """Return how many for each, and for how many people."""
    return t("{rate} each of {n}", rate=t.number(value, 2), n=t.number(of))


def points(value: float, of: float, t: Translator) -> str:
    """Return mean points, and how often both tests were sat."""
    return t("{rate} points, both tests sat {n} times", rate=t.number(value, 1), n=t.number(of))


def beside(panel: Panel, frame: pd.DataFrame, what: str, rate: Rate, t: Translator) -> Panel:
    """Return a panel with the comparisons of groups below it; frame as `queries.training.equity`.

    `what` says what is compared, and of whom.
    """
    if frame.empty:
        return panel
    shown = frame.assign(
        what=[
            compared(*row, t)
            for row in zip(frame["dimension"], frame["group"], frame["base"], strict=True)
        ],
        one=[_side(row, "rate", "of", rate, t) for row in frame.to_dict("records")],
        other=[_side(row, "base_rate", "base_of", rate, t) for row in frame.to_dict("records")],
        words=[_index(row, t) for row in frame.to_dict("records")],
    )
    table = Table(
        t("Equity: {what}", what=what),
        shown,
        (
            Column("what", t("Compared")),
            Column("words", t("Parity index"), is_number=True),
            Column("one", t("First group"), is_number=True),
            Column("other", t("Second group"), is_number=True),
        ),
    )
    lens = replace(panel, more=(*panel.more, table))
    strip = _strip(shown, what, len(tables_of(lens)), t)
    return replace(lens, body=told.parts(panel.body, strip))


def _side(row: dict[Any, Any], name: str, of: str, rate: Rate, t: Translator) -> str:
    if row["hidden"]:
        return t("not told apart")
    if is_missing(row[name]):
        return t("no data")
    return rate(row[name], row[of], t)


def _is_judged(row: dict[Any, Any]) -> bool:
    return bool(min(row["of"], row["base_of"]) >= LEAST)


def _index(row: dict[Any, Any], t: Translator) -> str:
    words = index_words(row, t)
    if not is_missing(row["value"]) and not _is_judged(row):
        words = t("{index}, too few to judge", index=t.number(row["value"], 2))
    before = row.get("before", float("nan"))
    if is_missing(before) or is_missing(row["value"]):
        return words
    return t("{before} → {after}", before=t.number(before, 2), after=words)


def _strip(shown: pd.DataFrame, what: str, table: int, t: Translator) -> html.Div:
    """Return the strip; `table` is the number of the table behind it, 0 where none is shown."""
    title = told.heading(t("Equity: {what}", what=what))
    known = shown[shown["value"].notna()]
    rest = shown[shown["value"].isna()]
    if known.empty:
        words = t("Groups are too small to be compared.")
        return html.Div([title, html.P(words, className="hint")], className="lens")
    hidden = list(rest.loc[rest["hidden"].astype(bool), "what"])
    few = any(not _is_judged(row) for row in known.to_dict("records"))
    return html.Div(
        [
            title,
            html.Ul(
                [
                    _line(row, f"{table}.{number}" if table else "")
                    for number, row in enumerate(shown.to_dict("records"), 1)
                    if not is_missing(row["value"])
                ],
                className="lens-lines",
            ),
            html.P(t("Not told apart: {names}.", names=", ".join(hidden)), className="hint")
            if hidden
            else None,
            html.P(
                t("Groups of fewer than {n} are not judged.", n=t.number(LEAST)), className="hint"
            )
            if few
            else None,
        ],
        className="lens",
    )


def _line(row: dict[Any, Any], at: str) -> html.Li:
    """Return one comparison; `at` is table and row of it, empty where no table is shown."""
    words, look = row["words"], "lens-words"
    return html.Li(
        [
            html.Span(row["what"], className="lens-name"),
            scale(row["value"], is_judged=_is_judged(row)),
            cell_link(words, f"{at}.2", look) if at else html.Span(words, className=look),
            html.Small(f"{row['one']} ÷ {row['other']}", className="lens-counts"),
        ]
    )
