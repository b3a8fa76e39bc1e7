"""Forms in place of a workbook, in a browser with and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from dashboard import login
from data_access import database
from data_access.changes import accounts
from tests.browser.reader import LANGUAGES, LAPTOP, PHONE, violations
from tests.dashboard.signed_in import PASSWORD, account

BROUGHT = re.compile(r"/data/\d+")


@pytest.fixture
def editor(open_page, own_server):
    """A function that opens an address in a browser in which an editor has signed in."""
    engine = database.make_engine(own_server.database_url)
    account(engine, "editor", "editor")
    word = accounts.sign_in(engine, "editor", PASSWORD, "")
    engine.dispose()

    def opened(path: str, size=LAPTOP, **options) -> Page:
        page = open_page(own_server, "/sign-in?lang=en", size, drawn=False, **options)
        cookie = {"name": login.SESSION_COOKIE, "value": word, "url": own_server.url}
        page.context.add_cookies([cookie])
        page.goto(path)
        return page

    return opened


@pytest.fixture
def folder(tmp_path):
    """A folder with a picture, and a file that is none."""
    Image.new("RGB", (640, 480), "teal").save(tmp_path / "good.jpg")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    return tmp_path


def test_an_editor_sets_a_status_by_the_keyboard_alone(editor):
    page = editor("/results/R2.1?lang=en")
    page.locator(".proposals a").focus()
    page.keyboard.press("Enter")
    page.locator("#status").wait_for()
    page.locator("#status").focus()
    page.keyboard.type("Achieved")
    for text in ("Late reports, seen on paper", "Steering committee"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url(BROUGHT)

    expect(page.get_by_text("Late reports, seen on paper")).to_be_visible()
    expect(page.get_by_role("heading", name="Which statuses would flip?")).to_be_visible()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_photographs_are_added_with_and_without_scripts(editor, folder, expected, has_scripts):
    expected.append("422")
    page = editor("/schools/IS-01?lang=en", java_script_enabled=has_scripts)
    page.get_by_role("link", name="Add photographs").click()
    page.set_input_files("#picture", [folder / "good.jpg", folder / "program.exe"])
    page.locator("#caption_ky").fill("Жаңы класс")
    page.get_by_role("button", name="Check").click()

    expect(page.locator("#picture-error")).to_contain_text("program.exe")
    expect(page.locator("#caption_ky")).to_have_value("Жаңы класс")
    if has_scripts:
        expect(page.locator("#picture")).to_be_focused()
        assert page.locator("#picture").evaluate("field => field.files.length") == 2

    page.set_input_files("#picture", [folder / "good.jpg"])
    page.locator("#kind").select_option("after")
    page.locator("#taken_on").fill("2026-09-01")
    page.get_by_role("button", name="Check").click()
    page.wait_for_url(BROUGHT)
    expect(page.get_by_role("img", name="good.jpg")).to_be_visible()
    assert page.get_by_role("img", name="good.jpg").evaluate("image => image.naturalWidth") == 480


def test_files_that_are_too_large_are_not_even_sent(editor, folder):
    page = editor("/data/photos?school=IS-01&lang=en")
    page.locator("form[data-upload]").evaluate("form => { form.dataset.upload = 100; }")
    page.locator("#caption_en").fill("Benches")
    page.set_input_files("#picture", [folder / "good.jpg"])
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".intake-words")).to_contain_text("larger than 50 MB")
    expect(page.locator("#caption_en")).to_have_value("Benches")


def test_notes_of_a_meeting_are_sent_and_stay(editor, expected):
    expected.append("ERR_INTERNET_DISCONNECTED")
    page = editor("/meeting?lang=en&slides=training.coverage")
    page.locator("#ready", has_text="Everything is loaded").wait_for()
    page.locator("#open-notes").click()
    send = page.get_by_role("button", name="Send to the import")
    expect(send).to_be_disabled()
    page.locator("#note [name=kind]").select_option("decision")
    page.locator("#note [name=text]").fill('Courses go first to Naryn; "far" schools, too')
    page.locator("#note [name=owner]").select_option("pmu")
    page.locator("#note [name=text]").press("Enter")

    page.context.set_offline(True)
    send.click()
    expect(page.locator("#note-told")).to_contain_text("nothing was sent")
    page.context.set_offline(False)
    send.click()
    page.wait_for_url(BROUGHT)
    expect(page.get_by_text("new rows 1, changed 0, unchanged 0")).to_be_visible()
    expect(page.get_by_text("Courses go first to Naryn").first).to_be_visible()

    page.go_back()
    page.locator("#open-notes").click()
    expect(page.locator("#note-list li")).to_have_count(1)
    page.context.clear_cookies()
    send.click()
    expect(page.locator("#note-told")).to_contain_text("no longer signed in")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["/data/override?", "/data/photos?school=IS-01&"])
def test_the_forms_and_their_mistakes_are_accessible_on_a_phone(editor, expected, form, lang):
    expected.append("422")
    page = editor(f"{form}lang={lang}", PHONE)
    assert violations(page, Axe()) == []

    page.locator("main form .btn").click()
    page.locator(".field-error").first.wait_for()
    assert violations(page, Axe()) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
