"""What does a room see, and what does it write down?"""

import csv
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.commands import main
from layouts.slides import PROPOSED
from tests.browser.reader import (
    LANGUAGES,
    LAPTOP,
    NOTEBOOK,
    PHONE,
    PROJECTOR,
    asked,
    cut_off,
    one_answer,
    violations,
)

FEW = "/meeting?lang=en&slides=overview.headlines,overview.map,budget.curve-paid"
SCREENS = (LAPTOP, PROJECTOR, PHONE)
DUE = "2099-12-10"

IN_SIGHT = """() => {
  const slide = document.querySelector(".slide.shown");
  const box = slide.getBoundingClientRect();
  const inside = (part) => {
    const its = part.getBoundingClientRect();
    return its.width > 0 && its.height > 0 && its.left >= box.left && its.right <= box.right + 1 &&
      its.top >= box.top && its.bottom <= box.bottom + 1;
  };
  const parts = [...slide.querySelectorAll("h2, .finding, .panel-figure, .source")];
  return parts.filter((part) => !inside(part)).map((part) => part.className || part.tagName);
}"""
"""Names what of a slide is out of sight: its title, finding, picture and source never are."""

LETTERS = (
    """() => parseFloat(getComputedStyle(document.querySelector(".shown .finding")).fontSize)"""
)


@pytest.fixture
def open_meeting(open_page, server):
    """A function that opens the meeting with everything drawn."""

    def open_(path: str = FEW, size=NOTEBOOK, **options) -> Page:
        page = open_page(options.pop("at", server), path, size, drawn=False, **options)
        ready(page)
        return page

    return open_


def ready(page: Page) -> None:
    """Wait until the page says that all slides are drawn."""
    expect(page.locator("#main")).to_have_attribute("data-ready", "yes")


def number(page: Page):
    """Return where the slide shown says its place."""
    return page.locator("#number")


def begin(page: Page) -> None:
    """Start the slides by the keyboard."""
    page.keyboard.press("f")
    expect(number(page)).to_have_text(re.compile("^1 / "))


def note(page: Page, kind: str, text: str) -> None:
    """Note down a decision or an action."""
    page.locator("#note [name=kind]").select_option(kind)
    page.locator("#note [name=text]").fill(text)
    page.locator("#note [name=owner]").select_option("pmu")
    if kind == "action":
        page.locator("#note [name=due]").fill(DUE)
    page.locator("#note [name=text]").press("Enter")
    expect(page.locator("#note-list li").last).to_contain_text(text.replace("?N", "? N"))


def handed_over(page: Page, folder: Path) -> Path:
    """Return the file of the notes, saved in a folder."""
    with page.expect_download() as download:
        page.locator("#hand-over").click()
    assert download.value.suggested_filename == "commitments.csv"
    file = folder / "commitments.csv"
    download.value.save_as(file)
    return file


def test_keyboard_and_clicker_move_the_slides(open_meeting):
    page = open_meeting()
    begin(page)
    expect(page.locator(".topbar")).to_be_hidden()

    for key, at in (
        *(("ArrowRight", 2), ("PageDown", 3), ("PageDown", 3), ("PageUp", 2), ("ArrowLeft", 1)),
        *(("Space", 2), ("End", 3), ("Home", 1), ("PageUp", 1)),
    ):
        page.keyboard.press(key)
        expect(number(page)).to_have_text(f"{at} / 3")
        expect(page.locator(".slide.shown")).to_have_count(1)
    expect(page.locator("#told")).to_have_text("Slide 1 of 3: Where the programme stands")

    page.keyboard.press("Escape")
    expect(page.locator(".topbar")).to_be_visible()
    expect(page.locator(".show-alone").first).to_be_focused()


def test_the_screen_goes_dark_and_comes_back(open_meeting):
    page = open_meeting()
    begin(page)

    page.keyboard.press("b")
    expect(page.locator("#dark")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("#dark")).to_be_hidden()
    page.keyboard.press("b")
    page.keyboard.press("PageDown")
    expect(page.locator("#dark")).to_be_hidden()
    expect(number(page)).to_have_text("2 / 3")


