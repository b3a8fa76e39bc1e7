"""What may go wrong, as a matrix and in words?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.data_table import Column
from layouts.components.scrolled_table import line, scrolled_table
from layouts.components.status_mark import standing_mark
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import promised
from layouts.markup import Element
from layouts.panel import Panel, is_invented

CATEGORY = {
    "fiduciary": N_("Fiduciary"),
    "capacity": N_("Capacity"),
    "implementation": N_("Implementation"),
    "external": N_("External"),
    "safeguard": N_("Safeguards"),
}
LEVEL = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
LOOK = {"high": "at_risk", "medium": "attention", "low": "on_track"}
LIKELIHOOD = (N_("rare"), N_("unlikely"), N_("possible"), N_("likely"), N_("almost certain"))
IMPACT = (N_("negligible"), N_("minor"), N_("moderate"), N_("major"), N_("severe"))
"""What 1 to 5 mean."""
SIGN = {"up": "↑", "down": "↓", "same": "=", "new": "+"}

Level = Callable[[int], str]
"""Likelihood × impact -> code of LEVEL."""


def matrix(rows: pd.DataFrame, level: Level, filters: Filters, t: Translator) -> Panel:
    """Return likelihood against impact; frame as `risks` returns it."""
    title = t("How likely, and how bad?")
    if rows.empty:
        finding = t("No risk is known yet.")
        return promised.without_rows("risk-matrix", title, finding, _source(filters, t))
    heads = [
        t("Likelihood ↓ Impact →"),
        *(f"{n} · {t(word)}" for n, word in enumerate(IMPACT, start=1)),
    ]
    has_before = bool(rows["move"].notna().any())
    lines = [_likely(n, rows, level, t) for n in range(len(LIKELIHOOD), 0, -1)]
    return Panel(
        key="risk-matrix",
        title=title,
        finding=_finding(rows, level, t),
        body=[
            scrolled_table(heads, lines, title, "risk-matrix"),
            _moves(t) if has_before else None,
        ],
        frame=rows,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "Weight: likelihood × impact, each from 1 to 5. From 15 on high, from 8 on medium; "
                "house rule."
            ),
            *((t("Moves are those since the release before."),) if has_before else ()),
        ),
    )


def _moves(t: Translator) -> html.Ul:
    words = (t("heavier"), t("lighter"), t("unchanged"), t("new"))
    items = [html.Li(f"{sign} {word}") for sign, word in zip(SIGN.values(), words, strict=True)]
    return html.Ul(items, className="legend")


def _finding(rows: pd.DataFrame, level: Level, t: Translator) -> str:
    high = [row for row in rows.to_dict("records") if level(int(row["weight"])) == "high"]
    moved = [int((rows["move"] == move).sum()) for move in ("up", "down")]
    first = rows.iloc[0]
    told = t.plural(
        "{n} of {total} risks is high; the heaviest: {code} {name} ({weight}).",
        "{n} of {total} risks are high; the heaviest: {code} {name} ({weight}).",
        len(high),
        total=t.number(len(rows)),
        code=first["risk"],
        name=first["risk_name"],
        weight=t.number(first["weight"]),
    )
    if rows["move"].isna().all():
        return told
    return f"{told} " + t(
        "Since the release before, {up} became heavier and {down} lighter.",
        up=t.number(moved[0]),
        down=t.number(moved[1]),
    )


def _likely(likelihood: int, rows: pd.DataFrame, level: Level, t: Translator) -> Element:
    cells = []
    for impact in range(1, len(IMPACT) + 1):
        weight = likelihood * impact
        here = rows[(rows["likelihood"] == likelihood) & (rows["impact"] == impact)]
        grade = level(weight)
        cells.append(
            Element(
                "td",
                [
                    Element("small", f"{weight} · {t(LEVEL[grade])}"),
                    html.Ul([_risk(row, t) for row in here.to_dict("records")])
                    if len(here)
                    else None,
                ],
                {"class": f"weight-{grade}"},
            )
        )
    head = f"{likelihood} · {t(LIKELIHOOD[likelihood - 1])}"
    return Element("tr", [Element("th", head, {"scope": "row"}), *cells])


def _risk(row: Mapping[Any, Any], t: Translator) -> html.Li:
    return html.Li(
        [
            html.A(row["risk"], href=f"#{row['risk']}", title=row["risk_name"]),
            *(
                (
                    f" {SIGN[row['move']]}",
                    html.Span(f" {moved(row, t)}", className="visually-hidden"),
                )
                if not is_missing(row["move"])
                else ()
            ),
        ]
    )


def moved(row: Mapping[Any, Any], t: Translator) -> str:
    """Return how a risk weighs against the release before, in words."""
    if row["move"] == "new":
        return t("new since the release before")
    if row["move"] == "same":
        if (row["likelihood"], row["impact"]) == (row["likelihood_before"], row["impact_before"]):
            return t("unchanged")
        return t("same weight, placed otherwise")
    message = N_("heavier, was {weight}") if row["move"] == "up" else N_("lighter, was {weight}")
    return t(message, weight=t.number(row["weight_before"]))


def every(
    rows: pd.DataFrame,
    level: Level,
    standing: Mapping[str, Mapping[Any, Any]],
    address: Callable[[str], str],
    export: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the risks and what is done about them; `standing`: indicators by code."""
    title = t("What is done about them?")
    if rows.empty:
        finding = t("No risk is known yet.")
        return promised.without_rows("risk-list", title, finding, _source(filters, t))
    heads = (t("Weight"), t("Risk"), t("Response"), t("Endangered figure"), t("Owner"))
    lines = [
        line(
            _weight(row, level, t),
            promised.named(row["risk"], row["risk_name"], t(CATEGORY[row["category"]])),
            row["response"],
            _figure(standing.get(row["indicator"]), address, t),
            row["owner_name"],
            name=row["risk"],
        )
        for row in rows.to_dict("records")
    ]
    return Panel(
        key="risk-list",
        title=title,
        finding=_assessed(rows, t),
        body=[
            scrolled_table(heads, lines, title, "promises"),
            promised.file(t("Risks as a file (CSV)"), export),
        ],
        frame=rows,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
    )


