"""Measure everything, or only what is named, and write it down, with what was left out.

Usage: python -m tests.bench [loading] [changing] [schools] [redistribution] [scale] [importing]
       [starting]
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from dashboard.settings import ROOT
from tests.bench import (
    changing,
    importing,
    loading,
    redistribution,
    report,
    scale,
    schools,
    starting,
)
from tests.bench.browser import chromium
from tests.browser.server import Server

WRITTEN = ROOT / "docs" / "benchmarks.md"


def main(wanted: list[str]) -> None:
    """Measure, print, and write the document."""
    sections, left_out = [], []
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder, machine = Path(name), report.machine(browser.version)
        files = scale.build(folder, scale.SCALES if not wanted or "scale" in wanted else (1,))
        with Server(f"sqlite:///{files[1]}", folder / "server.log") as server:
            measures: dict[str, Callable[[], report.Section]] = {
                "loading": lambda: loading.measure(browser, server, folder),
                "changing": lambda: changing.measure(browser, server),
                "schools": lambda: schools.measure(browser, server),
                "redistribution": lambda: redistribution.measure(server),
                "scale": lambda: scale.measure(files, folder),
                "importing": lambda: importing.measure(folder),
                "starting": lambda: starting.measure(files[1], folder),
            }
            for each, measure in measures.items():
                if wanted and each not in wanted:
                    left_out.append(each)
                    continue
                sections.append(measure())
                print(*sections[-1].lines, sep="\n", flush=True)
    WRITTEN.parent.mkdir(exist_ok=True)
    WRITTEN.write_text(report.text(sections, left_out, machine), encoding="utf-8")
    print(f"Written to {WRITTEN.relative_to(ROOT)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
