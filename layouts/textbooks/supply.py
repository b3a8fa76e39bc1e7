"""Where are the copies between the press and the desk, in words and bars?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel
from layouts.shell import ALL, Control

STEP = {
    "ordered": N_("Ordered"),
    "printed": N_("Printed"),
    "sent": N_("Left the central store"),
    "district": N_("Received by districts"),
    "passed": N_("Sent to schools"),
    "delivered": N_("Received by schools"),
    "used": N_("In use: usable on the shelves"),
}

PART = {
    "unprinted": N_("not printed"),
    "central_store": N_("in the central store"),
    "central_written_off": N_("written off in the central store"),
    "road_moving": N_("on the road to districts"),
    "road_damaged": N_("damaged on the road"),
    "road_lost": N_("lost on the road"),
    "road_disputed": N_("disputed on arrival in districts"),
    "district_store": N_("in the stores of districts"),
    "district_written_off": N_("written off in districts"),
    "parcel_moving": N_("on the way to schools"),
    "parcel_damaged": N_("damaged on the way to schools"),
    "parcel_lost": N_("lost on the way to schools"),
    "parcel_disputed": N_("disputed on arrival in schools"),
    "uncounted": N_("in no count of a school yet"),
    "worn": N_("worn"),
    "missing": N_("lost in schools"),
    "unexplained": N_("received, but not in the count"),
    "overprinted": N_("printed above the order"),
    "central_overdrawn": N_("sent by the central store without having been there"),
    "road_over": N_("more received by districts than sent"),
    "road_early": N_("received by districts before they were sent"),
    "district_overdrawn": N_("sent by districts without having been there"),
    "parcel_over": N_("more received by schools than sent"),
    "parcel_early": N_("received by schools before they were sent"),
    "extra": N_("counted, but not received"),
}
"""What becomes of copies between two steps; the last ones are more than there were before."""

LOOKS = {
    **dict.fromkeys(("central_store", "district_store"), "store"),
    **dict.fromkeys(("road_moving", "parcel_moving"), "moving"),
    **dict.fromkeys(("road_disputed", "parcel_disputed", "unexplained"), "disputed"),
    **dict.fromkeys(("unprinted", "uncounted"), "unknown"),
}
"""Part -> how it is drawn, where it is neither gone nor more than there was."""


def look(part: str, *, is_excess: bool) -> str:
    """Return how a part is drawn: whatever is damaged, lost, worn or written off is gone."""
    return "beyond" if is_excess else LOOKS.get(part, "gone")


def title_control(titles: pd.DataFrame, chosen: str | None, t: Translator) -> Control:
    """Return the choice of a title that was ordered; frame: title, title_name."""
    named = sorted(
        zip(titles["title"], titles["title_name"], strict=True),
        key=lambda pair: t.sort_key(pair[1]),
    )
    options = [(ALL, t("All textbooks")), *named]
    return Control("title", t("Textbook"), options, chosen or ALL, section="supply")


def chain(flow: Any, account: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return the way from order to desk; arguments as `textbooks.supply` returns them."""
    steps, parts = flow.steps, flow.parts
    return Panel(
        key="chain",
        title=t("Where are the copies between the press and the desk?"),
        finding=_finding(flow, account, t),
        body=_body(flow, t) if flow.order_count else None,
        frame=steps.assign(name=[t(STEP[step]) for step in steps["step"]]),
        columns=(
            Column("name", t("Step")),
            Column("copies", t("Copies"), t.number, True),
            Column("direct", t("of them straight to schools"), t.number, True),
        ),
        more=(
            Table(
                t("What becomes of copies between the steps"),
                parts.assign(
                    name=[t(STEP[step]) for step in parts["step"]],
                    what=[t(PART[part]) for part in parts["part"]],
                ),
                (
                    Column("name", t("After the step")),
                    Column("what", t("Copies")),
                    Column("copies", t("Number"), t.number, True),
                ),
            ),
            Table(t("By order"), account, _order_columns(t)),
        ),
        source=source(filters, t),
        demonstration=flow.demonstration,
        notes=_notes(flow, filters, t),
    )


def source(filters: Filters, t: Translator) -> str:
    """Return where the way of the copies is known from."""
    return t(
        "orders, printings, shipments, acts of acceptance and write-offs, {quarter}",
        quarter=t.quarter(filters.quarter),
    )


def order_name(row: Any) -> list[Any]:
    """Return title and code of an order."""
    return [f"{row['title_name']} · ", code(row["order"])]


def code(text: str) -> html.Span:
    """Return a code that stays in one line."""
    return html.Span(text, className="code")


def _order_columns(t: Translator) -> tuple[Column, ...]:
    steps = [step for step in STEP if step != "used"]
    return (
        Column("order", t("Order")),
        Column("title_name", t("Title")),
        *(Column(step, t(STEP[step]), t.number, True) for step in steps),
    )


