"""What does a reader do and see on the page of teacher training?"""

import csv
import io
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, SIZES, asked, one_answer, select

LENSES = (
    *("trained", "seats", "forecast", "flow", "sessions", "providers", "scores", "gains"),
    *("audiences", "pilot", "modules", "ict", "places"),
)
CUT_OFF = """() => [...document.querySelectorAll(".lens span, .lens small, .parity span")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
  .map((each) => each.textContent)"""


@pytest.fixture
def training(open_charted):
    """A function that opens the page with all its charts."""
    return partial(open_charted, "training")


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
