"""Which pages are there, in the order of the menu?"""

from dashboard.page import Page
from dashboard.pages import overview

PAGES: tuple[Page, ...] = (overview.PAGE,)


def page_at(path: str | None) -> Page | None:
    """Return the page at a path, or None."""
    return next((page for page in PAGES if page.path == path), None)
