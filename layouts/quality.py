"""How fresh and complete are the data, and which figures rest on late ones, in words and tables?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels, sections
from layouts.components.data_table import Column, told
from layouts.components.scrolled_table import line, scrolled_table
from layouts.components.status_mark import standing_mark, standing_word, status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.textbooks.supply_links import KIND, kind_name

SECTIONS: tuple[sections.Section, ...] = (
    ("delivered", N_("What came in, and what did not"), (("fresh", "complete"),)),
    ("late", N_("Figures on late data"), (("late",),)),
    ("checks", N_("Checks and duplicates"), (("failed", "twins"),)),
)
"""Id and title of a section, and the panels of each of its rows."""

SUBJECT = {
    "packages": N_("School packages"),
    "registers": N_("Registers of training"),
    "supply": N_("Deliveries of textbooks"),
    "stock_counts": N_("Counts of textbooks"),
    "contracts": N_("Contracts"),
    "payments": N_("Payments"),
    "withdrawals": N_("Withdrawals"),
    "procurement": N_("Procurement plan"),
    "work_plan": N_("Work plan"),
    "stages": N_("Standards, guides and studies"),
    "campaign": N_("Information campaign"),
    "policy": N_("Policy actions"),
    "commitments": N_("Commitments"),
    "risks": N_("Risks"),
    "grievances": N_("Grievances"),
}
"""Code of a subject -> its name."""

OWED_BY = {
    "registers": N_("{n} of {total} districts"),
    "stock_counts": N_("{n} of {total} schools"),
}
"""Code of a subject -> who delivered, of all that should have."""

CHECK = {
    "counts": N_("Schools whose count of textbooks differs from what was sent"),
    "funds": N_("Funds whose withdrawals and payments do not agree"),
}
"""Code of a check beside those of the supply of textbooks -> what it finds."""

Address = Callable[[str], str]
Row = Mapping[Any, Any]


def places(t: Translator) -> html.Main:
    """Return the empty places of the page, and the way to each section."""
    return sections.places("quality", N_("Data quality"), SECTIONS, (), t)


def fresh(
    rows: pd.DataFrame, address: Address, overdue: date | None, filters: Filters, t: Translator
) -> Panel:
    """Return how far the data of each subject reach; frame as `quality.subjects` returns it.

    `address`: of what a subject tells; `overdue`: day by which a release was expected that has not
    come.
    """
    cells: list[Row] = [
        row
        | {
            "subject_name": t(SUBJECT[row["subject"]]),
            "lateness": _lateness(row, t),
            "due": _due(row, t),
            "owed": owed_by(row, t),
            "status_name": t(labels.STATUS[row["status"]]),
        }
        for row in rows.to_dict("records")
    ]
    columns = (
        Column("subject_name", t("What is delivered")),
        Column("owner_name", t("Owner")),
        Column("data_to", t("Data to"), lambda day: _day(day, t)),
        Column("due", t("Next data by")),
        Column("months", t("Expected calendar"), lambda n: _calendar(n, t)),
        Column("lateness", t("In time?")),
        Column("owed", t("Delivered by")),
        Column("status_name", t("Status")),
        Column("imported_on", t("Last import"), t.day),
        Column("import_id", t("Import No."), lambda n: t.number(n), True),
    )
    lines = [
        line(
            [
                html.A(row["subject_name"], href=address(row["subject"])),
                Element("small", row["owner_name"]),
            ],
            [
                status_sign(row["status"], t),
                " ",
                ", ".join(each for each in (row["lateness"], row["owed"]) if each),
            ],
            _day(row["data_to"], t),
            row["due"],
            _calendar(row["months"], t),
            t.day(row["imported_on"]),
        )
        for row in cells
    ]
    title = t("How fresh are the data?")
    heads = (
        t("What is delivered"),
        t("In time?"),
        t("Data to"),
        t("Next data by"),
        t("Expected calendar"),
        t("Last import"),
    )
    return Panel(
        key="fresh",
        title=title,
        finding=_fresh_finding(rows, overdue, t),
        body=scrolled_table(heads, lines, title),
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "Data to: the newest day on which anything happened, up to the end of the quarter. "
                "Something new is expected at least every {months} months, depending on the "
                "subject; what is late by as long again, or not delivered by all, is for "
                "attention, what is later is at risk. House rule.",
                months=_spans(rows, t),
            ),
            t("That nothing happened cannot be told from that nothing was reported."),
        ),
    )


def _spans(rows: pd.DataFrame, t: Translator) -> str:
    return "/".join(t.number(n) for n in sorted(set(rows["months"])))


def _fresh_finding(rows: pd.DataFrame, overdue: date | None, t: Translator) -> str:
    late = rows[(rows["late_months"] > 0).fillna(False)]
    silent, partial = rows[rows["late_months"].isna()], rows[rows["reported"] < rows["expected"]]
    parts = []
    if overdue is not None:
        parts.append(t("A newer release was expected by {date}.", date=t.date(overdue)))
    for part, message in (
        (late, N_("Late: {names}.")),
        (silent, N_("Never delivered: {names}.")),
        (partial, N_("Not delivered by all: {names}.")),
    ):
        if len(part):
            parts.append(t(message, names=", ".join(t(SUBJECT[each]) for each in part["subject"])))
    green = int((rows["status"] == "on_track").sum())
    whole = t(
        "{n} of {total} subjects are in time and whole.",
        n=t.number(green),
        total=t.number(len(rows)),
    )
    return " ".join([whole, *parts])


def complete(rows: pd.DataFrame, address: Address, filters: Filters, t: Translator) -> Panel:
    """Return which districts owe what; frame as `quality.districts` returns it.

    `address`: of everything about a district.
    """
    owing = rows[rows["is_open"] | (rows["missing"] > 0)]
    cells: list[Row] = [
        row | {"register": _register(row, t), "counted": _counted(row, t)}
        for row in rows.to_dict("records")
    ]
    columns = (
        Column("district_name", t("District")),
        Column("register", t("Register of training")),
        Column("schools", t("Schools that counted textbooks"), t.number, True),
        Column("school_count", t("Schools"), t.number, True),
        Column("missing", t("Schools without a count"), t.number, True),
    )
    lines = [
        line(
            html.A(row["district_name"], href=address(row["district"])),
            [status_sign("attention", t), " ", row["register"]]
            if row["is_open"]
            else row["register"],
            row["counted"],
        )
        for row in cells
        if row["is_open"] or row["missing"] > 0
    ]
    heads = (t("District"), t("Register of training"), t("Schools that counted textbooks"))
    title = t("Which districts have not reported?")
    return Panel(
        key="complete",
        title=title,
        finding=_complete_finding(rows, owing, t),
        body=scrolled_table(heads, lines, title) if lines else None,
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t("A school counts its textbooks at least once in twelve months."),
            t("Districts that owe nothing stand in the table only."),
        ),
    )


def _complete_finding(rows: pd.DataFrame, owing: pd.DataFrame, t: Translator) -> str:
    if owing.empty:
        return t("All districts have reported everything.")
    still_open = rows[rows["is_open"]]
    words = t(
        "Registers of the quarter still open: {n} of {total} districts",
        n=t.number(len(still_open)),
        total=t.number(len(rows)),
    )
    if 0 < len(still_open) <= NAMED:
        words += f" ({', '.join(still_open['district_name'])})"
    return words + t(
        "; {n} of {total} schools have not counted their textbooks for a year.",
        n=t.number(int(rows["missing"].sum())),
        total=t.number(int(rows["school_count"].sum())),
    )


NAMED = 5
"""Districts that are named in the finding."""


def late(
    rows: Sequence[Row],
    subjects: pd.DataFrame,
    total: int,
    address: Address,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the figures that rest on late data; rows as `quality.late_figures` returns them, frame
    as `quality.subjects`.

    `total`: figures that there are; `address`: of an indicator.
    """
    by_code = {row["subject"]: row for row in subjects.to_dict("records")}
    cells = [
        {
            "indicator": row["indicator"],
            "indicator_name": row["indicator_name"],
            "value": _value(row, t),
            "why": _why(row, by_code, filters, t),
            "status": row["status"],
            "provisional": row["provisional"],
            "status_name": standing_word(row, t),
        }
        for row in rows
    ]
    columns = (
        Column("indicator", t("Code")),
        Column("indicator_name", t("Indicator")),
        Column("value", t("Newest value")),
        Column("why", t("What it rests on")),
        Column("status_name", t("Status")),
    )
    lines = [
        line(
            [html.A(row["indicator"], href=address(row["indicator"])), f" {row['indicator_name']}"],
            row["value"],
            row["why"],
            standing_mark(row, t),
        )
        for row in cells
    ]
    heads = (t("Indicator"), t("Newest value"), t("What it rests on"), t("Status"))
    title = t("Which figures rest on late data?")
    finding = t("Every figure rests on data of the quarter.")
    if cells:
        finding = t(
            "{n} of {total} figures rest on data that are late or not delivered by all.",
            n=t.number(len(cells)),
            total=t.number(total),
        )
    return Panel(
        key="late",
        title=title,
        finding=finding,
        body=scrolled_table(heads, lines, title) if lines else None,
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=any(row["demonstration"] == 1 for row in rows),
        notes=(t("Provisional: late data can still change a status that looks good."),),
    )


