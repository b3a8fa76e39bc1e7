"""Can everything be reached and left again without a mouse?"""

import re

from playwright.sync_api import expect

from tests.browser.reader import asked, one_answer

WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) { return null; }
  const style = getComputedStyle(here);
  const kind = here.id === "theme" ? "theme"
    : here.classList.contains("skip-link") ? "skip"
    : here.matches(".languages a") ? "language"
    : here.matches(".chart") ? "chart"
    : here.tagName.toLowerCase();
  return { kind, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    || style.boxShadow !== "none", seen: here.getBoundingClientRect().left >= 0 };
}"""


def test_tab_reaches_everything_in_turn_with_a_visible_ring_and_leaves_again(page):
    steps = []
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if here is None:
            break
        steps.append(here)

    kinds = [step["kind"] for step in steps]
    assert here is None, "the keyboard is trapped"
    assert kinds[0] == "skip"
    assert kinds.count("select") == 7
    assert kinds.count("summary") == 6
    assert kinds.count("chart") == 2
    assert kinds.count("language") == 3
    assert kinds.count("theme") == 1
    assert all(step["ring"] and step["seen"] for step in steps)


def test_the_skip_link_leads_to_the_figures(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_enter_opens_a_table_and_escape_closes_it_again(page):
    summary = page.locator(".panel-map .table-behind > summary")
    areas, schools = (page.locator(".panel-map .data-table").nth(at) for at in (0, 1))
    summary.focus()

    page.keyboard.press("Enter")
    expect(areas).to_be_visible()
    expect(areas.locator("tbody tr")).to_have_count(54)
    expect(schools.locator("tbody tr")).to_have_count(30)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "table-sheet"
    page.keyboard.press("Escape")

    expect(page.locator(".panel-map .data-table:visible")).to_have_count(0)
    expect(summary).to_be_focused()


def test_every_table_opens_and_holds_rows(page):
    for behind in page.locator(".table-behind").all():
        behind.locator("summary").click()
        expect(behind.locator("tbody tr").first).to_be_visible()
        for table in behind.locator("table").all():
            assert table.locator("tbody tr").count() > 0
        page.keyboard.press("Escape")
        expect(behind.locator("table:visible")).to_have_count(0)


def test_a_click_elsewhere_closes_a_table(page):
    page.locator(".panel-map .table-behind > summary").click()
    expect(page.locator(".panel-map .data-table").first).to_be_visible()
    page.locator(".panel-curve h2").click()

    expect(page.locator(".panel-map .data-table:visible")).to_have_count(0)


def test_a_choice_is_made_with_the_keyboard_alone(page):
    page.locator(".control-by select").focus()

    with one_answer(page):
        page.keyboard.press("ArrowDown")

    assert asked(page)["by"] == "region"
    assert page.evaluate("document.activeElement.closest('.control-by') !== null")


def test_a_school_is_chosen_with_the_keyboard_in_the_legend_and_focus_stays_there(page):
    choice = page.locator(".panel-map .school-choice")
    choice.focus()

    with one_answer(page):
        page.keyboard.press("ArrowDown")

    school = asked(page)["school"]
    assert re.fullmatch(r"IS-\d\d", school)
    expect(page.locator(".panel-school .packages li")).to_have_count(6)
    expect(page.locator(".panel-school")).to_be_visible()
    expect(choice).to_have_value(school)
    expect(choice).to_be_focused()
