"""What does the results framework say: the chain of results, and every indicator on its branch?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, told
from layouts.components.number_link import Number, cell_link, number_link
from layouts.components.tile import SHOWN_QUARTERS, bullet, context, trend
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, demonstration_mark
from layouts.results import words
from layouts.shell import Control

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Ways:
    """Where more is told of an indicator."""

    indicator: Callable[[str], str]
    """Code -> address of its page."""
    number: Callable[[Row], Number]
    """Its row -> the passport of its figure."""


def view_control(views: Sequence[str], chosen: str, t: Translator) -> Control:
    """Return the choice of how the framework is arranged."""
    return Control(
        "view", t("Arranged by"), [(each, t(words.VIEW[each])) for each in views], chosen
    )


def chain(
    results: Mapping[str, Any], branches: Sequence[Any], filters: Filters, t: Translator
) -> Panel:
    """Return the chain from branches up to the impact; `results` and `branches` as queries do."""
    rows = [row for branch in branches for row in branch.rows]
    top = [
        html.Li(
            [html.B(t(words.LEVEL[each.level])), html.Span(each.names[filters.lang])],
            className=f"link link-{each.level}",
        )
        for each in (results["impact"], results["outcome"])
    ]
    links = [
        Element(
            "li",
            Element(
                "a",
                [
                    _level(branch, t),
                    Element("span", branch.name),
                    words.counts(branch.rows, t),
                ],
                {"href": f"#branch-{branch.code}"},
            ),
            {"class": "link"},
        )
        for branch in branches
    ]
    return Panel(
        key="chain",
        title=t("From outputs to impact"),
        finding=_standing(rows, t),
        body=[
            html.Ol(top, className="chain-top"),
            Element("ul", links, {"class": "chain-branches"}),
        ],
        source=words.source(filters, t),
        demonstration=_is_invented(rows),
        notes=(
            t(
                "Impact, outcome and output 1 as ADB publishes them; its indicators are not "
                "published, so which one stands for which result is this project's own allocation."
            ),
        ),
    )


def _standing(rows: Sequence[Row], t: Translator) -> str:
    def many(*states: str) -> str:
        return t.number(sum(row["status"] in states for row in rows))

    told_ = t(
        "{good} of {total} indicators are achieved or on track, {attention} need attention, "
        "{risk} are at risk.",
        good=many(*labels.GOOD),
        total=t.number(len(rows)),
        attention=many("attention"),
        risk=many("at_risk"),
    )
    silent = sum(row["status"] == "not_reported" for row in rows)
    if not silent:
        return told_
    return f"{told_} " + t.plural("{n} is not reported.", "{n} are not reported.", silent)


def framework(
    branches: Sequence[Any],
    rule: Any,
    ways: Ways,
    export: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return every indicator on its branch.

    `branches` as `result_framework` returns them; `address` leads to one indicator, `export` to
    the list as a file.
    """
    rows = [row for branch in branches for row in branch.rows]
    at = {row["indicator"]: n for n, row in enumerate(rows, 1)}
    columns = columns_of(rule, t)
    return Panel(
        key="framework",
        title=t("Indicators"),
        finding=_worst(rows, t),
        body=[
            html.P(
                html.A(t("All indicators as a file (CSV)"), href=export, download=""),
                className="ways",
            ),
            *(_branch(branch, rule, ways, at, t) for branch in branches),
        ],
        frame=told(with_words(rows, rule, t), columns),
        columns=columns,
        source=words.source(filters, t),
        demonstration=_is_invented(rows),
        notes=(
            words.rule_note(rule, t),
            t("Baseline: the first known figure; no study of a baseline is on record."),
            t(
                "Chance: of reaching the end target by the closing date, from the pace so far; "
                "only for counts of people. The others say why they carry none."
            ),
            t("Tick: target to date. Hatched: quarter without a figure."),
        ),
    )


