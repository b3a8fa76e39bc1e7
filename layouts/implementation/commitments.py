"""Which promises are kept on time, and which figures do the others endanger, in words?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column
from layouts.components.scrolled_table import line, scrolled_table
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import standing_mark
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import promised
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.results import words as results

KIND = {
    "covenant": N_("Covenants"),
    "aide_memoire": N_("Actions of aide-memoires"),
    "gender": N_("Gender action plan"),
    "safeguard": N_("Safeguards"),
    "meeting": N_("Actions of meetings"),
    "decision": N_("Decisions of meetings"),
}
STATE = {
    "in_time": N_("done on time"),
    "late": N_("done late"),
    "overdue": N_("overdue"),
    "early": N_("done before its day came"),
    "to_come": N_("to come"),
}
LOOK = {
    "in_time": "on_track",
    "late": "attention",
    "overdue": "at_risk",
    "early": "on_track",
    "to_come": "not_due",
}
"""State -> status whose sign and colour it has."""

Address = Callable[[str], str]
"""Code of an indicator -> the page about it."""


def kinds(frame: pd.DataFrame, rows: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return commitments by kind and state; frames as `by_kind` and `commitments` return them."""
    bars = [
        Row(
            t(KIND[row["kind"]]),
            1.0 if row["due"] else float("nan"),
            _counts(row, t),
            "overdue",
            (
                ((row["in_time"] + row["late"]) / row["due"], "late"),
                (row["in_time"] / row["due"], "in-time"),
            )
            if row["due"]
            else (),
        )
        for row in frame.to_dict("records")
    ]
    legend = key(*((look, t(STATE[look.replace("-", "_")])) for look in BARS))
    return Panel(
        key="commitments-kinds",
        title=t("Which promises are kept on time?"),
        finding=_kept(frame, t),
        body=[legend, share_rows(bars, "1.3")] if bars else None,
        frame=frame,
        columns=(
            Column("kind", t("Kind"), lambda code: t(KIND[code])),
            Column("due", t("Fallen due"), t.number, True),
            *(Column(state, _begun(t(word)), t.number, True) for state, word in STATE.items()),
        ),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t("Bars: of the commitments whose day has come, as R4.6a counts them."),
            t("Decisions, which are done with their meeting, are listed but not counted here."),
        )
        if bars
        else (),
    )


BARS = ("in-time", "late", "overdue")
"""Looks of the parts of a bar."""


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counts(row: Mapping[Any, Any], t: Translator) -> str:
    return t(
        "{in_time} on time, {late} late, {overdue} overdue; not due yet: {early} done, "
        "{to_come} to come",
        **{state: t.number(row[state]) for state in STATE},
    )


def _kept(frame: pd.DataFrame, t: Translator) -> str:
    total, in_time, late, overdue = (
        int(frame[name].sum()) for name in ("due", "in_time", "late", "overdue")
    )
    if not total:
        return t("No commitment has fallen due yet.")
    told = t(
        "{n} of {total} commitments were done on time ({share}).",
        n=t.number(in_time),
        total=t.number(total),
        share=t.percent(in_time / total),
    )
    return f"{told} " + t(
        "Done late: {late}; overdue: {overdue}.",
        late=t.number(late),
        overdue=t.number(overdue),
    )