def test_one_panel_is_shown_alone(open_meeting):
    page = open_meeting()

    page.locator(".show-alone").nth(2).click()

    expect(number(page)).to_have_text("3 / 3")
    expect(page.locator(".slide.shown h2")).to_contain_text("Disbursement")


def test_the_sequence_is_chosen_in_the_address(open_meeting):
    page = open_meeting()

    with one_answer(page):
        page.locator("#up-map").click()
    assert asked(page)["slides"] == "overview.map,overview.headlines,budget.curve-paid"
    with one_answer(page):
        page.locator("#out-headlines").click()
    with one_answer(page):
        page.locator("#add-slide").select_option(label="Textbooks: Why are copies missing?")
    assert asked(page)["slides"] == "overview.map,budget.curve-paid,textbooks.provision-why"
    ready(page)
    begin(page)
    page.keyboard.press("End")
    expect(page.locator(".slide.shown h2")).to_contain_text("Why are copies missing?")


def test_letters_grow_for_the_room_and_charts_with_them(open_meeting):
    page = open_meeting(FEW, PROJECTOR)
    label = ".panel-curve-paid .xtick text"
    before = page.locator(label).first.evaluate("(text) => parseFloat(text.style.fontSize)")

    begin(page)
    assert page.evaluate(LETTERS) >= 30
    page.keyboard.press("End")
    page.wait_for_function(
        f"parseFloat(document.querySelector('{label}').style.fontSize) > {1.5 * before}"
    )

    page.keyboard.press("Escape")
    page.wait_for_function(
        f"parseFloat(document.querySelector('{label}').style.fontSize) === {before}"
    )


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_title_finding_picture_and_source_are_in_sight_on_every_slide(open_meeting, lang, size):
    page = open_meeting(f"/meeting?lang={lang}", size)
    assert cut_off(page) == []
    begin(page)

    for at in range(1, len(PROPOSED) + 1):
        expect(number(page)).to_have_text(f"{at} / {len(PROPOSED)}")
        assert page.evaluate(IN_SIGHT) == []
        assert page.evaluate(LETTERS) >= 15
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.keyboard.press("PageDown")


def test_without_network_slides_notes_and_their_file_go_on(open_meeting, tmp_path):
    page = open_meeting("/meeting?lang=en")
    requests: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: requests.append(request.url))
    expect(page.locator("#offline")).to_contain_text("The network is gone")
    begin(page)

    for at in range(1, len(PROPOSED) + 1):
        expect(number(page)).to_have_text(f"{at} / {len(PROPOSED)}")
        assert page.evaluate(IN_SIGHT) == []
        for chart in page.locator(".slide.shown [data-figure]").all():
            expect(chart.locator(".main-svg").first).to_be_visible()
        page.keyboard.press("PageDown")
    expect(page.locator(".panel-map .choroplethlocation").first).to_be_attached()
    page.keyboard.press("n")
    note(page, "action", "Send the list of schools")
    handed_over(page, tmp_path)

    assert [url for url in requests if not url.startswith("blob:")] == []
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_leaving_without_network_is_asked_about(open_meeting):
    page = open_meeting()
    ask = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"

    assert page.evaluate(ask) is True
    page.context.set_offline(True)
    page.wait_for_function("!navigator.onLine")
    assert page.evaluate(ask) is False
    page.context.set_offline(False)


def test_notes_stay_in_the_browser_until_they_are_removed(open_meeting):
    page = open_meeting()
    begin(page)
    page.keyboard.press("End")
    page.keyboard.press("n")
    expect(page.locator("#note [name=slide]")).to_have_value("Disbursement")
    expect(page.locator("#note [name=indicator]")).to_have_value("R4.3b")
    note(page, "decision", "The plan is revised")
    code = re.compile(r"MT-\d{8}-[A-Z0-9]{4}-1")
    expect(page.locator("#note-list")).to_have_text(code)
    told = page.locator("#note-list").inner_text()

    page.reload()
    ready(page)
    page.locator("#open-notes").click()
    expect(page.locator("#note-list")).to_contain_text("The plan is revised")
    assert page.locator("#note-list").inner_text() == told
    note(page, "action", "A second one")
    page.get_by_role("button", name="Remove: A second one").click()
    note(page, "action", "A third one")

    codes = re.findall(r"MT-\d{8}-[A-Z0-9]{4}-(\d+)", page.locator("#note-list").inner_text())
    assert codes == ["1", "3"]


