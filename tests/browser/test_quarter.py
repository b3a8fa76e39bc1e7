"""A quarter from the template to the published figure and back, by two people in a browser."""

import re
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from data_access import database
from data_access.changes import accounts
from data_access.changes.accounts import Author
from tests.browser.reader import LANGUAGES, LAPTOP, PHONE, violations

PASSWORD = "correct horse battery"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
EVENT = {
    "Event code": "EV-900",
    "Event name (Kyrgyz)": "Ачык эшиктер күнү",
    "Event name (Russian)": "День открытых дверей",
    "Event name (English)": "Open day",
    "Held on": date(2026, 9, 25),
    "Channel": "radio",
    "Area": "KG",
    "People reached": "many",
}


@pytest.fixture
def sign_in(open_page, own_server):
    """A function that makes an account with a role and returns a browser that has signed in."""
    engine = database.make_engine(own_server.database_url)

    def sign_in(role: str) -> Page:
        with database.writing(engine) as session:
            made = accounts.create(session, role, role.title(), role, Author("tests"))
            session.flush()
            word = accounts.make_link(session, made.id, Author("tests"))
        page = open_page(own_server, f"/reset/{word}?lang=en", LAPTOP, drawn=False)
        for name in ("new", "again"):
            page.locator(f"#{name}").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.locator("#name").fill(role)
        page.locator("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/\?lang=en"))
        return page

    yield sign_in
    engine.dispose()


def filled(template: Path, to: Path) -> Path:
    """Write one event into a template, by its headings, with a mistake in it."""
    book = load_workbook(template)
    sheet = book.worksheets[1]
    for cell in sheet[1]:
        if cell.value in EVENT:
            sheet.cell(2, cell.column).value = EVENT[cell.value]
    book.save(to)
    return to


def mended(marked: Path, to: Path) -> Path:
    """Write a number where the marked workbook says that none is."""
    book = load_workbook(marked)
    [bad] = [cell for sheet in book for row in sheet for cell in row if cell.comment]
    assert "is not a number" in bad.comment.text
    bad.value, bad.comment = 40_000, None
    book.save(to)
    return to


def send(page: Page, file: Path) -> None:
    page.goto("/data?lang=en")
    page.set_input_files("#files", str(file))
    page.get_by_role("button", name="Check").click()
    page.wait_for_url(re.compile(r"/data/\d+"))


def downloaded(page: Page, link: str, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(to)
    return to


def test_a_quarter_goes_from_the_template_to_the_published_figure_and_back(sign_in, tmp_path):
    editor = sign_in("editor")
    editor.goto("/data?lang=en")
    template = downloaded(editor, "Campaign, promises, risks", tmp_path / "template.xlsx")

    send(editor, filled(template, tmp_path / "autumn.xlsx"))
    expect(editor.get_by_text("“many” is not a number.")).to_be_visible()
    marked = downloaded(editor, "with every bad cell marked", tmp_path / "marked.xlsx")
    send(editor, mended(marked, tmp_path / "mended.xlsx"))
    changes = editor.locator("tr", has_text="R4.2").first
    expect(changes).to_contain_text("62,600")
    editor.get_by_role("button", name="Submit").click()
    expect(editor.get_by_role("heading", name="Waits to be accepted")).to_be_visible()
    at = editor.url

    approver = sign_in("approver")
    approver.goto(at)
    approver.get_by_role("button", name="Accept").click()
    expect(approver.get_by_text("It became import")).to_be_visible()
    approver.goto("/data?lang=en")
    approver.get_by_role("button", name="Publish").click()
    approver.wait_for_url(re.compile(r"/\?lang=en"))

    approver.goto("/releases?lang=en&as_of=5&beside=4")
    change = approver.locator("tr", has_text="R4.2").first
    expect(change).to_contain_text("62,600")
    change.get_by_role("link").first.click()
    expect(approver.locator("main")).to_contain_text("mended.xlsx")

    approver.goto("/data?lang=en")
    approver.get_by_role("button", name="Take back import").click()
    expect(approver.get_by_role("button", name="Take back import")).to_have_count(0)
    approver.goto("/?lang=en")
    expect(approver.locator("#page")).to_contain_text("Release 5")


def test_pages_of_data_are_accessible_and_fit_in_three_languages(sign_in, tmp_path):
    editor, axe = sign_in("editor"), Axe()
    editor.goto("/data?lang=en")
    template = downloaded(editor, "Campaign, promises, risks", tmp_path / "template.xlsx")
    send(editor, filled(template, tmp_path / "autumn.xlsx"))
    number = re.search(r"/data/\d+", editor.url)
    assert number
    for lang in LANGUAGES:
        for path in ("/data", number[0]):
            editor.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
            editor.goto(f"{path}?lang={lang}")
            assert violations(editor, axe) == []
            editor.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert not editor.evaluate(SIDEWAYS)
