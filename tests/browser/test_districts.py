"""What does a reader of everything about a district do and see, on a screen and on paper?"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader import (
    LANGUAGES,
    LEAST_LETTERS,
    PHONE,
    SIZES,
    asked,
    cut_off,
    laid_out,
    one_answer,
    open_and_close_every_table,
    printed,
    violations,
)
from tests.browser.test_fit import name

DISTRICT, REGION, LIST = "/districts/41704245000000", "/districts/KG-J", "/districts"

every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def read(open_page, server):
    """A function that opens a page without charts."""

    def read_(path: str, lang: str = "en", *size, **options) -> Page:
        page = open_page(server, f"{path}?lang={lang}", *size, drawn=False, **options)
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return read_


@every_language
@pytest.mark.parametrize("size", SIZES, ids=name)
@pytest.mark.parametrize("path", [DISTRICT, REGION, LIST])
def test_nothing_is_cut_off(read, path, size, lang):
    page = read(path, lang, size)

    assert cut_off(page) == []


@every_language
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", [DISTRICT, REGION, LIST])
def test_an_area_is_accessible(read, axe, path, look, lang):
    page = read(path, lang, color_scheme=look)

    assert violations(page, axe) == []


@every_language
@pytest.mark.parametrize("path", [DISTRICT, LIST])
def test_an_area_is_accessible_on_a_phone(read, axe, path, lang):
    page = read(path, lang, PHONE)

    assert violations(page, axe) == []


@every_language
@pytest.mark.parametrize("path", [DISTRICT, REGION])
def test_an_area_prints_on_one_upright_sheet_in_letters_that_can_be_read(read, path, lang):
    page = read(path, lang)

    paper = printed(page)
    sheet = laid_out(page)

    assert paper.sheets == 1
    assert paper.height > paper.width
    assert sheet.needed <= sheet.room + 1
    assert sheet.letters >= LEAST_LETTERS
    assert cut_off(page) == []


def test_another_area_is_chosen_with_the_keyboard_and_focus_stays_there(read):
    page = read(DISTRICT)
    choice = page.locator(".control-area select")
    choice.focus()

    with one_answer(page):
        page.keyboard.press("ArrowDown")

    assert urlsplit(page.url).path == "/districts/41704400000010"
    expect(page.locator("#title-area")).to_contain_text("Naryn city")
    expect(choice).to_be_focused()
    page.go_back()
    expect(page.locator("#title-area")).to_contain_text("Naryn rayon")
    expect(choice).to_have_value("41704245000000")


def test_a_period_is_chosen_without_leaving_the_area(read):
    page = read(DISTRICT)

    with one_answer(page):
        page.locator(".control-period select").select_option("2026-Q1")

    assert urlsplit(page.url).path == DISTRICT
    assert asked(page)["period"] == "2026-Q1"
    expect(page.locator(".panel-figures .source")).to_contain_text("Q1 2026")


def test_the_list_is_searched_and_sorted_with_the_keyboard_and_leads_to_an_area(read):
    page = read(LIST)
    rows = page.locator(".area-list tbody tr:visible")
    page.locator("#search-areas").focus()
    page.keyboard.type("naryn")
    expect(rows).to_have_count(7)
    expect(page.locator(".found-areas")).to_have_text("Shown: 7")

    head = page.locator(".area-list thead th", has_text="Pupils")
    head.locator("button").focus()
    page.keyboard.press("Enter")

    expect(head).to_have_attribute("aria-sort", "descending")
    expect(rows.first).to_contain_text("66,979")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    rows.first.locator("th a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#title-area")).to_contain_text("Naryn city")


def test_what_is_not_told_stands_last_whichever_way_the_list_goes(read):
    page = read(LIST)
    head = page.locator(".area-list thead th", has_text="Training coverage").locator("button")

    for _ in range(2):
        head.click()
        expect(page.locator(".area-list tbody tr").last).to_contain_text(
            re.compile("not told apart|not reported")
        )


def test_every_table_opens_and_closes_again(read):
    page = read(REGION)

    open_and_close_every_table(page)
