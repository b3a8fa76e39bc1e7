"""Does every copy have a place, and where does the chain break, in words and bars?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.bar import key
from layouts.components.data_table import Column
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.textbooks.supply import code, order_name, source

PLACE = {
    "delivered": N_("received by schools"),
    "in_store": N_("in stores"),
    "moving": N_("on the way"),
    "disputed": N_("disputed"),
    "written_off": N_("written off"),
}
"""Where copies can be."""

LOOKS = {
    "delivered": "actual",
    "in_store": "store",
    "moving": "moving",
    "disputed": "disputed",
    "written_off": "gone",
}

KIND = {
    "overdrawn": N_("A store sent more than it had"),
    "disputed": N_("Disputed on arrival"),
    "over": N_("More received than sent"),
    "early": N_("Received before it was sent"),
    "stale": N_("On the way for more than {days}"),
    "unprinted": N_("Due, but not all is printed"),
    "overprinted": N_("More printed than ordered"),
}

SHOWN, NAMED, LISTED = 10, 3, 200
"""Orders that are drawn, links named of each kind, and links in the table behind."""


def conservation(
    ledger: pd.DataFrame, links: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return where all copies are, and of which orders links are broken.

    Frames as `textbooks.supply.ledger` and `supply_links.broken_links` return them.
    """
    counts = links.groupby("order").size()
    lines = ledger.assign(
        link_count=ledger["order"].map(counts.to_dict()).fillna(0).astype("Int64"),
    )
    return Panel(
        key="conservation",
        title=t("Does every copy have a place?"),
        finding=_finding(ledger, links, filters, t),
        body=_body(lines, filters, t) if len(lines) else None,
        frame=lines,
        columns=(
            Column("order", t("Order")),
            Column("title_name", t("Title")),
            Column("ordered", t("Ordered"), t.number, True),
            Column("came", _came(filters, t), t.number, True),
            *(Column(name, t(words), t.number, True) for name, words in PLACE.items()),
            Column("beyond", t("beyond what documents account for"), t.number, True),
            Column("link_count", t("Broken links"), t.number, True),
        ),
        source=source(filters, t),
        demonstration=is_invented(ledger),
        notes=(
            t(
                "In stores is what came less what left, so that the account of an order always "
                "balances: mistakes show as stores with less than nothing, which are told apart "
                "and never made up for by other stores."
            ),
            t("Written off: in stores, damaged and lost on the way."),
        ),
    )


def _came(filters: Filters, t: Translator) -> str:
    return t("Sent here") if filters.region or filters.district else t("Printed")


def _finding(ledger: pd.DataFrame, links: pd.DataFrame, filters: Filters, t: Translator) -> str:
    if ledger.empty or not ledger["came"].sum():
        return t("No copies are to be accounted for here.")
    came, delivered, stored = (ledger[name].sum() for name in ("came", "delivered", "in_store"))
    is_here = bool(filters.region or filters.district)
    message = (
        N_("Of {came} copies sent here, {delivered} are with schools and {stored} in stores.")
        if is_here
        else N_("Of {came} printed copies, {delivered} are with schools and {stored} in stores.")
    )
    words = t(message, came=t.number(came), delivered=t.number(delivered), stored=t.number(stored))
    open_ones = links[~links["kind"].isin(["unprinted", "overprinted"])]
    if open_ones.empty:
        return f"{words} {t('No copy is unaccounted for.')}"
    rest = t.plural(
        "{copies} copies in {n} broken link wait for an explanation.",
        "{copies} copies in {n} broken links wait for an explanation.",
        len(open_ones),
        copies=t.number(open_ones["copies"].sum()),
    )
    return f"{words} {rest}"


def _body(lines: pd.DataFrame, filters: Filters, t: Translator) -> list[Any]:
    sums = lines[["came", *PLACE, "beyond"]].sum()
    terms: list[Any] = [html.B(f"{t.number(sums['came'])} {_came(filters, t).lower()}")]
    for turn, (name, words) in enumerate(PLACE.items()):
        sign = "=" if turn == 0 else "+"
        terms.append(html.Span(f"{sign} {t.number(sums[name])} {t(words)}"))
    if sums["beyond"]:
        beyond = t("beyond what documents account for")
        terms.append(html.Span(f"− {t.number(sums['beyond'])} {beyond}", className="part-beyond"))
    order = lines.sort_values(["link_count", "came"], ascending=False)
    shown = order.head(SHOWN).to_dict("records")
    return [
        html.P([part for term in terms for part in (term, " ")], className="equation"),
        key(*((LOOKS[name], t(words)) for name, words in PLACE.items())),
        html.Ul([_line(row, t) for row in shown], className="accounts"),
    ]


