"""What did a result cost, in words?"""

from collections.abc import Sequence
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts.budget import words
from layouts.budget.currencies import period_name
from layouts.components.data_table import Column, told
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel

RESULT_ROWS = N_("Payments behind the cost of results")

RESULT = {
    "person": N_("Trained person"),
    "book": N_("Delivered book"),
    "school": N_("Equipped school"),
}
OF_WHAT = {
    "person": N_("{n} people; lines of work 2.1 and 2.2"),
    "book": N_("{n} copies; line of work 1.3"),
    "school": N_("{n} schools with all packages; line of work 3.1"),
}


def panel(found: Sequence[Any], prices: Any, export: str, filters: Filters, t: Translator) -> Panel:
    """Return the cost of each result; `found` as `costs`, `export`: address of the payments."""
    whole = [each for each in found if not each.period]
    columns = cost_columns(t)
    names = ("result", "period", "spent", "count", "each", "payments")
    rows = [{name: getattr(each, name) for name in names} for each in found]
    cards = [
        html.Section(
            [
                html.H3(t(RESULT[each.result])),
                html.P(_each(each, t), className="value"),
                html.P(t(OF_WHAT[each.result], n=t.number(each.count)), className="hint"),
                html.Ul(
                    [
                        html.Li(f"{period_name(part.period, t)}: {_each(part, t)}")
                        for part in found
                        if part.period and part.result == each.result and part.spent
                    ],
                    className="facts-list",
                ),
            ],
            className="cost",
        )
        for each in whole
    ]
    constant = filters.prices == "constant" and prices.base is not None
    notes = [
        t(
            "Payments on the lines of work, divided by the results since the start or in the "
            "period; money often comes before its results."
        ),
        t("KGS at the rates of the days of payment; all funds."),
        *words.in_som(filters, t),
    ]
    if constant:
        notes.append(
            t("In prices of {year}. Source: {source}.", year=prices.base, source=prices.source)
        )
    return Panel(
        key="costs",
        title=t("What did a trained person, a book, an equipped school cost?"),
        finding=words.closed(_finding(whole, t)),
        body=[
            html.Div(cards, className="costs"),
            html.P(html.A(t("Payments behind, row by row (CSV)"), href=export), className="hint"),
        ],
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "payments and reported results, {quarter}; whole country",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=any(each.demonstration for each in found),
        notes=tuple(notes),
    )


def cost_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the table of costs."""
    return (
        Column("result", t("Result"), lambda code: t(RESULT[code])),
        Column(
            "period",
            t("Period"),
            lambda name: period_name(name, t) if name else t("since the start"),
        ),
        Column("spent", t("Spent, KGS"), lambda n: words.exact(n, t), True),
        Column("count", t("Results"), t.number, True),
        Column("each", t("KGS for one"), t.number, True),
        Column("payments", t("Payments"), t.number, True),
    )


def _each(cost: Any, t: Translator) -> str:
    if cost.spent is None:
        return t("not known")
    if is_missing(cost.each):
        return t("no result yet")
    return t("KGS {n}", n=t.number(cost.each))


def _finding(whole: Sequence[Any], t: Translator) -> str:
    known = [each for each in whole if not is_missing(each.each)]
    if not known:
        return t("No line of work has both payments and results yet.")
    return t(
        "Since the start: {costs}.",
        costs="; ".join(f"{t(RESULT[each.result])} – {_each(each, t)}" for each in known),
    )
