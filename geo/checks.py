"""Can these boundaries be trusted? Every doubt about a replacement, all at once, as values."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.sources import DEGREES, METRES, Shapes, Sources, holes, to_crs

# A frame around the country with room for corrected borders, none for another country or axis.
FRAME = shapely.box(69.0, 39.0, 80.5, 43.5)
# Cracks and overlaps narrower than this are drawing noise: closed silently, finer than a pixel.
TOLERANCE_M = 50.0
# Two surveys of one shore or enclave differ by less than this.
DRIFT_M = 2000.0
# A reform enlarges a city or moves a border; it does not carry off more than half of both.
SHARED_PART = 0.5

SENTENCES = {
    "no file": "{path}: there is no such file",
    "not a map": "{path}: is not a GeoJSON, GPKG or shapefile with shapes in it",
    "many layers": "{path}: has several layers ({layers}); choose one with --layer",
    "no layer": "{path}: has no layer {layer}; it has {layers}",
    "no features": "{path}: holds no features",
    "no system": "{path}: does not say in which coordinate system it is (a missing .prj file?)",
    "no code field": "{path}: has no field {field}; choose one of {fields} with --code-field",
    "no code": "feature {row}: has no code",
    "unknown code": "feature {row}: {code} is not the code of a district",
    "code repeated": "{district}: is there {count} times",
    "district missing": "{district}: is missing",
    "wrong parent": "{district}: the file puts it in region {given}, it belongs to {expected}",
    "no shape": "{district}: has no shape, or one with a ring that cannot be closed",
    "not an area": "{district}: is a {kind}, not a polygon",
    "invalid shape": "{district}: its shape is invalid ({why})",
    "axes swapped": "the coordinates are swapped: latitude stands where longitude should",
    "elsewhere": "the file covers {frame}, outside the country; is its coordinate system right?",
    "outside": "{district}: reaches outside the country ({frame})",
    "overlap": "{district} and {other}: overlap by {area} km2 near {place}",
    "gap": "a gap of {area} km2 near {place} belongs to no district",
    "wrong region": "{district}: lies outside its region {expected}, in {actual}",
    "wrong place": "{district}: does not lie where it lies now, but in {actual}; codes exchanged?",
    "wrong surroundings": "{district}: is drawn as a point, which is not inside {other}",
}


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a file: a key of SENTENCES and what to put into it."""

    reason: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return SENTENCES[self.reason].format_map(self.values)


@dataclass(frozen=True)
class Feature:
    """One feature of a candidate file: its row from 1, its shape in degrees; any may be empty."""

    row: int
    code: str
    parent: str
    shape: BaseGeometry


def problem(reason: str, **values: object) -> Problem:
    """Return a problem with its values."""
    return Problem(reason, values)


def problems_of(features: Sequence[Feature], present: Sources) -> tuple[Problem, ...]:
    """Return everything that speaks against replacing the present districts by these features."""
    found = [*_code_problems(features, present), *_shape_problems(features, present)]
    misplaced = list(_frame_problems(features, present))
    if misplaced:
        return (*found, *misplaced)
    return (*found, *_coverage_problems(features, present))


def _code_problems(features: Sequence[Feature], present: Sources) -> Iterator[Problem]:
    parents = {row["code"]: row["parent"] for row in present.units if row["level"] == "district"}
    for each in features:
        if not each.code:
            yield problem("no code", row=each.row)
        elif each.code not in parents:
            yield problem("unknown code", row=each.row, code=each.code)
        elif each.parent and each.parent != parents[each.code]:
            yield problem(
                "wrong parent",
                district=_name(each, present),
                given=each.parent,
                expected=parents[each.code],
            )
    counts = Counter(each.code for each in features)
    for code in sorted(parents):
        if counts[code] > 1:
            yield problem("code repeated", district=name_of(code, present), count=counts[code])
        elif code in present.districts and not counts[code]:
            yield problem("district missing", district=name_of(code, present))


def _shape_problems(features: Sequence[Feature], present: Sources) -> Iterator[Problem]:
    for each in features:
        district = _name(each, present)
        if each.shape.is_empty:
            yield problem("no shape", district=district)
        elif each.shape.geom_type not in ("Polygon", "MultiPolygon"):
            yield problem("not an area", district=district, kind=each.shape.geom_type)
        elif not each.shape.is_valid:
            why = shapely.is_valid_reason(each.shape)
            yield problem("invalid shape", district=district, why=why)


def _frame_problems(features: Sequence[Feature], present: Sources) -> Iterator[Problem]:
    drawn = [each for each in features if not each.shape.is_empty]
    frames = [shapely.box(*shapely.bounds(each.shape)) for each in drawn]
    if drawn and not any(frame.intersects(FRAME) for frame in frames):
        swapped = shapely.transform(np.array(frames), lambda points: points[:, ::-1])
        if all(frame.within(FRAME) for frame in swapped):
            yield problem("axes swapped")
        else:
            yield problem("elsewhere", frame=_span(shapely.union_all(frames)))
        return
    for each, frame in zip(drawn, frames, strict=True):
        if not frame.within(FRAME):
            yield problem("outside", district=_name(each, present), frame=_span(frame))


