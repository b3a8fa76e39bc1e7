import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.figures.schools import (
    area_traces,
    class_colors,
    class_of,
    classes,
    country_map,
)
from layouts.i18n import Translator
from layouts.theme import MARKS, NO_DATA, SEQUENTIAL

KNOWN, SILENT, POINT = "41704220000000", "41704235000000", "41705410000010"

AREAS = pd.DataFrame(
    {
        "area": [KNOWN, SILENT, POINT],
        "map_code": [KNOWN, SILENT, "41705214000000"],
        "area_name": ["At-Bashy", "Kochkor", "Batken city"],
        "region": ["KG-N", "KG-N", "KG-B"],
        "lon": [75.8, 75.7, 70.8],
        "lat": [41.1, 42.2, 40.1],
        "numerator": [50.0, None, 90.0],
        "denominator": [100.0, None, 100.0],
        "value": [0.5, None, 0.9],
        "reported_count": [1, 0, 1],
        "expected_count": [1, 1, 1],
        "demonstration": [0, 0, 0],
    }
)

SCHOOLS = pd.DataFrame(
    {
        "school": ["IS-01", "IS-02", "IS-03"],
        "school_name": ["One", "Two", "Three"],
        "district_name": ["At-Bashy", "Kochkor", "Kochkor"],
        "lon": [75.8, 75.7, None],
        "lat": [41.1, 42.2, None],
        "package_count": pd.array([6, 6, 6], "Int64"),
        "accepted_count": pd.array([6, 2, 0], "Int64"),
        "days_late": pd.array([None, 30, None], "Int64"),
        "status": ["achieved", "at_risk", "at_risk"],
    }
)


def areas(frame=AREAS, measure="R1.4"):
    return area_traces(
        frame, measure=measure, unit="share", geojson="/geo/x.json", regions=["KG-N", "KG-B"],
        t=Translator("en"),
    )  # fmt: skip


def drawn(traces=None, schools=SCHOOLS, chosen=(), school=None):
    return country_map(
        traces or areas(), schools.to_dict("records"), bounds=(69, 39, 80, 43), chosen=chosen,
        school=school, t=Translator("en"),
    )  # fmt: skip


def test_areas_without_data_are_a_trace_of_their_own_and_never_the_lowest_class():
    silent, known, *_ = drawn()["data"]

    assert SILENT in silent["locations"]
    assert silent["colorscale"][0][1] == NO_DATA
    assert list(known["locations"]) == [KNOWN]
    assert "Not reported for this quarter." in silent["text"][0]


def test_a_city_without_a_polygon_is_a_square():
    squares = [
        trace for trace in drawn()["data"] if trace.get("marker", {}).get("symbol") == "square"
    ]

    assert [trace["customdata"] for trace in squares] == [[POINT]]


def test_schools_are_shaped_and_coloured_by_status_and_unplaced_ones_are_left_out():
    points = {trace["name"]: trace for trace in drawn()["data"] if str(trace.get("name", "")) != ""}

    assert {name: trace["customdata"] for name, trace in points.items()} == {
        "Achieved": ["IS-01"],
        "At risk": ["IS-02"],
    }
    assert points["At risk"]["marker"]["symbol"] == MARKS["at_risk"].symbol
    assert "30 days late" in points["At risk"]["text"][0]


def test_the_chosen_school_is_bigger_and_the_chosen_district_stands_out():
    figure = drawn(school="IS-02", chosen=[KNOWN])

    sizes = {
        trace["customdata"][0]: trace["marker"]["size"][0]
        for trace in figure["data"]
        if trace.get("name")
    }
    assert sizes["IS-02"] > sizes["IS-01"]
    assert figure["data"][1]["selectedpoints"] == [0]


def test_the_boundaries_are_an_address_and_not_part_of_the_figure():
    assert {trace["geojson"] for trace in drawn()["data"] if "geojson" in trace} == {"/geo/x.json"}


def test_a_map_without_schools_tells_areas_only_and_keeps_a_few_people_to_itself():
    figure = drawn(areas(AREAS.assign(hidden=[False, True, False]), "R2.2"), schools=SCHOOLS[:0])

    assert not any(trace.get("name") for trace in figure["data"])
    assert "Too few people to be told apart." in figure["data"][0]["text"][0]


def test_the_map_is_a_valid_figure():
    assert go.Figure(drawn()).data


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_every_value_has_a_class_and_a_higher_one_never_a_lower_class(values):
    limits = classes(pd.Series(values))
    found = [class_of(value, limits) for value in sorted(values)]

    assert found == sorted(found)
    assert all(0 <= each < len(class_colors(limits)) for each in found)
    assert limits[0] <= min(values) or limits[0] == pytest.approx(min(values))


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_few_things_that_are_counted_have_a_colour_for_each_number(counts):
    limits = classes(pd.Series(counts, dtype="float64"), is_counted=True)
    found = {count: class_of(count, limits) for count in counts}

    assert [found[count] for count in sorted(found)] == sorted(found.values())
    if max(counts) - min(counts) < len(SEQUENTIAL):
        assert len(set(found.values())) == len(found)


def test_nothing_known_has_no_classes():
    assert classes(pd.Series([None, None], dtype="float64")) == []


def test_colours_run_from_light_to_dark():
    colors = class_colors([0, 1, 2, 3, 4])

    assert (colors[0], colors[-1]) == (SEQUENTIAL[0], SEQUENTIAL[-1])
    assert colors == sorted(set(colors), key=SEQUENTIAL.index)
