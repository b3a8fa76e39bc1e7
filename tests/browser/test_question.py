"""What happens when a reader chooses something?"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import LANGUAGES, asked, headlines, one_answer, point_of_area, select

NARYN, AT_BASHY = "KG-N", "41704220000000"
AK_TALAA, SCHOOL_THERE = "41704210000000", "IS-09"
KEEP = """(mark) => document.querySelectorAll(
  ".panel-map .js-plotly-plot, .panel-map .main-svg, .panel-curve .js-plotly-plot, .controls select"
).forEach((each) => { each.keptSince = mark })"""
KEPT = """(mark) => [...document.querySelectorAll(
  ".panel-map .js-plotly-plot, .panel-map .main-svg, .panel-curve .js-plotly-plot, .controls select"
)].every((each) => each.keptSince === mark)"""


def test_a_filter_is_one_round_trip_and_updates_everything_in_place(page):
    before = headlines(page).text_content() or ""
    page.evaluate(KEEP, "before")
    select(page, "region").focus()

    with one_answer(page):
        select(page, "region").select_option(NARYN)

    expect(headlines(page)).not_to_have_text(before)
    assert asked(page) == {"lang": "en", "region": NARYN}
    assert page.evaluate(KEPT, "before")
    assert page.evaluate("document.activeElement.closest('.control-region') !== null")


def test_a_filter_changes_what_the_map_shows(page):
    width = """[...document.querySelectorAll(".panel-map .choroplethlocation")]
      .find((path) => path.__data__.loc === "KG-N").getBoundingClientRect().width"""
    before = page.evaluate(width)

    with one_answer(page):
        select(page, "region").select_option(NARYN)

    page.wait_for_function(f"{width} > 1.3 * {before}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_choice_leaves_the_map_as_large_as_it_was(open_page, server, lang):
    page = open_page(server, f"/?lang={lang}")
    chart = page.locator(".panel-map .chart")
    size = chart.bounding_box()

    for region in ("KG-O", "KG-T", NARYN):
        with one_answer(page):
            select(page, "region").select_option(region)
        assert chart.bounding_box() == size


def test_a_region_leaves_only_its_own_districts_to_choose(page):
    choices = select(page, "district").locator("option:not([hidden])")
    everywhere = choices.count()

    with one_answer(page):
        select(page, "region").select_option(NARYN)

    assert everywhere == 55
    expect(choices).to_have_count(7)


def test_back_and_forward_bring_figures_and_choices_with_them(page):
    whole = headlines(page).text_content() or ""
    with one_answer(page):
        select(page, "region").select_option(NARYN)
    part = headlines(page).text_content() or ""
    with one_answer(page):
        select(page, "period").select_option("2026-Q2")

    with one_answer(page):
        page.go_back()
    expect(headlines(page)).to_have_text(part)
    expect(select(page, "period")).to_have_value("2026-Q3")
    with one_answer(page):
        page.go_back()
    expect(headlines(page)).to_have_text(whole)
    expect(select(page, "region")).to_have_value("all")

    with one_answer(page):
        page.go_forward()
    expect(headlines(page)).to_have_text(part)
    expect(select(page, "region")).to_have_value(NARYN)


def test_an_address_opened_anew_shows_what_was_chosen(open_page, server, page):
    with one_answer(page):
        select(page, "region").select_option(NARYN)
    address = page.url.removeprefix(server.url)

    again = open_page(server, address)

    assert headlines(again).text_content() == headlines(page).text_content()
    assert select(again, "region").input_value() == NARYN


def test_another_measure_colours_the_map_and_names_the_panel(page):
    with one_answer(page):
        select(page, "measure").select_option("R1.4")

    expect(page.locator("#title-map")).to_contain_text("Textbook provision rate")


def test_a_click_on_a_district_chooses_it_and_its_region(page):
    with one_answer(page):
        page.mouse.click(*point_of_area(page, AT_BASHY))

    assert asked(page)["district"] == AT_BASHY
    expect(select(page, "district")).to_have_value(AT_BASHY)
    expect(select(page, "region")).to_have_value(NARYN)


def test_a_district_under_the_pointer_says_its_name_and_figure(page):
    page.mouse.move(*point_of_area(page, AT_BASHY), steps=3)

    expect(page.locator(".panel-map .hovertext")).to_contain_text("%")


def test_a_click_on_a_school_shows_its_six_packages(page):
    place = page.evaluate(
        """() => {
          const signs = [...document.querySelectorAll(".panel-map .scattergeo path.point")]
            .map((sign) => sign.getBoundingClientRect())
            .map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
          return signs.findLast((one) => signs.every(
            (other) => one === other || Math.hypot(one.x - other.x, one.y - other.y) > 24));
        }"""
    )
    expect(page.locator(".panel-school")).to_be_hidden()

    with one_answer(page):
        page.mouse.click(place["x"], place["y"])

    assert re.fullmatch(r"IS-\d\d", asked(page)["school"])
    expect(page.locator(".panel-school .packages li")).to_have_count(6)
    expect(page.locator(".panel-school")).to_be_visible()


def test_a_matter_that_needs_attention_opens_its_school_in_the_standing_page(page):
    page.evaluate(KEEP, "before")
    link = page.locator(".panel-attention .matters a[data-choose]:visible").first
    school = (link.text_content() or "").partition(":")[0]

    with one_answer(page):
        link.click()

    assert asked(page) == {"lang": "en", "school": school}
    assert page.evaluate(KEPT, "before")
    expect(page.locator(".panel-school .packages li")).to_have_count(6)
    expect(page.locator(".panel-map .school-choice")).to_have_value(school)


def test_a_chosen_school_is_closed_again_in_the_standing_page(open_page, server):
    page = open_page(server, "/?lang=en&school=IS-05")
    page.evaluate(KEEP, "before")

    with one_answer(page):
        page.locator(".panel-school .close").click()

    assert asked(page) == {"lang": "en"}
    assert page.evaluate(KEPT, "before")
    expect(page.locator(".panel-school")).to_be_hidden()
    expect(page.locator(".panel-attention")).to_be_visible()


def test_a_region_drops_a_district_and_a_school(open_page, server):
    page = open_page(server, f"/?lang=en&district={AK_TALAA}&school={SCHOOL_THERE}")
    expect(page.locator(".panel-school")).to_be_visible()

    with one_answer(page):
        select(page, "region").select_option("KG-J")

    assert asked(page) == {"lang": "en", "region": "KG-J"}
    expect(select(page, "district")).to_have_value("all")
    expect(page.locator(".panel-school")).to_be_hidden()


def test_a_district_drops_a_region_and_a_school(open_page, server):
    page = open_page(server, f"/?lang=en&region={NARYN}&school={SCHOOL_THERE}")
    expect(page.locator(".panel-school")).to_be_visible()

    with one_answer(page):
        select(page, "district").select_option(AT_BASHY)

    assert asked(page) == {"lang": "en", "district": AT_BASHY}
    expect(page.locator(".panel-school")).to_be_hidden()


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_another_language_keeps_the_question(open_page, server, lang):
    page = open_page(server, f"/?region={NARYN}&period=2026-Q2&lang=en")

    page.locator(f".languages [lang={lang}]").click()
    expect(page.locator("html")).to_have_attribute("lang", lang)

    assert asked(page) == {"region": NARYN, "period": "2026-Q2", "lang": lang}
    expect(select(page, "region")).to_have_value(NARYN)


def test_a_filter_chosen_first_stays_when_the_language_changes(page):
    with one_answer(page):
        select(page, "region").select_option(NARYN)

    page.locator(".languages [lang=ru]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")

    assert asked(page) == {"region": NARYN, "lang": "ru"}


def test_an_earlier_release_shows_its_own_figures_and_says_so(page):
    newest = page.locator(".tile .value").first.inner_text()
    expect(page.locator(".notice-earlier")).to_have_count(0)

    with one_answer(page):
        select(page, "as_of").select_option("2")

    assert asked(page)["as_of"] == "2"
    expect(page.locator(".notice-earlier")).to_contain_text("31 March 2026")
    expect(page.locator(".tile .value").first).not_to_have_text(newest)
    expect(page.locator(".as-of")).to_contain_text("31 March 2026")
    expect(select(page, "period")).to_have_value("2026-Q1")


def test_nonsense_in_the_address_is_left_out_and_named(open_page, server):
    page = open_page(server, "/?lang=en&region=Mars&colour=<script>alert(1)</script>")

    expect(page.locator(".notice-dropped")).to_contain_text("region=Mars")
    expect(page.locator(".notice-dropped")).to_contain_text("<script>")


def test_the_chosen_look_is_kept(page):
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "light")

    page.locator("#theme").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.reload()

    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_the_look_of_the_system_holds_until_another_is_chosen(open_page, server):
    page = open_page(server, color_scheme="dark")

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
