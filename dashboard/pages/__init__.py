"""Which pages are there, in the order of the menu?"""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from dashboard.page import Page
from dashboard.pages import (
    budget,
    compare,
    deadlines,
    district,
    districts,
    implementation,
    indicator,
    overview,
    procurement,
    results,
    school,
    schools,
    textbooks,
    training,
    transfer_sheets,
)
from dashboard.urls import AREA, IN_PATH, INDICATOR, SCHOOL

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    *(
        replace(page, parent=overview.PAGE)
        for page in (deadlines.PAGE, districts.PAGE, district.PAGE)
    ),
    results.PAGE,
    replace(indicator.PAGE, parent=results.PAGE),
    schools.PAGE,
    *(replace(page, parent=schools.PAGE) for page in (compare.PAGE, school.PAGE)),
    training.PAGE,
    textbooks.PAGE,
    replace(transfer_sheets.PAGE, parent=textbooks.PAGE),
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
    for sign, field in {**IN_PATH, AREA: _level(code)}.items():
        page = next((page for page in PAGES if page.path == f"{folder}/{sign}"), None)
        if page and code:
            pairs = parse_qsl(search.lstrip("?"), keep_blank_values=True)
            rest = [(name, text) for name, text in pairs if name not in NAMED_BY_PATH[sign]]
            return page, "?" + urlencode([(field, WRITTEN[sign](code)), *rest], safe=",")
    return None, search


def _level(code: str) -> str:
    """Return what the code of an area names."""
    return "region" if code.upper().startswith("KG-") else "district"
