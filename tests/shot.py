"""Take the pictures of the documentation: `make shot` writes docs/*.png."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.preparation import prepare
from dashboard.settings import ROOT, Settings
from dashboard.setup import find_browser
from tests.browser.conftest import FLAGS
from tests.browser.reader import NOTEBOOK, PHONE
from tests.browser.server import Server

PICTURES = {
    "overview.png": (NOTEBOOK, "/?lang=en"),
    "overview-ky.png": (NOTEBOOK, "/?lang=ky"),
    "overview-phone.png": (PHONE, "/?lang=ru"),
    "schools.png": (NOTEBOOK, "/schools?lang=en&measure=R2.2&school=IS-17"),
    "passport.png": (NOTEBOOK, "/schools/IS-13?lang=en"),
    "training.png": (NOTEBOOK, "/training?lang=en"),
    "training-forecast.png": (NOTEBOOK, "/training?lang=en#forecast"),
    "textbooks.png": (NOTEBOOK, "/textbooks?lang=en"),
    "textbooks-need.png": (NOTEBOOK, "/textbooks?lang=en#need"),
    "budget.png": (NOTEBOOK, "/budget?lang=en"),
    "budget-curves.png": (NOTEBOOK, "/budget?lang=en#curves"),
    "results.png": (NOTEBOOK, "/results?lang=en"),
    "result.png": (NOTEBOOK, "/results/R2.1?lang=en"),
    "procurement.png": (NOTEBOOK, "/procurement?lang=en"),
    "procurement-plan.png": (NOTEBOOK, "/procurement?lang=en#panel-plan-gantt"),
    "implementation.png": (NOTEBOOK, "/implementation?lang=en"),
    "risks.png": (NOTEBOOK, "/implementation?lang=en#risks"),
}
"""Name of a picture -> size of the window and what it shows."""


def take(browser: Browser, server: Server, name: str) -> Path:
    """Write one picture and return its file."""
    (width, height), path = PICTURES[name]
    page = browser.new_page(base_url=server.url, viewport={"width": width, "height": height})
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate("location.hash && document.querySelector(location.hash).scrollIntoView()")
    file = ROOT / "docs" / name
    page.screenshot(path=file, animations="disabled")
    page.close()
    return file


def main() -> None:
    """Prepare the demonstration programme, serve it, and write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/bilim.sqlite"
        prepare(Settings(url), print)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        with Server(url, Path(folder) / "server.log") as server:
            for name in PICTURES:
                file = take(browser, server, name)
                print(f"{file.relative_to(ROOT)}, {file.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main()
