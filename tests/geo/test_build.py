"""The map as it is made: one coverage, nested, small, the same bytes every time."""

import gzip
import json
from collections import Counter

import numpy as np
import pytest
import shapely

from geo.boundaries import BOUNDARIES, units
from geo.build import DATA, build
from geo.sources import DEGREES, METRES, SOURCES, area_km2, holes, read_sources, to_crs


@pytest.fixture(scope="module")
def features():
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def shapes(features):
    return {each["id"]: shapely.geometry.shape(each["geometry"]) for each in features}


def codes_of(features, level):
    return [each["id"] for each in features if each["properties"]["level"] == level]


def test_building_again_gives_the_same_bytes(tmp_path):
    build(SOURCES, tmp_path)

    for each in ("boundaries.json", "units.csv", "attribution.txt"):
        assert (tmp_path / each).read_bytes() == (DATA / each).read_bytes(), each


def test_the_map_has_52_districts_9_regions_and_2_lakes(features):
    levels = Counter(each["properties"]["level"] for each in features)

    assert levels == {"district": 52, "region": 9, "lake": 2}
    assert all(each["id"] == each["properties"]["code"] for each in features)
    assert {each["id"] for each in features} == {u.code for u in units() if u.has_polygon}


def test_the_map_is_small():
    content = BOUNDARIES.read_bytes()

    assert len(content) <= 90 * 1024
    assert len(gzip.compress(content)) <= 30 * 1024


def test_every_shape_is_valid_and_every_border_shared(features, shapes):
    districts, regions, lakes = (
        [shapes[code] for code in codes_of(features, level)]
        for level in ("district", "region", "lake")
    )

    assert all(shape.is_valid for shape in shapes.values())
    assert shapely.coverage_is_valid([*districts, *lakes])
    assert shapely.coverage_is_valid([*regions, *lakes])


def test_a_region_is_exactly_its_districts(features, shapes):
    for region in codes_of(features, "region"):
        districts = [shapes[u.code] for u in units() if u.parent == region and u.has_polygon]
        assert shapely.equals(shapely.union_all(districts), shapes[region]), region


def test_between_the_districts_there_is_nothing_but_lakes_and_foreign_enclaves(features, shapes):
    country = shapely.union_all([shapes[code] for code in codes_of(features, "district")])

    areas = sorted(area_km2(holes(country)).round(), reverse=True)

    assert areas == pytest.approx([6251, 286, 229, 125, 38, 2.6], rel=0.1, abs=2)


def test_outer_rings_run_clockwise_and_inner_ones_against(shapes):
    for shape in shapes.values():
        for part in shapely.get_parts(shape):
            assert not part.exterior.is_ccw
            assert all(ring.is_ccw for ring in part.interiors)


def test_labels_lie_inside_what_they_name(shapes):
    for each in units():
        if each.has_polygon:
            assert shapes[each.code].contains(shapely.Point(each.label_lon, each.label_lat))


def test_frames_fit_what_they_frame(shapes):
    for each in units():
        if each.has_polygon:
            assert shapes[each.code].bounds == (each.west, each.south, each.east, each.north)


def test_every_district_still_looks_like_its_source(shapes):
    source = read_sources(SOURCES).districts
    before = to_crs(list(source.values()), DEGREES, METRES)
    after = to_crs([shapes[code] for code in source], DEGREES, METRES)

    changed = shapely.area(shapely.symmetric_difference(before, after)) / shapely.area(before)

    assert np.median(changed) < 0.03
    assert changed.max() < 0.15
