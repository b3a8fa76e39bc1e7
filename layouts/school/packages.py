"""What do the packages of a school hold, and what did they cost?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import bar, key
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel

Row = Mapping[Any, Any]
COUNTS = ("planned", "delivered", "accepted", "defective")


def items(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return what was planned and what became of it; frame as `school.items` returns it."""
    if frame.empty:
        return Panel("items", t("Equipment and works"), t("No list of items is known yet."))
    complete = int((frame["accepted"] >= frame["planned"]).sum())
    broken = int((frame["defective"] > 0).sum())
    finding = t(
        "{n} of {total} items are accepted in full.",
        n=t.number(complete),
        total=t.number(len(frame)),
    )
    if broken:
        defects = t.plural("{n} has defective pieces.", "{n} have defective pieces.", broken)
        finding = f"{finding} {defects}"
    return Panel(
        key="items",
        title=t("Equipment and works"),
        finding=finding,
        body=[
            html.Div(
                [_package(rows, t) for _, rows in frame.groupby("package", sort=False)],
                className="item-tables",
            ),
            key(("accepted", t("accepted")), ("delivered", t("delivered")), ("none", t("planned"))),
        ],
        source=_source(filters, t),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _package(rows: pd.DataFrame, t: Translator) -> html.Table:
    heads = (t("Planned"), t("Delivered"), t("Accepted"), t("Defective"))
    name = html.Th(html.Strong(rows["package_name"].iloc[0]), scope="col")
    return html.Table(
        [
            html.Thead(html.Tr([name, *(html.Th(words, scope="col") for words in heads)])),
            html.Tbody([_item(row, t) for row in rows.to_dict("records")]),
        ],
        className="ledger items",
    )


def _item(row: Row, t: Translator) -> html.Tr:
    planned = row["planned"]
    shares = (_share(row[name], planned) for name in ("delivered", "accepted"))
    delivered, accepted = shares
    name = [
        html.Span([row["item_name"], html.Small(f" {t(labels.UNIT[row['unit']])}")]),
        bar(delivered, "delivered", (accepted, "accepted")),
    ]
    cells = [html.Td(t.number(row[count]), className=_look(row, count)) for count in COUNTS]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _look(row: Row, count: str) -> str:
    is_alarming = count == "defective" and not is_missing(row[count]) and row[count] > 0
    return "number alarming" if is_alarming else "number"


def _share(part: float, whole: float) -> float:
    return float("nan") if is_missing(part) or is_missing(whole) or not whole else part / whole


def money(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return budget, contracts and spending of each package; frame as `school.money` returns it."""
    title = t("Money, KGS million")
    if frame.empty:
        return Panel("money", title, t("No money is known yet."))
    heads = (t("Package"), t("Budget"), t("Contracts"), t("Spent"), t("Share"))
    rows = [_sum(row, row["package_name"], t) for row in frame.to_dict("records")]
    whole = {name: frame[name].sum(min_count=1) for name in ("budget", "contracted", "spent")}
    both = frame[frame["budget"].notna() & frame["spent"].notna()]
    share = _share(both["spent"].sum(), both["budget"].sum())
    total = _sum(whole | {"share": share}, t("Total"), t)
    return Panel(
        key="money",
        title=title,
        finding=_money_finding(whole, share, frame, t),
        body=[
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
                    html.Tbody(rows),
                    html.Tfoot(total),
                ],
                className="ledger money",
            ),
            key(("spent", t("spent")), ("contracted", t("contracts")), ("none", t("budget"))),
        ],
        frame=frame,
        columns=(
            Column("package_name", t("Package")),
            Column("budget", t("Budget, KGS"), t.number, True),
            Column("contracted", t("Contracts, KGS"), t.number, True),
            Column("spent", t("Spent, KGS"), t.number, True),
        ),
        source=_source(filters, t),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _money_finding(whole: Row, share: float, frame: pd.DataFrame, t: Translator) -> str:
    if is_missing(share):
        return t("Spending and budget cannot be compared yet.")
    finding = t(
        "{spent} of {budget} spent ({share}).",
        spent=labels.million_kgs(whole["spent"], t),
        budget=labels.million_kgs(whole["budget"], t),
        share=t.percent(share),
    )
    known = int((frame["budget"].notna() & frame["spent"].notna()).sum())
    if known == len(frame):
        return finding
    reported = t("{n} of {total} packages", n=t.number(known), total=t.number(len(frame)))
    return f"{finding} {t('Reported: {what}.', what=reported)}"


def _sum(row: Row, name: str, t: Translator) -> html.Tr:
    share = row.get("share", _share(row["spent"], row["budget"]))
    contracted = _share(row["contracted"], row["budget"])
    first = [html.Span(name), bar(contracted, "contracted", (share, "spent"))]
    cells = [
        html.Td(_million(row[column], t), className="number")
        for column in ("budget", "contracted", "spent")
    ]
    return html.Tr(
        [html.Th(first, scope="row"), *cells, html.Td(t.percent(share), className="number share")]
    )


def _million(amount: float, t: Translator) -> str:
    return "–" if is_missing(amount) else t.number(amount / 1e6, 2)


def _source(filters: Filters, t: Translator) -> str:
    return t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter))
