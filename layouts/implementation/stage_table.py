"""How do things and their stages stand in one table: reached, late or planned, and on which day?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import words
from layouts.markup import Element
from layouts.theme import MARKS

Row = Mapping[Any, Any]

REACHED = "✓"

KIND = {
    "standard": N_("Standard"),
    "guide": N_("Guide"),
    "step": N_("Step of the state body"),
    "institute": N_("Package of an institute"),
    "agreement": N_("Agreement"),
    "study": N_("Study"),
}


def stage_table(
    items: pd.DataFrame,
    stages: pd.DataFrame,
    names: Sequence[str],
    name: Callable[[Row], Sequence[Any]],
    late_days: int,
    label: str,
    t: Translator,
) -> Element:
    """Return a row for each item and a column for each stage; frames as `queries…stages` return
    them.

    `names`: codes of the stages in their order; `name`: row of an item -> its name, and what
    stands below it. Later than `late_days` is at risk.
    """
    of_item: dict[str, dict[str, Row]] = {}
    for row in stages.to_dict("records"):
        of_item.setdefault(row["item"], {})[row["stage"]] = row
    heads = [label, *(t(words.STAGE[code]) for code in names)]
    head = Element("tr", [Element("th", word, {"scope": "col"}) for word in heads])
    body = []
    for row in items.to_dict("records"):
        first, *below = name(row)
        title = [Element("span", first), *(Element("small", each) for each in below)]
        known = of_item.get(row["item"], {})
        cells = [Element("td", _cell(known.get(code), late_days, t)) for code in names]
        body.append(Element("tr", [Element("th", title, {"scope": "row"}), *cells]))
    table = Element(
        "table",
        [Element("thead", head), Element("tbody", body)],
        {"class": f"ledger stages stages-{len(names)}"},
    )
    look = {"class": "scrolled", "tabindex": "0", "role": "region", **aria(label=label)}
    return Element("div", table, look)


def _cell(stage: Row | None, late_days: int, t: Translator) -> list[Any]:
    """Return sign, word and day of a stage."""
    if stage is None:
        return [t("not in the plan")]
    if stage["is_reached"]:
        return _told("achieved", REACHED, t("reached"), t.day(stage["actual_on"]))
    planned = t("planned {date}", date=t.day(stage["planned_on"]))
    if is_missing(stage["days_late"]):
        return _told("not_due", MARKS["not_due"].sign, t("to come"), planned)
    status = "at_risk" if stage["days_late"] > late_days else "attention"
    late = labels.days_late(stage["days_late"], t)
    return _told(status, MARKS[status].sign, late, planned)


def _told(status: str, sign: str, word: str, day: str) -> list[Any]:
    mark = Element("span", sign, aria(hidden="true"))
    look = {"class": f"stage status-{status}"}
    return [Element("span", [mark, f" {word}"], look), Element("small", day)]


def reached(stages: pd.DataFrame, stage: str) -> int:
    """Return how many items have reached a stage."""
    return int((stages["is_reached"] & (stages["stage"] == stage)).sum())


def late(items: pd.DataFrame, t: Translator) -> str:
    """Return how many items are late and which one is the latest, in a sentence."""
    rows = items[items["days_late"].notna()]
    if rows.empty:
        return t("None is late.")
    worst = rows.sort_values(["days_late", "item"], ascending=[False, True]).iloc[0]
    return t.plural(
        "{n} is late: {name}, “{stage}”, {days}.",
        "{n} are late, most of all {name}: “{stage}”, {days}.",
        len(rows),
        name=worst["item_name"],
        stage=t(words.STAGE[worst["next_stage"]]),
        days=labels.days_late(worst["days_late"], t),
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of stages; frame as `queries…stages.listed` returns it."""
    return (
        Column("kind", t("Kind"), lambda code: t(KIND[code])),
        Column("item", t("Code")),
        Column("item_name", t("Name")),
        Column("stage", t("Stage"), lambda code: t(words.STAGE[code])),
        Column("planned_on", t("Planned"), t.day),
        Column("actual_on", t("Actual"), t.day),
        Column("days_late", t("Days late"), t.number, True),
        Column("document", t("Document"), words.named),
        Column("owner_name", t("Owner")),
    )