def _finding(flow: Any, account: pd.DataFrame, t: Translator) -> str:
    if not flow.order_count:
        return t("No order of textbooks is known here.")
    numbers = dict(zip(flow.steps["step"], flow.steps["copies"], strict=True))
    delivered = numbers["delivered"]
    if "ordered" in numbers:
        words = t(
            "Of {ordered} copies ordered, {printed} are printed and {n} ({share}) have come to "
            "schools.",
            ordered=t.number(numbers["ordered"]),
            printed=t.number(numbers["printed"]),
            n=t.number(delivered),
            share=t.percent(delivered / numbers["ordered"]),
        )
    else:
        words = t(
            "Of {sent} copies sent here, {n} ({share}) have come to schools.",
            sent=t.number(numbers["sent"]),
            n=t.number(delivered),
            share=t.percent(delivered / numbers["sent"] if numbers["sent"] else float("nan")),
        )
    if len(account["title"].unique()) == 1:
        words = f"{account['title_name'].iloc[0]}. {words}"
    before = flow.parts[~flow.parts["is_excess"] & (flow.parts["step"] != "delivered")]
    if before.empty:
        return words
    most = before.loc[before["copies"].idxmax()]
    rest = t(
        "Most of the others: {what}, {n}.", what=t(PART[most["part"]]), n=t.number(most["copies"])
    )
    return f"{words} {rest}"


def _body(flow: Any, t: Translator) -> list[Any]:
    steps = flow.steps.to_dict("records")
    scale = max(float(flow.steps["copies"].max()), 1.0)
    whole = steps[0]["copies"]
    items = []
    for row in steps:
        parts = flow.parts[flow.parts["step"] == row["step"]].to_dict("records")
        items.append(
            html.Li(
                [
                    html.Span(t(STEP[row["step"]]), className="chain-name"),
                    _bar(row, parts, scale),
                    html.Span(_words(row, whole, flow, t), className="chain-words"),
                    _after(row, parts, scale, t),
                ]
            )
        )
    return [html.Ol(items, className="chain")]


def _words(row: dict, whole: Any, flow: Any, t: Translator) -> list[Any]:
    if is_missing(row["copies"]):
        is_past = flow.shelves is None
        return [t("not kept for a past quarter") if is_past else t("not counted by any school yet")]
    words: list[Any] = [html.B(t.number(row["copies"]))]
    if row["step"] == "used":
        seen = flow.shelves.iloc[0]
        counted = t.plural(
            "counted by {n} school, last on {day}",
            "counted by {n} schools, last on {day}",
            int(seen["schools"]),
            day=t.day(seen["last_on"]),
        )
        return [*words, " ", html.Small(counted)]
    if row["step"] in ("ordered", "sent") and row["copies"] == whole:
        count = t.plural("{n} order", "{n} orders", flow.order_count)
        return [*words, " ", html.Small(count)]
    share = t.percent(row["copies"] / whole if whole else float("nan"))
    return [*words, " ", html.Small(share)]


def _bar(row: dict, parts: list[dict], scale: float) -> html.Span:
    """Return copies as a bar: those that go on, and those that do not."""
    if is_missing(row["copies"]):
        return html.Span(className="track track-missing", **aria(hidden="true"))
    lost = [part for part in parts if not part["is_excess"]]
    on = max(int(row["copies"]) - sum(part["copies"] for part in lost), 0)
    direct = min(int(row["direct"]), on)
    pieces = [("actual", on - direct), ("direct", direct)]
    pieces += [(look(part["part"], is_excess=False), part["copies"]) for part in lost]
    return html.Span(
        [
            html.Span(className=f"fill-{name}", style={"width": f"{100 * copies / scale:.2f}%"})
            for name, copies in pieces
            if copies
        ],
        className="chain-bar",
        **aria(hidden="true"),
    )


def _after(row: dict, parts: list[dict], scale: float, t: Translator) -> Any:
    """Return what flows on below a bar, and the names and numbers of what does not."""
    if row["step"] == "used":
        return None
    lost = sum(part["copies"] for part in parts if not part["is_excess"])
    on = 0 if is_missing(row["copies"]) else max(int(row["copies"]) - lost, 0)
    items = [_part(part, t) for part in parts]
    if row["direct"]:
        swatch = html.Span(className="swatch fill-direct", **aria(hidden="true"))
        words = f"{t('straight to schools')}: {t.number(row['direct'])}"
        items.insert(0, html.Li([swatch, words]))
    return html.Ul(
        items,
        className="chain-parts",
        style={"--on": f"{100 * on / scale:.2f}%"},
    )


def _part(part: dict, t: Translator) -> html.Li:
    kind = look(part["part"], is_excess=part["is_excess"])
    sign = "+ " if part["is_excess"] else ""
    return html.Li(
        [
            html.Span(className=f"swatch fill-{kind}", **aria(hidden="true")),
            f"{sign}{t(PART[part['part']])}: {t.number(part['copies'])}",
        ],
        className=f"part-{kind}",
    )


def _notes(flow: Any, filters: Filters, t: Translator) -> list[str]:
    notes = []
    if filters.region or filters.district:
        notes.append(
            t(
                "What was ordered, printed and kept in the central store belongs to no district: "
                "here the way begins with the copies sent."
            )
        )
    if flow.shelves is not None and flow.shelves["schools"].iloc[0]:
        notes.append(
            t(
                "In use: the last counts of open schools, of the titles that were ordered; copies "
                "received after a school counted are in no count."
            )
        )
    if flow.shelves is None:
        notes.append(t("Of the shelves of schools only the last counts are known."))
    return notes
