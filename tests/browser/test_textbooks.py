"""What does a reader do and see on the page of textbooks?"""

import csv
import io
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, PHONE, asked, one_answer, select


@pytest.fixture
def textbooks(open_charted):
    """A function that opens the page with all its charts."""
    return partial(open_charted, "textbooks")


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_steps_of_the_chain_lie_over_nothing_on_a_phone(textbooks, lang):
    page = textbooks(f"?lang={lang}", PHONE)

    rows = page.locator(".panel-chain .chain > li").evaluate_all(
        """items => items.map((item) => [".chain-name", ".chain-words"].map((part) => {
             const range = document.createRange();
             range.selectNodeContents(item.querySelector(part));
             return range.getBoundingClientRect();
           }))"""
    )
    assert len(rows) > 3
    assert all(name["right"] <= words["left"] for name, words in rows)


def test_the_ways_to_sections_stay_in_sight_on_a_phone_and_cover_no_focus(textbooks):
    page = textbooks(size=PHONE)

    page.locator(".panel-rental-fund summary, .panel-rental-fund button").first.focus()
    page.keyboard.press("Shift+Tab")

    ways = page.locator(".sections").bounding_box()
    assert ways is not None
    assert (ways["y"], ways["height"] < 48) == (0, True)
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert top >= ways["y"] + ways["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_an_address_of_a_section_takes_the_focus_to_its_title_at_once(textbooks):
    page = textbooks("?lang=en#transfers-title")

    expect(page.locator("#transfers-title")).to_be_focused()
    expect(page.locator("#transfers-title")).to_be_in_viewport()
