"""Where does an area stand beside its region and the country, figure by figure?"""

from collections.abc import Callable, Mapping
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import data
from layouts.components.data_table import Column, told
from layouts.components.number_link import Number, cell_link, code_beside, number_link
from layouts.components.status_mark import standing_mark, standing_word
from layouts.districts.words import Row, Rows, any_invented
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel

JUDGED = (*labels.GOOD, "attention", "at_risk", "not_reported")


def panel(
    names: Mapping[str, str],
    standing: Rows,
    spending: Rows,
    number: Callable[[Row], Number],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the figures that districts report, and spending per pupil.

    `names`: scope -> name of the area. For each scope: `standing` as `results.standing`, `spending`
    as `districts.spending` returns it. `number`: row of the area -> the passport of its figure.
    """
    here = standing["here"]
    codes = [code for code, row in here.items() if row["level"] == "district"]
    judged = [here[code] for code in codes if here[code]["status"] in JUDGED]
    good = sum(row["status"] in labels.GOOD for row in judged)
    finding = t(
        "{good} of {total} figures that have a target are achieved or on track.",
        good=t.number(good),
        total=t.number(len(judged)),
    )
    rows = [_indicator(code, standing, names, number, t) for code in codes]
    rows.append(_spending(spending, names, filters, t))
    columns = (
        Column("name", t("Figure")),
        *(Column(f"{scope}_words", name, is_number=True) for scope, name in names.items()),
        Column("target", t("Target to date"), is_number=True),
        Column("status_words", t("Status")),
    )
    return Panel(
        key="figures",
        title=t("Where does it stand?"),
        finding=finding if judged else t("No figure has a target here."),
        body=html.Div(_table(rows, names, t), className="table-frame"),
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "reports of districts and schools, {quarter}; spending of regions, {release}",
            quarter=t.quarter(filters.quarter),
            release=labels.as_stated(filters, t),
        ),
        demonstration=any_invented(
            *(standing[scope][code] for scope in names for code in codes), *spending.values()
        ),
        notes=(t("Target and status are those of this area, by the rules of the house."),),
    )


def _indicator(
    code: str,
    standing: Rows,
    names: Mapping[str, str],
    number: Callable[[Row], Number],
    t: Translator,
) -> Row:
    here = standing["here"][code]
    cells = {scope: _cell(standing[scope][code], t) for scope in names}
    return {
        "name": here["indicator_name"],
        "cells": cells,
        "number": number(here),
        **{f"{scope}_words": " · ".join(filter(None, cell)) for scope, cell in cells.items()},
        "target": "–" if is_missing(here["target"]) else _target(here, t),
        "status": here["status"],
        "provisional": here["provisional"],
        "status_words": standing_word(here, t),
    }


def _target(row: Row, t: Translator) -> str:
    return labels.measured(row["target"], row["unit"], t)


def _cell(row: Row, t: Translator) -> tuple[str, str]:
    """Return a value and what it is of, or why there is none."""
    if row["hidden"]:
        return t("not told apart"), ""
    if is_missing(row["value"]):
        return (t("not reported") if row["expected_count"] else t("not measured here")), ""
    words = [labels.of_what(row["indicator"], row["numerator"], row["denominator"], t)]
    if row["reported_count"] < row["expected_count"]:
        words.append(labels.districts_reported(row["reported_count"], row["expected_count"], t))
    return labels.measured(row["value"], row["unit"], t), "; ".join(filter(None, words))


def _spending(spending: Rows, names: Mapping[str, str], filters: Filters, t: Translator) -> Row:
    year = spending["country"]["year"]
    title = t("Spending on schools per pupil, KGS")
    cells = {scope: _spent(spending[scope], scope == "here" and bool(filters.district), t)
             for scope in names}  # fmt: skip
    return {
        "name": f"{title}, {year}" if year else title,
        "cells": cells,
        "number": None,
        **{f"{scope}_words": " · ".join(filter(None, cell)) for scope, cell in cells.items()},
        "target": "–",
        "status": "not_applicable",
        "provisional": False,
        "status_words": t(labels.STATUS["not_applicable"]),
    }


def _spent(row: Row, is_district: bool, t: Translator) -> tuple[str, str]:
    if is_district:
        return t("known by region only"), ""
    if is_missing(row["value"]):
        return t("not reported"), ""
    return t.number(row["value"]), t(
        "KGS {n} million for {total} pupils",
        n=t.number(row["numerator"] / 1e6),
        total=t.number(row["denominator"]),
    )


def _table(rows: list[Row], names: Mapping[str, str], t: Translator) -> html.Table:
    heads = (t("Figure"), *names.values(), t("Target to date"), t("Status"))
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
            html.Tbody([_row(n, row, names, t) for n, row in enumerate(rows, 1)]),
        ],
        className="ledger side-by-side",
    )


def _row(n: int, row: Row, names: Mapping[str, str], t: Translator) -> html.Tr:
    """Return a row; `n`: where it stands in the table of the panel, from 1."""
    cells = [
        _td(
            row["cells"][scope],
            row["number"] if scope == "here" else None,
            f"1.{n}.{column}",
            names[scope],
            t,
        )
        for column, scope in enumerate(names, 2)
    ]
    due = row["target"]
    target = html.Td(
        due if due == "–" else cell_link(due, f"1.{n}.{len(names) + 2}"),
        className="number",
        **data(name=t("Target to date")),
    )
    status = [] if row["status"] == "not_applicable" else [standing_mark(row, t)]
    return html.Tr(
        [
            html.Th(row["name"], scope="row"),
            *cells,
            target,
            html.Td(status or "–", className="standing-cell", **data(name=t("Status"))),
        ]
    )


def _td(told: tuple[str, str], number: Number | None, cell: str, name: str, t: Translator) -> Any:
    value, words = told
    link: Any = cell_link(value, cell) if words else Element("span", value)
    if number:
        link = Element("strong", number_link(value, number, t))
    small = [html.Small(words)] if words else []
    parts = [link, code_beside(number, t), *small]
    return Element("td", parts, {"class": "measured-cell", "data-name": name})
