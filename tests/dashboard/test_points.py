"""Every number in words, bar and point leads to the passport of the cell in which it stands."""

import pytest

from dashboard.access import Reader
from dashboard.pages import PAGES, page_at
from dashboard.urls import AREA, INDICATOR, NUMBER, SCHOOL, read_query
from dashboard.visit import open_visit
from data_access import database
from layouts.i18n import Translator
from tests import opened

PAGES_WITH_PANELS = [page for page in PAGES if not page.path.startswith(NUMBER)]


def panels_of(page, search, engine):
    """Return the panels of a page, those inside others too."""
    path = page.path.replace(SCHOOL, "IS-01").replace(INDICATOR, "R2.1").replace(AREA, "KG-N")
    found, query = page_at(path, f"?lang=en&{search}")
    assert found is page
    with database.reading(engine) as db:
        visit = open_visit(db, read_query(query), Reader(), page.needs)
        panels = page.panels(db, visit, Translator("en"))
    return [each for panel in panels for each in (panel, *panel.inside)]


@pytest.mark.parametrize("search", ["", "region=KG-N", "as_of=1"])
@pytest.mark.parametrize("page", PAGES_WITH_PANELS, ids=lambda page: page.path)
def test_numbers_in_words_bars_and_points_lead_to_their_cells(page, search, read_programme):
    panels = panels_of(page, search, read_programme)

    assert [each for panel in panels for each in opened.wrong_links(panel)] == []
    assert [each for panel in panels for each in opened.wrong_points(panel)] == []
    assert [each for panel in panels for each in opened.wrong_areas(panel)] == []
