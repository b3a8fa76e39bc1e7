"""Where is what: the units of the country, their frames, and the district under a point.

Standard library only, so that importing it costs nothing. The data is written by `python -m geo`.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, cos, inf, radians, sin, sqrt
from pathlib import Path

DATA = Path(__file__).parent / "data"
BOUNDARIES = DATA / "boundaries.json"
UNITS = DATA / "units.csv"
ATTRIBUTION = (DATA / "attribution.txt").read_text(encoding="utf-8").strip()

Bounds = tuple[float, float, float, float]
Ring = list[list[float]]
Part = tuple[str, Bounds, list[Ring]]
"""Code, frame and rings of a single polygon."""

EARTH_KM = 6371.0088
"""Mean radius of the Earth, IUGG."""


@dataclass(frozen=True)
class Unit:
    """One district, region, lake, or the country: names, place on the map, size.

    `map_code` is the polygon the unit is drawn in: its own, or the one around it when
    `has_polygon` is false; then the frame (west, south, east, north) is that polygon's.
    `area_km2` leaves the two lakes out of districts and regions, and counts them in the country.
    """

    code: str
    level: str
    type: str
    parent: str | None
    map_code: str | None
    has_polygon: bool
    name_ky: str
    name_ru: str
    name_en: str
    short_ky: str
    short_ru: str
    short_en: str
    former_en: str | None
    label_lon: float
    label_lat: float
    area_km2: float | None
    west: float
    south: float
    east: float
    north: float


@cache
def fingerprint() -> str:
    """Return 12 hexadecimal digits that change whenever the boundaries do."""
    return hashlib.sha256(BOUNDARIES.read_bytes()).hexdigest()[:12]


@cache
def units() -> tuple[Unit, ...]:
    """Return the country, its regions, districts and lakes, in this order, each sorted by code."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        return tuple(_unit_of(row) for row in csv.DictReader(file))


@cache
def _units_by_code() -> dict[str, Unit]:
    return {each.code: each for each in units()}


def unit(code: str) -> Unit:
    """Return the unit with this code; raise KeyError where there is none."""
    return _units_by_code()[code]


def bounds(code: str) -> Bounds:
    """Return west, south, east and north of a unit, in degrees; raise KeyError for no unit."""
    found = unit(code)
    return found.west, found.south, found.east, found.north


def district_at(lon: float, lat: float) -> str | None:
    """Return the code of the district polygon around a point, None outside the country.

    The polygons are generalised: within about 2 km of a border the answer may be the neighbour,
    or None. Good enough to notice a misplaced school, not to refuse one. Cities without a polygon
    are never the answer; the district around them is. Lakes and foreign enclaves are None.
    """
    return next(
        (part[0] for part in single_polygons("district") if _is_in_part(lon, lat, part)), None
    )


def _is_in_part(lon: float, lat: float, part: Part) -> bool:
    _, (west, south, east, north), rings = part
    return west <= lon <= east and south <= lat <= north and _is_inside(lon, lat, rings)


def km_outside(code: str, lon: float, lat: float) -> float:
    """Return how far a point lies outside a unit, in km as the crow flies; 0 inside.

    A unit without a polygon is judged by the one it is drawn in, the country by its districts and
    lakes. Off by the generalisation, about 2 km; far away also because the way to the border is
    sought on a flat map. Raises KeyError for no unit.
    """
    wanted = unit(code)
    if wanted.level == "district":
        parts = [part for part in single_polygons("district") if part[0] == wanted.map_code]
    else:
        parts = [*single_polygons("district"), *single_polygons("lake")]
    if any(_is_in_part(lon, lat, part) for part in parts):
        return 0.0
    return min(_km_to_ring(lon, lat, ring) for _, _, rings in parts for ring in rings)


def _km_to_ring(lon: float, lat: float, ring: Ring) -> float:
    """Return the distance to the nearest point of a ring."""
    lats = [corner[1] for corner in ring]
    east = cos(radians(min(max(lat, min(lats)), max(lats))))
    nearest, least = (0.0, 0.0), inf
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        along_x, along_y = (lon_b - lon_a) * east, lat_b - lat_a
        length = along_x**2 + along_y**2
        way = ((lon - lon_a) * east * along_x + (lat - lat_a) * along_y) / length if length else 0
        way = min(max(way, 0.0), 1.0)
        at = lon_a + way * (lon_b - lon_a), lat_a + way * (lat_b - lat_a)
        distance = ((lon - at[0]) * east) ** 2 + (lat - at[1]) ** 2
        if distance < least:
            nearest, least = at, distance
    return _great_circle_km(lon, lat, *nearest)


def _great_circle_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    north, east = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(north) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(chord, 1.0)))


@cache
def single_polygons(level: str) -> tuple[Part, ...]:
    """Return code, frame and rings of every single polygon of the units of a level."""
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    return tuple(
        (feature["id"], _frame(rings[0]), rings)
        for feature in features
        if feature["properties"]["level"] == level
        for rings in _polygons(feature["geometry"])
    )


def _polygons(geometry: dict) -> list[list[Ring]]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _frame(ring: Ring) -> Bounds:
    lons, lats = zip(*ring, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _is_inside(lon: float, lat: float, rings: list[Ring]) -> bool:
    """Count the edges east of the point: an odd number means inside, holes included."""
    crossings = 0
    for ring in rings:
        for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
            if (lat_a > lat) != (lat_b > lat):
                edge_lon = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
                crossings += lon < edge_lon
    return crossings % 2 == 1


def _unit_of(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        level=row["level"],
        type=row["type"],
        parent=row["parent"] or None,
        map_code=row["map_code"] or None,
        has_polygon=row["has_polygon"] == "1",
        name_ky=row["name_ky"],
        name_ru=row["name_ru"],
        name_en=row["name_en"],
        short_ky=row["short_ky"],
        short_ru=row["short_ru"],
        short_en=row["short_en"],
        former_en=row["former_en"] or None,
        label_lon=float(row["label_lon"]),
        label_lat=float(row["label_lat"]),
        area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        west=float(row["west"]),
        south=float(row["south"]),
        east=float(row["east"]),
        north=float(row["north"]),
    )