def test_a_note_of_signs_only_is_refused_and_signs_in_front_are_left_out(open_meeting):
    page = open_meeting()
    page.keyboard.press("n")
    page.locator("#note [name=owner]").select_option("pmu")
    page.locator("#note [name=kind]").select_option("decision")
    text = page.locator("#note [name=text]")

    text.fill(" - ")
    text.press("Enter")
    expect(text).to_have_value("")
    expect(page.locator("#note-list li")).to_have_count(0)
    text.fill("- +Books first")
    text.press("Enter")

    expect(page.locator("#note-list strong")).to_have_text("Books first")


def test_a_link_within_a_slide_leaves_the_slides_running(open_meeting):
    page = open_meeting("/meeting?lang=en&slides=implementation.risk-matrix,overview.headlines")
    begin(page)

    page.locator(".slide.shown a[href^='#']").first.click()

    expect(number(page)).to_have_text("1 / 2")
    expect(page.locator(".slide.shown")).to_have_count(1)
    assert page.evaluate("location.hash") == ""


def test_a_browser_that_keeps_nothing_says_so(open_meeting):
    page = open_meeting()
    page.evaluate(
        """() => { Storage.prototype.setItem = () => {
             throw new DOMException("full", "QuotaExceededError"); } }"""
    )
    page.keyboard.press("n")

    note(page, "decision", "It is agreed")

    expect(page.locator("#note-told")).to_contain_text("This browser keeps nothing")
    expect(page.locator("#note-list li")).to_have_count(1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_noted_comes_in_by_the_import_door_once(
    open_meeting, own_server, own_file, tmp_path, monkeypatch, capsys, lang
):
    page = open_meeting(f"/meeting?lang={lang}&slides=training.coverage", at=own_server)
    page.keyboard.press("n")
    note(page, "decision", 'Courses go first to Naryn; "far" schools, too')
    note(page, "action", "Send the list of schools?Now")
    file = handed_over(page, tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{own_file}")

    with file.open(encoding="utf-8-sig", newline="") as lines:
        head, decision, action = csv.reader(lines, delimiter="," if lang == "en" else ";")
    assert len(head) == len(decision) == len(action) == 10
    assert decision[1] == decision[2] == decision[3]
    assert decision[1].startswith("Courses")
    assert (decision[4], decision[7], decision[8]) == ("decision", "pmu", "R2.2")
    assert decision[5] == decision[6] != ""
    assert (action[4], action[5], action[6]) == ("meeting", DUE, "")

    assert main(["--lang", "en", "import", str(file)]) == 0, capsys.readouterr()
    again = handed_over(page, tmp_path).rename(tmp_path / "commitments (1).csv")
    again.write_bytes(again.read_bytes() + b"\r\n")
    capsys.readouterr()
    assert main(["--lang", "en", "import", str(again)]) == 0
    assert "new rows 0, changed 0, unchanged 2" in capsys.readouterr().out
    assert main(["--lang", "en", "publish", "--as-of", "2026-09-30"]) == 0

    page.goto(f"/implementation?lang={lang}")
    shown = page.locator(".panel-commitments-list")
    expect(shown).to_contain_text("Courses go first to Naryn")
    expect(shown).to_contain_text("Send the list of schools? Now")
    expect(shown).to_contain_text(action[0])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_meeting_is_accessible(open_meeting, lang, look):
    page = open_meeting(f"/meeting?lang={lang}", color_scheme=look)
    assert violations(page, Axe()) == []

    begin(page)
    assert violations(page, Axe()) == []
    page.keyboard.press("n")
    note(page, "decision", "OK")
    assert violations(page, Axe()) == []


def test_the_meeting_is_found_from_the_overview(page):
    page.locator(".panel-attention a", has_text="Meeting").click()

    expect(page.locator("h1")).to_have_text("Meeting")
    ready(page)