def _value(row: Row, t: Translator) -> str:
    value = labels.measured(row["last_value"], row["unit"], t)
    return f"{value} · {t.quarter(row['last_period'])}"


def _why(row: Row, subjects: Mapping[str, Row], filters: Filters, t: Translator) -> str:
    reasons = []
    behind = [subjects[code] for code in row["late_subjects"]]
    for subject in behind:
        is_late = is_missing(subject["late_months"]) or subject["late_months"] > 0
        words = [_lateness(subject, t) if is_late else "", owed_by(subject, t)]
        name = t(SUBJECT[subject["subject"]])
        reasons.append(f"{name}: {', '.join(each for each in words if each)}")
    if row["last_period"].date() < filters.quarter:
        reasons.append(t("no value since {quarter}", quarter=t.quarter(row["last_period"])))
    is_told = any(not is_missing(subject["expected"]) for subject in behind)
    if row["reported_count"] < row["expected_count"] and not is_told:
        reported, expected = t.number(row["reported_count"]), t.number(row["expected_count"])
        reasons.append(t("reported by {n} of {total} districts", n=reported, total=expected))
    return "; ".join(reasons)


def failed(
    checks: Sequence[Any], stale_days: int, address: Address, filters: Filters, t: Translator
) -> Panel:
    """Return what the data do not explain; checks as `quality.checks` returns them.

    `stale_days`: after which a shipment is under way for too long; `address`: of what a subject
    tells.
    """
    cells = [
        {
            "subject": check.subject,
            "subject_name": t(SUBJECT[check.subject]),
            "name": kind_name(check.code, stale_days, t)
            if check.code in KIND
            else t(CHECK[check.code]),
            "cases": check.cases,
        }
        for check in sorted(checks, key=lambda check: -check.cases)
    ]
    columns = (
        Column("name", t("What was checked")),
        Column("subject_name", t("What is delivered")),
        Column("cases", t("Cases"), t.number, True),
    )
    lines = [
        line(
            html.A(row["name"], href=address(row["subject"])) if row["cases"] else row["name"],
            row["subject_name"],
            [status_sign("attention", t), " ", t.number(row["cases"])]
            if row["cases"]
            else t("none"),
        )
        for row in cells
    ]
    heads = (t("What was checked"), t("What is delivered"), t("Cases"))
    title = t("Which checks have failed?")
    broken = sum(check.cases > 0 for check in checks)
    finding = t("No check has failed.")
    if broken:
        finding = t(
            "{n} of {total} checks found something that the data do not explain.",
            n=t.number(broken),
            total=t.number(len(checks)),
        )
    return Panel(
        key="failed",
        title=title,
        finding=finding,
        body=scrolled_table(heads, lines, title, "numbered"),
        frame=told(cells, columns),
        columns=columns,
        source=_source(filters, t),
        demonstration=any(check.demonstration for check in checks),
        notes=(
            t("What breaks a rule of its sheet never comes in: these checks look across sheets."),
        ),
    )