def _line(row: dict, t: Translator) -> html.Li:
    whole = sum(int(row[name]) for name in PLACE) or 1
    said = ", ".join(f"{t(words)}: {t.number(row[name])}" for name, words in PLACE.items())
    pieces = [
        html.Span(
            className=f"fill-{LOOKS[name]}", style={"width": f"{100 * row[name] / whole:.2f}%"}
        )
        for name in PLACE
        if row[name]
    ]
    links = t.plural("{n} broken link", "{n} broken links", int(row["link_count"]))
    beyond = (
        html.Span(
            f"− {t.number(row['beyond'])} {t('beyond what documents account for')}",
            className="part-beyond",
        )
        if row["beyond"]
        else None
    )
    return html.Li(
        [
            html.Span(order_name(row), className="chain-name"),
            html.Span(pieces, className="chain-bar", role="img", **aria(label=said)),
            html.Span(
                [html.B(t.number(row["came"])), html.Small(f" {links}")], className="chain-words"
            ),
            beyond,
        ]
    )


def broken(
    links: pd.DataFrame,
    kinds: pd.DataFrame,
    stale_days: int,
    export: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the broken links with their documents; frames as of `textbooks.supply_links`.

    `stale_days`: after which a shipment is under way for too long; `export`: address of all links
    as a file.
    """
    listed = links.loc[links["copies"].nlargest(LISTED).index.sort_values()]
    notes = [
        t("Documents: codes of shipments and acts of acceptance; of printings, the contract."),
        t(
            "Beside a store that sent more than it had stand the open shipments of the order in "
            "that district, the largest first."
        ),
    ]
    if len(listed) < len(links):
        notes.append(
            t(
                "The table holds the {n} largest of {total} links, the file all of them.",
                n=t.number(len(listed)),
                total=t.number(len(links)),
            )
        )
    return Panel(
        key="broken",
        title=t("Where is the chain broken, and which documents say so?"),
        finding=_broken_finding(kinds, stale_days, t),
        body=_broken_body(links, kinds, stale_days, export, t) if len(links) else None,
        frame=listed.assign(kind_name=[kind_name(kind, stale_days, t) for kind in listed["kind"]]),
        columns=columns(t),
        source=source(filters, t),
        demonstration=is_invented(links),
        notes=notes,
    )


def kind_name(kind: str, stale_days: int, t: Translator) -> str:
    """Return what is wrong with a link."""
    return t(KIND[kind], days=labels.days(stale_days, t))


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list; the frame also has `kind_name`."""
    return (
        Column("kind_name", t("What is wrong")),
        Column("order", t("Order")),
        Column("title_name", t("Title")),
        Column("district_name", t("District"), lambda name: place_name(name, t)),
        Column("school_name", t("School"), lambda name: "" if is_missing(name) else name),
        Column("documents", t("Documents"), lambda codes: "" if is_missing(codes) else codes),
        Column("day", t("Day"), t.day),
        Column("days", t("Days on the way"), t.number, True),
        Column("copies", t("Copies"), t.number, True),
    )


def place_name(name: Any, t: Translator) -> str:
    """Return a district; the central store, where there is none."""
    return t("Central store") if is_missing(name) else name


def _broken_finding(kinds: pd.DataFrame, stale_days: int, t: Translator) -> str:
    if kinds.empty:
        return t("No link of the chain is broken.")
    most = kinds.nlargest(1, "copies").iloc[0]
    count = t.plural(
        "{n} link of the chain is broken.",
        "{n} links of the chain are broken.",
        int(kinds["link_count"].sum()),
    )
    rest = t(
        "Most copies are in “{kind}”: {copies}.",
        kind=kind_name(str(most["kind"]), stale_days, t),
        copies=t.number(most["copies"]),
    )
    return f"{count} {rest}"


def _broken_body(
    links: pd.DataFrame, kinds: pd.DataFrame, stale_days: int, export: str, t: Translator
) -> list[Any]:
    groups = []
    for row in kinds.to_dict("records"):
        named = links[links["kind"] == row["kind"]].head(NAMED).to_dict("records")
        cases = t.plural("{n} case", "{n} cases", int(row["link_count"]))
        copies = labels.unit_words("copies", int(row["copies"]), t)
        head = [kind_name(row["kind"], stale_days, t), html.Small(f" {cases} · {copies}")]
        groups.append(
            html.Section(
                [
                    html.H3(head, className="part-title"),
                    html.Ul([_link(each, t) for each in named], className="links"),
                ]
            )
        )
    download = html.A(t("All broken links as a file (CSV)"), href=export, download="")
    return [html.Div(groups, className="broken"), html.P(download, className="hint")]


def _link(row: dict, t: Translator) -> html.Li:
    is_of_order = row["kind"] in ("unprinted", "overprinted")
    place = "" if is_of_order else place_name(row["district_name"], t)
    school = "" if is_missing(row["school_name"]) else row["school_name"]
    days = "" if is_missing(row["days"]) else labels.days(int(row["days"]), t)
    documents = [] if is_missing(row["documents"]) else row["documents"].split(", ")
    codes = [part for each in documents for part in (", ", code(each))][1:]
    words = " · ".join(each for each in (place, school, days) if each)
    return html.Li(
        [
            html.Span(order_name(row), className="link-title"),
            html.Span(labels.unit_words("copies", int(row["copies"]), t), className="link-copies"),
            html.Span(words, className="link-place"),
            html.Span(codes, className="link-documents"),
        ]
    )
