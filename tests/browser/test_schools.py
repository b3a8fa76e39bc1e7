"""What does a reader do and see on the page of innovative schools?"""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.reader import (
    LANGUAGES,
    NOTEBOOK,
    PHONE,
    SIZES,
    asked,
    hatched_told,
    one_answer,
    select,
    violations,
)

SIGNS = ".panel-map .sign"
FROM_THE_MIDDLE = """(key) => {
  const map = document.querySelector(`.panel-${key} .leaflet-container`);
  const at = map.getBoundingClientRect();
  return [...map.querySelectorAll(".sign")].slice(0, 3).flatMap((sign) => {
    const box = sign.getBoundingClientRect();
    return [box.x - at.x - at.width / 2, box.y - at.y - at.height / 2];
  });
}"""
"""Where the first signs of a map stand."""
PLACED = 29
"""Innovative schools of the demonstration that have a position."""


def is_drawn(page: Page) -> None:
    expect(page.locator(".panel-map [data-drawn]")).to_be_attached()
    expect(page.locator(SIGNS)).to_have_count(PLACED)


@pytest.fixture
def schools(open_page, server):
    """A function that opens the page, drawn."""

    def open_(search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/schools{search}", size, drawn=False, **options)
        is_drawn(page)
        return page

    return open_


@pytest.fixture
def page(schools) -> Page:
    """The page in English on a notebook."""
    return schools()


def open_list(page: Page) -> None:
    """Go to the list, which is loaded only then, and stay there whatever moves above it."""
    page.wait_for_function(
        """() => {
          const list = document.querySelector(".panel-list");
          list.scrollIntoView({ block: "nearest" });
          return list.querySelector(".ag-row a") !== null;
        }"""
    )


CODES = """[...document.querySelectorAll(".panel-list .ag-row")]
  .map((row) => [Number(row.getAttribute("row-index")), row.querySelector("a")])
  .filter(([, link]) => link)
  .sort(([one], [other]) => one - other)
  .map(([, link]) => link.textContent)"""


def codes_listed(page: Page) -> list[str]:
    """Return the codes of the list in the order in which a reader sees them."""
    return page.evaluate(CODES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_complete_in_every_language_and_size(schools, lang, size):
    page = schools(f"?lang={lang}", size)

    assert page.locator(".panel-map path.leaflet-interactive").count() >= 52
    assert page.locator(".multiple li").count() == 30
    assert page.locator(".panel-access .features li").count() == 4
    assert page.locator(".panel-reach .features li").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    open_list(page)
    expect(page.locator(".panel-list .ag-row a")).to_have_count(30)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible(schools, lang):
    page = schools(f"?lang={lang}&school=IS-05&beside=1&color=lab")
    open_list(page)

    assert violations(page, Axe()) == []


def test_the_page_is_accessible_in_the_dark(schools):
    page = schools(color_scheme="dark")
    open_list(page)

    assert violations(page, Axe()) == []


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("ky", "is-07", "IS-07"),
        ("ky", "IS 07", "IS-07"),
        ("en", "инновациялык мектеби is-12", "IS-12"),
        ("ru", "Innovative school IS-01", "IS-01"),
        ("ky", "жети огуз is", "IS-01"),
        ("en", "жети-өгүз is", "IS-01"),
        ("ru", "Jeti-Oguz IS", "IS-01"),
        ("en", "Djeti oguz is", "IS-01"),
        ("en", "sc-0002", "SC-0002"),
        ("ky", "IS07", "IS-07"),
        ("ru", "ис 7", "IS-07"),
        ("en", "SC299", "SC-0299"),
        ("ru", "Базар-Курган is", "IS-04"),
        ("en", "Kotchkor is", "IS-11"),
    ],
)
def test_a_school_is_found_by_name_code_or_district_however_it_is_spelled(
    schools, lang, text, code
):
    page = schools(f"?lang={lang}")

    page.locator("#search").fill(text)
    expect(page.locator("#found [data-code]").first).to_have_attribute("data-code", code)
    with one_answer(page):
        page.locator("#search").press("Enter")

    assert asked(page)["school"] == code
    expect(page.locator(".panel-school")).to_be_visible()


def test_a_closed_school_is_found_and_said_to_be_closed(page):
    page.locator("#search").fill("sc-0299")

    found = page.locator("#found [data-code]").first
    expect(found).to_have_attribute("data-code", "SC-0299")
    expect(found).to_contain_text("closed")


def test_areas_without_data_are_hatched_however_quickly_the_borders_arrive(schools):
    page = schools()
    for _ in range(3):
        page.reload()
        is_drawn(page)
        hatched = page.locator(".panel-map .no-data").count()
        assert hatched == hatched_told(page)


