"""Does axe find anything against WCAG 2.2 AA?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, PHONE, violations

pytestmark = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_overview_is_accessible(open_page, server, axe, lang, look):
    page = open_page(server, f"/?lang={lang}", color_scheme=look)

    assert violations(page, axe) == []


def test_the_overview_is_accessible_on_a_phone(open_page, server, axe, lang):
    page = open_page(server, f"/?lang={lang}", PHONE)

    assert violations(page, axe) == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_tables_and_a_chosen_school_are_accessible(open_page, server, axe, lang, look):
    page = open_page(server, f"/?lang={lang}&school=IS-05&as_of=3&colour=red", color_scheme=look)
    page.locator(".panel-map .table-behind > summary").click()

    assert violations(page, axe) == []


def test_a_district_without_innovative_schools_is_accessible(open_page, server, axe, lang):
    page = open_page(server, f"/?lang={lang}&district=41704220000000")

    expect(page.locator(".school-choice")).to_have_count(0)
    assert violations(page, axe) == []


def test_the_page_for_what_does_not_exist_is_accessible(open_page, server, axe, expected, lang):
    expected.append("404")

    page = open_page(server, f"/nowhere?lang={lang}", drawn=False)
    page.locator("h1").wait_for()

    assert page.locator("html").get_attribute("lang") == lang
    assert violations(page, axe) == []
