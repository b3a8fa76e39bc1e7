"""What does a reader do and see in the results framework and on the page of one indicator?"""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data_access import reference
from tests.browser.reader import (
    LANGUAGES,
    LAPTOP,
    NOTEBOOK,
    PHONE,
    asked,
    cut_off,
    laid_out,
    one_answer,
    printed,
    select,
    violations,
)

FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def framework(open_page, server):
    """A function that opens the results framework."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        return open_page(server, f"/results{search}", size, drawn=False, **options)

    return open_


@pytest.fixture
def indicator(open_page, server):
    """A function that opens the page of one indicator, drawn."""

    def open_(code: str = "R2.1", search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/results/{code}{search}", size, drawn=False, **options)
        page.locator(".panel-history .js-line").first.wait_for(state="attached")
        return page

    return open_


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_framework_is_accessible_and_has_its_place(framework, lang):
    page = framework(f"?lang={lang}")

    assert violations(page, Axe()) == []
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    assert page.evaluate(FITS)
    assert cut_off(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_is_accessible_and_has_its_place(indicator, lang):
    page = indicator("R2.2", f"?lang={lang}")

    assert violations(page, Axe()) == []
    assert page.evaluate(FITS)
    assert cut_off(page) == []


def test_both_pages_are_accessible_in_the_dark(framework, indicator):
    assert violations(framework("?lang=en&view=outputs", color_scheme="dark"), Axe()) == []
    assert violations(indicator(color_scheme="dark"), Axe()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_scrolls_down_only(framework, indicator, lang):
    for page in (
        framework(f"?lang={lang}", PHONE, has_touch=True, is_mobile=True),
        indicator("R1.4", f"?lang={lang}", PHONE, has_touch=True, is_mobile=True),
    ):
        assert page.evaluate(FITS)
        assert cut_off(page) == []


def test_a_branch_folds_by_the_keyboard_and_stays_folded_when_the_quarter_changes(framework):
    page = framework()
    row = page.locator("#branch-1 .indicators")
    expect(row).to_be_visible()

    page.locator("#fold-1").focus()
    page.keyboard.press("Enter")
    expect(row).to_be_hidden()
    with one_answer(page):
        select(page, "period").select_option("2026-Q2")

    expect(row).to_be_hidden()
    expect(page.locator("#branch-2 .indicators")).to_be_visible()


def test_the_outputs_of_adb_hold_the_same_indicators(framework):
    page = framework()
    names = page.locator(".indicators th a")
    before = sorted(names.all_inner_texts())

    with one_answer(page):
        select(page, "view").select_option("outputs")

    assert asked(page)["view"] == "outputs"
    expect(page.locator("#branch-output_2")).to_be_visible()
    assert sorted(names.all_inner_texts()) == before
    assert len(before) == len(reference.read("indicators"))


def test_the_keyboard_leads_from_the_chain_to_a_branch_and_to_an_indicator(framework):
    page = framework()

    page.locator(".chain-branches a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#branch-3")).to_be_in_viewport()
    page.get_by_role("link", name="Innovative schools fully equipped").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/results/R3\.1\?lang=en"))
    expect(page.locator("#title-indicator")).to_contain_text("R3.1")


def test_an_indicator_with_a_measure_has_the_map_and_another_one_has_not(indicator):
    page = indicator("R1.4")
    expect(page.locator(".panel-map .choroplethlocation").first).to_be_visible()

    page.get_by_role("link", name="→ R1.5").click()

    expect(page.locator("#title-indicator")).to_contain_text("R1.5")
    expect(page.locator(".panel-map")).to_be_hidden()
    expect(page.locator(".panel-by-area")).to_be_hidden()


def test_quarters_leave_as_a_file(indicator):
    page = indicator("R1.4")

    with page.expect_download() as download:
        page.get_by_role("link", name="Every quarter as a file (CSV)").click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert "Demonstration data" in rows[0]
    assert rows[1][0] == "Quarter"
    assert len(rows) > 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_indicator_prints_on_one_sheet(indicator, lang):
    page = indicator("R2.2", f"?lang={lang}")

    assert printed(page).sheets == 1
    sheet = laid_out(page)
    assert sheet.needed <= sheet.room + 1


def test_the_framework_prints_whole_and_across(framework):
    page = framework()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    paper = printed(page)

    assert paper.width > paper.height
    assert 1 < paper.sheets < 8
    expect(page.locator("#branch-4 .indicators tr").last).to_be_visible()


def test_no_indicator_is_said_in_the_language_of_the_reader(open_page, server, expected):
    expected.append("404")

    page = open_page(server, "/results/R9.9?lang=ru", drawn=False)

    expect(page.locator("main")).to_contain_text("Нет показателя с кодом R9.9.")
