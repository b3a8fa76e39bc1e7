"""What does the passport of a figure of an indicator say?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.number_link import Number, number_link
from layouts.i18n import Translator, is_missing
from layouts.numbers.words import facts, is_real, table
from layouts.numbers.words import release as release_words
from layouts.panel import Panel
from layouts.results import words

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Place:
    """Where and when a figure holds, and where more is told."""

    area: str
    """Name of the area."""
    number: Number
    short: str
    """Short address; empty where the figure has no code."""
    page: str
    """Address of the indicator."""
    releases: str
    """Address of the list of releases."""
    published: str
    """Day of the release in words."""


def head(
    row: Row, rule: Any, place: Place, release: Any, is_register: bool, filters: Filters,
    t: Translator,
) -> Panel:  # fmt: skip
    """Return what a figure is; `row` as `result_framework.rows` returns it.

    `is_register`: whether it stands only where a register is closed.
    """
    unit = row["unit"]
    pairs: list[tuple[str, Any]] = [
        (t("Value"), exact(row["value"], unit, t) if not row["hidden"] else words.value(row, t)),
        (t("Numerator"), _number(row["numerator"], t)),
        (t("Denominator"), _number(row["denominator"], t)),
        (t("Unit"), t(words.UNIT[unit])),
        (t("Counted"), t(words.COUNTING[row["counting"]])),
        (t("Area"), place.area),
        (t("Quarter"), t.quarter(filters.quarter)),
        (t("Target to date"), labels.counted(row["target"], unit, t)),
        (t("End target"), labels.counted(row["end_target"], unit, t)),
        (t("Status and why"), words.judged(row, rule, t)),
        (t("Source"), words.origin(row, t)),
        (t("Release"), html.A(release_words(release, place.published, t), href=place.releases)),
        (t("Verification"), is_real(row["demonstration"] == 1, t)),
        (_reported_title(is_register, t), _reported(row, t)),
        (t("Code of the number"), _code(place, t)),
    ]
    return Panel(
        key="number",
        title=f"{row['indicator']} · {row['indicator_name']}",
        finding=t(
            "{area}, {quarter}: {value}.",
            area=place.area,
            quarter=t.quarter(filters.quarter),
            value=words.value(row, t),
        ),
        body=[
            html.P(html.A(t("Page of the indicator"), href=place.page), className="ways"),
            facts(pairs),
        ],
        source=words.source(filters, t),
        demonstration=row["demonstration"] == 1,
        notes=(words.rule_note(rule, t),),
    )


def exact(value: float, unit: str, t: Translator) -> str:
    """Return a value with more places than a tile shows."""
    if is_missing(value):
        return t("no data")
    return t.percent(value, 2) if unit == "share" else t.number(value, 2 if unit == "points" else 0)


def _number(value: float, t: Translator) -> str:
    """Return a number to the places that it has, at most two; empty where there is none."""
    if is_missing(value):
        return ""
    return t.number(value, 0 if float(value).is_integer() else 2)


def _code(place: Place, t: Translator) -> list[Any]:
    if not place.number.code:
        return []
    told = html.A(place.short, href=place.short)
    return [html.Code(place.number.code), " ", told]


def _reported_title(is_register: bool, t: Translator) -> str:
    return t("Registers closed") if is_register else t("Areas that reported")


def _reported(row: Row, t: Translator) -> str:
    if row["reported_count"] is None:
        return ""
    return t(
        "{n} of {total}", n=t.number(row["reported_count"]), total=t.number(row["expected_count"])
    )


def counted(
    row: Row,
    parts: pd.DataFrame,
    number: Callable[[str], Number],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return how a figure is counted, and from which parts; frame as `result_history.by_area`.

    `number`: code of an area -> the passport of its figure.
    """
    unit, is_ratio = row["unit"], row["unit"] in ("share", "points")
    body: list[Any] = [html.P(_rule(row, t))]
    if is_ratio and not is_missing(row["value"]):
        parts_of_it = (_number(row[name], t) for name in ("numerator", "denominator"))
        equation = f"{' ÷ '.join(parts_of_it)} = {exact(row['value'], unit, t)}"
        body.append(html.P(equation, className="equation"))
    if len(parts):
        title = t("Its parts by district") if filters.region else t("Its parts by region")
        heads = (
            (t("Area"), False),
            (t("Actual"), True),
            (t("Numerator"), True),
            *(((t("Denominator"), True),) if is_ratio else ()),
            (t("Districts that reported"), True),
        )
        body.append(
            table(
                title,
                heads,
                [
                    (
                        each["area_name"],
                        number_link(_part(each, unit, t), number(each["area"]), t),
                        _number(each["numerator"], t) or "–",
                        *((_number(each["denominator"], t) or "–",) if is_ratio else ()),
                        t(
                            "{n} of {total}",
                            n=t.number(each["reported_count"]),
                            total=t.number(each["expected_count"]),
                        ),
                    )
                    for each in parts.to_dict("records")
                ],
            )
        )
    return Panel(
        key="number-counted",
        title=t("How is it counted?"),
        finding=row["definition"],
        body=body,
    )


def _part(each: Row, unit: str, t: Translator) -> str:
    if each["hidden"]:
        return t("not told apart")
    if is_missing(each["value"]):
        return t("not reported") if each["expected_count"] else t("not measured here")
    return labels.measured(each["value"], unit, t)


def _rule(row: Row, t: Translator) -> str:
    if row["level"] == "country":
        return t("It is counted for the whole country at once.")
    late = t(
        "A district that has not reported the quarter keeps its last known state of up to twelve "
        "quarters."
    )
    if row["unit"] in ("share", "points"):
        added = t(
            "Numerators and denominators of districts are added up first; the sums are divided."
        )
    else:
        added = t("The figures of districts are added up.")
    return f"{added} {late}"
