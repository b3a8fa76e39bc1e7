"""Which schools have counted their books, and do counts agree with what was sent, in words?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

SHOWN = 12
"""Rows that are drawn; the tables hold all of them."""

QUARTERS = 8
"""Newest quarters that are drawn."""

AGES = ("fresh", "ageing", "old", "never")


def counted(
    quarters: pd.DataFrame,
    districts: pd.DataFrame,
    schools: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return who counted in the last twelve months, and how old the last counts are.

    Frames as `over_time`, `by_district` and `last_counts` return them.
    """
    lines = quarters.assign(row=range(len(quarters))).tail(QUARTERS)
    rows = [
        Row(
            t.quarter(row["period"]),
            row["share"],
            t(
                "{n} of {total} schools, {share}",
                n=t.number(row["schools"]),
                total=t.number(row["school_count"]),
                share=t.percent(row["share"]),
            ),
            row=row["row"],
        )
        for row in lines.to_dict("records")
    ]
    return Panel(
        key="counted",
        title=t("Which schools have counted their books?"),
        finding=_counted_finding(quarters, districts, t),
        body=[
            share_rows(rows, "2.2"),
            html.H3(t("How old the last counts are"), className="part-title"),
            share_rows(_ages(schools, t)),
        ]
        if rows
        else None,
        frame=districts,
        columns=_district_columns(t),
        more=(
            Table(
                t("By quarter"),
                quarters,
                (
                    Column("period", t("Quarter"), t.quarter),
                    Column("schools", t("Schools that counted"), t.number, True),
                    Column("share", t("Share"), t.percent, True),
                ),
            ),
        ),
        source=t("stock counts, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(quarters),
        notes=(
            t("In the twelve months before the end of each quarter, of the schools open today."),
        ),
    )


def _district_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("district_name", t("District")),
        Column("schools", t("Schools that counted"), t.number, True),
        Column("school_count", t("Schools"), t.number, True),
        Column("missing", t("Did not count"), t.number, True),
        Column("share", t("Share"), t.percent, True),
    )


def _ages(schools: pd.DataFrame, t: Translator) -> list[Row]:
    ages = schools["age"].value_counts()
    total = max(len(schools), 1)
    return [
        Row(
            t(labels.COUNT_AGE[age]),
            float(ages.get(age, 0)) / total,
            t(
                "{count}, {share}",
                count=labels.unit_words("schools", int(ages.get(age, 0)), t),
                share=t.percent(float(ages.get(age, 0)) / total),
            ),
            age,
        )
        for age in AGES
    ]


def _counted_finding(quarters: pd.DataFrame, districts: pd.DataFrame, t: Translator) -> str:
    if quarters.empty:
        return t("No school here has counted its books yet.")
    now = quarters.iloc[-1]
    words = t(
        "{n} of {total} schools counted their books in the last twelve months: {share}.",
        n=t.number(now["schools"]),
        total=t.number(now["school_count"]),
        share=t.percent(now["share"]),
    )
    silent = districts[districts["share"] < 0.5]
    if silent.empty:
        return words
    few = t("Districts in which fewer than half did: {n}.", n=t.number(len(silent)))
    return f"{words} {few}"


def remind(
    districts: pd.DataFrame, schools: pd.DataFrame, export: str, filters: Filters, t: Translator
) -> Panel:
    """Return districts to remind; frames as `by_district` and `last_counts` return them.

    `export`: address of the list of schools as a file.
    """
    late = districts[districts["missing"] > 0].sort_values(
        ["missing", "district"], ascending=[False, True]
    )
    most = float(late["missing"].max()) if len(late) else 1.0
    late_rows = [
        Row(
            row["district_name"],
            row["missing"] / most,
            t(
                "{n} of {total} schools",
                n=t.number(row["missing"]),
                total=t.number(row["school_count"]),
            ),
            "never",
        )
        for row in late.head(SHOWN).to_dict("records")
    ]
    body: list[Any] = []
    if late_rows:
        body = [
            html.H3(t("Schools that have not counted for a year"), className="part-title"),
            share_rows(late_rows, "2.4"),
            html.P(html.A(t("Schools to remind as a file (CSV)"), href=export), className="hint"),
        ]
    waiting = schools[schools["age"].isin(["old", "never"])]
    return Panel(
        key="remind",
        title=t("Whom to remind?"),
        finding=_remind_finding(late, waiting, t),
        body=body,
        frame=waiting,
        columns=school_columns(t),
        more=(Table(t("By district"), late, _district_columns(t)),),
        source=t("stock counts, {release}", release=labels.as_stated(filters, t)),
        demonstration=is_invented(schools),
    )


