"""How fresh and complete are the data, and which figures rest on late ones, in words and tables?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels, sections
from layouts.attributes import aria
from layouts.components.data_table import Column, told
from layouts.components.status_mark import status_mark
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.textbooks.supply_links import kind_name

SECTIONS: tuple[sections.Section, ...] = (
    ("fresh", N_("Freshness"), (("fresh",),)),
    ("complete", N_("Completeness"), (("complete",),)),
    ("late", N_("Figures on late data"), (("late",),)),
    ("failed", N_("Failed checks"), (("failed",),)),
)
"""Id and title of a section, and the panels of each of its rows."""

SUBJECT = {
    "packages": N_("School packages"),
    "training": N_("Teacher training"),
    "registers": N_("Registers of training"),
    "supply": N_("Deliveries of textbooks"),
    "stock_counts": N_("Counts of textbooks"),
    "payments": N_("Payments"),
    "withdrawals": N_("Withdrawals"),
    "procurement": N_("Procurement"),
    "work_plan": N_("Work plan"),
    "campaign": N_("Information campaign"),
    "risks": N_("Risks"),
    "grievances": N_("Grievances"),
}
"""Code of a subject -> its name."""

Address = Callable[[str], str]


def fresh(rows: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return how far the data of each subject reach; frame as `quality.subjects` returns it."""
    late = rows[rows["status"] != "on_track"]
    finding = t("All subjects reach the quarter.")
    if len(late):
        finding = t(
            "{n} of {total} subjects do not reach the quarter: {names}.",
            n=t.number(len(late)),
            total=t.number(len(rows)),
            names=", ".join(t(SUBJECT[code]) for code in late["subject"]),
        )
    cells = [
        row
        | {
            "subject_name": t(SUBJECT[row["subject"]]),
            "lateness": _lateness(row, t),
            "status_name": t(labels.STATUS[row["status"]]),
        }
        for row in rows.to_dict("records")
    ]
    columns = (
        Column("subject_name", t("Subject")),
        Column("data_to", t("Data to"), lambda day: _day(day, t)),
        Column("months", t("Delivered every"), lambda n: _months(n, t)),
        Column("lateness", t("Late by")),
        Column("status_name", t("Status")),
        Column("imported_on", t("Last import"), lambda day: _day(day, t)),
        Column("import_id", t("Import No."), lambda n: "" if is_missing(n) else str(n), True),
    )
    lines = [
        [
            row["subject_name"],
            _day(row["data_to"], t),
            row["lateness"],
            status_mark(row["status"], t),
            _day(row["imported_on"], t),
        ]
        for row in cells
    ]
    heads = (t("Subject"), t("Data to"), t("Late by"), t("Status"), t("Last import"))
    return Panel(
        key="fresh",
        title=t("How fresh are the data?"),
        finding=finding,
        body=_table(heads, lines, t("How fresh are the data?")),
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "Data to: the newest day on which something happened, up to the end of the "
                "quarter. In time is what reaches the last delivery that was due; for attention "
                "what is late by one delivery, at risk what is late by more. House rule."
            ),
        ),
    )


def complete(rows: pd.DataFrame, address: Address, filters: Filters, t: Translator) -> Panel:
    """Return which districts owe what; frame as `quality.districts` returns it."""
    owing = rows[rows["is_open"] | (rows["missing"] > 0)]
    columns = (
        Column("district_name", t("District")),
        Column("is_open", t("Register of training"), lambda is_open: _register(is_open, t)),
        Column("schools", t("Schools that counted books"), t.number, True),
        Column("school_count", t("Schools"), t.number, True),
        Column("missing", t("Schools without a count"), t.number, True),
    )
    lines = [
        [
            html.A(row["district_name"], href=address(row["district"])),
            _register(row["is_open"], t),
            t("{n} of {total}", n=t.number(row["schools"]), total=t.number(row["school_count"])),
        ]
        for row in owing.to_dict("records")
    ]
    heads = (t("District"), t("Register of training"), t("Schools that counted books"))
    title = t("Which districts have not reported?")
    return Panel(
        key="complete",
        title=title,
        finding=_owed(rows, owing, t),
        body=_table(heads, lines, title) if lines else None,
        frame=rows,
        columns=columns,
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t("A school counts its textbooks at least once in twelve months."),
            t("Districts that owe nothing stand in the table behind."),
        ),
    )


def _owed(rows: pd.DataFrame, owing: pd.DataFrame, t: Translator) -> str:
    if rows.empty:
        return t("This release holds no districts.")
    if owing.empty:
        return t("All districts have reported everything.")
    missing = int(rows["missing"].sum())
    return t(
        "{registers} of {total} districts have not closed their register of the quarter; {schools} "
        "of {all} schools did not count their textbooks.",
        registers=t.number(int(rows["is_open"].sum())),
        total=t.number(len(rows)),
        schools=t.number(missing),
        all=t.number(int(rows["school_count"].sum())),
    )


