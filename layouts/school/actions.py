"""What does a school still wait for?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column
from layouts.components.status_mark import status_sign
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

SHOWN = 5


def panel(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return commitments and issues, open ones first; frame as `school.actions` returns it."""
    title = t("Commitments and issues")
    if frame.empty:
        return Panel("actions", title, t("None is recorded."))
    table = frame.assign(state=[state(row, t) for row in frame.to_dict("records")])
    items = [
        html.Li(
            [
                _sign(row, t),
                html.Span(
                    [
                        html.Span([html.Strong(row["text"]), html.Em(row["state"])]),
                        html.Span(
                            f"{t(labels.ACTION[row['kind']])} · "
                            f"{t('due {date}', date=t.day(row['due_on']))} · {row['owner_name']}"
                        ),
                    ],
                    className="matter",
                ),
            ]
        )
        for row in table.head(SHOWN).to_dict("records")
    ]
    is_open = frame["done_on"].isna()
    return Panel(
        key="actions",
        title=title,
        finding=t(
            "{n} open, {overdue} overdue; {done} done.",
            n=t.number(int(is_open.sum())),
            overdue=t.number(int(frame["days_overdue"].notna().sum())),
            done=t.number(int((~is_open).sum())),
        ),
        body=html.Ul(items, className="matters"),
        frame=table,
        columns=(
            Column("kind", t("Kind"), lambda code: t(labels.ACTION[code])),
            Column("text", t("Matter")),
            Column("state", t("State")),
            Column("due_on", t("Due"), t.day),
            Column("done_on", t("Done"), t.day),
            Column("owner_name", t("Owner")),
        ),
        source=t("reports of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(frame),
    )


def state(row: Mapping[Any, Any], t: Translator) -> str:
    """Return whether something is done, overdue, or still has time."""
    if not is_missing(row["done_on"]):
        return t("done")
    if is_missing(row["days_overdue"]):
        return t("open")
    days = int(row["days_overdue"])
    return t.plural("{n} day overdue", "{n} days overdue", days)


def _sign(row: Mapping[Any, Any], t: Translator) -> html.Span:
    if not is_missing(row["done_on"]):
        return status_sign("achieved", t)
    return status_sign("not_due" if is_missing(row["days_overdue"]) else "at_risk", t)
