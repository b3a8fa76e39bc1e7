"""Which pages are there, in the order of the menu?"""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from dashboard.page import Page
from dashboard.pages import (
    budget,
    compare,
    district,
    districts,
    overview,
    procurement,
    school,
    schools,
    textbooks,
    training,
    transfer_sheets,
)
from dashboard.urls import AREA, SCHOOL

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    *(replace(page, parent=overview.PAGE) for page in (districts.PAGE, district.PAGE)),
    schools.PAGE,
    *(replace(page, parent=schools.PAGE) for page in (compare.PAGE, school.PAGE)),
    training.PAGE,
    textbooks.PAGE,
    replace(transfer_sheets.PAGE, parent=textbooks.PAGE),
    budget.PAGE,
    procurement.PAGE,
)

NAMED_BY_PATH = frozenset({"school", "region", "district"})
"""What a path that names a school or an area says already."""


def page_at(path: str, search: str = "") -> tuple[Page | None, str]:
    """Return the page at a path, or None, and the query string, with what the path names first.

    A slash at the end makes no other address.
    """
    path = path.rstrip("/") or "/"
    if page := next((page for page in PAGES if page.path == path), None):
        return page, search
    folder, _, code = path.rpartition("/")
    for place, name in ((SCHOOL, "school"), (AREA, _level(code))):
        page = next((page for page in PAGES if page.path == f"{folder}/{place}"), None)
        if page and code:
            pairs = parse_qsl(search.lstrip("?"), keep_blank_values=True)
            rest = [pair for pair in pairs if pair[0] not in NAMED_BY_PATH]
            return page, "?" + urlencode([(name, code.upper()), *rest], safe=",")
    return None, search


def _level(code: str) -> str:
    """Return what the code of an area names."""
    return "region" if code.upper().startswith("KG-") else "district"
