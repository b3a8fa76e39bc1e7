"""What do the packages of a school hold, and what did they cost?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import bar, key
from layouts.components.data_table import Column
from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

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
        demonstration=is_invented(frame),
    )


def _source(filters: Filters, t: Translator) -> str:
    return t("packages of innovative schools, {release}", release=labels.as_stated(filters, t))


def _package(rows: pd.DataFrame, t: Translator) -> html.Table:
    heads = (t("Planned"), t("Delivered"), t("Accepted"), t("Defective"))
    name = html.Th(html.Strong(rows["package_name"].iloc[0]), scope="col")
    return html.Table(
        [
            html.Thead(html.Tr([name, *(html.Th(words, scope="col") for words in heads)])),
            html.Tbody([_item(row, t) for row in rows.to_dict("records")]),
            html.Tfoot(html.Tr(html.Th(_without_news(rows, t), colSpan=len(heads) + 1))),
        ],
        className="ledger items",
    )


def _without_news(rows: pd.DataFrame, t: Translator) -> str:
    """Return how many items are without news: paper leaves out their rows."""
    accepted, waiting = (
        sum(test(row) for row in rows.to_dict("records")) for test in (_is_accepted, _is_waiting)
    )
    words = t(
        "{n} of {total} items are accepted in full.",
        n=t.number(accepted),
        total=t.number(len(rows)),
    )
    return f"{words} {t('Not yet delivered: {n}.', n=t.number(waiting))}" if waiting else words


def _is_accepted(row: Row) -> bool:
    is_whole = _share(row["accepted"], row["planned"]) >= 1
    return is_whole and not is_missing(row["defective"]) and row["defective"] == 0


def _is_waiting(row: Row) -> bool:
    return all(not is_missing(row[count]) and row[count] == 0 for count in COUNTS[1:])


def _item(row: Row, t: Translator) -> html.Tr:
    planned = row["planned"]
    shares = (_share(row[name], planned) for name in ("delivered", "accepted"))
    delivered, accepted = shares
    name = [
        html.Span([row["item_name"], html.Small(f" {t(labels.UNIT[row['unit']])}")]),
        bar(delivered, "delivered", (accepted, "accepted")),
    ]
    cells = [html.Td(t.number(row[count]), className=_look(row, count)) for count in COUNTS]
    is_settled = _is_accepted(row) or _is_waiting(row)
    return html.Tr(
        [html.Th(name, scope="row"), *cells], className="is-settled" if is_settled else None
    )


def _look(row: Row, count: str) -> str:
    is_alarming = count == "defective" and not is_missing(row[count]) and row[count] > 0
    return "number alarming" if is_alarming else "number"


def _share(part: float, whole: float) -> float:
    return float("nan") if is_missing(part) or is_missing(whole) or not whole else part / whole


def money(
    frame: pd.DataFrame,
    contracted: pd.DataFrame,
    spent: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return budget, contracts and spending of each package; frame as `school.money` returns it.

    `contracted` and `spent` are what became of the budget, as `of_budget` returns it.
    """
    title = t("Money, KGS million")
    if frame.empty:
        return Panel("money", title, t("No money is known yet."))
    heads = (t("Package"), t("Budget"), t("Contracts"), t("Spent"), t("Share"))
    contracts, spending = contracted.iloc[0].to_dict(), spent.iloc[0].to_dict()
    return Panel(
        key="money",
        title=title,
        finding=_money_finding(contracts, spending, t),
        body=[
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
                    html.Tbody(
                        [_amounts(n, row, t) for n, row in enumerate(frame.to_dict("records"), 1)]
                    ),
                    html.Tfoot(_total(contracts, spending, t)),
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
        demonstration=is_invented(frame),
    )


def _money_finding(contracts: Row, spending: Row, t: Translator) -> str:
    if is_missing(spending["share"]):
        return t("Spending and budget cannot be compared yet.")
    finding = t(
        "{spent} of {budget} spent ({share}).",
        spent=labels.million_kgs(spending["amount"], t),
        budget=labels.million_kgs(spending["budget"], t),
        share=t.percent(spending["share"]),
    )
    return " ".join(filter(None, (finding, _known(contracts, spending, t))))


def _known(contracts: Row, spending: Row, t: Translator) -> str:
    """Return of how many packages the sums speak; empty where it is of all."""
    spent, contracted = (
        labels.some_packages(sums["known_count"], sums["package_count"], t)
        for sums in (spending, contracts)
    )
    parts = (
        t("Spending known: {what}.", what=spent) if spent else "",
        t("Contracts known: {what}.", what=contracted) if contracted else "",
    )
    return " ".join(filter(None, parts))


def _amounts(n: int, row: Row, t: Translator) -> html.Tr:
    """Return the money of one package; `n`: its row in the table of the panel, from 1."""
    spent, contracted = (_share(row[part], row["budget"]) for part in ("spent", "contracted"))
    return _money_row(
        html.Span(row["package_name"]),
        bar(contracted, "contracted", (spent, "spent")),
        [
            told if told == "–" else cell_link(told, f"1.{n}.{column}")
            for column, part in enumerate(("budget", "contracted", "spent"), 2)
            for told in [_million(row[part], t)]
        ],
        spent,
        t,
    )


def _total(contracts: Row, spending: Row, t: Translator) -> html.Tr:
    """Return the money of the packages whose spending is known, and how many these are.

    Contracts have a bar beside spending only where both speak of as many packages.
    """
    some = labels.some_packages(spending["known_count"], spending["package_count"], t)
    is_alike = contracts["known_count"] == spending["known_count"]
    return _money_row(
        html.Span([t("Total"), html.Small(f" {some}") if some else None]),
        bar(
            contracts["share"] if is_alike else float("nan"),
            "contracted",
            (spending["share"], "spent"),
        ),
        [
            _million(amount, t)
            for amount in (spending["budget"], contracts["amount"], spending["amount"])
        ],
        spending["share"],
        t,
    )


def _money_row(
    name: html.Span, drawn: html.Span, amounts: Sequence[Any], share: float, t: Translator
) -> html.Tr:
    cells = [html.Td(amount, className="number") for amount in amounts]
    return html.Tr(
        [
            html.Th([name, drawn], scope="row"),
            *cells,
            html.Td(t.percent(share), className="number share"),
        ]
    )


def _million(amount: float, t: Translator) -> str:
    return "–" if is_missing(amount) else t.number(amount / 1e6, 2)
