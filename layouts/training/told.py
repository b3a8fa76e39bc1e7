"""How are counts that must not be told, and registers that are still open, put into words?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.i18n import N_, Translator, is_missing

WEAKEST = "▼"

WHY_HIDDEN = N_(
    "A group of fewer than five people, here or elsewhere, could be worked out from it."
)
"""Why a number is hidden: of a small group and of its large neighbours alike, since words that told
them apart would say which of them is small."""


def count(value: float, t: Translator) -> str:
    """Return a count of people; one that is missing would tell a few apart."""
    return t("not told apart") if is_missing(value) else t.number(value)


def days(value: float, t: Translator) -> str:
    """Return a mean number of days."""
    return t("not told apart") if is_missing(value) else labels.days(round(value), t)


def weakest(words: str) -> html.Span:
    """Return sign and word of the weakest of a list."""
    return html.Span([html.Span(WEAKEST, **aria(hidden="true")), f" {words}"], className="weakest")


def register(filters: Filters, t: Translator) -> str:
    """Return the source of what registers tell."""
    return t("training register, {quarter}", quarter=t.quarter(filters.quarter))


def register_of_country(filters: Filters, t: Translator) -> str:
    """Return the same where no area narrows it."""
    return f"{register(filters, t)}; {t('whole country')}"


def open_registers(registers: pd.DataFrame, t: Translator) -> tuple[list[str], list[Table]]:
    """Return a note on the districts that have not reported, and a table of their names."""
    silent = registers[registers["is_open"]]
    if silent.empty:
        return [], []
    note = t(
        "Registers of the quarter still open: {n} of {total} districts.",
        n=t.number(len(silent)),
        total=t.number(len(registers)),
    )
    names = [Column("area_name", t("District"))]
    return [note], [Table(t("Districts whose register of the quarter is open"), silent, names)]


def heading(words: str) -> html.H3:
    """Return the heading of a part of a panel."""
    return html.H3(words, className="part-title")


def halves(*columns: list[Any]) -> html.Div:
    """Return parts of a panel beside each other where there is room."""
    return html.Div([html.Div(column) for column in columns], className="halves")


def hidden_note(hidden: int, t: Translator) -> list[str]:
    """Return how many groups are left out because they are small."""
    if not hidden:
        return []
    return [
        t.plural(
            "{n} group is not shown: fewer than five people, or it would give such a group away.",
            "{n} groups are not shown: fewer than five people, or they would give such a group "
            "away.",
            hidden,
        )
    ]


def parts(*items: Any) -> list[Any]:
    """Return components one below the other, without those that are None."""
    return [item for item in items if item is not None]


def listed(names: Sequence[str]) -> str:
    """Return words parted by a middle dot, without empty ones."""
    return " · ".join(name for name in names if name)
