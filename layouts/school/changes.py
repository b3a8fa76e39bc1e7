"""What is different from how the release before told it?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column
from layouts.few import counted, is_few
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.school.access import OFFERED

Row = Mapping[Any, Any]
SHOWN = 5


def panel(frame: pd.DataFrame, before: date, filters: Filters, t: Translator) -> Panel:
    """Return what changed, in words, the most important first; frame as `changes` returns it."""
    title = t("What changed since {date}", date=t.day(before))
    frame = frame[[is_told(row) for row in frame.to_dict("records")]]
    if frame.empty:
        finding = t("Nothing compared here changed since the release before.")
        return Panel("changes", title, finding)
    table = frame.assign(words=[words(row, t) for row in frame.to_dict("records")])
    items: list[Any] = [html.Li(each) for each in table["words"].head(SHOWN)]
    if len(table) > SHOWN:
        more = t("and {n} more", n=t.number(len(table) - SHOWN))
        items.append(html.Li(more, className="more"))
    return Panel(
        key="changes",
        title=title,
        finding=t.plural("{n} change.", "{n} changes, the most important first.", len(frame)),
        body=html.Ul(items, className="news"),
        frame=table,
        columns=(Column("words", t("Change")),),
        source=t("releases compared, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(frame),
    )


def first_release(t: Translator) -> Panel:
    """Return the panel of the first release."""
    finding = t("This is the first release; there is nothing to compare it with.")
    return Panel("changes", t("What changed"), finding)


def is_told(row: Row) -> bool:
    """Return whether a change can be told without telling a few people apart."""
    return row["kind"] != "trained" or not (is_few(row["before"]) and is_few(row["after"]))


def words(row: Row, t: Translator) -> str:
    """Return one change as a sentence."""
    kind = row["kind"]
    if kind == "access":
        what = t(labels.ACCESS[row["feature"]])
    else:
        named = (row[name] for name in ("item_name", "package_name", "text"))
        what = next((name for name in named if not is_missing(name)), "")
    if is_missing(row["date_after"]) and is_missing(row["date_before"]):
        after, before = (_count(kind, row[name], t) for name in ("after", "before"))
    else:
        after, before = t.day(row["date_after"]), t.day(row["date_before"])
    stage = "" if is_missing(row["stage"]) else t(labels.STAGE[row["stage"]])
    return t(labels.CHANGE[kind], what=what, stage=stage, after=after, before=before)


def _count(kind: str, value: float, t: Translator) -> str:
    if kind == "access":
        return t(OFFERED[None if is_missing(value) else bool(value)][1])
    if kind == "spent" and not is_missing(value):
        return labels.million_kgs(value, t)
    if kind == "trained" and not is_missing(value):
        return counted(value, t)
    return labels.reported(value, t)
