"""Which pages are there, in the order of the menu?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard import cells
from dashboard.page import Page
from dashboard.pages import (
    budget,
    compare,
    deadlines,
    district,
    districts,
    implementation,
    indicator,
    meeting,
    number,
    overview,
    procurement,
    quality,
    releases,
    results,
    school,
    schools,
    textbooks,
    training,
    transfer_sheets,
)
from dashboard.sections import Panels
from dashboard.urls import AREA, IN_PATH, INDICATOR, SCHOOL, area_field
from layouts import budget as budget_arrangement
from layouts import implementation as implementation_arrangement
from layouts import procurement as procurement_arrangement
from layouts import slides
from layouts import textbooks as textbooks_arrangement
from layouts import training as training_arrangement
from layouts.sections import Section


def _by_slide(
    name: str, arrangement: Sequence[Section], modules: Sequence[Any]
) -> dict[str, Panels]:
    """Return which section answers each panel of a page; modules stand in the order of sections."""
    return {
        f"{name}.{key}": module.panels
        for (_, _, rows), module in zip(arrangement, modules, strict=True)
        for row in rows
        for key in row
    }


def _of_page(name: str, page: Page) -> dict[str, Panels]:
    return {f"{name}.{key}": page.panels for key in slides.PAGES[name][1]}


SLIDES: dict[str, Panels] = {
    **_of_page("overview", overview.PAGE),
    **_of_page("deadlines", deadlines.PAGE),
    **_by_slide("training", training_arrangement.SECTIONS, training.SECTIONS),
    **_by_slide("textbooks", textbooks_arrangement.SECTIONS, textbooks.SECTIONS),
    **_by_slide("budget", budget_arrangement.SECTIONS, budget.SECTIONS),
    **_by_slide("procurement", procurement_arrangement.SECTIONS, procurement.SECTIONS),
    **_by_slide("implementation", implementation_arrangement.SECTIONS, implementation.SECTIONS),
    **_of_page("result", indicator.PAGE),
    **_of_page("district", district.PAGE),
}
"""Code of a slide -> what answers it, together with its neighbours."""

SHOWN = (
    *(overview, deadlines, training, textbooks, budget, procurement, implementation),
    *(indicator, district),
)
"""Pages whose panels can be slides of a meeting."""


def _below(parent: Page | None, *pages: Page) -> tuple[Page, ...]:
    """Return pages that are not in the menu, found under one that is, or under none."""
    return tuple(replace(page, in_menu=False, parent=parent) for page in pages)


PAGES: tuple[Page, ...] = (
    overview.PAGE,
    *_below(
        overview.PAGE,
        deadlines.PAGE,
        meeting.page(SLIDES, [each.PAGE for each in SHOWN]),
    ),
    *_below(None, quality.PAGE, districts.PAGE, district.PAGE),
    results.PAGE,
    *_below(
        results.PAGE,
        indicator.PAGE,
        number.page(lambda db, visit, t: cells.passport(page_at, db, visit, t), cells.moving),
        number.ROWS,
        releases.PAGE,
    ),
    schools.PAGE,
    *_below(schools.PAGE, compare.PAGE, school.PAGE),
    training.PAGE,
    textbooks.PAGE,
    *_below(textbooks.PAGE, transfer_sheets.PAGE),
    budget.PAGE,
    procurement.PAGE,
    implementation.PAGE,
)

NAMED_BY_PATH = {
    SCHOOL: frozenset({"school", "region", "district"}),
    AREA: frozenset({"school", "region", "district"}),
    INDICATOR: frozenset({"indicator"}),
}
"""What a path that names a school, an area or an indicator says already."""

WRITTEN = {SCHOOL: str.upper, AREA: str.upper, INDICATOR: str.capitalize}
"""How their codes are written."""


def page_at(path: str, search: str = "") -> tuple[Page | None, str]:
    """Return the page at a path, or None, and the query string, with what the path names first.

    A slash at the end makes no other address.
    """
    path = path.rstrip("/") or "/"
    if page := next((page for page in PAGES if page.path == path), None):
        return page, search
    folder, _, code = path.rpartition("/")
    for sign, field in {**IN_PATH, AREA: area_field(code)}.items():
        page = next((page for page in PAGES if page.path == f"{folder}/{sign}"), None)
        if page and code:
            pairs = parse_qsl(search.lstrip("?"), keep_blank_values=True)
            rest = [(name, text) for name, text in pairs if name not in NAMED_BY_PATH[sign]]
            return page, "?" + urlencode([(field, WRITTEN[sign](code)), *rest], safe=",")
    return None, search
