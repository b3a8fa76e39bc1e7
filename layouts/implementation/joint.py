"""What do partners do together, in words?"""

from collections.abc import Mapping

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components import gantt
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import Translator
from layouts.implementation import words
from layouts.panel import Panel, is_invented


def panel(rows: pd.DataFrame, exports: Mapping[str, str], filters: Filters, t: Translator) -> Panel:
    """Return joint activities by partner; frame as `queries…stages.joint_activities` returns it.

    `exports`: name of a file -> its address.
    """
    named = rows.assign(partner=rows["partner"].fillna(rows["agreement"]))
    partners = named.groupby("partner", as_index=False).agg(
        activities=("joint", "size"), people=("participants", "sum")
    )
    return Panel(
        key="joint-activities",
        title=t("What do the partners do together?"),
        finding=_finding(rows, t),
        body=[_partners(partners, t), gantt.files(exports)] if len(rows) else None,
        frame=rows,
        columns=columns(t),
        more=(
            Table(
                t("By partner"),
                partners,
                (
                    Column("partner", t("Partner")),
                    Column("activities", t("Joint activities"), t.number, True),
                    Column("people", t("Participants"), t.number, True),
                ),
            ),
        ),
        source=words.source(filters, t),
        demonstration=is_invented(rows),
        notes=(t("Who takes part twice counts twice."),) if len(rows) else (),
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of joint activities."""
    return (
        Column("joint", t("Code")),
        Column("held_on", t("Day"), t.day),
        Column("joint_name", t("Name")),
        Column("kind", t("Kind"), lambda code: t(words.JOINT[code])),
        Column("agreement", t("Agreement")),
        Column("partner", t("Partner"), words.named),
        Column("participants", t("Participants"), t.number, True),
    )


def _finding(rows: pd.DataFrame, t: Translator) -> str:
    if rows.empty:
        return t("No joint activity has taken place by the end of this quarter.")
    last = rows.iloc[-1]
    return t.plural(
        "{n} joint activity with {people} participants; the last on {date}: {name}.",
        "{n} joint activities with {people} participants; the last on {date}: {name}.",
        len(rows),
        people=t.number(rows["participants"].sum()),
        name=last["joint_name"],
        date=t.date(last["held_on"]),
    )


def _partners(partners: pd.DataFrame, t: Translator) -> html.Ul:
    scale = float(partners["people"].max()) or float("nan")
    return share_rows(
        [
            Row(
                row["partner"],
                row["people"] / scale,
                t(
                    "{n} activities, {people} participants",
                    n=t.number(row["activities"]),
                    people=t.number(row["people"]),
                ),
                "work",
            )
            for row in partners.to_dict("records")
        ],
        "2.3",
    )
