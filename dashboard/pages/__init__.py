"""Which pages are there, in the order of the menu?"""

from urllib.parse import quote

from dashboard.page import Page
from dashboard.pages import overview, schools
from dashboard.urls import SCHOOL

PAGES: tuple[Page, ...] = (overview.PAGE, schools.PAGE)


def page_at(path: str, search: str = "") -> tuple[Page | None, str]:
    """Return the page at a path, or None, and the query string, with what the path names first."""
    for page in PAGES:
        if page.path == path:
            return page, search
        folder, _, code = path.rpartition("/")
        if page.path == f"{folder}/{SCHOOL}" and code:
            return page, "&".join(filter(None, (f"?school={quote(code)}", search.lstrip("?"))))
    return None, search
