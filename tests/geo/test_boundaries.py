"""The map as it is served: complete, small, and right where a point is looked up."""

import json
import math
import subprocess
import sys
from collections import Counter

import pytest
import shapely
import shapely.affinity

from geo import boundaries
from geo.boundaries import BOUNDARIES, bounds, district_at, fingerprint, km_outside, unit, units

TOKTOGUL = "41703225000000"
KARA_KUL_CITY = "41703440000010"


@pytest.fixture(scope="module")
def features():
    return json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]


def test_units_are_the_country_its_regions_districts_and_lakes():
    levels = Counter(each.level for each in units())

    assert levels == {"country": 1, "region": 9, "district": 54, "lake": 2}
    assert Counter(each.type for each in units() if each.level == "district") == {
        "rayon": 40,
        "city": 14,
    }


def test_every_unit_has_a_name_in_three_languages():
    for each in units():
        full, short = (
            (each.name_ky, each.name_ru, each.name_en),
            (each.short_ky, each.short_ru, each.short_en),
        )
        assert all(full) and all(short), each.code


def test_every_district_belongs_to_a_region_and_every_region_to_the_country():
    regions = {each.code for each in units() if each.level == "region"}

    assert {each.parent for each in units() if each.level == "district"} == regions
    assert {each.parent for each in units() if each.level == "region"} == {"KG"}


def test_only_two_cities_have_no_polygon_and_lie_in_the_one_they_are_drawn_in():
    points = [each for each in units() if each.level == "district" and not each.has_polygon]

    assert {each.short_en for each in points} == {"Kara-Kul city", "Batken city"}
    for each in points:
        assert district_at(each.label_lon, each.label_lat) == each.map_code
        assert bounds(each.code) == bounds(each.map_code or "")


def test_a_unit_is_found_by_its_code():
    assert unit("KG").name_ky == "Кыргыз Республикасы"
    assert unit(KARA_KUL_CITY).map_code == TOKTOGUL
    with pytest.raises(KeyError):
        unit("KG-X")


def test_areas_add_up_from_districts_to_the_country():
    for region in (each for each in units() if each.level == "region"):
        districts = [each.area_km2 or 0 for each in units() if each.parent == region.code]
        assert region.area_km2 == pytest.approx(sum(districts), abs=0.1)

    assert unit("KG").area_km2 == pytest.approx(199_951, rel=0.01)


def test_the_fingerprint_names_the_file():
    assert len(fingerprint()) == 12
    assert int(fingerprint(), 16)


def test_the_attribution_names_owners_and_licences():
    for word in ("Who's On First", "CC0", "Ministry of Emergency Situations", "CC BY 3.0 IGO"):
        assert word in boundaries.ATTRIBUTION


def test_a_point_is_found_in_its_district():
    assert district_at(74.590, 42.870) == "41711000000000"  # Bishkek
    assert district_at(76.009, 41.429) == "41704400000010"  # Naryn city, inside Naryn rayon
    assert district_at(75.676, 41.571) == "41704245000000"


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(77.3, 42.45), (71.13, 39.96), (76.95, 43.24), (42.87, 74.59), (0.0, 0.0)],
    ids=["Issyk-Kul", "Sokh enclave", "Almaty", "swapped", "nowhere"],
)
def test_a_point_outside_every_district_is_nowhere(lon, lat):
    assert district_at(lon, lat) is None


def test_a_point_is_found_as_a_geometry_library_finds_it(features):
    districts = {
        each["id"]: shapely.geometry.shape(each["geometry"])
        for each in features
        if each["properties"]["level"] == "district"
    }
    west, south, east, north = bounds("KG")

    for column in range(40):
        for row in range(25):
            lon = west + (east - west) * (column + 0.41) / 40
            lat = south + (north - south) * (row + 0.37) / 25
            point = shapely.Point(lon, lat)
            found = [code for code, shape in districts.items() if shape.contains(point)]
            assert district_at(lon, lat) == (found[0] if found else None)


def test_a_point_inside_is_not_outside_and_a_lake_belongs_to_the_country():
    assert km_outside("41711000000000", 74.590, 42.870) == 0
    assert km_outside(KARA_KUL_CITY, *(unit(TOKTOGUL).label_lon, unit(TOKTOGUL).label_lat)) == 0
    assert km_outside("KG", 77.3, 42.45) == 0
    with pytest.raises(KeyError):
        km_outside("KG-X", 74.590, 42.870)


def test_distances_to_a_district_are_those_of_a_geometry_library(features):
    """Both measure on a plane that is stretched as the Earth is at the latitude of the point."""
    drawn = {each["id"]: shapely.geometry.shape(each["geometry"]) for each in features}

    for lon, lat in ((74.59, 42.87), (72.8, 40.5), (76.0, 41.4), (71.5, 40.0), (78.4, 42.5)):
        stretch = math.cos(math.radians(lat))
        for code in (TOKTOGUL, "41711000000000", "41702205000000"):
            shape = shapely.affinity.scale(drawn[code], stretch, 1, origin=(0, 0))
            degrees = shape.distance(shapely.Point(lon * stretch, lat))
            found = km_outside(code, lon, lat)
            assert found == pytest.approx(degrees * 111.195, rel=0.03, abs=0.01)


def test_the_country_is_never_farther_than_a_district_of_it():
    for lon, lat in ((69.0, 40.0), (80.5, 42.0), (74.0, 43.5), (73.0, 38.9)):
        districts = [each.code for each in units() if each.level == "district"]
        nearest = min(km_outside(code, lon, lat) for code in districts)
        assert km_outside("KG", lon, lat) == pytest.approx(nearest)


def test_it_can_be_imported_without_a_geometry_library():
    heavy = "import geo.boundaries, sys; print(*sys.modules.keys() & {'geopandas', 'shapely'})"

    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