def test_the_last_row_of_the_list_is_not_covered(page):
    open_list(page)
    page.locator(".panel-list .ag-row").last.scroll_into_view_if_needed()

    assert (
        page.evaluate(
            """() => {
             const rows = [...document.querySelectorAll(".panel-list .ag-row")];
             const bottom = Math.max(...rows.map((row) => row.getBoundingClientRect().bottom));
             const bar = document.querySelector(".panel-list .ag-body-horizontal-scroll");
             return bar.getBoundingClientRect().top - bottom;
           }"""
        )
        >= -1
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_list_stays_in_its_panel(schools, size):
    page = schools("?lang=ru", size)
    open_list(page)
    expect(page.locator(".panel-list .ag-row a")).to_have_count(30)

    beyond = page.evaluate(
        """document.querySelector(".list-grid").getBoundingClientRect().bottom
           - document.getElementById("panel-list").getBoundingClientRect().bottom"""
    )
    assert beyond <= 0


def test_bars_of_distance_are_as_long_as_their_shares(schools):
    page = schools("?lang=ru&district=41702205000000")

    bars = page.evaluate(
        """[...document.querySelectorAll(".features-reach .feature-yes")].map((bar) =>
             [parseFloat(bar.style.width),
              100 * bar.getBoundingClientRect().width / bar.parentElement.offsetWidth])"""
    )
    assert len(bars) == 3
    assert [drawn for _, drawn in bars] == pytest.approx([share for share, _ in bars], abs=0.2)


def test_what_changed_between_two_releases_is_said_beside_the_older_map(schools):
    page = schools("?lang=en&beside=2")

    expect(page.locator(".panel-beside .finding")).to_contain_text(
        re.compile(r"From release No\. 2 to No\. 4: packages accepted \+\d+; schools with a better")
    )


def test_two_releases_fit_a_phone(schools):
    page = schools("?lang=ru&beside=1", PHONE)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_few_schools_let_the_lenses_stand_beside_the_map(page):
    def top_of(panel):
        box = page.locator(panel).bounding_box()
        assert box
        return box["x"], box["y"]

    with one_answer(page):
        select(page, "region").select_option("KG-N")

    assert top_of(".panel-access")[0] == top_of(".panel-groups")[0]
    map_box = page.locator(".panel-map").bounding_box()
    assert map_box and top_of(".panel-access")[1] < map_box["y"] + map_box["height"]


def test_the_schools_behind_a_count_of_the_lens_are_listed_by_one_click(page):
    link = page.locator(".panel-access .feature-no").first
    count = int(link.inner_text())

    with one_answer(page):
        link.click()

    expect(page.locator(".multiple li")).to_have_count(count)


def test_a_whole_code_finds_its_school_alone(page):
    page.locator("#search").fill("IS-07")

    expect(page.locator("#found [data-code]")).to_have_count(1)
    expect(page.locator("#found [data-code]")).to_have_attribute("data-code", "IS-07")


def test_a_code_that_may_go_on_finds_its_school_first_and_then_those_that_it_begins(page):
    page.locator("#search").fill("IS-1")

    found = page.locator("#found [data-code]")
    expect(found).to_have_count(11)
    codes = [each.get_attribute("data-code") for each in found.all()]
    assert codes == ["IS-01", *(f"IS-{number}" for number in range(10, 20))]


@pytest.mark.parametrize("size", [NOTEBOOK, PHONE], ids=["notebook", "phone"])
def test_the_card_of_a_chosen_school_stands_in_sight_and_the_keyboard_in_the_search(schools, size):
    page = schools("?lang=ru", size)
    page.locator("#search").fill("IS-05")
    expect(page.locator("#found [data-code]")).to_have_count(1)
    with one_answer(page):
        page.keyboard.press("Enter")

    expect(page.locator(".panel-school")).to_be_in_viewport(ratio=1)
    expect(page.locator("#search")).to_be_focused()


def test_each_ordinary_school_is_listed_with_its_nearest_innovative_one_and_saved(schools):
    page = schools("?lang=en&region=KG-N")
    page.wait_for_function(
        """() => {
          document.querySelector(".panel-nearest").scrollIntoView();
          return document.querySelector(".panel-nearest .ag-row a") !== null;
        }"""
    )
    count = int(page.locator(".panel-nearest [data-drawn]").get_attribute("data-drawn") or 0)

    expect(page.locator(".panel-nearest .finding")).to_contain_text(f"{count} ordinary schools")
    first = page.locator(".panel-nearest .ag-row [col-id=km]").first
    assert (
        page.locator(".panel-nearest .finding")
        .inner_text()
        .split(", ")[1]
        .startswith(first.inner_text())
    ), "the farthest comes first"
    with page.expect_download() as saved:
        page.locator(".panel-nearest .list-tools button").click()
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert "As the crow flies" in lines[0]
    assert len(lines) == count + 3
    assert all(line.split(",")[2] for line in lines[3:])


@pytest.mark.parametrize("text", ["bishbosh", "zzzz"])
def test_a_search_without_success_says_so(page, text):
    page.locator("#search").fill(text)

    expect(page.locator("#found")).to_contain_text("No school has such a name or code.")
    page.locator("#search").press("Enter")
    assert "school" not in asked(page)
    page.locator("#search").press("Escape")
    expect(page.locator("#found")).to_be_hidden()


def test_the_search_needs_only_the_keyboard(page):
    page.locator("#search").focus()
    page.keyboard.type("naryn is")
    expect(page.locator("#found [data-code]").first).to_be_visible()
    found = [each.get_attribute("data-code") for each in page.locator("#found [data-code]").all()]

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found [aria-selected=true]")).to_have_attribute("data-code", found[1])
    with one_answer(page):
        page.keyboard.press("Enter")

    assert asked(page)["school"] == found[1]


def test_a_sign_is_a_button_that_names_its_school_and_leads_to_its_packages(page):
    sign = page.locator(SIGNS).first
    assert re.search(r"IS-\d\d", sign.get_attribute("aria-label") or "")

    sign.focus()
    with one_answer(page):
        page.keyboard.press("Enter")

    assert asked(page)["school"].startswith("IS-")
    expect(page.locator(".panel-school .packages li")).to_have_count(6)
    assert page.evaluate("document.activeElement.classList.contains('sign')")
    assert page.locator(".panel-school .passport-link").count() == 1


def test_the_whole_country_stays_in_sight_when_the_window_changes(page):
    for width, height in ((1000, 800), (1700, 1000)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            """() => {
              const map = document.querySelector(".panel-map .leaflet-container");
              const { left, right } = map.getBoundingClientRect();
              const shapes = [...map.querySelectorAll("path.leaflet-interactive")];
              const boxes = shapes.map((shape) => shape.getBoundingClientRect());
              const west = Math.min(...boxes.map((box) => box.left)) - left;
              const east = right - Math.max(...boxes.map((box) => box.right));
              return Math.min(west, east) >= 0 && west + east < (right - left) / 2;
            }""",
        )


def test_signs_never_cover_each_other(page):
    centres = page.evaluate(
        """[...document.querySelectorAll(".panel-map .sign svg")].map((sign) => {
             const box = sign.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];
           })"""
    )
    near = [
        (one, other)
        for place, one in enumerate(centres)
        for other in centres[:place]
        if abs(one[0] - other[0]) < 24 and abs(one[1] - other[1]) < 24
    ]
    assert near == []


def test_a_district_on_the_map_narrows_everything_else(page):
    box = page.locator(".panel-map .leaflet-container").bounding_box()
    assert box
    with one_answer(page):
        page.mouse.click(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * 0.45)

    assert "district" in asked(page)
    assert page.locator(".multiple li").count() < 30


def test_the_lasso_lists_only_the_schools_inside(page):
    box = page.locator(".panel-map .leaflet-container").bounding_box()
    assert box
    page.locator("#lasso").click()
    west, east = box["x"] + 5, box["x"] + box["width"] * 0.4
    top, bottom = box["y"] + box["height"] * 0.55, box["y"] + box["height"] - 5
    page.mouse.move(west, top)
    page.mouse.down()
    for x, y in ((east, top), (east, bottom), (west, bottom)):
        page.mouse.move(x, y, steps=4)
    with one_answer(page):
        page.mouse.up()

    picked = asked(page)["schools"].split(",")
    assert 2 <= len(picked) < 15
    assert page.locator(".multiple li").count() == len(picked)
    expect(page.locator(".panel-map .sign.is-faded")).to_have_count(PLACED - len(picked))
    open_list(page)
    expect(page.locator(".panel-list .ag-row a")).to_have_count(len(picked))
    assert codes_listed(page) == sorted(picked)

    page.go_back()
    expect(page.locator(".multiple li")).to_have_count(30)


def test_a_lasso_around_nothing_says_so_and_chooses_nothing(page):
    box = page.locator(".panel-map .leaflet-container").bounding_box()
    assert box
    page.locator("#lasso").click()
    x, y = box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.55
    page.mouse.move(x, y)
    page.mouse.down()
    for right, down in ((8, 0), (8, 8), (0, 8), (0, 1)):
        page.mouse.move(x + right, y + down, steps=2)
    page.mouse.up()

    expect(page.locator("#lasso-said")).to_have_text("No innovative school lies inside.")
    page.wait_for_timeout(400)
    assert not {"schools", "district"} & set(asked(page))


def test_a_lasso_can_be_put_away(page):
    page.locator("#lasso").click()
    expect(page.locator("#lasso")).to_have_attribute("aria-pressed", "true")

    page.keyboard.press("Escape")

    expect(page.locator("#lasso")).to_have_attribute("aria-pressed", "false")


def test_time_is_a_slider_that_the_keyboard_moves(page):
    slider = page.locator(".control-period input")
    now = page.locator(".panel-groups .finding").inner_text()

    slider.focus()
    with one_answer(page):
        page.keyboard.press("ArrowLeft")

    assert asked(page)["period"] == "2026-Q2"
    assert slider.get_attribute("aria-valuetext") == "Q2 2026"
    assert page.locator(".panel-groups .finding").inner_text() != now
    with one_answer(page):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".panel-groups .finding")).to_have_text(now)


