"""How does the bench look into a browser?"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from dashboard.setup import find_browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SIZE = {"width": 1440, "height": 900}
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
ANSWER = re.compile("/answer/")
FIGURES = re.compile(r'<script type="application/json" id="figures">(.*?)</script>', re.S)

Figures = dict[str, dict[str, Any]]
"""Key of a panel -> its figure."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        yield browser
        browser.close()


def figures(address: str) -> Figures:
    """Return the figures that a page of ours arrives with."""
    with urlopen(address) as response:
        page = response.read().decode()
    match = FIGURES.search(page)
    assert match, f"{address} came without its figures"
    return json.loads(match[1])


def shapes(figures: Figures) -> dict[str, int]:
    """Return how many elements of each kind stand in a page once these figures are drawn."""
    traces = [trace for figure in figures.values() for trace in figure["data"]]
    areas = [len(each["locations"]) for each in traces if each["type"] == "choropleth"]
    points = [len(each["lon"]) for each in traces if each["type"] == "scattergeo"]
    lines = [each for each in traces if each["type"] == "scatter"]
    return {
        "path.choroplethlocation": sum(areas),
        ".scattergeo path.point": sum(points),
        "path.js-line": len(lines),
    }
