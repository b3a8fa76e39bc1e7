"""How does one headline figure show value, target to date, end target, trend and status?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from layouts import labels
from layouts.attributes import aria
from layouts.components.number_link import Number, cell_link, number_link
from layouts.components.status_mark import standing_mark, status_mark
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import demonstration_mark

Aims = tuple[str, str]
"""Cells of the target to date and of the end target in the table of the panel."""

SHOWN_QUARTERS = 8
"""How many quarters the small bars cover."""


def tile(
    row: Mapping[Any, Any],
    t: Translator,
    *,
    is_mixed: bool,
    number: Number | None = None,
    aims: Aims | None = None,
) -> Element:
    """Return a bullet chart in a card; `row` is a row of `results.standing`.

    `number` is the passport of the figure, `aims` as in `bullet`. `is_mixed`: some tiles of the row
    are invented and others are not, so each must say so.
    """
    bars = trend(row["trend"][-SHOWN_QUARTERS:], row["unit"], t)
    return Element(
        "article",
        [
            Element("h3", row["indicator_name"], {"title": row["definition"]}),
            Element("div", [_value(row, t, is_mixed, number), bars], {"class": "tile-value"}),
            bullet(row, t, aims),
            Element(
                "div",
                [standing_mark(row, t), context(row, t), *_rule(row, t)],
                {"class": "tile-status"},
            ),
        ],
        {"class": f"tile tile-{'provisional' if row['provisional'] else row['status']}"},
    )


def _rule(row: Mapping[Any, Any], t: Translator) -> list[Element]:
    """Return the status of the rule, where somebody set another one."""
    if not row["override"]:
        return []
    mark = status_mark(row["rule_status"], t)
    return [Element("small", [f"{t('Set by decision; by the rule:')} ", mark])]


def _value(row: Mapping[Any, Any], t: Translator, is_mixed: bool, number: Number | None) -> Element:
    is_invented = not is_missing(row["demonstration"]) and row["demonstration"] == 1
    mark = [demonstration_mark(t)] if is_mixed and is_invented else []
    if is_missing(row["value"]):
        missing = t("not told apart") if row.get("hidden") else t("no data")
        link = number_link(missing, number, t)
        return Element("span", [link, *mark], {"class": "value value-missing"})
    words = number_link(labels.measured(row["value"], row["unit"], t), number, t)
    return Element("span", [words, *mark], {"class": "value"})


def trend(quarters: Sequence[tuple[date, float]], unit: str, t: Translator) -> Element:
    """Return small bars, oldest first; a quarter without a figure stays empty."""
    top = max((value for _, value in quarters if not is_missing(value)), default=0) or 1
    bars, words = [], []
    for day, value in quarters:
        is_gap = is_missing(value)
        height = 0 if is_gap else max(6, 100 * value / top)
        words.append(f"{t.quarter(day)}: {labels.measured(value, unit, t)}")
        look = {
            "class": "bar bar-missing" if is_gap else "bar",
            "style": f"height:{height:.0f}%",
            "title": words[-1],
        }
        bars.append(Element("span", None, look))
    label = t("Trend: {words}", words=", ".join(words))
    return Element("span", bars, {"class": "trend", "role": "img", **aria(label=label)})


def bullet(row: Mapping[Any, Any], t: Translator, aims: Aims | None = None) -> Element:
    """Return a bar of the value on the way to the end target, with a tick at the target to date.

    `aims`: where the numbers of both targets stand; None where the panel has no table.
    """
    end, target, value = row["end_target"], row["target"], row["value"]
    known = [number for number in (end, target, value) if not is_missing(number)]
    if (is_missing(end) and is_missing(target)) or max(known) <= 0:
        return Element("div", t("No target is set for this area."), {"class": "bullet-words"})
    whole = max(known)
    parts, words = [], []
    if not is_missing(value):
        width = f"width:{100 * value / whole:.1f}%"
        parts.append(Element("span", None, {"class": "fill", "style": width}))
    if not is_missing(target):
        place = f"left:{100 * target / whole:.1f}%"
        parts.append(Element("span", None, {"class": "tick", "style": place}))
        due = t("due now {target}", target=labels.measured(target, row["unit"], t))
        words.append(cell_link(due, aims[0]) if aims else due)
    if not is_missing(end):
        goal = labels.measured(end, row["unit"], t)
        told = t("goal {target} by {year}", target=goal, year=row["end_period"].year)
        words.append(cell_link(told, aims[1]) if aims else told)
    lines = [Element("span", each) for each in words]
    return Element(
        "div",
        [
            Element("div", parts, {"class": "bullet", **aria(hidden="true")}),
            Element("div", lines, {"class": "bullet-words"}),
        ],
    )


def context(row: Mapping[Any, Any], t: Translator) -> Element:
    """Return what the figure rests on: denominator, districts that reported, or its last report."""
    if row.get("hidden"):
        words = [t("fewer than five people, or it would tell them")]
    elif not is_missing(row["value"]):
        words = [labels.of_what(row["indicator"], row["numerator"], row["denominator"], t)]
        if row["level"] == "district" and row["reported_count"] < row["expected_count"]:
            words.append(labels.districts_reported(row["reported_count"], row["expected_count"], t))
        if row["country_only"]:
            words.append(t("whole country"))
    elif is_missing(row["last_value"]):
        words = [t("never reported")]
    else:
        last = labels.measured(row["last_value"], row["unit"], t)
        words = [t("last: {value}, {quarter}", value=last, quarter=t.quarter(row["last_period"]))]
    return Element("span", " · ".join(filter(None, words)), {"class": "context"})
