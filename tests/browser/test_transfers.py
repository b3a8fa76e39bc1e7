"""What does a reader do and see of transfers of textbooks, at once and in the background?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data_access.changes import jobs
from data_access.database import make_engine, reading
from data_access.filters import Filters
from data_access.queries.textbooks import transfers
from tests.browser.reader import LANGUAGES, PHONE, asked, one_answer, select, violations

PATIENCE = 300_000
"""Milliseconds that the whole country may take on a busy machine."""


def opened(open_page, server, search: str, **options) -> Page:
    page = open_page(server, f"/textbooks{search}", drawn=False, **options)
    expect(page.locator("#finding-transfers")).not_to_be_empty()
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_region_is_answered_at_once_and_accessible(open_page, server, lang):
    page = opened(open_page, server, f"?lang={lang}&region=KG-N")

    assert page.locator(".transfers > li").count() == 10
    for key in ("transfers", "transfers-effect", "transfers-rest"):
        assert page.locator(f"#finding-{key}").inner_text().strip()
        assert page.locator(f".panel-{key} .demo-mark").count() == 1
    assert violations(page, Axe()) == []


def test_the_list_fits_a_phone(open_page, server):
    page = opened(open_page, server, "?lang=ru&region=KG-O", size=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_shorter_way_moves_fewer_copies(open_page, server):
    page = opened(open_page, server, "?lang=en&region=KG-N")
    before = page.locator("#finding-transfers").inner_text()

    with one_answer(page):
        select(page, "km").select_option("10")

    assert asked(page)["km"] == "10"
    expect(page.locator("#finding-transfers")).not_to_have_text(before)


def test_the_whole_country_is_started_and_finished(open_page, own_server):
    page = opened(open_page, own_server, "?lang=en")

    page.get_by_role("button", name="Work out the whole country").press("Enter")

    finished(page)


def test_the_whole_country_is_watched_cancelled_and_finished(open_page, own_file, own_server):
    """Somebody else, who takes all the time in the world, works on it until it is cancelled."""
    engine, later = make_engine(f"sqlite:///{own_file}"), datetime.now(UTC) + timedelta(hours=1)
    with reading(engine) as db:
        shelves = transfers.shelves(db, Filters(release=4))
    matches = transfers.matched(shelves)
    turn, _ = jobs.begin(engine, 4, 25, [match.title for match in matches], later)
    page = opened(open_page, own_server, "?lang=en")

    expect(page.locator(".job progress")).to_be_visible()
    assert violations(page, Axe()) == []
    part = transfers.written(transfers.solved(shelves, matches[0], 25))
    jobs.keep_part(engine, 4, 25, turn, matches[0].title, part, later)
    engine.dispose()
    expect(page.locator(".job progress")).to_have_attribute("value", "1")
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.locator(".job")).to_contain_text("It was cancelled")
    page.get_by_role("button", name="Go on").press("Enter")

    finished(page)


def finished(page: Page) -> None:
    expect(page.locator(".transfers > li")).to_have_count(10, timeout=PATIENCE)
    expect(page.locator(".job")).to_have_count(0)
    expect(page.locator("#finding-transfers-effect")).to_contain_text("Provision would go from")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheets_are_printed_upright_one_after_the_other(open_page, server, lang):
    page = open_page(server, f"/textbooks/transfers?lang={lang}&region=KG-N", drawn=False)
    sheets = page.locator(".transfer-sheet")
    expect(sheets.first).to_be_visible()
    assert violations(page, Axe()) == []

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".topbar")).to_be_hidden()
    assert sheets.count() > 3
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= sheets.count()
    width, height = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)[0]
    assert float(height) > float(width)
