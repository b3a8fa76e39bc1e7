"""What does a reader see who opens the overview?"""

import pytest
from playwright.sync_api import expect

from dashboard.preparation import prepare
from dashboard.settings import Settings
from tests.browser.reader import (
    LANGUAGES,
    PHONE,
    SIZES,
    asked,
    hatched_told,
    one_answer,
    point_of_area,
    questions_asked,
    wait_until_drawn,
)
from tests.browser.server import Server

AT_BASHY = "41704220000000"


def polygons(page) -> list[list[str]]:
    """Return the codes of the areas of each layer of the map."""
    return page.evaluate(
        """[...document.querySelectorAll(".panel-map .choroplethlayer > g")].map((layer) =>
             [...layer.querySelectorAll("path")].map((path) => path.__data__.loc))"""
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_view_is_complete_in_every_language_and_size(open_page, server, lang, size):
    page = open_page(server, f"/?lang={lang}", size)

    without_data, with_data, lakes, regions = polygons(page)
    districts = {code for code in without_data + with_data if code.isdecimal()}
    assert len(districts) == 52
    assert len(regions) == 9
    assert set(lakes) == {"issyk-kul", "son-kul"}
    assert page.locator(".panel-map .scattergeo path.point").count() >= 29
    assert page.locator(".panel-curve .scatterlayer .js-line").count() == 6
    assert page.locator(".tile").count() == 6
    assert page.locator(".progress-rows li").count() == 4
    assert page.locator(".panel-attention .matters li").count() >= 5
    assert page.locator("html").get_attribute("lang") == lang


def test_the_page_arrives_answered_without_another_question(open_page, server):
    page = open_page(server, "about:blank", drawn=False)

    with questions_asked(page) as found:
        page.goto("/?lang=en")
        wait_until_drawn(page)

    assert found == []


@pytest.mark.parametrize(("spoken", "shown"), [("ru-RU", "ru"), ("en-GB", "en"), ("fr-FR", "ky")])
def test_the_language_comes_from_the_browser_where_the_address_names_none(
    open_page, server, spoken, shown
):
    page = open_page(server, "/", locale=spoken)

    assert page.locator("html").get_attribute("lang") == shown
    expect(page.locator(".languages [aria-current]")).to_have_attribute("lang", shown)


def test_every_chart_says_its_title_its_finding_and_the_keys_that_move_in_it(page):
    charts = page.locator(".panel-figure .chart[role=slider]")

    assert charts.count() == 2
    for chart in charts.all():
        title, finding, keys = (
            page.locator(f"#{name}").text_content() or ""
            for attribute in ("aria-labelledby", "aria-describedby")
            for name in (chart.get_attribute(attribute) or "").split()
        )
        assert title
        assert len(finding) > 20
        assert "Arrow keys" in keys


def test_areas_without_data_are_hatched_and_counted(page):
    hatched = [code for code in polygons(page)[0] if code.isdecimal()]
    fill = page.evaluate(
        """getComputedStyle(document.querySelector(
             ".panel-map .choroplethlayer > g:first-child path")).fill"""
    )

    assert hatched
    assert "#hatch" in fill
    assert hatched_told(page) == len(hatched)
    assert page.locator("#hatch").count() == 1


def test_areas_with_data_are_not_hatched(page):
    fill = page.evaluate(
        """getComputedStyle(document.querySelector(
             ".panel-map .choroplethlayer > g:nth-child(2) path")).fill"""
    )

    assert fill.startswith("rgb(")


def test_invented_figures_are_marked_and_the_page_says_so(page):
    expect(page.locator(".notice-demo")).to_be_visible()
    assert page.locator(".demo-mark:visible").count() >= 4


def test_a_tap_on_the_map_of_a_phone_chooses_a_district(open_page, server):
    page = open_page(server, "/?lang=en", PHONE, has_touch=True, is_mobile=True)
    page.locator(".panel-map .panel-figure").scroll_into_view_if_needed()

    with one_answer(page):
        page.touchscreen.tap(*point_of_area(page, AT_BASHY))

    assert asked(page)["district"] == AT_BASHY


def test_the_overview_works_on_postgresql(open_page, postgresql_url, tmp_path):
    prepare(Settings(postgresql_url), print)
    with Server(postgresql_url, tmp_path / "server.log") as server:
        page = open_page(server, "/?lang=ky&region=KG-N")

        assert page.locator(".tile").count() == 6
        assert len(polygons(page)[3]) == 9