def late(
    rows: Sequence[Mapping[str, Any]], address: Address, total: int, filters: Filters, t: Translator
) -> Panel:
    """Return the figures that rest on late data; rows as `quality.late_figures` returns them."""
    cells = [
        {
            "indicator": row["indicator"],
            "indicator_name": row["indicator_name"],
            "reported": _reported(row, t),
            "last": _quarter(row["last_period"], t),
            "status_name": t(labels.STATUS[row["status"]]),
            "status": row["status"],
        }
        for row in rows
    ]
    columns = (
        Column("indicator", t("Code")),
        Column("indicator_name", t("Indicator")),
        Column("reported", t("Districts that reported")),
        Column("last", t("Newest data")),
        Column("status_name", t("Status")),
    )
    lines = [
        [
            html.A(f"{row['indicator']} {row['indicator_name']}", href=address(row["indicator"])),
            row["reported"],
            row["last"],
            status_mark(row["status"], t),
        ]
        for row in cells
    ]
    heads = (t("Indicator"), t("Districts that reported"), t("Newest data"), t("Status"))
    title = t("Which figures rest on late data?")
    finding = t("Every figure rests on data of the quarter.")
    if cells:
        finding = t(
            "{n} of {total} figures miss districts, or have nothing newer than an earlier quarter.",
            n=t.number(len(cells)),
            total=t.number(total),
        )
    return Panel(
        key="late",
        title=title,
        finding=finding,
        body=_table(heads, lines, title) if lines else None,
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=any(row["demonstration"] == 1 for row in rows),
    )


def failed(
    rows: pd.DataFrame,
    links: pd.DataFrame,
    stale_days: int,
    where: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return what the books of textbooks do not explain; frames as `supply_links.by_kind` and
    `broken_links` return them. `stale_days`: after which a shipment is under way for too long;
    `where`: address of the list."""
    cells = [
        row | {"name": kind_name(row["kind"], stale_days, t)} for row in rows.to_dict("records")
    ]
    columns = (
        Column("name", t("Check")),
        Column("link_count", t("Cases"), t.number, True),
        Column("copies", t("Copies"), t.number, True),
    )
    lines = [
        [html.A(row["name"], href=where), t.number(row["link_count"]), t.number(row["copies"])]
        for row in cells
    ]
    title = t("What do the books not explain?")
    finding = t("Every copy is accounted for, from the printer to the school.")
    if cells:
        finding = t.plural(
            "{n} broken link in the supply of textbooks.",
            "{n} broken links in the supply of textbooks.",
            int(rows["link_count"].sum()),
        )
    return Panel(
        key="failed",
        title=title,
        finding=finding,
        body=_table((t("Check"), t("Cases"), t("Copies")), lines, title) if lines else None,
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=is_invented(links),
    )


def _lateness(row: Mapping[Any, Any], t: Translator) -> str:
    if is_missing(row["late_months"]):
        return t("no data")
    return t("in time") if row["late_months"] == 0 else _months(row["late_months"], t)


def _months(n: int, t: Translator) -> str:
    return t.plural("{n} month", "{n} months", n)


def _day(day: Any, t: Translator) -> str:
    return t("no data") if is_missing(day) else t.day(day)


def _quarter(day: Any, t: Translator) -> str:
    return t("no data") if is_missing(day) else t.quarter(day)


def _register(is_open: bool, t: Translator) -> str:
    return t("not closed") if is_open else t("closed")


def _reported(row: Mapping[str, Any], t: Translator) -> str:
    if not row["expected_count"]:
        return ""
    return t(
        "{n} of {total}",
        n=t.number(row["reported_count"]),
        total=t.number(row["expected_count"]),
    )


def _source(filters: Filters, t: Translator) -> str:
    return t("Imports up to this release · {quarter}", quarter=t.quarter(filters.quarter))


def _table(heads: Sequence[str], lines: Sequence[Sequence[Any]], title: str) -> html.Div:
    head = Element("tr", [Element("th", word, {"scope": "col"}) for word in heads])
    body = [
        Element(
            "tr",
            [Element("th", first, {"scope": "row"}), *(Element("td", each) for each in others)],
        )
        for first, *others in lines
    ]
    table: Any = Element(
        "table", [Element("thead", head), Element("tbody", body)], {"class": "ledger"}
    )
    return html.Div(table, className="scrolled", tabIndex="0", role="region", **aria(label=title))


def places(t: Translator) -> Any:
    """Return the arrangement of the page."""
    return sections.places("quality", N_("Data quality"), SECTIONS, (), t)
