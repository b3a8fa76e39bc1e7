"""Does a point of a chart lead to where its number comes from?"""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data_access import database
from tests import opened
from tests.browser.reader import LANGUAGES, PHONE, violations, wait_until_drawn
from tests.dashboard.test_points import PAGES_WITH_PANELS, panels_of

NEWEST = """(place) => {
  const { data, _fullLayout: drawn } = place;
  const trace = data.at(-1);
  const n = trace.y.findLastIndex((value) => value !== null);
  const box = place.getBoundingClientRect();
  return {
    x: box.x + drawn._size.l + drawn.xaxis.d2p(trace.x[n]),
    y: box.y + drawn._size.t + drawn.yaxis.d2p(trace.y[n]),
    value: trace.y[n],
  };
}"""
"""Where the newest point of the last line of a chart stands in the window, and its value."""


def passport_of(page: Page, panel: str) -> float:
    """Return the number of the passport that opened, of a table of a panel."""
    page.wait_for_url(re.compile(r"/number\?"))
    assert parse_qs(urlsplit(page.url).query)["panel"] == [panel]
    words = page.locator("#title-number").inner_text()
    return float(re.sub(r"[^\d]", "", words.split(":")[1]))


@pytest.mark.parametrize("page", PAGES_WITH_PANELS, ids=lambda page: page.path)
def test_no_panel_of_the_demonstration_keeps_its_numbers_closed(page, demonstration_file):
    engine = database.make_engine(f"sqlite:///{demonstration_file}")
    panels = panels_of(page, "", engine)
    engine.dispose()

    assert [panel.key for panel in panels if opened.is_closed(panel)] == []
    for found in (opened.wrong_links, opened.wrong_points, opened.wrong_areas):
        assert [each for panel in panels for each in found(panel)] == []


def test_a_click_on_a_point_opens_its_passport_with_the_same_value(page):
    point = page.locator(".panel-curve .chart").evaluate(NEWEST)
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".panel-curve .hovertext")).to_contain_text("where this number comes from")
    expect(page.locator(".panel-curve .chart.is-on-point")).to_be_attached()

    page.mouse.click(point["x"], point["y"])

    assert passport_of(page, "curve") == pytest.approx(1e6 * point["value"], abs=1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_moves_between_points_and_opens_one(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}")
    chart = page.locator(".panel-curve .chart")
    newest = chart.evaluate(NEWEST)
    page.locator(".panel-components summary").focus()
    page.keyboard.press("Tab")
    expect(chart).to_be_focused()
    last = chart.get_attribute("aria-valuetext") or ""

    page.keyboard.press("ArrowLeft")

    expect(chart).not_to_have_attribute("aria-valuetext", last)
    expect(page.locator(".panel-curve .hovertext")).to_be_visible()
    assert violations(page, Axe()) == []
    page.keyboard.press("ArrowRight")
    expect(chart).to_have_attribute("aria-valuetext", last)
    page.keyboard.press("Enter")
    assert passport_of(page, "curve") == pytest.approx(1e6 * newest["value"], abs=1)


def test_a_finger_sees_a_point_first_and_then_opens_it(open_page, server):
    page = open_page(server, "/?lang=ky", PHONE, has_touch=True, is_mobile=True)
    chart = page.locator(".panel-curve .chart")
    chart.scroll_into_view_if_needed()
    point = chart.evaluate(NEWEST)

    page.touchscreen.tap(point["x"], point["y"])

    way = page.locator(".panel-curve .point-told a")
    expect(way).to_be_visible()
    assert (way.bounding_box() or {})["height"] >= 24
    way.tap()
    assert passport_of(page, "curve") == pytest.approx(1e6 * point["value"], abs=1)


def test_a_map_tells_the_number_of_the_area_that_was_chosen(page):
    told = page.locator(".panel-map .point-told")
    expect(told).to_be_hidden()
    page.locator(".control-region select").select_option("KG-N")
    page.locator(".control-district select").select_option("41704220000000")
    expect(told).to_contain_text("28%")

    told.locator("a").click()

    assert passport_of(page, "map") == 28


def test_a_bar_and_its_words_lead_to_the_same_passport(page):
    page.goto("/training?lang=en")
    bar = page.locator(".panel-flow .share-rows li").first
    value = bar.locator(".share-words").inner_text()

    bar.locator(".track").click(force=True)

    assert passport_of(page, "flow") == float(value.replace(",", ""))


def test_a_figure_leads_to_the_release_that_is_shown(page):
    page.locator(".control-as_of select").select_option("2")
    figure = page.locator(".panel-components .text-money").first
    expect(figure).to_have_attribute("href", re.compile("as_of=2"))
    value = figure.inner_text()

    figure.click()

    assert passport_of(page, "components") == float(value.rstrip("%"))
    page.go_back()
    wait_until_drawn(page)
