"""What is overdue and what falls due next, in words, bars and lists?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels, sections
from layouts.components.bar import key
from layouts.components.data_table import Column, told
from layouts.components.scrolled_table import line, scrolled_table
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation.words import STAGE
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.quality import SUBJECT, owed_by
from layouts.shell import ALL, Control

SECTIONS: tuple[sections.Section, ...] = (
    ("owners", N_("Who answers for it"), (("owners",),)),
    ("overdue", N_("Overdue or off track"), (("overdue",),)),
    ("to-come", N_("To come"), (("to-come",),)),
)
"""Id and title of a section, and the panels of each of its rows."""

KIND = {
    "indicator": N_("Result"),
    "package": N_("Package of a school"),
    "step": N_("Step of procurement"),
    "contract": N_("Contract"),
    "deliverable": N_("Deliverable"),
    "activity": N_("Activity of the work plan"),
    "stage": N_("Stage"),
    "policy": N_("Policy action"),
    "commitment": N_("Commitment"),
    "grievance": N_("Grievance"),
    "data": N_("Data to be delivered"),
    "register": N_("Register of a district"),
}

PROMISED = {
    "policy": N_("To be met"),
    "commitment": N_("To be done"),
    "grievance": N_("To be resolved"),
}

OWED = {"data": N_("Data up to {quarter}"), "register": N_("Register of {quarter} to be closed")}

END = {"start": N_("Start of the activity"), "end": N_("End of the activity")}

Address = Callable[[str, str], str | None]
"""Kind and code of what is due -> where more is told about it; None where nothing is."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("deadlines", N_("Deadlines"), SECTIONS, (), t)


def owner_control(owners: Mapping[str, str], chosen: str | None, t: Translator) -> Control:
    """Return the choice of who answers; `owners`: code -> name."""
    named = sorted(owners.items(), key=lambda pair: t.sort_key(pair[1]))
    return Control("owner", t("Owner"), [(ALL, t("All owners")), *named], chosen or ALL)


def panels(
    late: pd.DataFrame,
    ahead: pd.DataFrame,
    most: int,
    files: Mapping[str, str],
    address: Address,
    late_days: int,
    filters: Filters,
    t: Translator,
) -> list[Panel]:
    """Return the panels of the page; frames as `overdue` and `to_come` of `queries.deadlines`
    return them, the latter for `most` days.

    `files`: words of a link -> its address. Later than `late_days` is at risk.
    """
    return [
        _owners(late, ahead, most, late_days, filters, t),
        _overdue(late, address, filters, t),
        _to_come(ahead, most, files, address, filters, t),
    ]


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the lists; cells as `in_words` returns them."""
    return (
        Column("day", t("Due"), t.day),
        Column("kind_name", t("Kind")),
        Column("matter", t("Matter")),
        Column("due", t("What is due")),
        Column("state", t("State")),
        Column("status_name", t("Status")),
        Column("owner_name", t("Owner")),
    )


def in_words(rows: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return deadlines with `kind_name`, `matter`, `due`, `state` and `status_name` in words."""
    cells = rows.to_dict("records")
    return rows.assign(
        kind_name=[t(KIND[row["kind"]]) for row in cells],
        matter=[_matter(row, t) for row in cells],
        due=[_due(row, t) for row in cells],
        state=[_state(row, t) for row in cells],
        status_name=[
            t("To come") if is_missing(row["status"]) else t(labels.STATUS[row["status"]])
            for row in cells
        ],
    )


def _matter(row: Mapping[Any, Any], t: Translator) -> str:
    if row["kind"] == "grievance":
        return t("Grievances: {n}", n=t.number(row["value"]))
    if row["kind"] == "data":
        return t(SUBJECT[row["code"]])
    if row["kind"] in ("indicator", "register"):
        return row["name"]
    return row["code"] if is_missing(row["name"]) else f"{row['code']}: {row['name']}"


def _due(row: Mapping[Any, Any], t: Translator) -> str:
    if row["kind"] == "indicator":
        return t("Target")
    if row["kind"] == "contract":
        return t("End of the contract")
    if row["kind"] in PROMISED:
        return t(PROMISED[row["kind"]])
    if row["kind"] in OWED:
        return t(OWED[row["kind"]], quarter=t.quarter(row["day"]))
    coded = {"package": labels.STAGE, "stage": STAGE, "activity": END}.get(row["kind"])
    return t(coded[row["what"]]) if coded else row["what"]


def _state(row: Mapping[Any, Any], t: Translator) -> str:
    """Return how late something is, or how long after the quarter it is due; an indicator has a
    value instead."""
    if row["kind"] == "indicator":
        if is_missing(row["value"]):
            return t("not reported")
        return t(
            "{value} of {target}",
            value=labels.measured(row["value"], row["unit"], t),
            target=labels.measured(row["target"], row["unit"], t),
        )
    if row["kind"] == "grievance":
        return t("longer than they may wait")
    if is_missing(row["days"]):
        return t("not reported") if is_missing(row["target"]) else _delivered_by(row, t)
    if row["days"] > 0:
        return labels.days_late(row["days"], t)
    if row["days"] == 0:
        return t("on the last day of the quarter")
    return t.plural("{n} day after the quarter", "{n} days after the quarter", -row["days"])


def _delivered_by(row: Mapping[Any, Any], t: Translator) -> str:
    counted = {"reported": row["value"], "expected": row["target"]}
    return owed_by({"subject": row["code"], **counted}, t)


