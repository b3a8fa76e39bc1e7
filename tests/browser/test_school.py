"""What does a reader of a passport or a comparison do and see, on a screen and on paper?"""

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
    smallest_letters,
    violations,
)
from tests.browser.test_fit import name

PASSPORT, ORDINARY = "/schools/IS-05", "/schools/SC-0299"
WITH_PHOTOS = "/schools/IS-13"
COMPARISON = "/schools/compare?schools=IS-01,IS-05"

every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def read(open_page, server):
    """A function that opens a page without charts."""

    def read_(path: str, lang: str = "en", *size, **options) -> Page:
        separator = "&" if "?" in path else "?"
        page = open_page(server, f"{path}{separator}lang={lang}", *size, drawn=False, **options)
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return read_


@every_language
@pytest.mark.parametrize("size", SIZES, ids=name)
@pytest.mark.parametrize("path", [PASSPORT, COMPARISON])
def test_nothing_is_cut_off(read, path, size, lang):
    page = read(path, lang, size)

    assert cut_off(page) == []


@every_language
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", [PASSPORT, COMPARISON, ORDINARY])
def test_a_school_is_accessible(read, axe, path, look, lang):
    page = read(path, lang, color_scheme=look)

    assert violations(page, axe) == []


@every_language
@pytest.mark.parametrize("path", [PASSPORT, "/schools/compare"])
def test_a_school_is_accessible_on_a_phone(read, axe, path, lang):
    page = read(path, lang, PHONE)

    assert violations(page, axe) == []


@every_language
@pytest.mark.parametrize("path", [PASSPORT, WITH_PHOTOS, ORDINARY, COMPARISON])
def test_a_school_prints_on_one_upright_sheet(read, path, lang):
    page = read(path, lang)

    paper = printed(page)

    assert paper.sheets == 1
    assert paper.height > paper.width
    sheet = laid_out(page)
    assert sheet.needed <= sheet.room + 1
    assert smallest_letters(page) >= 6


def test_what_is_not_known_of_a_school_is_said(read):
    page = read(PASSPORT)

    expect(page.locator(".panel-books")).to_be_visible()
    expect(page.locator(".panel-books")).to_contain_text(
        "The school has not counted its textbooks."
    )
    expect(page.locator(".panel-photos")).to_be_visible()
    expect(page.locator(".panel-photos")).to_contain_text("No photographs yet.")


def test_what_makes_no_sense_for_an_ordinary_school_is_left_out(read):
    page = read(ORDINARY)

    for panel in (".panel-money", ".panel-items", ".panel-photos", ".panel-access"):
        expect(page.locator(panel)).to_be_hidden()


@every_language
def test_paper_holds_the_whole_passport_in_letters_that_can_be_read(read, lang):
    page = read(PASSPORT, lang, color_scheme="dark")

    sheet = laid_out(page)

    assert sheet.needed <= sheet.room + 1
    assert sheet.letters >= LEAST_LETTERS
    assert cut_off(page) == []
    for control in (".controls", ".ways", ".theme-switch", ".languages", ".topbar nav"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator(".footer")).to_contain_text(re.compile("[0-9a-f]{12}"))
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")

    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert page.evaluate("document.documentElement.style.fontSize") == ""


def test_another_school_is_chosen_with_the_keyboard_and_focus_stays_there(read):
    page = read(PASSPORT)
    choice = page.locator(".control-school select")
    choice.focus()

    with one_answer(page):
        page.keyboard.press("ArrowDown")

    assert urlsplit(page.url).path == "/schools/IS-06"
    expect(page.locator("#title-facts")).to_contain_text("IS-06")
    expect(choice).to_be_focused()
    expect(choice).to_have_value("IS-06")

    page.go_back()
    expect(page.locator("#title-facts")).to_contain_text("IS-05")
    expect(choice).to_have_value("IS-05")


def test_a_period_is_chosen_without_leaving_the_school(read):
    page = read(PASSPORT)

    with one_answer(page):
        page.locator(".control-period select").select_option("2026-Q1")

    assert urlsplit(page.url).path == PASSPORT
    assert asked(page)["period"] == "2026-Q1"
    expect(page.locator(".panel-timeline .source")).to_contain_text("Q1 2026")


def test_an_ordinary_school_shows_no_packages_and_leads_to_its_heir(read):
    page = read(ORDINARY)

    expect(page.locator(".panel-timeline")).to_be_hidden()
    expect(page.locator(".panel-items")).to_be_hidden()
    expect(page.locator(".closed")).to_contain_text("Merged into: School SC-0319")
    page.locator(".closed a").click()

    expect(page.locator("#title-facts")).to_contain_text("SC-0319")


@pytest.mark.parametrize(
    ("code", "words"),
    [("SC-0100", "Nearest innovative school: "), ("SC-0299", "Merged into: School SC-0319")],
)
def test_the_map_shows_the_card_of_an_ordinary_school_and_of_a_closed_one(read, code, words):
    page = read(f"/schools?school={code}")

    expect(page.locator(".panel-school")).to_be_visible()
    expect(page.locator(".panel-school")).to_contain_text(words)


def test_every_table_of_a_passport_opens_and_closes_again(read):
    page = read(PASSPORT)

    open_and_close_every_table(page)


def test_schools_are_added_and_taken_out_with_the_keyboard(read):
    page = read("/schools/compare?schools=IS-01")
    expect(page.locator(".beside")).to_have_count(0)
    chip = page.locator("#pick-IS-07")
    chip.focus()

    with one_answer(page):
        page.keyboard.press("Enter")

    assert asked(page)["schools"] == "IS-01,IS-07"
    expect(page.locator(".beside thead th")).to_have_count(2)
    expect(chip).to_be_focused()

    with one_answer(page):
        page.keyboard.press("Enter")

    assert asked(page)["schools"] == "IS-01"
    expect(page.locator(".beside")).to_have_count(0)
    expect(chip).to_be_focused()
