"""What is different between two releases that stand beside each other?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.i18n import Translator, is_missing
from layouts.theme import MARKS

Row = Mapping[Any, Any]

BETTER = ("at_risk", "attention", "on_track", "achieved")
"""From the worst to the best; other statuses are no judgement."""


def versus(older: pd.DataFrame, newer: pd.DataFrame) -> pd.DataFrame:
    """Return the innovative schools of both releases; frames as `marks` returns them.

    Columns:
        school, school_name   str
        status_then, status_now   str     missing where that release does not list the school
        accepted_then, accepted_now, late_then, late_now  Int64  packages, days; missing likewise
        turn           Int64    1 where the status is better now, -1 where it is worse, else 0
    """
    names = {"status": "status", "accepted_count": "accepted", "days_late": "late"}
    then, now = (
        frame[["school", "school_name", *names]].rename(
            columns={name: f"{short}_{when}" for name, short in names.items()}
        )
        for frame, when in ((older, "then"), (newer, "now"))
    )
    both = then.merge(now, how="outer", on="school", suffixes=("_then", ""))
    both["school_name"] = both["school_name"].fillna(both.pop("school_name_then"))
    turns = [_turn(row) for row in both.to_dict("records")]
    return both.assign(turn=pd.array(turns, "Int64"))


def _turn(row: Row) -> int:
    then, now = row["status_then"], row["status_now"]
    if then not in BETTER or now not in BETTER:
        return 0
    ranks = BETTER.index(then), BETTER.index(now)
    return (ranks[1] > ranks[0]) - (ranks[1] < ranks[0])


def sentence(both: pd.DataFrame, then: str, now: str, t: Translator) -> str:
    """Return what changed from one release to the other; `then` and `now` are their numbers."""
    listed = both[both["accepted_then"].notna() & both["accepted_now"].notna()]
    change = int((listed["accepted_now"] - listed["accepted_then"]).sum())
    return t(
        "From release No. {then} to No. {now}: packages accepted {change}; "
        "schools with a better status: {better}, with a worse one: {worse}.",
        then=then,
        now=now,
        change=t.change(change),
        better=t.number(int((both["turn"] > 0).sum())),
        worse=t.number(int((both["turn"] < 0).sum())),
    )


def table(both: pd.DataFrame, then: str, now: str, t: Translator) -> Table:
    """Return both states of every school, those with another status first."""
    order = both["turn"].map({-1: 0, 1: 1, 0: 2}).astype("int64")
    rows = both.assign(order=order).sort_values(["order", "school"], kind="stable")

    def status(code: Any) -> str:
        if is_missing(code):
            return t("not listed")
        return f"{MARKS[code].sign} {t(labels.STATUS[code])}"

    return Table(
        t("Schools in release No. {then} and No. {now}", then=then, now=now),
        rows,
        (
            Column("school_name", t("School")),
            Column("status_then", t("Status, No. {n}", n=then), status),
            Column("status_now", t("Status, No. {n}", n=now), status),
            Column("accepted_then", t("Accepted, No. {n}", n=then), t.number, True),
            Column("accepted_now", t("Accepted, No. {n}", n=now), t.number, True),
            Column("late_then", t("Days late, No. {n}", n=then), t.number, True),
            Column("late_now", t("Days late, No. {n}", n=now), t.number, True),
        ),
    )
