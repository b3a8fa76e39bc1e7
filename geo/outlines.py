"""What do the country, its regions and its districts look like in a small still picture?

Standard library only. A picture is a frame of `WIDTH` by `HEIGHT` units around the country; lines
are rounded to whole units, which is finer than a screen shows.
"""

from functools import cache
from itertools import groupby
from math import cos, radians

from geo import boundaries

WIDTH = 640
_WEST, _SOUTH, _EAST, _NORTH = boundaries.bounds("KG")
_NARROWER = cos(radians((_SOUTH + _NORTH) / 2))
_MARGIN = 4
_SCALE = (WIDTH - 2 * _MARGIN) / ((_EAST - _WEST) * _NARROWER)
HEIGHT = round((_NORTH - _SOUTH) * _SCALE) + 2 * _MARGIN


def at(lon: float, lat: float) -> tuple[int, int]:
    """Return where a point stands in the picture."""
    x = (lon - _WEST) * _NARROWER * _SCALE
    return round(x) + _MARGIN, round((_NORTH - lat) * _SCALE) + _MARGIN


@cache
def outlines(level: str) -> dict[str, str]:
    """Return the outline of every unit of a level (region, district, lake) by its code, as the
    data of an SVG path."""
    drawn: dict[str, str] = {}
    for code, _, rings in boundaries.single_polygons(level):
        lines = [_line(ring) for ring in rings]
        drawn[code] = drawn.get(code, "") + "".join(lines)
    return drawn


def _line(ring: boundaries.Ring) -> str:
    points = [at(lon, lat) for lon, lat in ring]
    corners = [point for point, _ in groupby(points)]
    return f"M{'L'.join(f'{x} {y}' for x, y in corners)}Z"


def extent(code: str) -> int:
    """Return how long the longer side of a unit is in the picture."""
    west, south, east, north = boundaries.bounds(code)
    (left, bottom), (right, top) = at(west, south), at(east, north)
    return max(right - left, bottom - top)
