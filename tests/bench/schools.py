"""How quick is the page of schools: until it stands, while it is moved, and in the search?"""

from playwright.sync_api import Browser, Page, expect

from tests.bench.browser import SIZE
from tests.bench.report import ROUNDS, Section, compared, stated
from tests.browser.reader import wait_until_drawn
from tests.browser.server import Server

LIMIT = 1.5
SEARCHES = ("is-07", "жети огуз", "Djalal abad", "мектеп 21", "sc-0999", "нарын", "zzz")

HOW = f"""A new browser context with an empty cache opens the overview and the page of schools in
turn, at {SIZE["width"]} × {SIZE["height"]}; the clock runs from the start of the navigation until
all areas and signs stand. Then the map, zoomed in so that it shows ordinary schools, is dragged to
and fro and zoomed by the wheel for two seconds each while the browser counts its frames (software
rendering, at most 60). The search is asked {len(SEARCHES)} times over all schools of the country;
one frame is 16.7 ms."""

FRAMES = """() => {
  window.frames_seen = [];
  const note = (now) => { window.frames_seen.push(now); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
SEARCH = """async (texts) => {
  const index = bilim.schoolIndex(await bilim.everySchool());
  return texts.map((text) => {
    const begun = performance.now();
    bilim.findSchools(index, text);
    return 1000 * (performance.now() - begun);
  });
}"""


def measure(browser: Browser, server: Server) -> Section:
    """Return the times of the page beside the overview, frames a second, and times of searches."""
    rounds = [
        (_load(browser, server, "/schools"), _load(browser, server, "/")) for _ in range(ROUNDS)
    ]
    ours, overview = zip(*rounds, strict=True)
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.url}/schools?lang=ru&school=IS-05")
    expect(page.locator(".leaflet-ordinary-pane canvas")).to_be_attached()
    lines = [
        compared("cold load of the schools, beside the overview", ours, overview, "ms", most=LIMIT),
        stated("the map while it is dragged", [_frames(page, _drag)], "frames/s"),
        stated("the map while it is zoomed", [_frames(page, _zoom)], "frames/s"),
        stated("search over all schools", page.evaluate(SEARCH, list(SEARCHES)), "µs"),
    ]
    context.close()
    return Section("Page of schools", HOW, lines)


def _load(browser: Browser, server: Server, path: str) -> float:
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.url}{path}?lang=en", wait_until="commit")
    if path == "/":
        wait_until_drawn(page)
    else:
        expect(page.locator(".panel-map [data-drawn]")).to_be_attached()
    milliseconds = page.evaluate("performance.now()")
    context.close()
    return milliseconds


def _frames(page: Page, act) -> float:
    page.evaluate(FRAMES)
    act(page)
    seen = sorted(set(page.evaluate("window.frames_seen")))
    return 1000 * (len(seen) - 1) / (seen[-1] - seen[0])


def _middle(page: Page) -> tuple[float, float]:
    box = page.locator(".panel-map .leaflet-container").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(page: Page) -> None:
    x, y = _middle(page)
    page.mouse.move(x + 37, y + 23)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(x + 37 + 3 * abs(60 - step), y + 23 + abs(30 - step % 60))
        page.wait_for_timeout(12)
    page.mouse.up()


def _zoom(page: Page) -> None:
    page.mouse.move(*_middle(page))
    for step in range(10):
        page.mouse.wheel(0, -120 if step % 2 else 120)
        page.wait_for_timeout(200)