def _worst(rows: Sequence[Row], t: Translator) -> str:
    behind = [
        row
        for row in rows
        if row["status"] in ("attention", "at_risk")
        # A status set by decision may stand where the target is zero or no value is known.
        and row["target"] > 0
        and row["value"] / row["target"] < 1
    ]
    if not behind:
        return t("No indicator with a target is behind it.")
    worst = min(behind, key=lambda row: row["value"] / row["target"])
    return t(
        "Farthest behind its target to date: {indicator}, {value} of {target}.",
        indicator=worst["indicator_name"],
        value=labels.measured(worst["value"], worst["unit"], t),
        target=labels.measured(worst["target"], worst["unit"], t),
    )


def _is_invented(rows: Sequence[Row]) -> bool:
    return any(row["demonstration"] == 1 for row in rows)


def _branch(branch: Any, rule: Any, ways: Ways, at: Mapping[str, int], t: Translator) -> Element:
    """Return a branch that can be folded; `at`: code of an indicator -> its row in the table."""
    summary = [
        _level(branch, t),
        Element("h3", branch.name),
        words.counts(branch.rows, t),
    ]
    parts = [_group(group, rule, ways, at, t) for group in branch.groups]
    heads = (
        t("Indicator"), t("Baseline"), t("Actual"), t("Way to the target"), t("Trend"),
        t("Status and why"), t("Chance"),
    )  # fmt: skip
    head = Element("tr", [Element("th", each, {"scope": "col"}) for each in heads])
    table = Element(
        "table",
        [
            Element("caption", branch.name, {"class": "visually-hidden"}),
            Element("thead", head),
            *parts,
        ],
        {"class": "ledger indicators"},
    )
    return Element(
        "details",
        [Element("summary", summary, {"id": f"fold-{branch.code}"}), table],
        {"id": f"branch-{branch.code}", "class": "branch", "open": True},
    )


def _level(branch: Any, t: Translator) -> Element | None:
    """Return what kind of result a branch is; the name of a component says it already."""
    if branch.level == "component":
        return None
    return Element("b", t(words.LEVEL[branch.level]), {"class": "branch-level"})


def _group(
    group: tuple[str, str, Sequence[Row]],
    rule: Any,
    ways: Ways,
    at: Mapping[str, int],
    t: Translator,
) -> Element:
    code, name, rows = group
    lines = [_row(row, rule, ways, at[row["indicator"]], t) for row in rows]
    if name:
        words_: list[Any] = [Element("b", code), f" {name}"]
        if not rows:
            words_.append(Element("small", t("No indicator is set for this line of work.")))
        title = Element("th", words_, {"scope": "rowgroup", "colspan": 7})
        lines.insert(0, Element("tr", title, {"class": "line-of-work"}))
    return Element("tbody", lines)


def _row(row: Row, rule: Any, ways: Ways, n: int, t: Translator) -> Element:
    code = row["indicator"]
    about = " · ".join(
        (code, t(words.UNIT[row["unit"]]), t(words.COUNTING[row["counting"]]), words.cuts(row, t))
    )
    name = [
        Element("a", row["indicator_name"], {"href": ways.indicator(code)}),
        Element("small", about),
        Element("small", words.origin(row, t)),
    ]
    told = number_link(words.value(row, t), ways.number(row), t)
    mark = [demonstration_mark(t)] if row["demonstration"] == 1 else []
    first = labels.measured(row["baseline"], row["unit"], t)
    baseline: list[Any] = [first if is_missing(row["baseline"]) else cell_link(first, f"1.{n}.5")]
    if quarter := words.baseline_quarter(row, t):
        baseline.append(Element("small", quarter))
    cells = (
        ("baseline", t("Baseline"), baseline),
        (
            "actual",
            t("Actual"),
            [Element("strong", told), *mark, Element("small", context(row, t))],
        ),
        ("way", t("Way to the target"), bullet(row, t, (f"1.{n}.9", f"1.{n}.10"))),
        ("trend", t("Trend"), trend(row["trend"][-SHOWN_QUARTERS:], row["unit"], t)),
        (
            "status",
            t("Status and why"),
            words.judged(row, rule, t),
        ),
        ("chance", t("Chance"), _chance(row, t)),
    )
    return Element(
        "tr",
        [
            Element("th", name, {"scope": "row"}),
            *(
                Element("td", cell, {"class": f"cell-{kind}", "data-head": head})
                for kind, head, cell in cells
            ),
        ],
    )


