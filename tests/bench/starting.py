"""How long until a started server answers, and how much memory does it hold?"""

import time
from pathlib import Path
from urllib.request import urlopen

import psutil

from tests.bench.report import ROUNDS, Section, stated
from tests.browser.server import Server

HOW = """From the start of `python -m dashboard serve`, as delivered with two processes, to the last
byte of the first overview. Memory is the proportional share (PSS) of all its processes after three
different questions: what they hold together counts once."""


def measure(database: Path, folder: Path) -> Section:
    """Return the time of a start and the memory after a few questions."""
    seconds, memory = [], []
    for _ in range(ROUNDS):
        server = Server(f"sqlite:///{database}", folder / "start.log", workers=2)
        begun = time.perf_counter()
        with server:
            _ask(server, "/")
            seconds.append(time.perf_counter() - begun)
            for quarter in (1, 2, 3):
                _ask(server, f"/?period=2026-Q{quarter}")
            memory.append(_megabytes(server.pid))
    return Section(
        "Server",
        HOW,
        [
            stated("start of the server until its first page", seconds, "s"),
            stated("memory of its processes", memory, "MB"),
        ],
    )


def _ask(server: Server, path: str) -> None:
    with urlopen(server.url + path) as response:
        response.read()


def _megabytes(pid: int) -> float:
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 1e6
