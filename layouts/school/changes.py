"""What is different from how the release before told it?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel
from layouts.school.access import OFFERED

Row = Mapping[Any, Any]
SHOWN = 5


def panel(frame: pd.DataFrame, before: date, filters: Filters, t: Translator) -> Panel:
    """Return what changed, in words; frame as `school_changes.changes` returns it."""
    title = t("What changed since {date}", date=t.day(before))
    if frame.empty:
        finding = t("Nothing changed since the release before.")
        return Panel("changes", title, finding, body=html.Div(className="nothing"))
    table = frame.assign(words=[words(row, t) for row in frame.to_dict("records")])
    items: list[Any] = [html.Li(each) for each in table["words"].head(SHOWN)]
    if len(table) > SHOWN:
        more = t("and {n} more", n=t.number(len(table) - SHOWN))
        items.append(html.Li(more, className="more"))
    return Panel(
        key="changes",
        title=title,
        finding=_finding(frame, t),
        body=html.Ul(items, className="news"),
        frame=table,
        columns=(Column("words", t("Change")),),
        source=t("releases compared, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def first_release(t: Translator) -> Panel:
    """Return the panel of the first release."""
    finding = t("This is the first release; there is nothing to compare it with.")
    return Panel("changes", t("What changed"), finding, body=html.Div(className="nothing"))


def _finding(frame: pd.DataFrame, t: Translator) -> str:
    count = frame["kind"].value_counts()
    reached, moved = int(count.get("stage_reached", 0)), int(count.get("plan_moved", 0))
    others = len(frame) - reached - moved
    return t(
        "{reached}; {moved}; {others}.",
        reached=t.plural("{n} stage reached", "{n} stages reached", reached),
        moved=t.plural("{n} planned date moved", "{n} planned dates moved", moved),
        others=t.plural("{n} other change", "{n} other changes", others),
    )


def words(row: Row, t: Translator) -> str:
    """Return one change as a sentence."""
    kind = row["kind"]
    if kind == "access":
        what = t(labels.ACCESS[row["feature"]])
        after, before = (_offer(row[name], t) for name in ("after", "before"))
    elif kind in ("stage_reached", "plan_moved"):
        what = row["package_name"]
        after, before = t.day(row["date_after"]), t.day(row["date_before"])
    else:
        what = row["item_name"]
        after, before = t.number(row["after"]), t.number(row["before"])
    stage = "" if is_missing(row["stage"]) else t(labels.STAGE[row["stage"]])
    return t(labels.CHANGE[kind], what=what, stage=stage, after=after, before=before)


def _offer(value: float, t: Translator) -> str:
    return t(OFFERED[None if is_missing(value) else bool(value)][1])
