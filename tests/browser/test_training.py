"""What does a reader do and see on the page of teacher training?"""

import csv
import io
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, SIZES, asked, one_answer, printed

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
        page.locator("[data-control=places]").fill("1234")
        page.keyboard.press("Enter")

    assert asked(page)["places"] == "1234"
    expect(page.locator("#title-places")).to_contain_text("1,234")
    with page.expect_download() as download:
        page.locator(".panel-places a[href^='/export/']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Demonstration data" in text.splitlines()[0]
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert len(rows) > 20


def test_a_number_out_of_bounds_stays_where_it_was_typed_with_what_it_may_be(training):
    page = training()
    field = page.locator("[data-control=places]")

    field.fill("20001")
    page.keyboard.press("Enter")

    expect(page.locator("#error-places")).to_have_text(
        "Course places: a whole number from 25 to 20,000"
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    assert field.input_value() == "20001"
    assert "places" not in asked(page)

    with one_answer(page):
        field.fill("25")
        page.keyboard.press("Enter")
    expect(page.locator("#error-places")).to_be_empty()


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


def test_the_page_prints_whole_over_several_sheets(training):
    page = training()

    assert 3 < printed(page).sheets < 16

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    wide, room = page.evaluate(
        "(() => {const each = document.getElementById('page');"
        "return [each.scrollWidth, each.clientWidth]})()"
    )
    assert wide <= room


@pytest.mark.parametrize(("lang", "delimiter"), [("en", ","), ("ky", ";")])
def test_the_tables_behind_a_panel_can_be_taken_along(training, lang, delimiter):
    """Numbers are such to a spreadsheet, and the file says where they are from."""
    page = training(f"?lang={lang}")
    page.locator(".panel-providers .table-behind > summary").click()
    with page.expect_download() as download:
        page.locator(".panel-providers .sheet-save").click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    about, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    source = page.locator(".panel-providers .panel-foot .source span").first.inner_text()
    assert source in about
    assert page.goto(about[-1]).ok
    expect(page.locator("#finding-providers")).not_to_be_empty()
    numbers = [cell for row in rows for cell in row if cell and cell[0].isdigit()]
    assert any(int(cell) > 1000 for cell in numbers if cell.isdigit())
    assert any(cell.endswith("%") and " " not in cell for cell in numbers)