def _chance(row: Row, t: Translator) -> Any:
    """Return the chance of an indicator; why there is none in small letters."""
    told = words.chance(row, t)
    return Element("small", told) if is_missing(row["chance"]) else told


def with_words(rows: Sequence[Row], rule: Any, t: Translator) -> list[dict[str, Any]]:
    """Return rows with what tables say of them in words."""
    return [
        {
            **row,
            **{
                f"{name}_words": labels.counted(row[name], row["unit"], t)
                for name in ("baseline", "target", "end_target")
            },
            "value_words": words.value(row, t),
            "of_what": labels.of_what(row["indicator"], row["numerator"], row["denominator"], t),
            "baseline_quarter": words.baseline_quarter(row, t),
            "reason": words.reason(row, rule, t),
            "decision": words.decision(row, t),
            "chance_words": words.chance(row, t),
            "cuts_words": words.cuts(row, t),
        }
        for row in rows
    ]


def columns_of(rule: Any, t: Translator) -> tuple[Column, ...]:
    """Return the columns of the table behind; rows as `with_words` returns them."""
    return (
        Column("indicator", t("Code")),
        Column("indicator_name", t("Indicator")),
        Column("line_name", t("Line of work")),
        Column("result_name", t("Result")),
        Column("baseline_words", t("Baseline"), is_number=True),
        Column("baseline_quarter", t("Quarter of the baseline")),
        Column("value_words", t("Actual"), is_number=True),
        Column("of_what", t("Of what")),
        Column("target_words", t("Target to date"), is_number=True),
        Column("end_target_words", t("End target"), is_number=True),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
        Column("rule_status", t("Status by the rule"), lambda code: t(labels.STATUS[code])),
        Column("provisional", t("Provisional"), lambda is_so: labels.yes_no(is_so, t)),
        Column("reason", t("Why")),
        Column("decision", t("Decision")),
        Column("chance_words", t("Chance")),
        Column("owner_name", t("Owner")),
        Column("definition", t("Definition")),
    )


def file_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the file: numbers as they are, shares from 0 to 1."""

    def day(value: Any) -> str:
        return "" if is_missing(value) else t.day(value)

    return (
        Column("indicator", t("Code")),
        Column("indicator_name", t("Indicator")),
        Column("component_name", t("Component")),
        Column("line_name", t("Line of work")),
        Column("result_name", t("Result")),
        Column("unit", t("Unit"), lambda code: t(words.UNIT[code])),
        Column("counting", t("Counted"), lambda code: t(words.COUNTING[code])),
        Column("cuts_words", t("Told apart")),
        Column("baseline", t("Baseline"), is_number=True),
        Column("baseline_quarter", t("Quarter of the baseline")),
        Column("value", t("Actual"), is_number=True),
        Column("numerator", t("Numerator"), is_number=True),
        Column("denominator", t("Denominator"), is_number=True),
        Column("target", t("Target to date"), is_number=True),
        Column("end_target", t("End target"), is_number=True),
        Column("end_period", t("Due"), day),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
        Column("rule_status", t("Status by the rule"), lambda code: t(labels.STATUS[code])),
        Column("provisional", t("Provisional"), lambda is_so: labels.yes_no(is_so, t)),
        Column("reason", t("Why")),
        Column("decision", t("Decision")),
        Column("chance", t("Chance"), is_number=True),
        Column("owner_name", t("Owner")),
        Column("definition", t("Definition")),
        Column(
            "demonstration",
            t("Demonstration data"),
            lambda flag: t("demo") if flag == 1 else "",
        ),
    )
