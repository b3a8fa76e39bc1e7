"""Which table stands behind every picture of innovative schools?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from layouts import labels
from layouts.components.data_table import Column, Table, told
from layouts.i18n import Translator, is_missing


def worded(marks: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return innovative schools with delay and accepted packages in words."""
    return marks.assign(
        late=[labels.days_late(days, t) for days in marks["days_late"]],
        accepted=[
            _accepted(n, total, t)
            for n, total in zip(marks["accepted_count"], marks["package_count"], strict=True)
        ],
    )


def _accepted(n: float, total: float, t: Translator) -> str:
    if is_missing(total):
        return ""
    return t("{n} of {total} packages", n=t.number(n), total=t.number(total))


def schools_table(innovative: Sequence[Mapping[Any, Any]], t: Translator) -> Table:
    """Return the table of rows of `innovative_schools`."""
    columns = _columns(t)
    rows = [
        {
            **row,
            "late": labels.days_late(row["days_late"], t),
            "accepted": _accepted(row["accepted_count"], row["package_count"], t),
        }
        for row in innovative
    ]
    return Table(t("Innovative schools"), told(rows, columns), columns)


def mark_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the table behind `marks`."""
    return (*_columns(t), Column("spent_share", t("Share of the budget spent"), t.percent, True))


def _columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("school_name", t("School")),
        Column("district_name", t("District")),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
        Column("accepted", t("Accepted")),
        Column("late", t("Delay")),
        Column("pupil_count", t("Pupils"), t.number, True),
    )
