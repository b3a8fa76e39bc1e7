"""Another boundary file: taken when it is sound, refused with every reason when it is not."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely
import shapely.affinity

from geo.__main__ import main
from geo.boundaries import ATTRIBUTION, BOUNDARIES
from geo.build import DATA, build
from geo.sources import SOURCES, read_sources

AKSY = "41703211000000"
BATKEN = "41705214000000"
BISHKEK = "41711000000000"
CHATKAL = "41703230000000"
KARA_KUL_CITY = "41703440000010"
KOCHKOR = "41704235000000"
NARYN_CITY, NARYN = "41704400000010", "41704245000000"
TALAS_CITY, TALAS = "41707400000010", "41707232000000"
TOKTOGUL = "41703225000000"
TON = "41702220000000"
TUP = "41702225000000"


@pytest.fixture
def folders(tmp_path):
    """Copies of sources and data, to be replaced; `content` tells whether they were."""
    sources, data = tmp_path / "sources", tmp_path / "data"
    shutil.copytree(SOURCES, sources)
    shutil.copytree(DATA, data)

    def content():
        return {path.name: path.read_bytes() for each in (sources, data) for path in each.iterdir()}

    def replace(file, *options):
        return main(
            ["replace", str(file), "--sources", str(sources), "--data", str(data), *options]
        )

    return SimpleNamespace(sources=sources, data=data, content=content, replace=replace)


@pytest.fixture
def districts():
    """The present districts as a frame, to be spoiled and written to a file."""
    shapes = read_sources(SOURCES).districts
    return gpd.GeoDataFrame(
        {"code": list(shapes)}, geometry=list(shapes.values()), crs=4326, index=list(shapes)
    )


@pytest.fixture
def refused(folders, tmp_path, capsys):
    """Return the lines a file is refused with, after making sure that nothing was written."""

    def refusal(frame_or_path, *options):
        before = folders.content()
        path = frame_or_path
        if isinstance(frame_or_path, gpd.GeoDataFrame):
            path = tmp_path / "bad.geojson"
            frame_or_path.to_file(path)

        assert folders.replace(path, *options) == 1

        assert folders.content() == before
        assert {each.name for each in tmp_path.iterdir()} <= {"sources", "data", Path(path).name}
        *lines, total = capsys.readouterr().err.splitlines()
        assert total == f"{len(lines)} problem(s); nothing was written"
        return lines

    return refusal


def widened(frame, code, degrees=0.01):
    """Let one district grow at the cost of its neighbours."""
    larger = frame.geometry[code].buffer(degrees)
    frame["geometry"] = frame.geometry.difference(larger)
    frame.loc[code, "geometry"] = larger
    return frame


def exchanged(frame, one, other):
    frame.loc[[one, other], "geometry"] = list(frame.geometry[[other, one]])
    return frame


def test_a_sound_file_replaces_sources_and_map(folders, districts, tmp_path):
    widened(districts, BISHKEK).to_file(tmp_path / "good.geojson")

    assert folders.replace(tmp_path / "good.geojson", "--attribution", "Boundaries: Survey") == 0

    shapes = read_sources(folders.sources).districts
    assert shapes[BISHKEK].area == pytest.approx(districts.geometry[BISHKEK].area, rel=0.01)
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert (folders.data / "attribution.txt").read_text("utf-8") == "Boundaries: Survey\n"
    assert (folders.data / "boundaries.json").read_bytes() != BOUNDARIES.read_bytes()


def test_the_new_map_is_what_its_sources_build(folders, districts, tmp_path):
    widened(districts, BISHKEK).to_file(tmp_path / "good.geojson")
    folders.replace(tmp_path / "good.geojson")
    replaced = folders.content()

    build(folders.sources, folders.data)

    assert folders.content() == replaced


def test_a_map_that_cannot_be_made_leaves_the_present_one(
    folders, districts, tmp_path, monkeypatch
):
    districts.to_file(tmp_path / "good.geojson")
    monkeypatch.setattr("geo.build.FINE_M", "no number")
    before = folders.content()

    with pytest.raises(TypeError):
        folders.replace(tmp_path / "good.geojson")

    assert folders.content() == before


def test_the_attribution_stays_unless_another_is_given(folders, districts, tmp_path, capsys):
    districts.to_file(tmp_path / "good.geojson")

    folders.replace(tmp_path / "good.geojson")

    credit = (folders.data / "attribution.txt").read_text("utf-8").strip()
    assert credit == ATTRIBUTION
    assert "--attribution TEXT" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["metric.gpkg", "metric.shp", "metric.shp.zip"])
def test_other_formats_systems_and_fields_are_understood(name, folders, districts, tmp_path):
    other = districts.to_crs(32643).rename(columns={"code": "SOATE"})
    other["SOATE"] = other["SOATE"].astype("int64")
    other.to_file(tmp_path / name)

    assert folders.replace(tmp_path / name, "--code-field", "SOATE") == 0

    shapes = read_sources(folders.sources).districts
    for code, shape in read_sources(SOURCES).districts.items():
        assert shapely.hausdorff_distance(shapes[code], shape) < 1e-4


def test_cracks_and_overlaps_too_narrow_to_see_are_mended(folders, districts, tmp_path):
    districts["geometry"] = [
        shapely.affinity.translate(shape, 0.0001 * (row % 3))
        for row, shape in enumerate(districts.geometry)
    ]
    districts.to_file(tmp_path / "rough.geojson")

    assert folders.replace(tmp_path / "rough.geojson") == 0

    new = read_sources(folders.sources)
    assert shapely.coverage_is_valid([*new.districts.values(), *new.lakes.values()])


def test_lakes_inside_the_districts_are_cut_out(folders, districts, tmp_path):
    lakes = read_sources(SOURCES).lakes
    owners = {TON: lakes["issyk-kul"], KOCHKOR: lakes["son-kul"]}
    for code, lake in owners.items():
        districts.loc[code, "geometry"] = districts.geometry[code].union(lake.buffer(0.0005))
        rest = districts.index != code
        districts.loc[rest, "geometry"] = districts.geometry[rest].difference(
            districts.geometry[code]
        )
    districts.to_file(tmp_path / "drowned.geojson")

    assert folders.replace(tmp_path / "drowned.geojson") == 0

    new = read_sources(folders.sources)
    coverage = [*new.districts.values(), *new.lakes.values()]
    assert shapely.coverage_is_valid(coverage)
    for code, lake in lakes.items():
        assert new.lakes[code].area == pytest.approx(lake.area, rel=0.01)


def test_heights_are_dropped(folders, districts, tmp_path):
    districts["geometry"] = shapely.force_3d(districts.geometry.array, 800.0)
    districts.to_file(tmp_path / "high.gpkg")

    assert folders.replace(tmp_path / "high.gpkg") == 0

    assert not any(each.has_z for each in read_sources(folders.sources).districts.values())


def test_a_city_that_was_a_point_may_get_a_polygon(folders, districts, tmp_path):
    city = shapely.Point(72.670, 41.628).buffer(0.03)
    districts.loc[TOKTOGUL, "geometry"] = districts.geometry[TOKTOGUL].difference(city)
    districts.loc[KARA_KUL_CITY] = {"code": KARA_KUL_CITY, "geometry": city}
    districts.to_file(tmp_path / "more.geojson")

    assert folders.replace(tmp_path / "more.geojson") == 0

    rows = (folders.data / "units.csv").read_text("utf-8").splitlines()
    row = next(row for row in rows if row.startswith(KARA_KUL_CITY)).split(",")
    assert row[4:6] == [KARA_KUL_CITY, "1"]


def test_a_missing_and_an_unknown_code_are_named(refused, districts):
    districts.loc[TUP, "code"] = "41700000000000"

    assert refused(districts) == [
        "feature 5: 41700000000000 is not the code of a district",
        "41702225000000 Tup rayon: is missing",
    ]


def test_a_district_left_out_is_missing_and_not_a_gap_as_well(refused, districts):
    assert refused(districts.drop(index=NARYN_CITY)) == ["41704400000010 Naryn city: is missing"]


def test_a_code_given_twice_or_not_at_all_is_named(refused, districts):
    districts.loc[TUP, "code"] = None
    districts.loc[TALAS_CITY, "code"] = TALAS

    lines = refused(districts)

    assert "feature 5: has no code" in lines
    assert "41707232000000 Talas rayon: is there 2 times" in lines
    assert "41702225000000 Tup rayon: is missing" in lines
    assert "41707400000010 Talas city: is missing" in lines


def test_an_overlap_is_measured_and_placed(refused, districts):
    districts.loc[NARYN_CITY, "geometry"] = districts.geometry[NARYN_CITY].buffer(0.01)

    (line,) = refused(districts)

    assert line.startswith("41704245000000 Naryn rayon and 41704400000010 Naryn city: overlap by ")
    assert " km2 near 7" in line


def test_a_gap_inside_the_country_is_measured_and_placed(refused, districts):
    gap = shapely.box(75.5, 41.5, 75.6, 41.6)
    districts.loc[NARYN, "geometry"] = districts.geometry[NARYN].difference(gap)

    assert refused(districts) == ["a gap of 92.59 km2 near 75.550, 41.550 belongs to no district"]


def test_a_gap_beside_an_enclave_is_no_part_of_it(refused, districts):
    gap = shapely.box(70.9, 39.85, 71.1, 39.95)
    districts.loc[BATKEN, "geometry"] = districts.geometry[BATKEN].difference(gap)

    (line,) = refused(districts)

    assert line.startswith("a gap of ")


def test_swapped_coordinates_are_recognised(refused, districts):
    districts["geometry"] = shapely.transform(
        districts.geometry.array, lambda points: points[:, ::-1]
    )

    assert refused(districts) == [
        "the coordinates are swapped: latitude stands where longitude should"
    ]


def test_another_part_of_the_world_is_recognised(refused, districts):
    (line,) = refused(districts.assign(geometry=districts.translate(-40)))

    assert line.startswith("the file covers 29.26 to 40.23 east, 39.18 to 43.27 north, outside")


def test_one_district_far_away_is_named(refused, districts):
    districts.loc[TUP, "geometry"] = shapely.affinity.translate(districts.geometry[TUP], 9)

    (line,) = refused(districts)

    assert line.startswith("41702225000000 Tup rayon: reaches outside the country")


def test_a_district_outside_its_region_is_named(refused, districts):
    lines = refused(exchanged(districts, TUP, CHATKAL))

    assert lines == [
        "41702225000000 Tup rayon: lies outside its region KG-Y Issyk-Kul Oblast,"
        " in KG-J Jalal-Abad Oblast",
        "41703230000000 Chatkal rayon: lies outside its region KG-J Jalal-Abad Oblast,"
        " in KG-Y Issyk-Kul Oblast",
    ]


def test_codes_exchanged_between_a_city_and_its_rayon_are_named(refused, districts):
    lines = refused(exchanged(districts, TALAS_CITY, TALAS))

    assert [line.split(": ")[0] for line in lines] == [
        "41707232000000 Talas rayon",
        "41707400000010 Talas city",
    ]
    assert all("codes exchanged?" in line for line in lines)


def test_a_parent_that_is_not_ours_is_named(refused, districts):
    districts["parent"] = None
    districts.loc[TUP, "parent"] = "KG-N"

    assert refused(districts) == [
        "41702225000000 Tup rayon: the file puts it in region KG-N, it belongs to KG-Y"
    ]


def test_a_point_city_left_outside_its_rayon_is_named(refused, districts):
    around = shapely.Point(72.67027, 41.62828).buffer(0.05)
    grown = districts.geometry[AKSY].union(around)
    districts.loc[AKSY, "geometry"] = grown
    districts.loc[TOKTOGUL, "geometry"] = districts.geometry[TOKTOGUL].difference(around)

    assert refused(districts) == [
        "41703440000010 Kara-Kul city: is drawn as a point,"
        " which is not inside 41703225000000 Toktogul rayon"
    ]


def test_every_problem_of_every_kind_is_listed_at_once(refused, districts):
    bow_tie = shapely.Polygon([(78, 42.6), (78.6, 42.9), (78.6, 42.6), (78, 42.9)])
    districts = exchanged(districts, TALAS_CITY, TALAS).drop(index=CHATKAL)
    districts.loc[TUP, "geometry"] = bow_tie
    districts.loc[BISHKEK, "geometry"] = shapely.LineString([(74.5, 42.8), (74.7, 42.9)])
    districts.loc[AKSY, "geometry"] = None
    districts.loc[NARYN_CITY, "code"] = "1"

    text = "\n".join(refused(districts))

    for part in (
        "1 is not the code of a district",
        "Naryn city: is missing",
        "Chatkal rayon: is missing",
        "Tup rayon: its shape is invalid (Self-intersection",
        "Bishkek city: is a LineString, not a polygon",
        "Aksy rayon: has no shape",
        "Tup rayon: overlap by",
        "Talas city: does not lie where it lies now",
    ):
        assert part in text


def test_a_ring_that_cannot_be_closed_is_named(refused, tmp_path):
    text = (SOURCES / "districts.geojson").read_text("utf-8").splitlines()
    row = next(row for row, line in enumerate(text) if TUP in line)
    ring = '{"type":"Polygon","coordinates":[[[78.1,42.6],[78.5,42.6],[78.5,42.9]]]}}'
    text[row] = text[row].split('"geometry":')[0] + f'"geometry":{ring},'
    (tmp_path / "bad.geojson").write_text("\n".join(text), "utf-8")

    lines = refused(tmp_path / "bad.geojson")

    assert lines[0] == (
        "41702225000000 Tup rayon: has no shape, or one with a ring that cannot be closed"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bad.geojson", b""),
        ("bad.geojson", b'{"type":"FeatureCollection","features":[{"type":'),
        ("bad.csv", b"code,name\n41702225000000,Tup\n"),
        ("bad.xlsx", b"PK\x03\x04 not really a workbook"),
        ("bad.pdf", b"%PDF-1.7"),
    ],
)
def test_what_is_no_map_is_said_to_be_none(name, content, refused, tmp_path):
    (tmp_path / name).write_bytes(content)

    (line,) = refused(tmp_path / name)

    assert line == f"{tmp_path / name}: is not a GeoJSON, GPKG or shapefile with shapes in it"


def test_a_file_that_is_not_there_is_said_not_to_be(refused, tmp_path):
    path = tmp_path / "nowhere.gpkg"

    assert refused(path) == [f"{path}: there is no such file"]


def test_a_field_that_is_not_there_is_answered_with_those_that_are(refused, districts, tmp_path):
    (line,) = refused(districts, "--code-field", "SOATE")

    assert line.endswith(
        "bad.geojson: has no field SOATE; choose one of index, code with --code-field"
    )


def test_a_file_without_a_coordinate_system_is_refused(folders, districts, tmp_path, capsys):
    districts.to_file(tmp_path / "bare.shp")
    (tmp_path / "bare.prj").unlink()

    assert folders.replace(tmp_path / "bare.shp") == 1

    assert "does not say in which coordinate system it is" in capsys.readouterr().err


def test_of_several_layers_one_is_chosen(folders, districts, tmp_path, capsys):
    path = tmp_path / "layers.gpkg"
    districts.to_file(path, layer="rayons")
    districts.head(3).to_file(path, layer="oblasts")

    assert folders.replace(path) == 1
    assert "has several layers (rayons, oblasts)" in capsys.readouterr().err
    assert folders.replace(path, "--layer", "roads") == 1
    assert "has no layer roads; it has rayons, oblasts" in capsys.readouterr().err
    assert folders.replace(path, "--layer", "rayons") == 0
