"""What does a reader do and see on the page of textbooks?"""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts.textbooks import DRAWN, SECTIONS
from tests.browser.reader import LANGUAGES, NOTEBOOK, SIZES, asked, one_answer, select, violations

PANELS = [key for _, _, rows in SECTIONS for row in rows for key in row]


@pytest.fixture
def textbooks(open_page, server):
    """A function that opens the page with all its charts."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/textbooks{search}", size, drawn=False, **options)
        for key in DRAWN:
            expect(page.locator(f".panel-{key} .main-svg").first).to_be_attached(timeout=20_000)
        return page

    return open_


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_answered_in_every_language_and_size(textbooks, lang, size):
    page = textbooks(f"?lang={lang}", size)

    for key in PANELS:
        assert page.locator(f"#finding-{key}").inner_text().strip(), key
        assert page.locator(f".panel-{key} .source").inner_text().strip(), key
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(textbooks, lang):
    assert violations(textbooks(f"?lang={lang}"), Axe()) == []


def test_the_page_is_accessible_in_the_dark(textbooks):
    assert violations(textbooks(color_scheme="dark"), Axe()) == []


def test_the_way_to_a_section_needs_only_the_keyboard(textbooks):
    page = textbooks()

    page.get_by_role("link", name="Double gap").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#gap .section-title")).to_be_in_viewport()


def test_a_larger_reserve_asks_for_more_copies_and_the_list_can_be_taken_along(textbooks):
    page = textbooks()
    before = page.locator("#finding-need").inner_text()

    with one_answer(page):
        select(page, "reserve").select_option("20")

    assert asked(page)["reserve"] == "20"
    expect(page.locator("#finding-need")).not_to_have_text(before)
    expect(page.locator("#finding-need")).to_contain_text("20%")
    with page.expect_download() as download:
        page.locator(".panel-need a[href^='/export/']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Demonstration data" in text.splitlines()[0]
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert len(rows) > 20
    assert {len(row) for row in rows[1:]} == {len(rows[1])}


def test_a_fee_is_moved_by_the_keyboard_and_stays_in_focus(textbooks):
    page = textbooks()
    slider = page.locator("input[data-control=fee]")
    before = page.locator("#finding-rental-fund").inner_text()

    with one_answer(page):
        slider.focus()
        page.keyboard.press("End")

    assert asked(page)["fee"] == "1500"
    expect(page.locator("#finding-rental-fund")).not_to_have_text(before)
    expect(slider).to_be_focused()
    page.go_back()
    expect(page.locator("#finding-rental-fund")).to_have_text(before)