def _owners(
    late: pd.DataFrame,
    ahead: pd.DataFrame,
    most: int,
    late_days: int,
    filters: Filters,
    t: Translator,
) -> Panel:
    rows = pd.concat([late, ahead])
    counts = (
        rows.assign(
            at_risk=rows["status"] == "at_risk",
            late=rows["status"].notna(),
            ahead=rows["status"].isna(),
        )
        .groupby("owner_name", as_index=False)[["at_risk", "late", "ahead"]]
        .sum()
        .sort_values(["late", "ahead", "owner_name"], ascending=[False, False, True])
    )
    return Panel(
        key="owners",
        title=t("Who answers for how much?"),
        finding=_finding(counts, late, ahead, most, filters, t),
        body=_owner_rows(counts, t) if len(counts) else None,
        frame=counts,
        columns=(
            Column("owner_name", t("Owner")),
            Column("late", t("Overdue or off track"), t.number, True),
            Column("at_risk", t("At risk among them"), t.number, True),
            Column("ahead", t("Due in the next {n} days", n=t.number(most)), t.number, True),
        ),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "Overdue: not done by its planned day, seen on the last day of the quarter; at "
                "risk after {late}. House rule, not a rating by ADB.",
                late=labels.days(late_days, t),
            ),
        ),
    )


def _finding(
    counts: pd.DataFrame,
    late: pd.DataFrame,
    ahead: pd.DataFrame,
    most: int,
    filters: Filters,
    t: Translator,
) -> str:
    if counts.empty:
        return t("Nothing is overdue, and nothing is due in the next {n} days.", n=t.number(most))
    first = counts.iloc[0]
    words = t(
        "On {day}: {late} overdue or off track, {risk} of them at risk; {ahead} due in the next "
        "{n} days.",
        day=t.date(filters.quarter),
        late=t.number(len(late)),
        risk=t.number((late["status"] == "at_risk").sum()),
        ahead=t.number(len(ahead)),
        n=t.number(most),
    )
    if len(counts) == 1 or not first["late"]:
        return words
    return f"{words} " + t(
        "Most of what is overdue: {owner}, {n}.",
        owner=first["owner_name"],
        n=t.number(first["late"]),
    )


def _owner_rows(counts: pd.DataFrame, t: Translator) -> list[Any]:
    scale = float((counts["late"] + counts["ahead"]).max())
    rows = [
        Row(
            row["owner_name"],
            (row["late"] + row["ahead"]) / scale,
            t(
                "{late} overdue or off track, {ahead} to come",
                late=t.number(row["late"]),
                ahead=t.number(row["ahead"]),
            ),
            "prepared",
            ((row["late"] / scale, "late"),),
        )
        for row in counts.to_dict("records")
    ]
    names = key(("late", t("Overdue or off track")), ("prepared", t("To come")))
    return [names, share_rows(rows, "1.2")]


def _overdue(late: pd.DataFrame, address: Address, filters: Filters, t: Translator) -> Panel:
    words, title = in_words(late, t), t("What is overdue or off track?")
    first = words[words["days"].notna()].head(1).to_dict("records")
    finding = t("Nothing is overdue or off track.")
    if len(words):
        finding = t.plural(
            "{n} matter is overdue or off track, the worst first.",
            "{n} matters are overdue or off track, the worst first.",
            len(words),
        )
    for row in first:
        finding += " " + t(
            "“{matter}”, {due}: {state}.", matter=row["matter"], due=row["due"], state=row["state"]
        )
    return Panel(
        key="overdue",
        title=title,
        finding=finding,
        body=_list(words, title, address, t) if len(words) else None,
        frame=told(words.to_dict("records"), columns(t)),
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(late),
    )


def _to_come(
    ahead: pd.DataFrame,
    most: int,
    files: Mapping[str, str],
    address: Address,
    filters: Filters,
    t: Translator,
) -> Panel:
    words, title = in_words(ahead, t), t("What falls due next?")
    finding = t("Nothing is due in the next {n} days.", n=t.number(most))
    if len(words):
        row = words.iloc[0]
        finding = t.plural(
            "{n} deadline in the next {days} days.",
            "{n} deadlines in the next {days} days.",
            len(words),
            days=t.number(most),
        )
        finding += " " + t(
            "First: {day} – “{matter}”, {due}.",
            day=t.date(row["day"]),
            matter=row["matter"],
            due=row["due"],
        )
    return Panel(
        key="to-come",
        title=title,
        finding=finding,
        body=[_list(words, title, address, t) if len(words) else None, _files(files)],
        frame=told(words.to_dict("records"), columns(t)),
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(ahead),
        notes=(
            t(
                "A calendar that follows the address of the calendar file shows every new release "
                "by itself."
            ),
        ),
    )


def _list(words: pd.DataFrame, title: str, address: Address, t: Translator) -> html.Div:
    """Return a table that scrolls inside its panel."""
    heads = (t("Due"), t("Matter"), t("What is due"), t("State"), t("Owner"))
    rows = [_line(row, address, t) for row in words.to_dict("records")]
    return scrolled_table(heads, rows, title)


def _line(row: Mapping[Any, Any], address: Address, t: Translator) -> Element:
    where = address(row["kind"], row["code"])
    matter = row["matter"] if where is None else html.A(row["matter"], href=where)
    sign = [] if is_missing(row["status"]) else [status_sign(row["status"], t), " "]
    told_of = [*sign, matter, Element("small", row["kind_name"])]
    return line(t.day(row["day"]), told_of, row["due"], row["state"], row["owner_name"])


def _files(files: Mapping[str, str]) -> html.P:
    links = [html.A(words, href=where, download="") for words, where in files.items()]
    return html.P(links, className="deadline-files")


def _source(filters: Filters, t: Translator) -> str:
    return t(
        "packages, results, procurement plan, contracts, work plan, promises and data delivered, "
        "{quarter}; whole country",
        quarter=t.quarter(filters.quarter),
    )
