"""What does everything look like? Colours by meaning, one template, one mark per status."""

from dataclasses import dataclass
from typing import Any

INK = "#1d2b36"
MUTED = "#5b6770"
LINE = "#d9d4c7"
PAPER = "#f6f3ec"
CARD = "#ffffff"
ACCENT = "#0f5563"
"""Deep water of Issyk-Kul: links, chosen things, the name of the product."""

ACTUAL = "#1f8299"
MONEY = "#b07d2b"
PROGRESS = "#2b7a78"
WATER = "#cfe3ea"
BORDER = "#46565f"
MARKER = "#7d8890"
"""Lines that mark a moment; seen on light and on dark."""
NO_DATA = "#e9e5da"

SEQUENTIAL = ("#eaf3ee", "#d2e7dd", "#b3d6ca", "#8fc0b2", "#6aa799", "#478d80")
"""Low to high; the map cuts a measure into as many classes."""


@dataclass(frozen=True)
class Mark:
    """A sign of a status: colour, character, and the symbol that a chart draws for it."""

    color: str
    sign: str
    symbol: str


MARKS: dict[str, Mark] = {
    "achieved": Mark("#1d4f91", "★", "star"),
    "on_track": Mark("#2e7d4f", "●", "circle"),
    "attention": Mark("#a96600", "◆", "diamond"),
    "at_risk": Mark("#b3261e", "▲", "triangle-up"),
    "not_due": Mark("#5b6770", "○", "circle-open"),
    "not_reported": Mark("#5b6770", "✕", "x"),
    "not_applicable": Mark("#5b6770", "–", "line-ew"),
}

STAGES = ("#8a949b", "#c2a83e", "#74ab62", "#27877d", "#1d4f91")
"""Stages of a package that are reached: none, contracted, delivered, installed, accepted."""

POINTS = ("#d9cdf0", "#b39ddb", "#8b6fc0", "#65499d", "#432b70")
"""Low to high, for signs on a coloured map."""

FONT = "Inter, 'Noto Sans', 'Liberation Sans', sans-serif"

_AXIS: dict[str, Any] = {
    "gridcolor": LINE,
    "linecolor": LINE,
    "zeroline": False,
    "ticks": "",
    "automargin": True,
    "fixedrange": True,
    "title": {"standoff": 8},
}


def new_figure(data: list[dict[str, Any]], **layout: Any) -> dict[str, Any]:
    """Return a figure as a plain dictionary, wearing the one template of the house."""
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
        "showlegend": False,
        "template": {},
    }
    for axis in ("xaxis", "yaxis"):
        if axis in layout:
            layout[axis] = _AXIS | layout[axis]
    return {"data": data, "layout": base | layout}
