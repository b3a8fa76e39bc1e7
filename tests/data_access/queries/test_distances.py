import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.queries import distances

KM_PER_DEGREE = 111.195
"""Along a meridian."""


def schools(*rows) -> pd.DataFrame:
    """Return a frame of schools: code, kilometres north of a point, pupils."""
    codes, north, pupils = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "school": pd.Series(codes, dtype="str"),
            "school_name": pd.Series(codes, dtype="str"),
            "lon": [float("nan") if km is None else 75.0 for km in north],
            "lat": [float("nan") if km is None else 41 + km / KM_PER_DEGREE for km in north],
            "pupil_count": pd.Series(pupils, dtype="Int64"),
            "innovative": [code.startswith("IS") for code in codes],
            "district": "d",
            "district_name": "Naryn",
            "demonstration": pd.Series([0] * len(codes), dtype="Int64"),
        }
    )


EVERY = schools(
    ("IS-01", 0, 500), ("IS-02", 40, 400), ("IS-03", None, 300),
    ("SC-01", 4, 100), ("SC-02", 8, None), ("SC-03", 24, 50), ("SC-04", None, 70),
)  # fmt: skip


def test_each_ordinary_school_with_a_position_has_a_nearest_innovative_one():
    frame = distances.nearest(EVERY)

    assert frame["school"].tolist() == ["SC-01", "SC-02", "SC-03"]
    assert frame["nearest"].tolist() == ["IS-01", "IS-01", "IS-02"]
    assert frame["nearest_km"].tolist() == pytest.approx([4, 8, 16], abs=0.01)


def test_without_innovative_schools_nothing_is_near():
    frame = distances.nearest(EVERY[~EVERY["innovative"]])

    assert frame.empty
    assert list(frame.columns) == ["school", "nearest", "nearest_km"]


def test_pupils_around_count_ordinary_schools_only_and_name_the_silent_ones():
    frame = distances.within(EVERY, "IS-01")

    assert frame["km"].tolist() == [5, 10, 25]
    assert frame["school_count"].tolist() == [1, 2, 3]
    assert frame["pupil_count"].tolist() == [100, 100, 150]
    assert frame["unknown_count"].tolist() == [0, 1, 1]


SILENT = schools(
    ("IS-01", 0, 500), ("IS-02", 100, 400), ("SC-01", 4, None), ("SC-02", 8, None), ("SC-03", 24, 9)
)  # fmt: skip


def test_pupils_of_silent_schools_are_not_known_and_not_none():
    around, reach, covered = (
        distances.within(SILENT, "IS-01"),
        distances.reach(SILENT).set_index("school"),
        distances.covered(SILENT),
    )

    for frame in (around, covered):
        assert frame["pupil_count"].isna().tolist() == [True, True, False]
        assert frame["pupil_count"].iloc[-1] == 9
        assert frame["unknown_count"].tolist() == [1, 2, 2]
    assert covered["pupil_share"].isna().tolist() == [True, True, False]
    pupils = ["pupils_5", "pupils_10", "pupils_25"]
    assert reach.loc["IS-01", pupils].isna().tolist() == [True, True, False]
    assert reach.loc["IS-02", pupils].tolist() == [0, 0, 0]


def test_a_ring_is_invented_where_any_school_in_it_is():
    invented = SILENT.assign(demonstration=SILENT["school"].eq("SC-02").astype("Int64"))

    assert distances.within(invented, "IS-01")["demonstration"].tolist() == [0, 1, 1]
    assert distances.covered(invented)["demonstration"].tolist() == [0, 1, 1]
    assert distances.reach(invented)["around_invented"].tolist() == [1, 0]


def test_an_ordinary_school_is_not_around_itself():
    assert distances.within(EVERY, "SC-01")["school_count"].tolist() == [1, 1, 2]


