"""Which policy actions are met, in words?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column
from layouts.components.scrolled_table import line, scrolled_table
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import promised
from layouts.markup import Element
from layouts.panel import Panel, is_invented

STATE = {
    "met": N_("Met"),
    "partly": N_("Partly met"),
    "not": N_("Not met"),
    "not_due": N_("Not due"),
}
LOOK = {"met": "on_track", "partly": "attention", "not": "at_risk", "not_due": "not_due"}
"""State -> status whose sign and colour it has."""


def matrix(
    actions: pd.DataFrame, counts: pd.DataFrame, address: str, filters: Filters, t: Translator
) -> Panel:
    """Return the actions of each tranche by state; frames as `actions` and `by_tranche`."""
    title = t("Which policy actions are met?")
    if actions.empty:
        finding = t("No policy action is known yet.")
        return promised.without_rows("policy-tranches", title, finding, _source(filters, t))
    heads = (t("Tranche"), *(t(word) for word in STATE.values()))
    rows = [_tranche(row, actions, t) for row in counts.to_dict("records")]
    return Panel(
        key="policy-tranches",
        title=title,
        finding=_finding(actions, counts, t),
        body=[
            scrolled_table(heads, rows, title, "policy-matrix"),
            promised.file(t("Policy actions as a file (CSV)"), address),
        ],
        frame=actions,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(actions),
        notes=(
            t("Met: from the day for which there is evidence. Partly met does not count as met."),
            t("The states are those of the list, not a judgement of ADB about a tranche."),
        ),
    )


def _finding(actions: pd.DataFrame, counts: pd.DataFrame, t: Translator) -> str:
    told = " ".join(
        t(
            "Tranche {number}: {met} of {total} met.",
            number=t.number(row["tranche"]),
            met=t.number(row["met"]),
            total=t.number(row["total"]),
        )
        for row in counts.to_dict("records")
    )
    late = actions[actions["days"].notna()]
    if late.empty:
        return told
    worst = late.sort_values(["due_on", "policy_action"]).iloc[0]
    return f"{told} " + t.plural(
        "{n} action is overdue; the longest: {code}, {days}.",
        "{n} actions are overdue; the longest: {code}, {days}.",
        len(late),
        code=worst["policy_action"],
        days=labels.days_late(worst["days"], t),
    )


def _tranche(counts: Mapping[Any, Any], actions: pd.DataFrame, t: Translator) -> Element:
    own = actions[actions["tranche"] == counts["tranche"]]
    cells = []
    for state in STATE:
        words = t("{word}: {n}", word=t(STATE[state]), n=t.number(counts[state]))
        items = [_action(row, t) for row in own[own["state"] == state].to_dict("records")]
        cells.append([promised.mark(LOOK[state], words), html.Ul(items) if items else None])
    return line(t("Tranche {n}", n=t.number(counts["tranche"])), *cells)


def _action(row: Mapping[Any, Any], t: Translator) -> html.Li:
    return html.Li(
        promised.named(
            row["policy_action"],
            row["policy_action_name"],
            _when(row, t),
            "" if is_missing(row["evidence"]) else row["evidence"],
            row["owner_name"],
        )
    )


def _when(row: Mapping[Any, Any], t: Translator) -> str:
    if not is_missing(row["met_on"]):
        return t("met on {day}", day=t.day(row["met_on"]))
    due = t("due on {day}", day=t.day(row["due_on"]))
    late = labels.days_late(row["days"], t)
    return f"{due}, {late}" if late else due


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of actions."""
    return (
        Column("tranche", t("Tranche"), t.number, True),
        Column("policy_action", t("Code")),
        Column("policy_action_name", t("Policy action")),
        Column("state", t("State"), lambda code: t(STATE[code])),
        Column("due_on", t("Due on"), t.day),
        Column("met_on", t("Met on"), t.day),
        Column("days", t("Days overdue"), t.number, True),
        promised.dash_column("evidence", t("Evidence")),
        Column("owner_name", t("Owner")),
    )


def _source(filters: Filters, t: Translator) -> str:
    return promised.source(t("list of policy actions"), filters, t)
