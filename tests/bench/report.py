"""How is a measure written down?"""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROUNDS = 7
"""How often everything is measured; a median is taken of it."""

MOST = {"ms": 0, "s": 2, "KB": 0, "MB": 0, "rows/s": 0, "frames/s": 0, "µs": 0}
"""Decimals of each unit."""

HEAD = """# Benchmarks

Written by `make bench` on {day}. Each figure is the median of {rounds} rounds; ours and what it is
compared with take turns within one run, so that the ratio means something on any machine and the
figures themselves only on this one.

Machine: {machine}.

| measure | ours | reference | ratio | limit | met |
|---|---:|---:|---:|---:|---|
"""


@dataclass(frozen=True)
class Line:
    """One line of the table; what does not apply is empty."""

    measure: str
    ours: str
    reference: str = ""
    ratio: float | None = None
    limit: str = ""
    is_met: bool | None = None

    def __str__(self) -> str:
        met = {True: "yes", False: "**no**", None: ""}[self.is_met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}×"
        cells = (self.measure, self.ours, self.reference, ratio, self.limit, met)
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Section:
    """What was measured together, and in words how."""

    title: str
    how: str
    lines: Sequence[Line]


def compared(
    measure: str, ours: Sequence[float], reference: Sequence[float], unit: str,
    *, most: float | None = None, least: float | None = None,
) -> Line:  # fmt: skip
    """Return the line of a ratio of medians and its limit."""
    mine, other = statistics.median(ours), statistics.median(reference)
    ratio, limit, is_met = mine / other, "", None
    if most is not None:
        limit, is_met = f"≤ {most}×", ratio <= most
    if least is not None:
        limit, is_met = f"≥ {least}×", ratio >= least
    return Line(measure, _shown(mine, unit), _shown(other, unit), ratio, limit, is_met)


def within(measure: str, ours: Sequence[float], unit: str, most: float) -> Line:
    """Return the line of a median that has a limit of its own."""
    median = statistics.median(ours)
    return Line(
        measure, _shown(median, unit), limit=f"≤ {_shown(most, unit)}", is_met=median <= most
    )


def stated(measure: str, ours: Sequence[float], unit: str) -> Line:
    """Return the line of a median that is only told."""
    return Line(measure, _shown(statistics.median(ours), unit))


def _shown(value: float, unit: str) -> str:
    return f"{value:,.{MOST[unit]}f} {unit}"


def machine(chromium: str) -> str:
    """Return what the figures depend on, without naming the machine."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores, {model}, Python {platform.python_version()}, Chromium {chromium}; "
        f"load at the start {os.getloadavg()[0]:.1f}"
    )


def text(sections: Sequence[Section], left_out: Sequence[str], machine: str) -> str:
    """Return the whole document; it says which measures were left out."""
    parts = [HEAD.format(day=date.today(), rounds=ROUNDS, machine=machine)]
    parts += [f"{line}\n" for section in sections for line in section.lines]
    if left_out:
        parts.append(f"\nNot measured in this run: {', '.join(left_out)}.\n")
    parts.append("\n## What is compared\n")
    parts += [f"\n**{section.title}.** {section.how}\n" for section in sections]
    return "".join(parts)