def _remind_finding(late: pd.DataFrame, waiting: pd.DataFrame, t: Translator) -> str:
    if waiting.empty or late.empty:
        return t("Every school has counted its books in the last twelve months.")
    worst = late.iloc[0]
    return t(
        "Not counted for a year or ever: {schools}; most of them in {district}: {count}.",
        schools=labels.unit_words("schools", len(waiting), t),
        district=worst["district_name"],
        count=t.number(worst["missing"]),
    )


def school_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of schools to remind."""
    return (
        Column("school", t("School code")),
        Column("school_name", t("School")),
        Column("district_name", t("District")),
        Column(
            "counted_on", t("Last count"), lambda day: t("never") if is_missing(day) else t.day(day)
        ),
        Column("days", t("Days since"), lambda n: "" if is_missing(n) else t.number(n), True),
    )


def _off(row: Any, t: Translator) -> str:
    """Return by how much the counts of a school differ from what it received."""
    numbers = {name: t.number(row[name]) for name in ("fewer", "more", "received")}
    if not row["more"]:
        return t("{fewer} missing of {received}", **numbers)
    if not row["fewer"]:
        return t("{more} too many of {received}", **numbers)
    return t("{fewer} missing, {more} too many of {received}", **numbers)


def discrepancies(schools: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return how counts differ from what schools received; frame as `last_counts`."""
    known = schools[schools["received"].fillna(0) > 0]
    rows = known.assign(off=known["more"] + known["fewer"])
    rows = rows[rows["off"] > 0].sort_values(["off", "school"], ascending=[False, True])
    shown = rows.head(SHOWN)
    most = float(shown[["more", "fewer"]].max().max()) if len(shown) else 1.0
    lines = [
        Row(
            row["school_name"],
            row["fewer"] / most,
            _off(row, t),
            "fewer",
            ((row["more"] / most, "more"),) if row["more"] <= row["fewer"] else (),
            cell=f"1.{n}.6",
        )
        if row["fewer"]
        else Row(row["school_name"], row["more"] / most, _off(row, t), "more", cell=f"1.{n}.7")
        for n, row in enumerate(shown.to_dict("records"), 1)
    ]
    return Panel(
        key="discrepancies",
        title=t("Do counts agree with what was received?"),
        finding=_difference(known, rows, t),
        body=[
            key(("fewer", t("counted fewer")), ("more", t("counted more"))),
            share_rows(lines),
        ]
        if lines
        else None,
        frame=rows,
        columns=(
            *school_columns(t)[:4],
            Column("received", t("Received"), t.number, True),
            Column("fewer", t("Missing in the count"), t.number, True),
            Column("more", t("Counted beyond"), t.number, True),
            Column("differing", t("Titles that differ"), t.number, True),
        ),
        source=t("stock counts and receipts, {release}", release=labels.as_stated(filters, t)),
        demonstration=is_invented(schools),
        notes=(
            t(
                "Copies counted – usable, worn or lost – against copies received up to the day of "
                "the count, for titles that were sent to the school."
            ),
        ),
    )


def _difference(known: pd.DataFrame, rows: pd.DataFrame, t: Translator) -> str:
    if known.empty:
        return t("No school here has both received copies and counted them since.")
    if rows.empty:
        return t("Both agree wherever schools received copies and counted them.")
    return t(
        "In {n} of {total} schools counts and receipts differ: {fewer} copies are missing and "
        "{more} were counted beyond those received.",
        n=t.number(len(rows)),
        total=t.number(len(known)),
        fewer=t.number(rows["fewer"].sum()),
        more=t.number(rows["more"].sum()),
    )
