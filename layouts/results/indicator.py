"""What does the page of one indicator say: where it stands, how it came there, what it means?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.components.number_link import Number, code_beside, number_link
from layouts.components.share_rows import Row as ShareRow
from layouts.components.share_rows import share_rows
from layouts.components.status_mark import standing_mark, status_mark
from layouts.components.tile import bullet, context
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, demonstration_mark, is_invented
from layouts.results import words
from layouts.training.groups import DIMENSION, group_name

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Links:
    """Addresses that lead away from an indicator."""

    framework: str
    before: tuple[str, str] | None
    """Code and address of the indicator before; None at the first one."""
    after: tuple[str, str] | None
    export: str
    meeting: str
    """Its panels as slides for a room."""
    number: Number
    """Passport of the figure."""


def head(row: Row, rule: Any, links: Links, filters: Filters, t: Translator) -> Panel:
    """Return where an indicator stands; `row` as `result_framework.rows` returns it."""
    facts = [
        (t("Baseline"), _with(labels.counted(row["baseline"], row["unit"], t), quarter))
        if (quarter := words.baseline_quarter(row, t))
        else (t("Baseline"), t("no data")),
        (t("Target to date"), labels.counted(row["target"], row["unit"], t)),
        (t("End target"), _end(row, t)),
        (t("Chance"), words.chance(row, t)),
        (t("Component"), row["component_name"]),
        (t("Line of work"), f"{row['line']} {row['line_name']}"),
        (t(words.LEVEL[row["result_level"]]), row["result_name"]),
        (t("Source"), words.origin(row, t)),
    ]
    mark = [demonstration_mark(t)] if row["demonstration"] == 1 else []
    return Panel(
        key="indicator",
        title=f"{row['indicator']} · {row['indicator_name']}",
        finding=_finding(row, rule, filters, t),
        body=[
            _ways(links, t),
            Element(
                "div",
                [
                    Element(
                        "div",
                        [
                            Element(
                                "p",
                                [number_link(words.value(row, t), links.number, t), *mark],
                                {"class": "value"},
                            ),
                            code_beside(links.number, t),
                            Element("p", context(row, t), {"class": "context"}),
                            bullet(row, t),
                            *_standing(row, rule, t),
                        ],
                        {"class": "result-now"},
                    ),
                    html.Dl(
                        [html.Div([html.Dt(name), html.Dd(told)]) for name, told in facts],
                        className="result-facts",
                    ),
                ],
                {"class": "result-head"},
            ),
        ],
        source=words.source(filters, t),
        demonstration=row["demonstration"] == 1,
        notes=(words.rule_note(rule, t),),
    )


def _standing(row: Row, rule: Any, t: Translator) -> list[Element]:
    """Return the status and its reason; above them the decision, where one set another status."""
    why = f" {words.reason(row, rule, t)}"
    if not row["override"]:
        return [Element("p", [standing_mark(row, t), why], {"class": "standing"})]
    by_rule = [status_mark(row["rule_status"], t), why]
    decided = [standing_mark(row, t), f" {words.decision(row, t)}"]
    return [
        Element("p", decided, {"class": "standing decision"}),
        Element("p", [f"{t('By the rule:')} ", *by_rule], {"class": "standing"}),
    ]


def _with(value: str, quarter: str) -> str:
    return f"{value} ({quarter})"


def _end(row: Row, t: Translator) -> str:
    if is_missing(row["end_target"]):
        return t("none: every quarter is judged by itself") if row["ongoing"] else t("no data")
    return _with(labels.counted(row["end_target"], row["unit"], t), t.quarter(row["end_period"]))


def _ways(links: Links, t: Translator) -> html.Nav:
    neighbours = [
        html.A(f"{sign} {link[0]}", href=link[1], rel=rel)
        for sign, rel, link in (("←", "prev", links.before), ("→", "next", links.after))
        if link
    ]
    return html.Nav(
        [
            html.A(t("Results framework"), href=links.framework),
            *neighbours,
            html.A(t("As slides for a meeting"), href=links.meeting),
        ],
        className="ways",
        **aria(label=t("Other indicators")),
    )


def _finding(row: Row, rule: Any, filters: Filters, t: Translator) -> str:
    quarter = t.quarter(filters.quarter)
    why = words.reason(row, rule, t)
    told = t("{quarter}: {why}.", quarter=quarter, why=why)
    if not is_missing(row["value"]):
        told = t(
            "{quarter}: {value}; {status}, {why}.",
            quarter=quarter,
            value=words.value(row, t),
            status=t(labels.STATUS[row["rule_status"]]),
            why=why,
        )
    if not row["override"]:
        return told
    return f"{told} " + t("By decision: {status}.", status=t(labels.STATUS[row["status"]]))


def history(
    row: Row,
    quarters: pd.DataFrame,
    figure: dict[str, Any],
    links: Links,
    ahead: pd.DataFrame | None,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return every quarter of an indicator; frame as `result_history.history` returns it, `ahead`
    the quarters of an outlook, None where there is none."""
    unit = row["unit"]
    hatched = (("forecast", t("Forecast")), ("band", t("80% interval")))
    looks = (
        ("trained", t("Actual")),
        *(() if ahead is None else hatched),
        ("planned", t("Path of targets")),
    )

    def show(value: float) -> str:
        return labels.measured(value, unit, t)

    return Panel(
        key="history",
        title=t("How it came there"),
        finding=_course(row, quarters, t),
        figure=figure,
        body=[
            html.Ul(
                [
                    html.Li([html.Span(className=f"swatch swatch-{look}-line"), told])
                    for look, told in looks
                ],
                className="legend",
            ),
            html.P(
                html.A(t("Every quarter as a file (CSV)"), href=links.export, download=""),
                className="ways",
            ),
        ],
        frame=quarters,
        columns=history_columns(row, t, show),
        more=() if ahead is None else (_ahead(ahead, show, t),),
        source=words.source(filters, t),
        demonstration=is_invented(quarters),
    )