def _coverage_problems(features: Sequence[Feature], present: Sources) -> Iterator[Problem]:
    """Compare the shapes with each other and with the present map, in metres."""
    drawn = [each for each in features if not each.shape.is_empty]
    shapes = list(to_crs([_area_of(each.shape) for each in drawn], DEGREES, METRES))
    districts = _metric(present.districts)
    yield from _overlaps(drawn, shapes, present)
    yield from _gaps(drawn, shapes, districts, present)
    yield from _misplaced(drawn, shapes, districts, present)
    yield from _lost_points(drawn, shapes, present)


def _overlaps(
    drawn: list[Feature], shapes: list[BaseGeometry], present: Sources
) -> Iterator[Problem]:
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    for first, second in sorted(map(tuple, pairs)):
        if first < second and drawn[first].code != drawn[second].code:
            shared = shapes[first].intersection(shapes[second])
            if _is_wide(shared):
                yield problem(
                    "overlap",
                    district=_name(drawn[first], present),
                    other=_name(drawn[second], present),
                    area=_km2(shared),
                    place=_place(shared),
                )


def _gaps(
    drawn: list[Feature], shapes: list[BaseGeometry], districts: Shapes, present: Sources
) -> Iterator[Problem]:
    """Yield holes that are neither a lake, nor an enclave of today, nor a district missing anyway.

    A crack that is open to the outside of the country is no hole and is not seen.
    """
    enclaves = holes(shapely.union_all(list(districts.values())))
    lakes = _metric(present.lakes).values()
    given = {each.code for each in drawn}
    missing = [shape for code, shape in districts.items() if code not in given]
    explained = shapely.union_all([*enclaves, *lakes, *missing])
    for hole in holes(shapely.union_all(shapes)):
        known = _is_shared(hole, explained)
        gap = hole.difference(explained.buffer(DRIFT_M)) if known else hole
        if _is_wide(gap):
            yield problem("gap", area=_km2(gap), place=_place(gap))


def _misplaced(
    drawn: list[Feature], shapes: list[BaseGeometry], districts: Shapes, present: Sources
) -> Iterator[Problem]:
    parents = {row["code"]: row["parent"] for row in present.units if row["level"] == "district"}
    members: dict[str, list[BaseGeometry]] = {}
    for code, shape in districts.items():
        members.setdefault(parents[code], []).append(shape)
    regions = {code: shapely.union_all(shapes) for code, shapes in members.items()}
    for each, shape in zip(drawn, shapes, strict=True):
        expected = parents.get(each.code)
        if expected and not _is_shared(shape, regions[expected]):
            yield problem(
                "wrong region",
                district=_name(each, present),
                expected=name_of(expected, present),
                actual=_name_around(shape, regions, present),
            )
        elif each.code in districts and not _is_shared(shape, districts[each.code]):
            yield problem(
                "wrong place",
                district=_name(each, present),
                actual=_name_around(shape, districts, present),
            )


def _lost_points(
    drawn: list[Feature], shapes: list[BaseGeometry], present: Sources
) -> Iterator[Problem]:
    around = {each.code: shape for each, shape in zip(drawn, shapes, strict=True)}
    for row in present.units:
        if row["point_lon"] and row["code"] not in around and row["map_code"] in around:
            point = shapely.Point(float(row["point_lon"]), float(row["point_lat"]))
            if not around[row["map_code"]].contains(to_crs([point], DEGREES, METRES)[0]):
                yield problem(
                    "wrong surroundings",
                    district=name_of(row["code"], present),
                    other=name_of(row["map_code"], present),
                )


def name_of(code: str, present: Sources) -> str:
    """Return a code with the English name of its unit, where it has one."""
    names = {row["code"]: row["name_en"] for row in present.units}
    return f"{code} {names[code]}" if code in names else code


def _name(feature: Feature, present: Sources) -> str:
    return name_of(feature.code, present) if feature.code else f"feature {feature.row}"


def _name_around(shape: BaseGeometry, shapes: Shapes, present: Sources) -> str:
    areas = {code: shapely.area(shapely.intersection(shape, shapes[code])) for code in shapes}
    code = max(areas, key=lambda each: areas[each])
    return name_of(code, present) if areas[code] else "no district of today"


def _metric(shapes: Shapes) -> Shapes:
    return dict(zip(shapes, to_crs(list(shapes.values()), DEGREES, METRES), strict=True))


def _area_of(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a shape, mended if need be, so that the other checks can go on."""
    mended = shapely.force_2d(shape if shape.is_valid else shapely.make_valid(shape))
    parts = shapely.get_parts(shapely.get_parts(mended))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def _is_wide(shape: BaseGeometry) -> bool:
    """Return whether a circle of the tolerance fits in."""
    return not shapely.buffer(shape, -TOLERANCE_M / 2).is_empty


def _is_shared(shape: BaseGeometry, other: BaseGeometry) -> bool:
    """Return whether at least half of the smaller one lies in the other."""
    smaller = min(shapely.area(shape), shapely.area(other))
    return bool(shapely.area(shapely.intersection(shape, other)) >= SHARED_PART * smaller)


def _km2(shape: BaseGeometry) -> str:
    return f"{shapely.area(shape) / 1e6:.2f}"


def _place(shape: BaseGeometry) -> str:
    """Return longitude and latitude of a point inside, to be looked up in any map."""
    point = to_crs([shapely.point_on_surface(shape)], METRES, DEGREES)[0]
    return f"{point.x:.3f}, {point.y:.3f}"


def _span(shape: BaseGeometry) -> str:
    west, south, east, north = shape.bounds
    return f"{west:.2f} to {east:.2f} east, {south:.2f} to {north:.2f} north"