def twins(
    people: Any,
    schools: pd.DataFrame,
    merged: int,
    apart: int,
    address: Address,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return who and what may stand under two codes; people and frame as of `queries.likeness`.

    `merged`: schools that are recorded as merged; `apart`: pairs of them that are recorded as two;
    `address`: of a school.
    """
    groups = schools["group"].nunique()
    lines = [
        line(t("People"), *map(t.number, (people.groups, people.joined, people.apart))),
        line(t("Schools"), *map(t.number, (groups, merged, apart))),
    ]
    heads = ("", t("Probably the same"), t("Recorded as the same"), t("Recorded as two different"))
    title = t("Who or what may stand twice?")
    finding = t("No two codes of people and no two schools look like one.")
    if people.groups or groups:
        finding = t(
            "Groups of codes that may be one: {people} of people, {schools} of schools.",
            people=t.number(people.groups),
            schools=t.number(groups),
        )
    named = [
        html.Li(
            [
                html.A(f"{row['school']} {row['school_name']}", href=address(row["school"])),
                f" · {row['district_name']} · {t(ALIKE[row['pair']])}",
            ]
        )
        for row in schools.head(LISTED).to_dict("records")
    ]
    columns = (
        Column("school", t("Code")),
        Column("school_name", t("School")),
        Column("district_name", t("District")),
        Column("pair", t("What they share"), lambda pair: t(ALIKE[pair])),
        Column("group", t("Group"), lambda n: t.number(n + 1), True),
    )
    return Panel(
        key="twins",
        title=title,
        finding=finding,
        body=[
            scrolled_table(heads, lines, title, "numbered"),
            html.Ul(named, className="alike") if named else None,
        ],
        frame=schools,
        columns=columns,
        source=_source(filters, t),
        demonstration=people.demonstration == 1 or is_invented(schools),
        notes=(
            t(
                "People: school, role, subject, sex and year of birth are the same; of {n} codes, "
                "and only as a count. Schools: the same spot, or the same name in one district.",
                n=t.number(people.checked),
            ),
            t(
                "Two codes are joined by the columns “Same as person” and “Merged into "
                "school” of the registers; what differs in any of these stays apart."
            ),
            t(
                "Of the rest, those who bring data in propose what they are, and those who accept "
                "it decide."
            ),
        ),
    )


ALIKE = {"spot": N_("same spot"), "name": N_("same name")}
"""What schools share -> its words."""

LISTED = 20
"""Schools that are listed; the table holds all of them."""


def _lateness(row: Row, t: Translator) -> str:
    if is_missing(row["late_months"]):
        return t("no data")
    if row["late_months"] == 0:
        return t("in time")
    return t.plural("{n} month late", "{n} months late", int(row["late_months"]))


def _due(row: Row, t: Translator) -> str:
    return "–" if is_missing(row["due_on"]) else t.quarter(row["due_on"])


def owed_by(row: Row, t: Translator) -> str:
    """Return how many delivered, of all that should have; empty where nobody is counted."""
    if is_missing(row["expected"]):
        return ""
    message = OWED_BY[row["subject"]]
    return t(message, n=t.number(row["reported"]), total=t.number(row["expected"]))


def _calendar(months: int, t: Translator) -> str:
    return t.plural("every {n} month", "every {n} months", months)


def _day(day: Any, t: Translator) -> str:
    return t("no data") if is_missing(day) else t.day(day)


def _register(row: Row, t: Translator) -> str:
    if not row["is_open"]:
        return t("register closed")
    if is_missing(row["closed_to"]):
        return t("never closed")
    return t("not closed since {quarter}", quarter=t.quarter(row["closed_to"]))


def _counted(row: Row, t: Translator) -> str:
    if is_missing(row["school_count"]):
        return t("no schools")
    return t("{n} of {total}", n=t.number(row["schools"]), total=t.number(row["school_count"]))


def _source(filters: Filters, t: Translator) -> str:
    return t(
        "imports up to release No. {number} · {quarter}; whole country",
        number=t.number(filters.release),
        quarter=t.quarter(filters.quarter),
    )
