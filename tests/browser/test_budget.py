"""What does a reader do and see on the page of the budget?"""

import csv
import io
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.reader import asked, one_answer, select


@pytest.fixture
def budget(open_charted):
    """A function that opens the page with all its charts."""
    return partial(open_charted, "budget")


def test_another_currency_changes_the_amounts_and_names_its_rate(budget):
    page = budget()

    with one_answer(page):
        select(page, "currency").select_option("KGS")

    assert asked(page)["currency"] == "KGS"
    expect(page.locator("#finding-budget-standing")).to_contain_text("KGS")
    expect(page.locator(".panel-budget-standing .source")).to_contain_text("30 Sep 2026")


def test_a_simulation_is_moved_by_the_keyboard_and_stands_in_the_address(budget):
    page = budget()
    slider = page.locator("input[data-control=more_work]")
    before = page.locator("#finding-simulator").inner_text()

    with one_answer(page):
        slider.focus()
        page.keyboard.press("End")

    assert asked(page)["more_work"] == "50"
    expect(page.locator("#finding-simulator")).not_to_have_text(before)
    expect(slider).to_be_focused()


def test_the_tables_can_be_taken_along_and_add_up(budget):
    page = budget()

    with page.expect_download() as download:
        page.locator(".panel-budget-parts a[href^='/export/']").first.click()

    text = download.value.path().read_text(encoding="utf-8-sig")
    head, titles, *rows = (row for row in csv.reader(io.StringIO(text)) if row)
    assert "Demonstration data" in head
    spent = titles.index("Spent, USD")
    sums = {cut: round(sum(float(r[spent]) for r in rows if r[0] == cut), 2) for cut, *_ in rows}
    assert len(sums) == 6
    assert len(set(sums.values())) == 1