def _ahead(quarters: pd.DataFrame, show: Callable[[float], str], t: Translator) -> Table:
    columns = (
        Column("period", t("Quarter"), t.quarter),
        Column("low", t("Lower end of the 80% interval"), show, True),
        Column("middle", t("Forecast"), show, True),
        Column("high", t("Upper end of the 80% interval"), show, True),
    )
    return Table(t("Forecast"), quarters, columns)


def history_columns(row: Row, t: Translator, show: Any = str) -> tuple[Column, ...]:
    """Return the columns of the quarters of an indicator; `show` tells a value."""

    def state(code: str) -> str:
        return t(labels.STATUS[code]) if code else "–"

    return (
        Column("period", t("Quarter"), t.quarter),
        Column("value", t("Actual"), show, True),
        Column("numerator", t("Numerator"), t.number, True),
        Column("denominator", t("Denominator"), t.number, True),
        Column("target", t("Target to date"), show, True),
        Column("reported_count", t("Areas that reported"), t.number, True),
        Column("status", t("Status at that time"), state),
        Column("rule_status", t("Status by the rule"), state),
    )


def _course(row: Row, quarters: pd.DataFrame, t: Translator) -> str:
    known = quarters[quarters["value"].notna()]
    if known.empty:
        return t("No quarter has a figure yet.")
    first, last = known.iloc[0], known.iloc[-1]
    told = t(
        "From {first} in {begin} to {last} in {end}.",
        first=labels.counted(first["value"], row["unit"], t),
        begin=t.quarter(first["period"]),
        last=labels.counted(last["value"], row["unit"], t),
        end=t.quarter(last["period"]),
    )
    due = known[known["target"] > 0]
    if due.empty:
        return told
    kept = int((due["value"] >= due["target"]).sum())
    return f"{told} " + t(
        "The target was reached in {n} of {total} quarters that had one.",
        n=t.number(kept),
        total=t.number(len(due)),
    )


