"""How long until a reader sees the overview, and how much travels for it?"""

from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import static_page
from tests.bench.browser import SIZE, WATCH, figures, shapes
from tests.bench.report import ROUNDS, Section, compared, within
from tests.browser.reader import one_answer, select, wait_until_drawn
from tests.browser.server import Server
from tests.browser.test_bytes import FILTER_CHANGE, FIRST_VIEW, REPEAT_VISIT, travelled

COLD, REPEAT = 0.75, 1.2
PATH = "/?lang=en"

HOW = f"""A new browser context with an empty cache opens the page; the clock of the browser runs
from the start of the navigation to the first frame in which every area, point and line of both
charts stands. Then the same context opens the page again. The reference is a static page with
nothing but the same two figures, drawn by the whole plotly.min.js of the plotly package; it comes
from the same kind of server with the same packing (brotli 11) and the same time to live, and it
already has what keeps the library from asking for a map of the world. The two take turns. Bytes are
those of all answers over the wire, headers included, of the page in English at {SIZE["width"]} ×
{SIZE["height"]}; a filter change is the choice of a region."""


def measure(browser: Browser, server: Server, folder: Path) -> Section:
    """Return the times of first and repeat visits, and their bytes."""
    drawn = figures(server.url + PATH)
    static_page.write(folder / "static", drawn)
    command = ("-m", "tests.bench.static_page", str(folder / "static"))
    with Server("", folder / "static.log", command=command) as reference:
        addresses = server.url + PATH, reference.url + "/"
        expected = shapes(drawn)
        rounds = [
            [_visits(browser, each, expected) for each in addresses] for _ in range(ROUNDS + 1)
        ]
    del rounds[0]  # in which servers and browser warmed up
    cold, again = ([[each[place][turn] for each in rounds] for place in (0, 1)] for turn in (0, 1))
    first, repeat, change = zip(*(_bytes(browser, server) for _ in range(3)), strict=True)
    return Section(
        "First view and repeat visit",
        HOW,
        [
            compared("cold load until all is drawn", *cold, "ms", most=COLD),
            compared("repeat visit until all is drawn", *again, "ms", most=REPEAT),
            within("bytes of the first view", _kilo(first), "KB", FIRST_VIEW / 1000),
            within("bytes of a repeat visit", _kilo(repeat), "KB", REPEAT_VISIT / 1000),
            within("bytes of a filter change", _kilo(change), "KB", FILTER_CHANGE / 1000),
        ],
    )


def _visits(browser: Browser, address: str, expected: dict[str, int]) -> tuple[float, float]:
    """Return the milliseconds of a first visit and of a second one."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    page = context.new_page()
    times = []
    for _ in range(2):
        page.goto(address, wait_until="commit")
        times.append(page.evaluate("shapes => untilDrawn(shapes)", expected))
        page.goto("about:blank")
    context.close()
    return times[0], times[1]


def _bytes(browser: Browser, server: Server) -> tuple[int, int, int]:
    """Return the bytes of a first visit, of a second one, and of a filter change."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
    sizes = []
    for page in [context.new_page() for _ in range(2)]:
        with travelled(page) as visit:
            page.goto(server.url + PATH)
            wait_until_drawn(page)
        sizes.append(sum(visit.values()))
    with travelled(page) as change, one_answer(page):
        select(page, "region").select_option("KG-N")
    context.close()
    return sizes[0], sizes[1], sum(change.values())


def _kilo(sizes: tuple[int, ...]) -> list[float]:
    return [size / 1000 for size in sizes]
