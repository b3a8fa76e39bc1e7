"""What does a district sign? Its transfers on a sheet of its own, for paper."""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.i18n import N_, Translator
from layouts.panel import Panel, place
from layouts.textbooks import transfers as words


def places(t: Translator) -> html.Main:
    """Return the empty place of the sheets."""
    return html.Main(
        [
            html.H1(t(N_("Transfers to sign")), className="visually-hidden"),
            place("sheets", has_figure=False, t=t),
        ],
        id="main",
        className="transfer-sheets",
        tabIndex="-1",
    )


def panel(found: Any, km: int, release: str, back: str, filters: Filters, t: Translator) -> Panel:
    """Return all sheets; `release` in words, `back` the address of the page of textbooks."""
    transfers = found.transfers
    way_back = html.P(html.A(t("Back to the textbooks"), href=back), className="ways")
    if transfers is None or transfers.empty:
        body = [way_back]
    else:
        source = t("Source: {source}", source=words.source(found, filters, t))
        demo = [t("Demonstration data")] if found.demonstration else []
        head = [*demo, f"{release}. {source}", words.rule(km, filters, t)]
        body = [way_back, *_sheets(transfers, head, t)]
    return Panel(
        key="sheets",
        title=t("Transfers of textbooks, a sheet for each district"),
        finding=_finding(found, km, t),
        body=body,
        source=words.source(found, filters, t),
        demonstration=found.demonstration,
    )


def _finding(found: Any, km: int, t: Translator) -> str:
    if found.transfers is None:
        return t("The whole country has not been worked out yet.")
    return words.finding(found, km, t)


def _sheets(transfers: pd.DataFrame, head: list[str], t: Translator) -> list[html.Section]:
    sides = ("giver", "taker")
    names = {
        code: name
        for side in sides
        for code, name in zip(
            transfers[f"{side}_district"], transfers[f"{side}_district_name"], strict=True
        )
    }
    gives, gets = (dict(list(transfers.groupby(f"{side}_district", sort=False))) for side in sides)
    ordered = sorted(names, key=lambda code: t.sort_key(names[code]))
    none = transfers.iloc[:0]
    return [
        _sheet(code, names[code], gives.get(code, none), gets.get(code, none), head, t)
        for code in ordered
    ]


def _sheet(
    code: str, name: str, gives: pd.DataFrame, gets: pd.DataFrame, head: list[str], t: Translator
) -> html.Section:
    from_others = gets[gets["giver_district"] != code]
    return html.Section(
        [
            html.H3(name, id=f"sheet-{code}"),
            *(html.P(line, className="hint") for line in head),
            *_part(t("Schools of the district give"), gives, t),
            *_part(t("Schools of the district receive from other districts"), from_others, t),
            html.P(
                [
                    html.Span(t("Head of the district education department")),
                    html.Span(t("Signature")),
                    html.Span(t("Date")),
                ],
                className="signature",
            ),
        ],
        className="transfer-sheet",
        **aria(labelledby=f"sheet-{code}"),
    )


def _part(title: str, transfers: pd.DataFrame, t: Translator) -> list[Any]:
    if transfers.empty:
        return []
    heads = (t("From school"), t("To school"), t("Textbook"), t("Copies"), t("Kilometres"))
    total = labels.unit_words("copies", int(transfers["copies"].sum()), t)
    return [
        html.H4(f"{title}: {total}"),
        html.Table(
            [
                html.Thead(html.Tr([html.Th(each, scope="col") for each in heads])),
                html.Tbody([_row(row, t) for row in transfers.to_dict("records")]),
            ],
            className="table table-sm",
        ),
    ]


def _row(row: dict[Any, Any], t: Translator) -> html.Tr:
    is_far = row["giver_district"] != row["taker_district"]
    schools = [
        words.coded(row[f"{side}_name"], row[side])
        + (f", {row[f'{side}_district_name']}" if is_far else "")
        for side in ("giver", "taker")
    ]
    numbers = (t.number(row["copies"]), t.number(row["km"], 1))
    return html.Tr(
        [
            *(html.Td(each) for each in (*schools, row["title_name"])),
            *(html.Td(each, className="number") for each in numbers),
        ]
    )
