"""Does everything have its place, in every language and on every screen?"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, LAPTOP, NOTEBOOK, PHONE, PROJECTOR, cut_off

SCREENS = (LAPTOP, NOTEBOOK, PROJECTOR)
MATTERS_IN_SIGHT = """(() => {
  const list = document.querySelector(".panel-attention .matters");
  const right = list.getBoundingClientRect().right;
  return [...list.children].filter((each) => each.getBoundingClientRect().left < right).length;
})()"""
HEIGHT = "[document.documentElement.scrollHeight, window.innerHeight]"


def name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SCREENS, ids=name)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_is_one_screen_and_nothing_is_cut_off(open_page, server, lang, size):
    page = open_page(server, f"/?lang={lang}", size)

    height, window = page.evaluate(HEIGHT)
    assert height == window
    assert cut_off(page) == []
    assert page.evaluate(MATTERS_IN_SIGHT) >= 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_scrolls_down_only_and_nothing_is_cut_off(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}", PHONE, has_touch=True, is_mobile=True)

    assert cut_off(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [(820, 1180), (1024, 768)], ids=name)
def test_a_tablet_shows_everything(open_page, server, lang, size):
    page = open_page(server, f"/?lang={lang}", size)

    assert cut_off(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_region_a_school_and_an_earlier_release_have_their_place(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}&region=KG-J&school=IS-05&as_of=3&measure=R3.2")

    assert cut_off(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_shows_figures_and_no_controls(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}", color_scheme="dark")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    for control in (".controls", ".theme-switch", ".languages", ".table-behind > summary"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    assert cut_off(page) == []

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator(".controls")).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_overview_prints_on_one_sheet(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}")

    paper = page.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_nothing_moves_for_readers_who_do_not_want_it(open_page, server):
    page = open_page(server, reduced_motion="reduce")

    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter((each) => {
             const style = getComputedStyle(each);
             const lasts = (times) => times.split(", ").some((time) => parseFloat(time) > 0);
             return (style.transitionProperty !== "none" && lasts(style.transitionDuration))
               || style.animationName !== "none";
           }).map((each) => each.className)"""
    )

    assert moving == []
