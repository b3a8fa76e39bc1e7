"""Which innovative schools are here, how far are their packages, and what did these cost?"""

from collections.abc import Callable, Mapping
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column, told
from layouts.components.share_rows import Row as Share
from layouts.components.share_rows import share_rows
from layouts.components.status_mark import status_mark
from layouts.districts.words import Row, Rows, any_invented
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.school.facts import standing_words
from layouts.school_table import mark_columns, worded
from layouts.schools import packages_source, stage_bars, stage_key


def panel(
    marks: Any,
    nearest: Row | None,
    passport: Callable[[str], str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the innovative schools of the area, frame as `school_marks.marks`; where there are
    none, the nearest one as `districts.nearest_innovative` returns it."""
    if marks.empty:
        return _none(nearest, passport, filters, t)
    accepted, total = marks["accepted_count"].sum(), marks["package_count"].sum()
    return Panel(
        key="schools",
        title=t("Innovative schools"),
        finding=t(
            "{schools}; {n} of {total} packages accepted.",
            schools=t.plural("{n} innovative school", "{n} innovative schools", len(marks)),
            n=t.number(accepted),
            total=t.number(total),
        ),
        body=[
            html.Ul(
                [_school(row, passport, t) for row in marks.to_dict("records")],
                className="area-schools",
            ),
            *stage_key(marks, t),
        ],
        frame=worded(marks, t),
        columns=mark_columns(t),
        source=packages_source(filters, t),
        demonstration=is_invented(marks),
    )


def _school(row: Mapping[Any, Any], passport: Callable[[str], str], t: Translator) -> html.Li:
    return html.Li(
        [
            html.Span(
                [
                    html.A(row["school_name"], href=passport(row["school"])),
                    status_mark(row["status"], t),
                ],
                className="area-school",
            ),
            stage_bars(row, t),
            html.Small(standing_words(row, t)),
        ]
    )


def _none(
    nearest: Row | None, passport: Callable[[str], str], filters: Filters, t: Translator
) -> Panel:
    body = None
    if nearest is not None:
        body = html.P(
            [
                f"{t('Nearest innovative school')}: ",
                html.A(nearest["school_name"], href=passport(nearest["school"])),
                f" · {nearest['district_name']} · {labels.kilometres(nearest['distance_km'], t)} ",
                status_mark(nearest["status"], t),
            ],
            className="nearest",
        )
    return Panel(
        key="schools",
        title=t("Innovative schools"),
        finding=t("No innovative school lies here."),
        body=body or html.P(t("No innovative school is on the map."), className="nearest"),
        source=packages_source(filters, t),
        demonstration=any_invented(nearest),
        notes=(t("As the crow flies from the middle of the area."),) if nearest else (),
    )


def money(names: Mapping[str, str], money_: Rows, filters: Filters, t: Translator) -> Panel:
    """Return what became of the budget of the packages; for each scope as
    `districts.package_money` returns it."""
    here = money_["here"]
    if here is None:
        return Panel("packages-money", "")
    spent, contracted = here["spent"], here["contracted"]
    finding = t("Spending and budget cannot be compared yet.")
    if not is_missing(spent["share"]):
        finding = t(
            "{spent} of {budget} spent ({share}).",
            spent=labels.million_kgs(spent["amount"], t),
            budget=labels.million_kgs(spent["budget"], t),
            share=t.percent(spent["share"]),
        )
    rows = [
        {
            "name": names[scope],
            "of": _known(each["spent"], t),
            **{part: each[part]["amount"] for part in ("contracted", "spent")},
            "budget": each["spent"]["budget"],
            "share": each["spent"]["share"],
            "contracted_share": each["contracted"]["share"],
        }
        for scope in names
        if (each := money_[scope]) is not None
    ]
    columns = (
        Column("name", t("Area")),
        Column("budget", t("Budget, KGS"), t.number, True),
        Column("contracted", t("Contracts, KGS"), t.number, True),
        Column("spent", t("Spent, KGS"), t.number, True),
        Column("share", t("Share of the budget spent"), t.percent, True),
        Column("of", t("Packages")),
    )
    return Panel(
        key="packages-money",
        title=t("Money of the packages"),
        finding=finding,
        body=[share_rows([_bar(row, t) for row in rows], "1.5"), _key(t)],
        frame=told(rows, columns),
        columns=columns,
        source=t("packages of innovative schools, {release}", release=labels.as_stated(filters, t)),
        demonstration=any_invented(spent, contracted),
        notes=(t("Of packages whose budget and spending are both known."),),
    )


def _bar(row: Row, t: Translator) -> Share:
    words = [
        html.B(t.percent(row["share"])),
        f" · {labels.million_kgs(row['spent'], t)}",
        html.Small(row["of"]),
    ]
    return Share(
        row["name"], row["contracted_share"], words, "contracted", ((row["share"], "spent"),)
    )


def _known(row: Row, t: Translator) -> str:
    return t(
        "{n} of {total} packages",
        n=t.number(row["known_count"]),
        total=t.number(row["package_count"]),
    )


def _key(t: Translator) -> Any:
    return key(("spent", t("spent")), ("contracted", t("contracts")), ("none", t("budget")))
