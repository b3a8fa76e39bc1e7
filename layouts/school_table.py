"""Which table stands behind every picture of innovative schools?"""

import pandas as pd

from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.i18n import Translator, is_missing


def worded(marks: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return innovative schools with delay and accepted packages in words."""
    return marks.assign(
        late=[labels.days_late(days, t) for days in marks["days_late"]],
        accepted=[
            ""
            if is_missing(total)
            else t("{n} of {total} packages", n=t.number(n), total=t.number(total))
            for n, total in zip(marks["accepted_count"], marks["package_count"], strict=True)
        ],
    )


def schools_table(innovative: pd.DataFrame, t: Translator) -> Table:
    """Return the table of `innovative_schools`, or of `marks`."""
    return Table(t("Innovative schools"), worded(innovative, t), _columns(t))


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