def test_two_releases_stand_beside_each_other_and_move_together(page):
    with one_answer(page):
        select(page, "beside").select_option("1")

    expect(page.locator(".panel-beside .sign")).to_have_count(PLACED)
    before = page.evaluate(f"({FROM_THE_MIDDLE})('beside')")
    page.locator(".panel-map .leaflet-control-zoom-in").click()

    page.wait_for_function(
        f"""(before) => {{
          const [mine, theirs] = ["map", "beside"].map({FROM_THE_MIDDLE});
          const isNear = (one, other) => one.every((each, i) => Math.abs(each - other[i]) <= 2);
          return !isNear(theirs, before) && isNear(mine, theirs)
            && document.querySelector(".leaflet-zoom-anim") === null;
        }}""",
        arg=before,
    )


def test_ordinary_schools_appear_when_one_is_near_and_tell_their_nearest_innovative_one(schools):
    page = schools("?lang=en&school=IS-05")
    canvas = page.locator(".panel-map .leaflet-ordinary-pane canvas")
    expect(canvas).to_be_attached()

    spot = page.wait_for_function(
        """() => {
             const canvas = document.querySelector(".panel-map .leaflet-ordinary-pane canvas");
             const map = document.querySelector(".panel-map .leaflet-container");
             const at = canvas.getBoundingClientRect(), frame = map.getBoundingClientRect();
             const scale = canvas.width / at.width;
             const points = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
             for (let i = 3; i < points.data.length; i += 4) {
               const x = at.x + ((i >> 2) % canvas.width) / scale;
               const y = at.y + Math.floor((i >> 2) / canvas.width) / scale;
               const isInside = x > frame.x + 30 && y > frame.y + 90 && x < frame.right - 80 &&
                 y < frame.bottom - 30;
               const is_free = isInside && !document.elementFromPoint(x, y).closest(".sign");
               if (points.data[i] > 200 && is_free) {
                 return [x + 1, y + 2];
               }
             }
           }"""
    ).json_value()
    page.mouse.move(*spot)

    tip = page.locator(".leaflet-tooltip", has_text="Nearest innovative school")
    expect(tip).to_contain_text(re.compile(r"IS-\d\d, [\d.]+ km as the crow flies"))
    with one_answer(page):
        page.mouse.click(*spot)
    assert asked(page)["school"].startswith("SC-")


