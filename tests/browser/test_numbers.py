"""How does a reader get from a number to where it comes from?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, PHONE, violations

FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_opens_a_passport_from_a_tile_and_from_a_cell_of_a_table(
    open_page, server, lang
):
    page = open_page(server, f"/results/R1.4?lang={lang}", drawn=False)
    page.locator(".result-now .number-link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/number\?"))
    expect(page.locator("#title-number")).to_contain_text("R1.4")
    expect(page.locator(".panel-number-rows tbody tr").first).to_be_visible()
    assert violations(page, Axe()) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate(FITS)

    page.go_back()
    summary = page.locator(".panel-by-area .table-behind summary")
    summary.focus()
    page.keyboard.press("Enter")
    cell = page.locator(".panel-by-area .data-table .number-link").first
    value = cell.text_content() or ""
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("panel=by-area"))
    expect(page.locator("#title-number")).to_contain_text(value)
    assert violations(page, Axe()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_releases_are_accessible_and_fit_a_phone(open_page, server, lang):
    page = open_page(server, f"/releases?lang={lang}", drawn=False)

    assert violations(page, Axe()) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate(FITS)
