"""What does a reader do and see on the page of procurement?"""

import csv
import io
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts.procurement import SECTIONS
from tests.browser.reader import LANGUAGES, NOTEBOOK, SIZES, asked, one_answer, select, violations

PANELS = [key for _, _, rows in SECTIONS for row in rows for key in row]


@pytest.fixture
def procurement(open_page, server):
    """A function that opens the page."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/procurement{search}", size, drawn=False, **options)
        page.locator(".panel-plan-gantt .lane").first.wait_for(state="attached")
        return page

    return open_


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_answered_in_every_language_and_size(procurement, lang, size):
    page = procurement(f"?lang={lang}", size)

    for key in PANELS:
        assert page.locator(f"#finding-{key}").inner_text().strip(), key
        assert page.locator(f".panel-{key} .source").inner_text().strip(), key
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(procurement, lang):
    assert violations(procurement(f"?lang={lang}"), Axe()) == []


def test_the_page_is_accessible_in_the_dark(procurement):
    assert violations(procurement(color_scheme="dark"), Axe()) == []


def test_the_way_to_the_plan_needs_only_the_keyboard(procurement):
    page = procurement()

    page.get_by_role("link", name="Procurement plan").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#plan .section-title")).to_be_in_viewport()


def test_the_list_of_contracts_scrolls_by_the_keyboard(procurement):
    page = procurement()
    sheet = page.get_by_role("region", name="List of contracts")
    before = sheet.evaluate("each => each.scrollTop")

    sheet.focus()
    page.keyboard.press("End")

    expect(page.locator(".contracts tbody tr").last).to_be_in_viewport()
    assert before == 0


def test_completed_packages_open_by_the_keyboard(procurement):
    page = procurement()
    summary = page.locator(".over > summary")
    assert page.locator(".over .lane").first.is_hidden()

    summary.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".over .lane").first).to_be_visible()


def test_a_method_narrows_the_plan_and_leaves_the_contracts_alone(procurement):
    page = procurement()
    contracts = page.locator("#finding-contracts").inner_text()
    plan = page.locator("#finding-plan-methods").inner_text()

    with one_answer(page):
        select(page, "method").select_option("icb")

    assert asked(page)["method"] == "icb"
    expect(page.locator("#finding-plan-methods")).not_to_have_text(plan)
    expect(page.locator("#finding-contracts")).to_have_text(contracts)
    page.go_back()
    expect(page.locator("#finding-plan-methods")).to_have_text(plan)


def test_lists_and_open_contracting_data_can_be_taken_along(procurement):
    page = procurement()

    with page.expect_download() as download:
        page.get_by_role("link", name="Contracts as a file (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert "Demonstration data" in rows[0]
    assert len(rows) == 2 + 120
    with page.expect_download() as download:
        page.get_by_role("link", name="Open contracting data").click()
    package = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert package["version"] == "1.1"
    assert len(package["releases"]) > 80
