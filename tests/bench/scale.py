"""Does a page take longer when the facts behind it are ten or a hundred times as many?"""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

from dashboard.areas import areas
from dashboard.settings import ROOT
from dashboard.urls import AREA, BUDGET, DISTRICT, IMPLEMENTATION, PROCUREMENT, RESULTS
from tests.bench.changing import EARLIER
from tests.bench.report import Line, Section, compared
from tests.browser.server import Server

SCALES = (1, 10, 100)
LIMIT = 1.2
FIRST, *DISTRICTS = {
    area["parent"]: area["code"] for area in areas() if area["level"] == "district"
}.values()
"""One district of each region."""
PACKED = {"Accept-Encoding": "gzip, deflate, br, zstd"}

PARTS = 11
"""Payments of each small statement of the demonstration: 63,000 in all, as many as a country has.
"""

HOW = """The smallest database is the demonstration at the size of a country (`python -m
tests.bench.country --parts 11`): 94,000 eligible teachers, 15,000 people in the registers, 200,000
rows of attendance, 63,000 payments; `make run` has 23,000, 13,000, 199,000 and 6,000. `--scale`
makes the payments (to 627,000 and 6,270,000), the lists of attendance (to 2 and 20 million) and the
counts of textbooks ten and a hundred times as many and lets every event of the campaign be
corrected once; contracts, packages, values of indicators and the work plan stay as many as they
are. The databases are served side by side, each by one process, and asked in turn
the same questions, none of them twice and none answered ahead: in an earlier quarter and for a
district of each region, the overview in Russian, the answer to a filter change in Kyrgyz, and in
English the other pages and everything about that district. From one such district no choice leads
to another, so nobody works ahead on what is asked next. The clock runs from the request to the last
byte."""


def build(folder: Path, scales: Sequence[int] = SCALES) -> dict[int, Path]:
    """Build the databases and return their files by scale."""
    files = {scale: folder / f"times-{scale}.sqlite" for scale in scales}
    for scale, file in files.items():
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "DEMONSTRATION": "no"}
        size = ("--scale", str(scale), "--parts", str(PARTS))
        for command in (("dashboard", "prepare"), ("tests.bench.country", *size)):
            subprocess.run(
                [sys.executable, "-m", *command],
                cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
    return files


def measure(files: dict[int, Path], folder: Path) -> Section:
    """Return the times of the server for a page and for a filter change, by scale."""
    with ExitStack() as stack:
        servers = {
            scale: stack.enter_context(Server(f"sqlite:///{file}", folder / f"times-{scale}.log"))
            for scale, file in files.items()
        }
        for server in servers.values():
            for ask in ASKED.values():
                ask(server, FIRST)
        lines = [
            line for what, ask in ASKED.items() for line in _lines(what, _rounds(servers, ask))
        ]
    return Section("Ten and a hundred times the facts", HOW, lines)


def _rounds(
    servers: dict[int, Server], ask: Callable[[Server, str], float]
) -> list[dict[int, float]]:
    """Return the times by scale of each question; another scale begins each round."""
    order, rounds = deque(SCALES), []
    for district in DISTRICTS:
        rounds.append({scale: ask(servers[scale], district) for scale in order})
        order.rotate()
    return rounds


def _lines(what: str, rounds: list[dict[int, float]]) -> list[Line]:
    times = {scale: [each[scale] for each in rounds] for scale in SCALES}
    return [
        compared(f"{what}, facts ×{scale} against ×1", times[scale], times[1], "ms", most=LIMIT)
        for scale in SCALES[1:]
    ]


def _asking(path: str, lang: str) -> Callable[[Server, str], float]:
    """Return what asks a server about a district in an earlier quarter, and how long it took.

    `path` may name the district itself.
    """
    where = "" if AREA in path else "&district={area}"

    def ask(server: Server, district: str) -> float:
        question = f"{path}?lang={lang}&period={EARLIER[0]}{where}".replace(AREA, district)
        return _milliseconds(Request(f"{server.url}{question}", headers=PACKED))

    return ask


ASKED = {
    "overview from the server": _asking("/", "ru"),
    "filter change from the server": _asking("/answer/", "ky"),
    "training page from the server": _asking("/training", "en"),
    "textbooks page from the server": _asking("/textbooks", "en"),
    "budget page from the server": _asking(BUDGET, "en"),
    "procurement page from the server": _asking(PROCUREMENT, "en"),
    "results page from the server": _asking(RESULTS, "en"),
    "implementation page from the server": _asking(IMPLEMENTATION, "en"),
    "everything about a district from the server": _asking(DISTRICT, "en"),
}


def _milliseconds(request: Request) -> float:
    """Return the milliseconds until the last byte of an answer."""
    begun = time.perf_counter()
    with urlopen(request) as response:
        response.read()
    return 1000 * (time.perf_counter() - begun)
