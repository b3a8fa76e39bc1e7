"""What does a reader do and see on the page of teacher training?"""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader import LANGUAGES, NOTEBOOK, SIZES, asked, one_answer, select, violations

PANELS = (
    *("trained", "seats", "coverage", "multiples", "parity", "forecast", "flow", "providers"),
    *("sessions", "scores", "gains", "audiences", "pilot", "modules", "units", "ict", "places"),
)
DRAWN = ("coverage", "forecast", "scores", "gains", "units")
LENSES = (
    *("trained", "seats", "forecast", "flow", "sessions", "providers", "scores", "gains"),
    *("audiences", "pilot", "modules", "ict", "places"),
)
CUT_OFF = """() => [...document.querySelectorAll(".lens span, .lens small, .parity span")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
  .map((each) => each.textContent)"""


@pytest.fixture
def training(open_page, server):
    """A function that opens the page with all its charts."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/training{search}", size, drawn=False, **options)
        for key in DRAWN:
            expect(page.locator(f".panel-{key} .main-svg").first).to_be_attached()
        expect(page.locator(".panel-coverage .choroplethlocation").first).to_be_attached()
        return page

    return open_


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_answered_in_every_language_and_size(training, lang, size):
    page = training(f"?lang={lang}", size)

    for key in PANELS:
        assert page.locator(f"#finding-{key}").inner_text().strip(), key
        assert page.locator(f".panel-{key} .source").inner_text().strip(), key
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(training, lang):
    assert violations(training(f"?lang={lang}"), Axe()) == []


def test_the_page_is_accessible_in_the_dark(training):
    assert violations(training(color_scheme="dark"), Axe()) == []


def test_the_way_to_a_section_needs_only_the_keyboard(training):
    page = training()

    page.get_by_role("link", name="Where next").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#places .section-title")).to_be_in_viewport()


def test_a_district_of_the_map_narrows_the_page_and_back_leads_out_again(training):
    page = training()
    whole = page.locator("#finding-coverage").inner_text()
    box = page.locator(".panel-coverage .chart").bounding_box()
    assert box

    with one_answer(page):
        page.mouse.click(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * 0.45)

    assert "district" in asked(page)
    expect(page.locator("#finding-coverage")).not_to_have_text(whole)
    page.go_back()
    expect(page.locator("#finding-coverage")).to_have_text(whole)


def test_more_places_are_placed_anew_and_the_list_can_be_taken_along(training):
    page = training()

    with one_answer(page):
        select(page, "places").select_option("1000")

    assert asked(page)["places"] == "1000"
    expect(page.locator("#title-places")).to_contain_text("1,000")
    with page.expect_download() as download:
        page.locator(".panel-places a[href^='/export/']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Demonstration data" in text.splitlines()[0]
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert len(rows) > 20


def test_groups_are_compared_on_every_panel_that_counts_people(training):
    page = training()

    for key in LENSES:
        lens = page.locator(f".panel-{key} .lens")
        expect(lens.locator("h3")).to_contain_text("Equity:")
        expect(lens.locator(".lens-lines li").first).to_contain_text("÷")


def test_no_words_of_an_equity_strip_are_cut_off(training):
    for lang in LANGUAGES:
        for size in SIZES:
            page = training(f"?lang={lang}", size)
            assert page.evaluate(CUT_OFF) == []
