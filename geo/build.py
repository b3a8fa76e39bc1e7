"""How the map of the web is made: boundaries generalised together, names and frames beside them."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo.sources import (
    DEGREES,
    METRES,
    SOURCES,
    Row,
    Shapes,
    Sources,
    read_sources,
    to_crs,
    write_features,
    write_table,
)

DATA = Path(__file__).parent / "data"

# Square roots of the triangles that vanish. On a map 1400 px wide a pixel is 640 m; a city is a
# handful of pixels and keeps more of its shape than a district, whose shape is larger.
COARSE_M = 2000
FINE_M = 600
SMALL_KM2 = 300

COUNTRY = "KG"
LEVELS = ("country", "region", "district", "lake")
COLUMNS = (
    *("code", "level", "type", "parent", "map_code", "has_polygon"),
    *("name_ky", "name_ru", "name_en", "short_ky", "short_ru", "short_en", "former_en"),
    *("label_lon", "label_lat", "area_km2", "west", "south", "east", "north"),
)


def build(sources: Path = SOURCES, data: Path = DATA) -> None:
    """Write boundaries, table of units and attribution of a sources folder into a data folder."""
    write_data(read_sources(sources), data)


def write_data(sources: Sources, folder: Path) -> None:
    """Write the three files of a data folder."""
    drawn = generalise({**sources.districts, **sources.lakes})
    regions = dissolve(sources.units, drawn)
    shapes = {**drawn, **regions}
    shapes[COUNTRY] = shapely.coverage_union_all(list(drawn.values()))
    write_features(folder / "boundaries.json", _features(sources.units, shapes))
    write_table(folder / "units.csv", COLUMNS, _unit_rows(sources.units, shapes))
    (folder / "attribution.txt").write_text(sources.attribution, encoding="utf-8")


def generalise(shapes: Shapes) -> Shapes:
    """Return fewer points for the same coverage: what shared a border still does."""
    metric = to_crs(list(shapes.values()), DEGREES, METRES)
    fine = shapely.coverage_simplify(metric, FINE_M)
    large = shapely.area(metric) > SMALL_KM2 * 1e6
    # The world outside joins the coverage, so that the outline of the country is an inner edge
    # and is simplified too, while the small units, left out, are its boundary and stay as fine.
    world = _world_around(fine)
    coarse = fine.copy()
    coverage = [*fine[large], world]
    coarse[large] = shapely.coverage_simplify(coverage, COARSE_M, simplify_boundary=False)[:-1]
    rounded = _rounded(to_crs(coarse, METRES, DEGREES))
    return {code: _clockwise(shape) for code, shape in zip(shapes, rounded, strict=True)}


def dissolve(units: list[Row], drawn: Shapes) -> Shapes:
    """Return the regions, each the union of its districts as they are drawn."""
    members: dict[str, list[BaseGeometry]] = {}
    for row in units:
        if row["level"] == "district" and row["code"] in drawn:
            members.setdefault(row["parent"], []).append(drawn[row["code"]])
    return {
        region: _clockwise(shapely.coverage_union_all(members[region]))
        for region in sorted(members)
    }


def _world_around(shapes: np.ndarray) -> BaseGeometry:
    country = shapely.coverage_union_all(shapes)
    west, south, east, north = shapely.bounds(country)
    margin = 100_000
    frame = shapely.box(west - margin, south - margin, east + margin, north + margin)
    return shapely.difference(frame, country)


def _rounded(shapes: np.ndarray) -> np.ndarray:
    """Round to as few decimals as keep every shape valid and every border shared."""
    for decimals in (3, 4, 5):
        rounded = shapely.transform(shapes, lambda points, n=decimals: np.round(points, n))
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            return rounded
    raise ValueError("the generalised boundaries do not stay valid when rounded to 5 decimals")


def _clockwise(shape: BaseGeometry) -> BaseGeometry:
    """Turn outer rings clockwise; a chart would otherwise fill the rest of the world."""
    parts = [orient(part, sign=-1.0) for part in shapely.get_parts(shape)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _features(units: list[Row], shapes: Shapes) -> Iterator[dict[str, object]]:
    """Yield regions followed by their districts, whose lines they repeat, then lakes."""
    drawn = [row for row in units if row["code"] in shapes and row["level"] != "country"]
    for row in sorted(drawn, key=_region_first):
        code = row["code"]
        yield {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "level": row["level"]},
            "geometry": shapely.geometry.mapping(shapes[code]),
        }


def _region_first(row: Row) -> tuple[str, ...]:
    if row["level"] == "lake":
        return ("lakes", row["code"])
    if row["level"] == "region":
        return (row["code"], "")
    return (row["parent"], row["code"])


def _unit_rows(units: list[Row], shapes: Shapes) -> Iterator[dict[str, object]]:
    """Yield the finished rows, country first, then regions, districts and lakes by code."""
    areas = _areas(units)
    for row in sorted(units, key=lambda row: (LEVELS.index(row["level"]), row["code"])):
        shape = shapes[row["map_code"] or row["code"]]
        has_polygon = row["map_code"] == row["code"]
        is_point = bool(row["map_code"]) and not has_polygon
        label = (row["point_lon"], row["point_lat"]) if is_point else _label_point(shape)
        measured: dict[str, object] = dict(zip(COLUMNS[-4:], shape.bounds, strict=True))
        measured["label_lon"], measured["label_lat"] = label
        measured["area_km2"] = areas[row["code"]]
        measured["has_polygon"] = int(has_polygon)
        yield {column: measured.get(column, row.get(column)) for column in COLUMNS}


def _areas(units: list[Row]) -> dict[str, float | str]:
    """Return areas by code: districts and lakes as measured, regions and country as their sums."""
    areas: dict[str, float | str] = {row["code"]: "" for row in units}
    sums: defaultdict[str, float] = defaultdict(float)
    for row in units:
        if row["area_km2"]:
            areas[row["code"]] = float(row["area_km2"])
            for above in {row["parent"], COUNTRY}:
                sums[above] += float(row["area_km2"])
    return areas | {code: round(area, 1) for code, area in sums.items()}


def _label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Return the point of the largest part that is farthest from its border, in degrees."""
    metric = to_crs([shape], DEGREES, METRES)[0]
    largest = max(shapely.get_parts(metric), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest)
    centre = to_crs([shapely.get_point(radius, 0)], METRES, DEGREES)[0]
    return round(centre.x, 3), round(centre.y, 3)