def test_reach_tells_the_same_for_every_innovative_school():
    frame = distances.reach(EVERY).set_index("school")

    assert list(frame.columns) == [
        *("pupils_5", "pupils_10", "pupils_25"),
        *("unknown_5", "unknown_10", "unknown_25", "around_invented"),
    ]
    assert frame.loc["IS-01"].tolist() == [100, 100, 150, 0, 1, 1, 0]
    assert frame.loc["IS-02"].tolist() == [0, 0, 50, 0, 0, 0, 0]
    assert frame.loc["IS-03"].isna().all()


def test_neighbours_are_of_both_kinds_and_the_nearest_first():
    frame = distances.neighbours(EVERY, "IS-02", most=2)

    assert frame["school"].tolist() == ["SC-03", "SC-02"]
    assert distances.neighbours(EVERY, "IS-02")["school"].tolist()[-1] == "IS-01"


def test_the_innovative_school_nearest_to_an_ordinary_one_is_told_with_its_name():
    (row,) = distances.nearest_to(EVERY, "SC-03").to_dict("records")

    assert (row["school"], row["school_name"]) == ("IS-02", "IS-02")
    assert row["distance_km"] == pytest.approx(16, abs=0.01)
    assert distances.nearest_to(EVERY, "SC-04").empty


@pytest.mark.parametrize("school", ["IS-03", "nobody"])
def test_a_school_without_a_position_has_nobody_around(school):
    assert distances.within(EVERY, school).empty
    assert distances.neighbours(EVERY, school).empty


def test_a_country_without_schools_answers_too():
    nobody = EVERY.iloc[:0]

    assert distances.nearest(nobody).empty
    assert distances.reach(nobody).empty
    assert distances.within(nobody, "IS-01").empty


@given(st.lists(st.tuples(st.floats(0, 50), st.integers(0, 900)), min_size=1, max_size=20))
def test_wider_rings_never_hold_less(around):
    rows = [(f"SC-{turn:02}", north, pupils) for turn, (north, pupils) in enumerate(around)]
    frame = distances.within(schools(("IS-01", 0, 1), *rows), "IS-01")

    for column in ("school_count", "unknown_count"):
        assert frame[column].is_monotonic_increasing
    assert frame["pupil_count"].iloc[-1] <= sum(pupils for _, pupils in around)


def test_a_district_counts_each_of_its_ordinary_schools_once():
    elsewhere = schools(("SC-09", 300, 1000)).assign(district="e", district_name="Batken")
    frame = distances.by_district(pd.concat([EVERY, elsewhere], ignore_index=True), far=10)

    assert frame["district"].tolist() == ["e", "d"], "the farthest first"
    assert frame["school_count"].tolist() == [1, 3]
    assert frame["mean_km"].tolist() == pytest.approx([260, 28 / 3], abs=0.1)
    assert frame["most_km"].tolist() == pytest.approx([260, 16], abs=0.1)
    assert frame["far_count"].tolist() == [1, 1]
    assert frame["far_pupils"].tolist() == [1000, 50]


def test_pupils_of_far_schools_are_missing_where_all_of_them_are_silent_and_zero_without_any():
    silent, near = (distances.by_district(SILENT, far=far).iloc[0] for far in (7, 30))

    assert (silent["far_count"], silent["far_pupils"]) == (2, 9)
    assert (near["far_count"], near["far_pupils"]) == (0, 0)
    alone = distances.by_district(SILENT[SILENT["school"] != "SC-03"], far=7).iloc[0]
    assert alone["far_count"] == 1
    assert alone[["far_pupils"]].isna().all()


def test_the_ordinary_schools_of_a_district_are_told_with_the_nearest_innovative_one():
    frame = distances.of_district(EVERY, "d")

    assert frame["school"].tolist() == ["SC-01", "SC-02", "SC-03", "SC-04"]
    assert frame["nearest"].tolist()[:3] == ["IS-01", "IS-01", "IS-02"]
    assert frame[["nearest", "nearest_km"]].iloc[3].isna().all()
    assert distances.of_district(EVERY, None).empty
