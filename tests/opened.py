"""Which numbers of a panel lead to their passports, and do they lead to the right cells?"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from math import isclose
from typing import Any

from layouts import points
from layouts.components.data_table import table_words
from layouts.markup import markup
from layouts.panel import Panel, tables_of

NOT_OPENED = {
    "lists whose every line stands in the table behind": {
        "broken", "campaign-events", "commitments", "commitments-list", "conservation", "contracts",
        "contract-changes", "groups", "overdue", "plan-next", "policy-tranches",
        "risk-list", "sessions", "to-come",
    },
    "bars of time, and tables of days": {
        "agreements", "guides", "institute-packages", "plan-gantt", "review-steps", "standards",
        "studies", "timeline", "work-gantt",
    },
    "several numbers in one sentence or sign, told apart in the table behind": {
        "chain", "changes", "complete", "costs", "curve-awards", "curve-paid", "definition",
        "failed", "forecast", "fresh", "gains", "grievance-state", "late", "places",
        "provision-why", "rating", "reach", "reconciliation", "revisions", "risk-matrix", "scores",
        "sector-years", "simulator", "transfers-effect",
    },
    "bars too small to be touched one by one": {"neighbours", "pupils"},
    "legends, whose limits are no figures": {
        "budget-burn", "campaign-map", "campaign-reach", "coverage", "gap-map", "history", "map",
        "provision-map", "result-map", "sector-map",
    },
    "facts of the register of schools": {
        "access", "area", "comparison", "facts", "items", "photos", "picking", "schools",
        "teachers",
    },
    "about releases and codes, not about the programme": {"release-changes", "releases", "twins"},
    "rules and hints in words": {"minutes", "sheets", "transfers", "transfers-rest"},
}  # fmt: skip
"""Panels that tell numbers in words of which none is a link, by the reason."""


class _Numbers(HTMLParser):
    """Reads where a body tells numbers: in links to passports or beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self.has_link = self.has_number = self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "number-link" in (given.get("class") or ""):
            self.has_link = True
            if cell := given.get("data-cell"):
                self.cells.append((cell, ""))
                self._is_inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        self.has_number = self.has_number or any(map(str.isdigit, data))
        if self._is_inside:
            cell, words = self.cells[-1]
            self.cells[-1] = cell, words + data


def _read(panel: Panel) -> _Numbers:
    reading = _Numbers()
    if not panel.inside:  # what stands inside is read by itself
        reading.feed(markup(panel.body))
    return reading


def is_closed(panel: Panel) -> bool:
    """Return whether a panel tells numbers in words of which it opens none, and nobody says why."""
    found = _read(panel)
    is_listed = any(panel.key in keys for keys in NOT_OPENED.values())
    return found.has_number and not found.has_link and not is_listed


def wrong_links(panel: Panel) -> Iterator[str]:
    """Yield the figures in words that lead to a cell which says something else."""
    tables = [table_words(table) for table in tables_of(panel)]
    for cell, words in _read(panel).cells:
        table, row, column = (int(each) - 1 for each in cell.split("."))
        if len(tables) <= table or len(tables[table]["rows"]) <= row:
            yield f"{panel.key} {cell}: {words}: no cell"
            continue
        told = tables[table]["rows"][row][column]
        if not tables[table]["head"][column]["isNumber"] or not _agree(words, told):
            yield f"{panel.key} {cell}: {words}: {told}"


def _agree(words: str, told: str) -> bool:
    """Return whether one of the numbers in words is the first of a cell, rounded, and perhaps in
    millions or billions."""
    value = _numbers(told)[0]
    scales = [1] + [each for each in (1e6, 1e9) if "illion" in words or value >= each / 1000]
    return any(
        isclose(number * scale, value, rel_tol=0.006, abs_tol=0.0501 * scale if scale > 1 else 0)
        for number in _numbers(words)
        for scale in scales
    )


def _numbers(words: str) -> list[float]:
    found = re.findall(r"\d[\d,\u00a0\u202f]*(?:\.\d+)?", words)
    return [float(re.sub(r"[,\u00a0\u202f]", "", each)) for each in found]


def wrong_points(panel: Panel) -> Iterator[str]:
    """Yield the points of a chart that lead to no cell, or to one with another value."""
    figure = points.placed(panel)
    if figure is None or "data" not in figure:
        return
    assert json.dumps(figure)
    tables = [table_words(table) for table in tables_of(panel)]
    raw = tables_of(panel)
    for trace in figure["data"]:
        if trace["type"] not in ("bar", "scatter") or trace.get("hoverinfo") == "skip":
            continue
        for n, value in enumerate(trace["y"]):
            if value is None:
                continue
            cell = _cell_of(trace["meta"], n)
            table, row, column = (int(each) - 1 for each in cell.split("."))
            name = raw[table].columns[column].name
            known = float(list(raw[table].frame[name])[row])
            lies = name == "mean_gain" or trace.get("orientation") == "h"
            shown = float(trace["x"][n] if lies else value)
            if not any(isclose(shown * scale, known) for scale in (1, 0.01, 1e6, 1e9)):
                yield f"{panel.key} {trace.get('name')} {cell}: {shown}: {known}"
            if not tables[table]["head"][column]["isNumber"]:
                yield f"{panel.key} {cell}: no number"


def _cell_of(meta: Any, n: int) -> str:
    return meta.replace(".", f".{n + 1}.") if isinstance(meta, str) else meta[n]


def wrong_areas(panel: Panel) -> Iterator[str]:
    """Yield the areas of a map that lead to a cell which says something else."""
    figure = points.placed(panel)
    tables = [table_words(table) for table in tables_of(panel)]
    for trace in (figure or {}).get("data", ()):
        if trace["type"] not in ("choropleth", "scattergeo") or not trace.get("meta"):
            continue
        for cell, words in zip(trace["meta"], trace["text"], strict=True):
            if cell is None:
                continue
            table, row, column = (int(each) - 1 for each in cell.split("."))
            told = tables[table]["rows"][row]
            if told[column] not in words or told[0] not in words:
                yield f"{panel.key} {cell}: {words}: {told}"
