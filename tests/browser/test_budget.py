"""What does a reader do and see on the page of the budget?"""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts.budget import DRAWN, SECTIONS
from tests.browser.reader import LANGUAGES, NOTEBOOK, SIZES, asked, one_answer, select, violations

PANELS = [key for _, _, rows in SECTIONS for row in rows for key in row]


@pytest.fixture
def budget(open_page, server):
    """A function that opens the page with all its charts."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/budget{search}", size, drawn=False, **options)
        for key in DRAWN:
            expect(page.locator(f".panel-{key} .main-svg").first).to_be_attached(timeout=20_000)
        return page

    return open_


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_answered_in_every_language_and_size(budget, lang, size):
    page = budget(f"?lang={lang}", size)

    for key in PANELS:
        assert page.locator(f"#finding-{key}").inner_text().strip(), key
        assert page.locator(f".panel-{key} .source").inner_text().strip(), key
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(budget, lang):
    assert violations(budget(f"?lang={lang}"), Axe()) == []


def test_the_page_is_accessible_in_the_dark(budget):
    assert violations(budget(color_scheme="dark"), Axe()) == []


def test_the_way_to_a_section_needs_only_the_keyboard(budget):
    page = budget()

    page.get_by_role("link", name="House rating").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#rating .section-title")).to_be_in_viewport()


def test_another_currency_changes_the_amounts_and_names_its_rate(budget):
    page = budget()

    with one_answer(page):
        select(page, "currency").select_option("KGS")

    assert asked(page)["currency"] == "KGS"
    expect(page.locator("#finding-budget-standing")).to_contain_text("KGS")
    expect(page.locator(".panel-budget-standing .source")).to_contain_text("30 Sep 2026")


def test_a_simulation_is_moved_by_the_keyboard_and_stands_in_the_address(budget):
    page = budget()
    slider = page.locator("input[data-control=more_work]")
    before = page.locator("#finding-simulator").inner_text()

    with one_answer(page):
        slider.focus()
        page.keyboard.press("End")

    assert asked(page)["more_work"] == "50"
    expect(page.locator("#finding-simulator")).not_to_have_text(before)
    expect(slider).to_be_focused()


def test_the_tables_can_be_taken_along_and_add_up(budget):
    page = budget()

    with page.expect_download() as download:
        page.locator(".panel-budget-parts a[href^='/export/']").first.click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    head, titles, *rows = (row for row in csv.reader(io.StringIO(text)) if row)
    assert "Demonstration data" in head
    spent = titles.index("Spent, USD")
    sums = {cut: round(sum(float(r[spent]) for r in rows if r[0] == cut), 2) for cut, *_ in rows}
    assert len(sums) == 6
    assert len(set(sums.values())) == 1
