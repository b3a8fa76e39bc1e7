"""What the browser tests may ask for: the demonstration programme, served, and a watched page."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.preparation import prepare
from dashboard.settings import Settings
from dashboard.setup import find_browser
from layouts import budget, implementation, textbooks, training
from tests.browser.reader import NOTEBOOK, PATIENCE, Watch, wait_until_drawn
from tests.browser.server import Server

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

OpenPage = Callable[..., Page]

CHARTS = {
    "training": [
        *(f".panel-{key} .main-svg" for key in training.DRAWN),
        ".panel-coverage .choroplethlocation",
    ],
    "textbooks": [f".panel-{key} .main-svg" for key in textbooks.DRAWN],
    "budget": [f".panel-{key} .main-svg" for key in budget.DRAWN],
    "procurement": [".panel-plan-gantt .lane"],
    "implementation": [
        ".panel-work-gantt .lane",
        *(f".panel-{key} .main-svg" for key in implementation.CHARTS),
    ],
    "deadlines": [".panel-to-come .ledger"],
    "quality": [".panel-fresh .ledger"],
}
"""Page of sections -> what stands there once its charts are drawn."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a test of the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Start the Chromium of this machine; nothing is downloaded."""
    found = find_browser()
    if found is None:
        pytest.fail("There is no Chromium; `make test` installs one or says how.")
    return {"executable_path": found, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory) -> Path:
    """A SQLite file with the demonstration programme, made once for all workers of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    file = folder / "demonstration.sqlite"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            begun = file.with_suffix(".begun")
            prepare(Settings(f"sqlite:///{begun}"), print)
            begun.rename(file)
    return file


@pytest.fixture(scope="session")
def server(demonstration_file, tmp_path_factory) -> Iterator[Server]:
    """The dashboard on the demonstration programme, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("server")
    file = shutil.copy(demonstration_file, folder / "bilim.sqlite")
    with Server(f"sqlite:///{file}", folder / "server.log", answer_ahead=False) as server:
        yield server


@pytest.fixture
def own_file(demonstration_file, tmp_path) -> Path:
    """A demonstration database of one's own."""
    return Path(shutil.copy(demonstration_file, tmp_path / "bilim.sqlite"))


@pytest.fixture
def own_server(own_file, tmp_path) -> Iterator[Server]:
    """A server of one's own, to be stopped or robbed of its database."""
    with Server(f"sqlite:///{own_file}", tmp_path / "server.log", answer_ahead=False) as server:
        yield server


@pytest.fixture
def expected() -> list[str]:
    """Patterns of what the browser may complain about in this test; empty unless it says so."""
    return []


@pytest.fixture
def open_page(browser: Browser, expected: list[str]) -> Iterator[OpenPage]:
    """A function that opens an address in a new browser context, as a reader who was never here.

    The test fails on a request to another host, a console error or warning, an uncaught error and
    a breach of the content policy, unless `expected` names it.
    """
    opened: list[tuple[Watch, Page]] = []

    def open_(
        server: Server, path: str = "/?lang=en", size=NOTEBOOK, *, drawn=True, **options
    ) -> Page:
        context = browser.new_context(
            base_url=server.url, viewport={"width": size[0], "height": size[1]}, **options
        )
        watch = Watch(server.url, expected=expected)
        watch.over(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened.append((watch, page))
        page.goto(path)
        if drawn:
            wait_until_drawn(page)
        return page

    yield open_
    for _, page in opened:
        page.context.close()
    assert [problem for watch, _ in opened for problem in watch.unexpected()] == []


@pytest.fixture
def open_charted(open_page: OpenPage, server: Server) -> OpenPage:
    """A function that opens a page of sections, in English on a notebook, with all its charts."""

    def open_(name: str, search: str = "?lang=en", size=NOTEBOOK, **options) -> Page:
        page = open_page(server, f"/{name}{search}", size, drawn=False, **options)
        for chart in CHARTS[name]:
            expect(page.locator(chart).first).to_be_attached()
        return page

    return open_


@pytest.fixture
def page(open_page: OpenPage, server: Server) -> Page:
    """The overview in English on a notebook, drawn."""
    return open_page(server)
