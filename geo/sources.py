"""What the map is made from: district and lake shapes as received, and the table of units."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

SOURCES = Path(__file__).parent / "sources"
DEGREES = 4326
METRES = 32643  # UTM 43 north: true to within 0.4 % over the whole country
EQUAL_AREA = 6933

Row = dict[str, str]
Shapes = dict[str, BaseGeometry]

UNIT_COLUMNS = (
    *("code", "level", "type", "parent", "map_code"),
    *("name_ky", "name_ru", "name_en", "short_ky", "short_ru", "short_en", "former_en"),
    *("point_lon", "point_lat", "area_km2", "note"),
)


@dataclass(frozen=True)
class Sources:
    """The contents of a sources folder; shapes are in degrees, by code."""

    units: list[Row]
    districts: Shapes
    lakes: Shapes
    attribution: str


def read_sources(folder: Path) -> Sources:
    """Return what a sources folder holds."""
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        units = list(csv.DictReader(file))
    return Sources(
        units=units,
        districts=_read_shapes(folder / "districts.geojson"),
        lakes=_read_shapes(folder / "lakes.geojson"),
        attribution=(folder / "attribution.txt").read_text(encoding="utf-8"),
    )


def write_sources(sources: Sources, folder: Path) -> None:
    """Write the four files of a sources folder."""
    write_table(folder / "units.csv", UNIT_COLUMNS, sources.units)
    _write_shapes(folder / "districts.geojson", sources.districts)
    _write_shapes(folder / "lakes.geojson", sources.lakes)
    (folder / "attribution.txt").write_text(sources.attribution, encoding="utf-8")


def to_crs(shapes: Sequence[BaseGeometry] | np.ndarray, start: int, end: int) -> np.ndarray:
    """Return the shapes in another coordinate system."""
    return np.asarray(gpd.GeoSeries(list(shapes), crs=start).to_crs(end).array)


def area_km2(shapes: Sequence[BaseGeometry] | np.ndarray) -> np.ndarray:
    """Return the true area of shapes in degrees, in square kilometres."""
    return shapely.area(to_crs(shapes, DEGREES, EQUAL_AREA)) / 1e6


def holes(shape: BaseGeometry) -> list[shapely.Polygon]:
    """Return the holes of a polygon or multipolygon, as polygons."""
    rings = [ring for part in shapely.get_parts(shape) for ring in part.interiors]
    return [shapely.Polygon(ring) for ring in rings]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows as CSV: UTF-8, line feeds, the same bytes on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def write_features(path: Path, features: Iterable[Mapping[str, object]]) -> None:
    """Write a GeoJSON file with one feature a line and no spaces."""
    lines = (json.dumps(each, separators=(",", ":"), ensure_ascii=False) for each in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _read_shapes(path: Path) -> Shapes:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["code"]: shapely.geometry.shape(feature["geometry"])
        for feature in features
    }


def _write_shapes(path: Path, shapes: Shapes) -> None:
    write_features(
        path,
        (
            {
                "type": "Feature",
                "properties": {"code": code},
                "geometry": shapely.geometry.mapping(shape),
            }
            for code, shape in sorted(shapes.items())
        ),
    )
