"""Can people sign in and look after accounts, by keyboard, in three languages, on any screen?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data_access import database
from data_access.changes import accounts
from data_access.changes.accounts import Author
from tests.browser.reader import LANGUAGES, LAPTOP, PHONE, violations

NAME, PASSWORD = "айгүл.усенова@example.kg", "correct horse battery"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def link(server) -> str:
    """Where the administrator of this module chooses a password."""
    engine = database.make_engine(server.database_url)
    with database.writing(engine) as session:
        made = accounts.create(session, NAME, "Айгүл Усенова", "administrator", Author("tests"))
        session.flush()
        word = accounts.make_link(session, made.id, Author("tests"))
    engine.dispose()
    return f"/reset/{word}"


def sign_in(page: Page) -> None:
    """Sign in by the keyboard alone."""
    page.locator("#name").focus()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^[^?]*/account"))


def choose_password(page: Page) -> None:
    for name in ("new", "again"):
        page.locator(f"#{name}").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_pages_of_accounts_are_accessible_and_fit_in_three_languages(
    open_page, server, link, expected
):
    expected.append("422")
    axe = Axe()
    page = open_page(server, f"{link}?lang=en", LAPTOP, drawn=False)
    choose_password(page)
    expect(page.locator(".forms [role=status]")).to_contain_text("The password is chosen.")
    page.locator("#password").fill("a wrong password")
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_be_focused()
    expect(page.locator("#password")).to_have_attribute("aria-describedby", "password-error")
    for lang in LANGUAGES:
        page.goto(f"/sign-in?lang={lang}&next=/account?lang={lang}")
        assert violations(page, axe) == []
    sign_in(page)
    for lang in LANGUAGES:
        for path in ("/account", "/accounts", "/journal"):
            page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
            page.goto(f"{path}?lang={lang}")
            assert violations(page, axe) == []
            assert page.locator("nav a, .account-link").evaluate_all(
                "links => links.filter(a => a.getBoundingClientRect().right > innerWidth).length"
            ) == 0  # fmt: skip
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert not page.evaluate(SIDEWAYS)
    page.locator("#theme").click()
    assert violations(page, axe) == []

    page.goto("/accounts?lang=ru")
    page.locator("#name").fill("donor@example.kg")
    page.locator("#shown_name").fill("A donor")
    page.locator("#role").select_option("donor")
    page.context.clear_cookies()
    page.locator("#name").press("Enter")
    expect(page.locator(".forms [role=status]")).to_contain_text("снова стоит в форме")
    sign_in(page)
    expect(page.locator("#name")).to_have_value("donor@example.kg")
    expect(page.locator("#role")).to_have_value("donor")
    page.reload()
    expect(page.locator("#name")).to_have_value("")