def every(
    rows: pd.DataFrame,
    standing: Mapping[str, Mapping[Any, Any]],
    address: Address,
    export: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the commitments with the indicators that they endanger; `standing` by code."""
    title = t("What is promised, and what does it endanger?")
    if rows.empty:
        finding = t("No commitment is known yet.")
        return promised.without_rows("commitments-list", title, finding, _source(filters, t))
    order = rows["state"].map({"overdue": 0, "to_come": 1, "late": 2, "early": 3, "in_time": 3})
    shown = rows.assign(order=order).sort_values(["order", "due_on"]).drop(columns="order")
    heads = (t("Due"), t("Commitment"), t("State"), t("Endangered figure"), t("Owner"))
    lines = [
        line(
            t.day(row["due_on"]),
            promised.named(row["commitment"], row["commitment_name"], t(KIND[row["kind"]])),
            _state(row, t),
            _figure(standing.get(row["indicator"]), address, t),
            row["owner_name"],
        )
        for row in shown.to_dict("records")
    ]
    return Panel(
        key="commitments-list",
        title=title,
        finding=_endangered(rows, standing, t),
        body=[
            scrolled_table(heads, lines, title, "promises"),
            promised.file(t("Commitments as a file (CSV)"), export),
        ],
        frame=shown,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
    )


def _state(row: Mapping[Any, Any], t: Translator) -> list[Any]:
    parts: list[Any] = [promised.mark(LOOK[row["state"]], t(STATE[row["state"]]))]
    if not is_missing(row["days"]):
        parts.append(Element("small", labels.days_late(row["days"], t)))
    if not is_missing(row["done_on"]):
        parts.append(Element("small", t("done on {day}", day=t.day(row["done_on"]))))
    if not is_missing(row["evidence"]):
        parts.append(Element("small", row["evidence"]))
    return parts


def _figure(row: Mapping[Any, Any] | None, address: Address, t: Translator) -> list[Any]:
    if row is None:
        return ["–"]
    code = row["indicator"]
    return [
        html.A(f"{code} {row['indicator_name']}", href=address(code)),
        Element("small", [results.value(row, t), " ", standing_mark(row, t)]),
    ]


def _endangered(
    rows: pd.DataFrame, standing: Mapping[str, Mapping[Any, Any]], t: Translator
) -> str:
    overdue = rows[rows["state"] == "overdue"]
    if overdue.empty:
        return t("No commitment is overdue.")
    codes = list(dict.fromkeys(overdue["indicator"].dropna()))
    told = t.plural("{n} commitment is overdue.", "{n} commitments are overdue.", len(overdue))
    if not codes:
        return told
    named = ", ".join(f"{code} ({t(labels.STATUS[standing[code]['status']])})" for code in codes)
    return f"{told} " + t("Figures endangered by them: {named}.", named=named)


def of_indicator(rows: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return the commitments on which one indicator rests; empty where there is none."""
    if rows.empty:
        return Panel("commitments", "")
    overdue = int((rows["state"] == "overdue").sum())
    finding = t.plural(
        "{n} commitment is tied to this figure; none of them is overdue.",
        "{n} commitments are tied to this figure; none of them is overdue.",
        len(rows),
    )
    if overdue:
        finding = t.plural(
            "{n} of {total} commitments tied to this figure is overdue and endangers it.",
            "{n} of {total} commitments tied to this figure are overdue and endanger it.",
            overdue,
            total=t.number(len(rows)),
        )
    title = t("Commitments tied to it")
    heads = (t("Due"), t("Commitment"), t("State"), t("Owner"))
    lines = [
        line(
            t.day(row["due_on"]),
            promised.named(row["commitment"], row["commitment_name"], t(KIND[row["kind"]])),
            _state(row, t),
            row["owner_name"],
        )
        for row in rows.to_dict("records")
    ]
    return Panel(
        key="commitments",
        title=title,
        finding=finding,
        body=scrolled_table(heads, lines, title, "promises"),
        frame=rows,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of commitments."""
    return (
        Column("commitment", t("Code")),
        Column("commitment_name", t("Commitment")),
        Column("kind", t("Kind"), lambda code: t(KIND[code])),
        Column("state", t("State"), lambda code: t(STATE[code])),
        Column("due_on", t("Due on"), t.day),
        Column("done_on", t("Done on"), t.day),
        Column("days", t("Days late"), t.number, True),
        promised.dash_column("indicator", t("Indicator")),
        promised.dash_column("evidence", t("Evidence")),
        Column("owner_name", t("Owner")),
    )


def _source(filters: Filters, t: Translator) -> str:
    return promised.source(t("list of commitments"), filters, t)
