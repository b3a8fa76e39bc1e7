"""By which rule does something have its status, and since when?"""

import pandas as pd

from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.i18n import Translator


def table(history: pd.DataFrame, t: Translator) -> Table:
    """Return the house rules with the days from which they hold; frame as `status.history`."""

    def days(n: int) -> str:
        return labels.days(int(n), t)

    return Table(
        t("Rules of status: this project's own, not a rating by ADB"),
        history,
        (
            Column("effective_from", t("In force from"), t.day),
            Column("on_track", t("On track: stages reached of those due, from"), t.percent, True),
            Column("attention", t("For attention: from"), t.percent, True),
            Column("at_risk_days", t("A package is at risk after"), days),
        ),
    )


def note(t: Translator) -> str:
    """Return what the delay of one package means for its school."""
    return t("A school with a package at risk for its delay is never “on track”.")