def revisions(row: Row, frame: pd.DataFrame | None, filters: Filters, t: Translator) -> Panel:
    """Return which quarters were corrected; frame as `result_history.revisions` returns it."""
    if frame is None:
        return Panel(
            key="revisions",
            title=t("What was corrected"),
            finding=t("Corrections of registers are told for the whole country only."),
            body=html.Div(),
            source=t("releases compared, {quarter}", quarter=t.quarter(filters.quarter)),
        )
    unit = row["unit"]
    decimals = _decimals(frame, unit)

    def exact(value: float) -> str:
        return t.percent(value, decimals) if unit == "share" else t.number(value, decimals)

    def moved(value: float) -> str:
        if unit == "share":
            return t("{n} pp", n=t.change(100 * value, decimals))
        return t.change(value, decimals)

    def number(value: float) -> str:
        return t("No. {number}", number=t.number(value))

    finding = t("No quarter known earlier was corrected in a later release.")
    items = []
    if len(frame):
        finding = t.plural(
            "{n} quarter known earlier was corrected in a later release.",
            "{n} quarters known earlier were corrected in later releases.",
            len(frame),
        )
        items = [
            html.Li(
                [
                    html.B(t.quarter(each["period"])),
                    html.Span(
                        t(
                            "{before} → {after} ({change}), release No. {number}",
                            before=exact(each["value_before"]),
                            after=exact(each["value"]),
                            change=moved(each["change"]),
                            number=t.number(each["release"]),
                        )
                    ),
                ]
            )
            for each in frame.to_dict("records")
        ]
    return Panel(
        key="revisions",
        title=t("What was corrected"),
        finding=finding,
        body=html.Ul(items, className="result-list") if items else html.Div(),
        frame=frame,
        columns=(
            Column("period", t("Quarter"), t.quarter),
            Column("release_before", t("Earlier release"), number),
            Column("value_before", t("Was"), exact, True),
            Column("release", t("Later release"), number),
            Column("value", t("Is"), exact, True),
            Column("change", t("Change"), moved, True),
        ),
        source=t("releases compared, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(frame),
    )


def _decimals(frame: pd.DataFrame, unit: str) -> int:
    """Return the fewest decimals, none or one to four, that tell every change of a frame."""
    if unit not in ("share", "points") or frame.empty:
        return 0
    least = frame["change"].abs().min() * (100 if unit == "share" else 1)
    return next((n for n in range(1, 4) if least >= 0.5 * 10**-n), 4)


def by_area(row: Row, frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return an indicator by area; frame as `result_history.by_area`; empty where it has none."""
    if frame.empty:
        return Panel("by-area", "")
    unit = row["unit"]
    known = frame[frame["value"].notna()]
    scale = 1.0 if unit == "share" else max(known["value"].max(), 1) if len(known) else 1.0
    order = frame.sort_values("value", ascending=False, na_position="last")

    def told(each: Row) -> str:
        if each["hidden"]:
            return t("not told apart")
        if is_missing(each["value"]):
            return t("not reported") if each["expected_count"] else t("not measured here")
        parts = [labels.measured(each["value"], unit, t)]
        if each["target"] > 0:
            parts.append(t("due {target}", target=labels.measured(each["target"], unit, t)))
        return " · ".join(parts)

    return Panel(
        key="by-area",
        title=t("By district") if filters.region else t("By region"),
        finding=_spread(row, known, t),
        body=share_rows(
            [
                ShareRow(each["area_name"], each["value"] / scale, told(each), "actual")
                for each in order.to_dict("records")
            ],
            "1.2",
        ),
        frame=order,
        columns=(
            Column("area_name", t("District") if filters.region else t("Region")),
            Column("value", t("Actual"), lambda value: labels.measured(value, unit, t), True),
            Column("numerator", t("Numerator"), t.number, True),
            Column("denominator", t("Denominator"), t.number, True),
            Column("target", t("Target to date"), lambda n: labels.measured(n, unit, t), True),
            Column("reported_count", t("Districts that reported"), t.number, True),
            Column("expected_count", t("of"), t.number, True),
        ),
        source=words.source(filters, t),
        demonstration=is_invented(frame),
    )


def _spread(row: Row, known: pd.DataFrame, t: Translator) -> str:
    if known.empty:
        return t("No area has a figure for this quarter.")
    order = known.sort_values("value")
    high, low = order.iloc[-1], order.iloc[0]
    return t(
        "Highest: {high}, {most}; lowest: {low}, {least}.",
        high=high["area_name"],
        most=labels.counted(high["value"], row["unit"], t),
        low=low["area_name"],
        least=labels.counted(low["value"], row["unit"], t),
    )


def by_group(
    row: Row, frame: pd.DataFrame, names: Mapping[str, str], filters: Filters, t: Translator
) -> Panel:
    """Return an indicator by groups of people; `names` holds those of subjects by code."""
    if frame.empty:
        return Panel("by-group", "")
    unit = "points" if row["unit"] == "points" else "share"
    scale = 1.0 if unit == "share" else max(frame["value"].max(), 1)
    shown = frame.assign(
        row=range(len(frame)),
        dimension_name=[t(DIMENSION[each]) for each in frame["dimension"]],
        group_name=[
            group_name(dimension, str(group), names, t)
            for dimension, group in zip(frame["dimension"], frame["group"], strict=True)
        ],
    )

    def told(each: Row) -> str:
        if each["hidden"] or is_missing(each["value"]):
            return t("not told apart") if each["hidden"] else t("no data")
        value = labels.measured(each["value"], unit, t)
        if is_missing(each["numerator"]):
            return t("{value} of {total}", value=value, total=t.number(each["denominator"]))
        return t(
            "{value}: {n} of {total}",
            value=value,
            n=t.number(each["numerator"]),
            total=t.number(each["denominator"]),
        )

    body: list[Any] = []
    for dimension, part in shown.groupby("dimension_name", sort=False):
        body += [
            html.H3(str(dimension)),
            share_rows(
                [
                    ShareRow(
                        each["group_name"],
                        each["value"] / scale,
                        told(each),
                        "actual",
                        row=each["row"],
                    )
                    for each in part.to_dict("records")
                ],
                "1.3",
            ),
        ]
    return Panel(
        key="by-group",
        title=t("By groups of people"),
        finding=_parity(shown, unit, t),
        body=body,
        frame=shown,
        columns=(
            Column("dimension_name", t("Told apart by")),
            Column("group_name", t("Group")),
            Column("value", t("Value"), lambda n: labels.measured(n, unit, t), True),
            Column("numerator", t("Numerator"), t.number, True),
            Column("denominator", t("Denominator"), t.number, True),
        ),
        source=words.source(filters, t),
        demonstration=row["demonstration"] == 1,
        notes=(t("Groups of fewer than five people, and what would tell them, are not told."),),
    )


def _parity(shown: pd.DataFrame, unit: str, t: Translator) -> str:
    sexes = shown[(shown["dimension"] == "sex") & shown["value"].notna()]
    if len(sexes) < 2:
        return t("Women and men cannot be compared here.")
    by = sexes.set_index("group")["value"]
    return t(
        "Women: {women}; men: {men}.",
        women=labels.measured(by["female"], unit, t),
        men=labels.measured(by["male"], unit, t),
    )


def definition(
    row: Row, meanings: pd.DataFrame, rules: Table, filters: Filters, t: Translator
) -> Panel:
    """Return what an indicator means and since when; `meanings` as queries return them."""
    facts = [
        (t("Unit"), t(words.UNIT[row["unit"]])),
        (t("Counted"), t(words.COUNTING[row["counting"]])),
        (t("Told apart"), words.cuts(row, t)),
        (t("Source"), words.origin(row, t)),
    ]
    changes = [
        html.Li(
            [
                html.B(t.day(each["as_of"])),
                html.Span(
                    t("changed: {what}", what=_changed(each["changed"], t))
                    if each["changed"]
                    else t("in force since release No. {number}", number=t.number(each["release"]))
                ),
            ]
        )
        for each in meanings.to_dict("records")
    ]
    told = meanings.assign(
        what=[
            _changed(each, t) if each else t("in force since then") for each in meanings["changed"]
        ]
    )
    return Panel(
        key="definition",
        title=t("What it means"),
        finding=row["definition"],
        body=[
            html.Dl(
                [html.Div([html.Dt(name), html.Dd(each)]) for name, each in facts],
                className="result-facts",
            ),
            html.Ul(changes, className="result-list"),
        ],
        frame=told,
        columns=(
            Column("release", t("Release"), lambda n: t("No. {number}", number=t.number(n))),
            Column("as_of", t("Data to"), t.day),
            Column("what", t("Definition")),
        ),
        more=(rules,),
        source=t("register of indicators, {release}", release=labels.as_stated(filters, t)),
    )


def _changed(names: str, t: Translator) -> str:
    return ", ".join(t(words.MEANING[name]) for name in names.split())