def test_a_district_without_innovative_schools_says_so_once_in_each_panel(schools):
    page = schools("?lang=en&district=41704220000000")

    for panel in (".panel-groups", ".panel-access", ".panel-list"):
        expect(page.locator(f"{panel} .finding")).to_have_text("No innovative school lies here.")
        expect(page.locator(f"{panel} .panel-body")).to_be_empty()
    expect(page.locator(".panel-list .panel-figure")).to_be_hidden()
    expect(page.locator(".panel-map .legend-row")).to_have_count(1)


def test_the_table_of_distances_opens_as_large_as_it_is_read(schools):
    page = schools("?lang=ru&district=41702205000000")
    page.locator(".panel-reach summary").click()

    sheet = page.locator(".panel-reach .table-sheet")
    expect(sheet.locator("tbody tr").first).to_be_visible()
    assert sheet.evaluate("(sheet) => sheet.clientHeight >= 0.6 * innerHeight")
    assert sheet.evaluate("(sheet) => sheet.scrollWidth <= sheet.clientWidth")


def test_a_heading_that_is_sorted_is_not_cut(schools):
    page = schools("?lang=ru")
    open_list(page)
    heading = page.locator(".list-grid [role=columnheader][col-id=days_late]")
    heading.locator(".ag-header-cell-text").click()
    expect(heading).not_to_have_attribute("aria-sort", "none")

    assert heading.locator(".ag-header-cell-text").evaluate(
        "(words) => words.scrollWidth <= words.clientWidth"
    )


