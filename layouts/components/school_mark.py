"""How is an innovative school drawn on its map: which shape in which colour?"""

from math import cos, pi, sin
from typing import Any

from layouts.markup import Element
from layouts.theme import CARD, MARKS

STAGE_COUNT = 4


def school_mark(shape: str, color: str, size: int = 18, *, is_late: bool = False) -> Any:
    """Return a sign as SVG; `shape` is a status, or the number of stages reached, 0 to 4.

    A late one carries a small triangle in its corner.
    """
    parts = _stage(int(shape), color) if shape.isdigit() else [_status(shape, color)]
    inner = [*parts, _late()] if is_late else parts
    return Element(
        "svg",
        inner,
        {"viewBox": "0 0 24 24", "width": size, "height": size, "aria-hidden": "true"},
    )


def _status(status: str, color: str) -> Element:
    symbol = MARKS[status].symbol
    if symbol == "circle-open":
        return _circle(7, CARD, **_line(color, 4))
    if symbol in _STROKES:
        return Element("path", None, {"d": _STROKES[symbol], "fill": "none", **_line(color, 5)})
    filled = {"fill": color, **_line(CARD, 2)}
    if symbol == "circle":
        return _circle(9, **filled)
    return Element("path", None, {"d": _SHAPES[symbol], **filled})


def _stage(count: int, color: str) -> list[Element]:
    """Return a circle that fills by quarters, clockwise from the top."""
    parts = [_circle(9, CARD, **_line(color, 3))]
    if count == STAGE_COUNT:
        parts.append(_circle(9, color))
    elif count:
        angle = 2 * pi * count / STAGE_COUNT
        x, y = 12 + 9 * sin(angle), 12 - 9 * cos(angle)
        is_large = int(count > STAGE_COUNT / 2)
        path = f"M12 12V3A9 9 0 {is_large} 1 {x:.1f} {y:.1f}Z"
        parts.append(Element("path", None, {"d": path, "fill": color}))
    return parts


def _late() -> Element:
    """Return the triangle of the status “at risk”, at the top right."""
    look = {"fill": MARKS["at_risk"].color, **_line(CARD, 1.5)}
    return Element("path", None, {"d": "M18 0L24 10.5H12Z", **look})


def _circle(radius: int, fill: str, **line: Any) -> Element:
    return Element("circle", None, {"cx": 12, "cy": 12, "r": radius, "fill": fill, **line})


def _line(color: str, width: float) -> dict[str, Any]:
    return {"stroke": color, "stroke-width": width, "stroke-linejoin": "round"}


def _star() -> str:
    corners = []
    for corner in range(10):
        radius, angle = (11 if corner % 2 == 0 else 5), pi * corner / 5
        corners.append(f"{12 + radius * sin(angle):.1f} {12 - radius * cos(angle):.1f}")
    return f"M{'L'.join(corners)}Z"


_SHAPES = {
    "star": _star(),
    "diamond": "M12 1L23 12L12 23L1 12Z",
    "triangle-up": "M12 2L23 21H1Z",
}
_STROKES = {"x": "M5 5L19 19M19 5L5 19", "line-ew": "M3 12H21"}
