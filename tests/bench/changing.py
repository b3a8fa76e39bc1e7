"""How long does a choice take until every chart, list and table shows it?"""

from typing import Any

from playwright.sync_api import Browser, Page

from tests.bench.browser import ANSWER, SIZE, WATCH
from tests.bench.report import Section, compared, stated
from tests.browser.reader import wait_until_drawn
from tests.browser.server import Server

PATH = "/?lang=ru"
ELSEWHERE = "KG-B"
REGIONS = ("KG-C", "KG-GB", "KG-GO", "KG-J", "KG-N", "KG-O", "KG-T", "KG-Y")
ALL = "all"
EARLIER = ("2026-Q2", "2026-Q1")
LIMIT = 1.3
AHEAD_SECONDS = 60
"""How long a page stands until the server has answered ahead, with much time to spare."""

HOW = """The region is chosen in the standing page; the clock runs from the change of the select
element to the frame after the last thing that moved in the page. A chart whose figure is the same
as before is left standing. The reference is a second page that stands there in the same state: one
empty round trip to the same server, then the very same new figures given to all standing charts by
Plotly.react, and nothing else. One choice away from the plain page, and from another answer (an
earlier quarter): the page has stood for a while, as before any choice, and nobody has made this one
before. Unforeseen: a region of another earlier quarter, in the moment after that was chosen, so
that the server has to work it out."""


def measure(browser: Browser, server: Server) -> Section:
    """Return the times of a filter change, of an empty round trip with a redraw, and between."""
    page, other = _open(browser, server), _open(browser, server)
    page.wait_for_timeout(1000 * AHEAD_SECONDS)
    _choose(page, "region", ELSEWHERE)
    base = _choose(page, "region", ALL)[1]
    lines = []
    for quarter, seconds, words in (
        (None, 0, "one choice away from the plain page"),
        (EARLIER[0], AHEAD_SECONDS, "one choice away from another answer"),
        (EARLIER[1], 0, "unforeseen"),
    ):
        if quarter:
            for each in (page, other):
                base = _choose(each, "period", quarter)[1]
        page.wait_for_timeout(1000 * seconds)
        turns = [_turn(page, other, each, base) for each in REGIONS]
        ours, answer, reference = zip(*turns, strict=True)
        what = f"filter change until all is updated, {words}"
        lines.append(compared(what, ours, reference, "ms", most=LIMIT))
        lines.append(stated(f"– of it waiting for the answer, {words}", answer, "ms"))
    for each in (page, other):
        each.context.close()
    return Section("Filter change", HOW, lines)


def _open(browser: Browser, server: Server) -> Page:
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(server.url + PATH)
    wait_until_drawn(page)
    return page


def _turn(page: Page, other: Page, region: str, base: dict) -> tuple[float, float, float]:
    """Return the milliseconds of a choice, of the answer in it, and of the reference."""
    ours, figures = _choose(page, "region", region)
    answer = page.evaluate("lastAnswer()")
    _choose(page, "region", ALL)
    other.bring_to_front()
    reference = other.evaluate("figures => redraw(figures)", figures)
    other.evaluate("figures => redraw(figures)", base)
    return ours, answer, reference


def _choose(page: Page, name: str, value: str) -> tuple[float, dict[str, Any]]:
    """Make a choice; return the milliseconds that it took and the figures that came."""
    page.bring_to_front()
    with page.expect_response(ANSWER) as response:
        milliseconds = page.evaluate("choice => choose(choice)", [name, value])
    return milliseconds, response.value.json()["figures"]
