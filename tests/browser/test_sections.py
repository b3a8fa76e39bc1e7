"""Does every page of sections answer everybody: each language, screen, look and hand?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from layouts import (
    budget,
    deadlines,
    implementation,
    procurement,
    quality,
    textbooks,
    training,
)
from tests.browser.reader import LANGUAGES, SIZES, violations

PAGES = {
    "training": training.SECTIONS,
    "textbooks": textbooks.SECTIONS,
    "budget": budget.SECTIONS,
    "procurement": procurement.SECTIONS,
    "implementation": implementation.SECTIONS,
    "deadlines": deadlines.SECTIONS,
    "quality": quality.SECTIONS,
}
pytestmark = pytest.mark.parametrize("name", PAGES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_answered_in_every_language_and_size(open_charted, name, lang, size):
    page = open_charted(name, f"?lang={lang}", size)

    for key in (key for _, _, rows in PAGES[name] for row in rows for key in row):
        assert page.locator(f"#finding-{key}").inner_text().strip(), key
        assert page.locator(f".panel-{key} .source").inner_text().strip(), key
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(open_charted, name, lang):
    assert violations(open_charted(name, f"?lang={lang}"), Axe()) == []


def test_the_page_is_accessible_in_the_dark(open_charted, name):
    assert violations(open_charted(name, color_scheme="dark"), Axe()) == []


def test_the_way_to_a_section_needs_only_the_keyboard(open_charted, name):
    page = open_charted(name)
    section, title, _ = PAGES[name][-1]

    page.get_by_role("link", name=title, exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.locator(f"#{section} .section-title")).to_be_in_viewport()
