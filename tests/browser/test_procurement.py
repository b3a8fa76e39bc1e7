"""What does a reader do and see on the page of procurement?"""

import csv
import io
import json
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.reader import asked, one_answer, select


@pytest.fixture
def procurement(open_charted):
    """A function that opens the page with all its charts."""
    return partial(open_charted, "procurement")


def test_the_list_of_contracts_scrolls_by_the_keyboard(procurement):
    page = procurement()
    sheet = page.get_by_role("region", name="List of contracts")
    before = sheet.evaluate("each => each.scrollTop")

    sheet.focus()
    page.keyboard.press("End")

    expect(page.locator(".contracts tbody tr").last).to_be_in_viewport()
    assert before == 0


def test_completed_packages_open_by_the_keyboard(procurement):
    page = procurement()
    summary = page.locator(".over > summary")
    assert page.locator(".over .lane").first.is_hidden()

    summary.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".over .lane").first).to_be_visible()


def test_a_method_narrows_the_plan_and_leaves_the_contracts_alone(procurement):
    page = procurement()
    contracts = page.locator("#finding-contracts").inner_text()
    plan = page.locator("#finding-plan-methods").inner_text()

    with one_answer(page):
        select(page, "method").select_option("icb")

    assert asked(page)["method"] == "icb"
    expect(page.locator("#finding-plan-methods")).not_to_have_text(plan)
    expect(page.locator("#finding-contracts")).to_have_text(contracts)
    page.go_back()
    expect(page.locator("#finding-plan-methods")).to_have_text(plan)


def test_lists_and_open_contracting_data_can_be_taken_along(procurement):
    page = procurement()

    with page.expect_download() as download:
        page.get_by_role("link", name="Contracts as a file (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert "Demonstration data" in rows[0]
    assert len(rows) == 2 + 120
    with page.expect_download() as download:
        page.get_by_role("link", name="Open contracting data").click()
    package = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert package["version"] == "1.1"
    assert len(package["releases"]) > 80