def _assessed(rows: pd.DataFrame, t: Translator) -> str:
    return t(
        "{n} risks, last assessed on {day}; {tied} of them endanger a figure of the framework.",
        n=t.number(len(rows)),
        day=t.date(rows["assessed_on"].max()),
        tied=t.number(int(rows["indicator"].notna().sum())),
    )


def _weight(row: Mapping[Any, Any], level: Level, t: Translator) -> Sequence[Any]:
    grade = level(int(row["weight"]))
    words = f"{t.number(row['weight'])} {t(LEVEL[grade])}"
    if is_missing(row["move"]):
        return [promised.mark(LOOK[grade], words)]
    return [
        promised.mark(LOOK[grade], words),
        Element("small", f"{SIGN[row['move']]} {moved(row, t)}"),
    ]


def _figure(
    row: Mapping[Any, Any] | None, address: Callable[[str], str], t: Translator
) -> list[Any]:
    if row is None:
        return ["–"]
    code = row["indicator"]
    return [
        html.A(f"{code} {row['indicator_name']}", href=address(code)),
        Element("small", standing_mark(row, t)),
    ]


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of risks."""

    def number(value: Any) -> str:
        return "–" if is_missing(value) else t.number(value)

    return (
        Column("risk", t("Code")),
        Column("risk_name", t("Risk")),
        Column("category", t("Category"), lambda code: t(CATEGORY[code])),
        Column("likelihood", t("Likelihood"), t.number, True),
        Column("impact", t("Impact"), t.number, True),
        Column("weight", t("Weight"), t.number, True),
        Column("weight_before", t("Weight in the release before"), number, True),
        Column("response", t("Response")),
        promised.dash_column("indicator", t("Indicator")),
        Column("owner_name", t("Owner")),
        Column("assessed_on", t("Assessed on"), t.day),
    )


def _source(filters: Filters, t: Translator) -> str:
    return t("risk register, as release No. {number} states it", number=t.number(filters.release))
