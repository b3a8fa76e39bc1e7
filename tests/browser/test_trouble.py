"""What does a reader see when something is lost, and does it come back by itself?"""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader import LANGUAGES, headlines, select, violations, wait_until_drawn

NARYN = "KG-N"
BACK = 60_000
"""Milliseconds in which a page has to recover by itself."""


def take_away(file: Path) -> Path:
    """Move the database out of reach, with everything that SQLite keeps beside it."""
    away = file.parent / "away"
    away.mkdir()
    for each in file.parent.glob(f"{file.name}*"):
        each.rename(away / each.name)
    return away


def bring_back(away: Path) -> None:
    for each in away.iterdir():
        each.rename(away.parent / each.name)


def mark(page: Page) -> None:
    page.evaluate("window.isStillTheSamePage = true")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_of_nothing_gets_a_page_that_helps(open_page, server, expected, lang):
    expected.append("404")

    page = open_page(server, f"/?lang={lang}&school=IS-999", drawn=False)

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".trouble")).to_contain_text("IS-999")
    page.locator(".trouble a").click()
    wait_until_drawn(page)
    assert page.locator("html").get_attribute("lang") == lang


def test_the_figures_stay_when_the_database_is_lost_and_return_with_it(
    open_page, own_server, own_file
):
    page = open_page(own_server)
    before = headlines(page).text_content() or ""
    away = take_away(own_file)

    select(page, "region").select_option(NARYN)
    expect(page.locator(".notice-trouble[data-retry]")).to_be_visible()
    expect(page.locator(".notice-trouble[data-retry]")).to_contain_text("database")
    assert headlines(page).text_content() == before
    assert page.locator(".panel-map .choroplethlocation").count() > 50

    bring_back(away)
    expect(page.locator(".notice-trouble[data-retry]")).to_have_count(0, timeout=BACK)
    wait_until_drawn(page)
    expect(headlines(page)).not_to_have_text(before)
    expect(select(page, "region")).to_have_value(NARYN)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_opened_without_a_database_says_so_and_recovers(
    open_page, own_server, own_file, expected, lang
):
    expected.append("503")
    away = take_away(own_file)

    page = open_page(own_server, f"/?lang={lang}&region={NARYN}", drawn=False)
    expect(page.locator(".trouble h1")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == lang
    assert violations(page, Axe()) == []

    bring_back(away)
    expect(page.locator(".trouble")).to_have_count(0, timeout=BACK)
    wait_until_drawn(page)
    expect(select(page, "region")).to_have_value(NARYN)


def test_the_figures_stay_when_the_server_is_lost_and_return_with_it(
    open_page, own_server, expected
):
    expected += ["ERR_CONNECTION_REFUSED"]
    page = open_page(own_server)
    before = headlines(page).text_content() or ""
    line = page.locator("#connection-lost")
    expect(line).to_be_hidden()
    own_server.stop()

    select(page, "region").select_option(NARYN)
    expect(line).to_be_visible()
    assert headlines(page).text_content() == before
    assert page.locator(".panel-map .choroplethlocation").count() > 50

    own_server.start()
    expect(line).to_be_hidden(timeout=BACK)
    wait_until_drawn(page)
    expect(headlines(page)).not_to_have_text(before)
