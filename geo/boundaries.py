"""Where is what: the units of the country, their frames, and the district under a point.

Standard library only, so that importing it costs nothing. The data is written by `python -m geo`.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
BOUNDARIES = DATA / "boundaries.json"
UNITS = DATA / "units.csv"
ATTRIBUTION = (DATA / "attribution.txt").read_text(encoding="utf-8").strip()

Bounds = tuple[float, float, float, float]
Ring = list[list[float]]


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
    for code, (west, south, east, north), rings in _district_parts():
        if west <= lon <= east and south <= lat <= north and _is_inside(lon, lat, rings):
            return code
    return None


@cache
def _district_parts() -> tuple[tuple[str, Bounds, list[Ring]], ...]:
    """Return code, frame and rings of every single polygon of every district."""
    features = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]
    return tuple(
        (feature["id"], _frame(rings[0]), rings)
        for feature in features
        if feature["properties"]["level"] == "district"
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