def test_the_map_begins_around_a_chosen_ordinary_school(schools):
    page = schools("?lang=en&school=SC-0022")

    expect(page.locator(".panel-map .ring-km", has_text="10 km")).to_be_attached()
    expect(page.locator(".panel-map .leaflet-ordinary-pane canvas")).to_be_attached()


def test_ordinary_schools_on_one_spot_are_all_told_and_chosen_in_turn(schools):
    page = schools("?lang=en&school=SC-0022")
    expect(page.locator(".panel-map .leaflet-ordinary-pane canvas")).to_be_attached()
    box = page.locator(".panel-map .leaflet-container").bounding_box()
    assert box
    spot = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(spot[0] + 40, spot[1] + 40)
    page.mouse.move(*spot)

    tips = page.locator(".panel-map .leaflet-tooltip:visible")
    expect(tips).to_have_count(1)
    told = re.findall(r"SC-\d{4}", tips.inner_text())
    assert set(told) >= {"SC-0009", "SC-0022", "SC-0036"}
    chosen = []
    for _ in told:
        with one_answer(page):
            page.mouse.click(*spot)
        chosen.append(asked(page)["school"])
    assert sorted(chosen) == sorted(told)


def test_the_list_sorts_filters_groups_and_is_saved(page):
    open_list(page)
    order = codes_listed(page)
    assert order == sorted(order)

    page.get_by_role("columnheader", name="Pupils").first.click()
    page.wait_for_function(f"(order) => String({CODES}) !== String(order)", arg=order)
    assert sorted(codes_listed(page)) == order

    page.locator(".list-tools select").select_option("region_name")
    heads = page.locator(".panel-list .group-head")
    expect(heads).to_have_count(7)
    regions = page.locator(".panel-list .ag-row [col-id=region_name]").all_inner_texts()
    assert len(dict.fromkeys(regions)) == 7
    first = page.locator(".panel-list .ag-row a").count()
    heads.first.click()
    expect(heads.first).to_have_attribute("aria-expanded", "false")
    expect(heads).to_have_count(7)
    in_first = int(re.findall(r"\d+", heads.first.inner_text())[0])
    expect(page.locator(".panel-list .ag-row a")).to_have_count(first - in_first)

    with page.expect_download() as download:
        page.locator(".panel-list").get_by_role("button", name="Save as CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Demonstration data" in text.splitlines()[0]
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    assert "Code" in rows[1]
    assert len(rows) == 32
    assert "Accepted" in {cell for row in rows for cell in row}


def test_the_saved_list_opens_in_a_spreadsheet_of_the_readers_language(schools):
    page = schools("?lang=ru")
    open_list(page)

    with page.expect_download() as download:
        page.locator(".panel-list").get_by_role("button", name="Сохранить как CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")

    (about, *_), heading, *rows = [
        row for row in csv.reader(io.StringIO(text), delimiter=";") if row
    ]
    assert ".." not in about
    assert len(rows) == 30
    assert "Инновационная школа IS-05" in [row[heading.index("Школа")] for row in rows]
    late = [place for place, title in enumerate(heading) if title.startswith("Дней опоздания: ")]
    assert len(late) == 6
    assert max(int(row[place] or 0) for row in rows for place in late) == 285
    shares = [row[heading.index("Освоенная доля бюджета")] for row in rows]
    assert all(re.fullmatch(r"(\d+(,\d+)?)?", share) for share in shares)


def test_columns_are_shown_and_hidden_and_ticked_schools_kept(page):
    open_list(page)
    assert page.get_by_role("columnheader", name="Spent, KGS").count() == 0

    page.locator(".columns-choice summary").click()
    page.get_by_label("Spent, KGS", exact=True).check()
    expect(page.get_by_role("columnheader", name="Spent, KGS")).to_be_visible()
    page.locator(".columns-choice summary").click()

    only = page.get_by_role("button", name="Show only the ticked ones")
    expect(only).to_be_disabled()
    boxes = page.locator(".panel-list .ag-row input[type=checkbox]")
    for place in (0, 3):
        boxes.nth(place).check()
    with one_answer(page):
        only.click()

    assert asked(page)["schools"] == "IS-01,IS-04"
    expect(page.locator(".multiple li")).to_have_count(2)
