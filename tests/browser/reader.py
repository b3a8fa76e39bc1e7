"""What does a reader of the overview do and see?"""

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

LANGUAGES = ("ky", "ru", "en")
LAPTOP, NOTEBOOK, PROJECTOR, PHONE = (1366, 768), (1440, 900), (1920, 1080), (390, 844)
SIZES = (NOTEBOOK, PROJECTOR, PHONE)
QUESTIONS = re.compile(r"/(answer|_dash-)")
SETTLED = 300
"""Milliseconds in which a second question would have been asked."""

PATIENCE = 30_000
"""Milliseconds that a test waits for anything that it does not say more about, on a machine with
two cores and much else to do."""

LEAST_LETTERS = 8
"""Pixels of the letter size on paper below which nobody reads."""

expect.set_options(timeout=PATIENCE)

_FITTING = """() => [...document.querySelectorAll(".js-plotly-plot")].every((place) => {
  const { width, height } = getComputedStyle(place);
  const chart = place._fullLayout;
  return !place.offsetWidth ||
    (Math.abs(chart.width - parseFloat(width)) <= 1 &&
      Math.abs(chart.height - parseFloat(height)) <= 1);
})"""
"""Whether every chart is as large as its place. Measured in fractions of a pixel, as Plotly does,
which leaves a chart alone while its place changes by no more than one."""

_CUT_OFF = """async () => {
  const find = %s
  const end = performance.now() + 10000;
  let found = find();
  while (found.length && performance.now() < end) {
    await new Promise(requestAnimationFrame);
    found = find();
  }
  return found;
}"""

_SAY_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Watch:
    """What went wrong in a browser, and what a test said would."""

    url: str
    problems: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a browser context."""
        context.add_init_script(_SAY_VIOLATIONS)
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("data", "blob"):
            return
        if not request.url.startswith(f"{self.url}/"):
            self.problems.append(f"foreign request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def unexpected(self) -> list[str]:
        """Return what went wrong without a test having said so."""
        return [
            each for each in self.problems if not any(re.search(e, each) for e in self.expected)
        ]


def wait_until_drawn(page: Page) -> None:
    """Wait until the map and the curve stand with all their lines, as large as their places."""
    expect(page.locator(".panel-map .choroplethlocation").first).to_be_attached()
    expect(page.locator(".panel-curve .scatterlayer .js-line")).to_have_count(6)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_function(_FITTING)


def select(page: Page, name: str) -> Locator:
    """Return the choice of an argument of the address."""
    return page.locator(f".control-{name} select")


def asked(page: Page) -> dict[str, str]:
    """Return what the address asks."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


@contextmanager
def questions_asked(page: Page):
    """Yield a list that fills with the round trips to the server, complete on leaving."""
    found: list[str] = []

    def note(request: Request) -> None:
        if QUESTIONS.search(request.url):
            found.append(urlsplit(request.url).path)

    page.on("request", note)
    yield found
    page.wait_for_timeout(SETTLED)
    page.remove_listener("request", note)


@contextmanager
def one_answer(page: Page):
    """Let a choice be made, wait until the page shows its one answer, and fail on more of them."""
    with questions_asked(page) as found:
        with page.expect_response(re.compile("/answer/")) as response:
            yield
        assert response.value.status == 200
        response.value.finished()
        expect(page.locator("#page")).not_to_have_attribute("aria-busy", "true")
    assert found == [f"/answer{urlsplit(page.url).path}"]


def headlines(page: Page) -> Locator:
    """Return the panel of the headline figures, which a choice of a region changes."""
    return page.locator(".panel-headlines .tiles")


def hatched_told(page: Page) -> int:
    """Return how many areas the English legend of the map says to be hatched, for both reasons."""
    silent, few = page.locator(".panel-map li:has(.swatch-hatched)").all_inner_texts()
    return int(silent.split(" without data")[0]) + int(few.split(": ")[1])


def point_of_area(page: Page, code: str) -> tuple[float, float]:
    """Return a place in the window inside an area of the map and away from every sign on it."""
    found = page.evaluate((Path(__file__).parent / "point_of_area.js").read_text(), code)
    assert found, f"no free place inside {code}"
    return found["x"], found["y"]


def cut_off(page: Page) -> list[str]:
    """Return what is cut off or covered once everything has found its place."""
    return page.evaluate(_CUT_OFF % (Path(__file__).parent / "fits.js").read_text())


def violations(page: Page, axe: object) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA, one line for each element, once colours that fade
    from one into the other have arrived."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    result = axe.run(page, options=options)  # type: ignore[attr-defined]
    return [
        f"{each['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for each in result.response["violations"]
        for node in each["nodes"]
    ]


class Paper(NamedTuple):
    """What comes out of the printer: sheets of one size, in points."""

    sheets: int
    width: float
    height: float


def printed(page: Page) -> Paper:
    """Print a page and return what comes out."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    width, height = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)[0]
    return Paper(len(re.findall(rb"/Type\s*/Page\b", paper)), float(width), float(height))


class Sheet(NamedTuple):
    """One sheet of paper as it is laid out, in pixels."""

    room: float
    """Height of the sheet."""
    needed: float
    """Height of what stands on it."""
    letters: float


def laid_out(page: Page) -> Sheet:
    """Lay a page out for the printer, as one sheet, and measure it."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return Sheet(
        *page.evaluate(
            """(() => {
              const sheet = document.getElementById("page");
              const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
              return [sheet.clientHeight, sheet.scrollHeight, size];
            })()"""
        )
    )


def smallest_letters(page: Page) -> float:
    """Return the letter size of the smallest words that are seen, in points of paper."""
    return page.evaluate(
        """(() => {
          const sheet = document.getElementById("page");
          const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
          const sizes = [];
          while (texts.nextNode()) {
            const words = texts.currentNode.parentElement;
            const size = parseFloat(getComputedStyle(words).fontSize);
            const isSeen = words.checkVisibility() && !words.closest(".visually-hidden");
            if (isSeen && size > 0 && texts.currentNode.textContent.trim()) {
              sizes.push(size);
            }
          }
          return Math.min(...sizes) * 72 / 96;
        })()"""
    )


def open_and_close_every_table(page: Page) -> None:
    """Open each table behind a picture, expect its rows, and close it by the keyboard."""
    for behind in page.locator(".table-behind").all():
        behind.locator("summary").click()
        expect(behind.locator("tbody tr").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(behind.locator("table:visible")).to_have_count(0)
