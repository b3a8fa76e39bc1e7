"""How another boundary file takes the place of the present one: read, checked, mended, written."""

import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import replace as with_changes
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from geo.build import DATA, write_data
from geo.checks import TOLERANCE_M, Feature, Problem, problem, problems_of
from geo.sources import (
    DEGREES,
    METRES,
    SOURCES,
    Row,
    Shapes,
    Sources,
    area_km2,
    holes,
    read_sources,
    to_crs,
    write_sources,
)

DECIMETRES = 6  # decimals of a degree


def replace(
    path: Path,
    *,
    code_field: str = "code",
    layer: str | None = None,
    attribution: str | None = None,
    sources: Path = SOURCES,
    data: Path = DATA,
) -> tuple[Problem, ...]:
    """Replace the districts by those of a file, or return every problem and write nothing."""
    present = read_sources(sources)
    features, problems = read_features(path, code_field, layer)
    problems = problems or problems_of(features, present)
    if not problems:
        _write(_replaced(features, present, attribution), sources, data)
    return problems


def read_features(
    path: Path, code_field: str, layer: str | None
) -> tuple[tuple[Feature, ...], tuple[Problem, ...]]:
    """Return the features of a file in degrees, or the problem that keeps it from being read."""
    if not path.exists():
        return (), (problem("no file", path=path),)
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
        if layer and layer not in layers:
            return (), (problem("no layer", path=path, layer=layer, layers=", ".join(layers)),)
        if len(layers) > 1 and not layer:
            return (), (problem("many layers", path=path, layers=", ".join(layers)),)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the reader mutters, the checks say aloud
            frame = gpd.read_file(path, layer=layer, on_invalid="ignore")
    except (DataSourceError, DataLayerError):
        return (), (problem("not a map", path=path),)
    found = _file_problem(path, frame, code_field)
    return ((), (found,)) if found else (_features(frame.to_crs(DEGREES), code_field), ())


def _file_problem(path: Path, frame: pd.DataFrame, code_field: str) -> Problem | None:
    if not isinstance(frame, gpd.GeoDataFrame):
        return problem("not a map", path=path)
    if frame.empty:
        return problem("no features", path=path)
    if frame.crs is None:
        return problem("no system", path=path)
    if code_field not in frame.columns:
        fields = ", ".join(str(name) for name in frame.columns if name != "geometry")
        return problem("no code field", path=path, field=code_field, fields=fields or "none")
    return None


def _features(frame: gpd.GeoDataFrame, code_field: str) -> tuple[Feature, ...]:
    parents = frame["parent"] if "parent" in frame.columns else [None] * len(frame)
    rows = zip(frame[code_field], parents, frame.geometry, strict=True)
    return tuple(
        Feature(row, _text(code), _text(parent), shape or shapely.Polygon())
        for row, (code, parent, shape) in enumerate(rows, start=1)
    )


def _text(value: object) -> str:
    """Return a cell as text: a code that was stored as a number keeps its digits."""
    if value is None or value != value:  # NaN
        return ""
    return f"{value:.0f}" if isinstance(value, float) else str(value).strip()


def _replaced(features: Sequence[Feature], present: Sources, attribution: str | None) -> Sources:
    given = {each.code: shapely.force_2d(each.shape) for each in features}
    districts, lakes = _fit(given, present.lakes)
    return with_changes(
        present,
        units=_measured(present.units, districts, lakes),
        districts=districts,
        lakes=lakes,
        attribution=f"{attribution}\n" if attribution else present.attribution,
    )


def _fit(districts: Shapes, lakes: Shapes) -> tuple[Shapes, Shapes]:
    """Return districts and lakes as one coverage: cracks closed, lakes neither lost nor covered.

    Where the districts leave a hole for a lake, the hole becomes the lake; where they cover it,
    it is cut out of them.
    """
    land = to_crs(list(districts.values()), DEGREES, METRES)
    openings = holes(shapely.union_all(land))
    water = np.array(
        [_shore(lake, openings) for lake in to_crs(list(lakes.values()), DEGREES, METRES)]
    )
    land = shapely.difference(land, shapely.union_all(water))
    clean = shapely.coverage_clean  # pyright: ignore[reportAttributeAccessIssue]
    coverage = clean([*land, *water], gap_width=TOLERANCE_M)
    fitted = shapely.transform(
        to_crs(coverage, METRES, DEGREES), lambda points: np.round(points, DECIMETRES)
    )
    if not shapely.is_valid(fitted).all() or not shapely.coverage_is_valid(fitted):
        raise ValueError("the boundaries do not stay valid when rounded to decimetres")
    shapes = dict(zip([*districts, *lakes], fitted, strict=True))
    return {code: shapes[code] for code in districts}, {code: shapes[code] for code in lakes}


def _shore(lake: BaseGeometry, openings: list[shapely.Polygon]) -> BaseGeometry:
    for opening in openings:
        shared = shapely.area(shapely.intersection(lake, opening))
        if shared > shapely.area(lake) / 2:
            return opening
    return lake


def _measured(units: list[Row], districts: Shapes, lakes: Shapes) -> list[Row]:
    """Return the units with new areas; a district that has got a polygon is drawn in its own."""
    shapes = {**districts, **lakes}
    areas = dict(zip(shapes, area_km2(list(shapes.values())), strict=True))
    return [
        {
            **row,
            "area_km2": f"{areas[row['code']]:.1f}" if row["code"] in areas else row["area_km2"],
            "map_code": row["code"] if row["code"] in areas else row["map_code"],
        }
        for row in units
    ]


def _write(new: Sources, sources: Path, data: Path) -> None:
    """Write everything beside its place first, then move it there file by file."""
    with (
        tempfile.TemporaryDirectory(dir=sources.parent, prefix=".sources-") as new_sources,
        tempfile.TemporaryDirectory(dir=data.parent, prefix=".data-") as new_data,
    ):
        write_sources(new, Path(new_sources))
        write_data(read_sources(Path(new_sources)), Path(new_data))
        for start, end in ((new_sources, sources), (new_data, data)):
            for each in sorted(Path(start).iterdir()):
                each.replace(end / each.name)
