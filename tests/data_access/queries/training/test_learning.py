import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import ttest_1samp

from data_access.queries.training import learning
from data_access.summaries.training import COURSES, FLOW, GAIN, SCORES
from data_access.suppression import FEW, TOTAL
from tests.data_access.queries.training.cells import course, gains
from tests.data_access.queries.training.cells import session as seats
from tests.factories import AUTUMN, SPRING, SUMMER, asked, summarised

CLEAR = (12, 8, 15, 10, 9, 11)
UNCLEAR = (12, -14, 3, -6, 9, 2)


def sums(*points: float) -> pd.DataFrame:
    frame = pd.DataFrame([gains("CR-01", *points)])
    return frame.astype({"both": "Int64"})


@given(
    st.lists(st.integers(-100, 100), min_size=2, max_size=60).filter(lambda all: len({*all}) > 1)
)
def test_the_interval_is_that_of_students_t(points):
    row = learning.with_interval(sums(*points)).iloc[0]
    expected = ttest_1samp(points, 0).confidence_interval(0.95)

    assert row["mean_gain"] == pytest.approx(np.mean(points))
    assert row["low"] == pytest.approx(expected.low, abs=1e-6)
    assert row["high"] == pytest.approx(expected.high, abs=1e-6)
    assert row["is_clear"] == (not row["low"] <= 0 <= row["high"])


def test_equal_gains_have_no_width_and_one_gain_has_no_interval():
    same, one = (learning.with_interval(sums(*points)).iloc[0] for points in ([7] * 6, [7]))

    assert (same["low"], same["high"]) == (7, 7)
    assert np.isnan(one["low"])
    assert not one["is_clear"]


COURSE_LIST = (course(), course("CR-02"), course("CR-03", "osh"), course("CR-04", "osh"))


def reached(code: str, test: str, bands: dict[int, int], **values):
    """Return how many reached which band in a course."""
    place = {"course": code, "period": SUMMER, "test": test, **values}
    return [place | {"band": band, "people": people} for band, people in bands.items()]


def sat_by(*rows):
    """Return a publication of sums, with all points in one band."""

    def cells(session):
        summarised(session, COURSES, *COURSE_LIST)
        summarised(session, GAIN, *rows)
        scores = [
            reached(row["course"], test, {40: row["both"]}, period=row["period"])
            for row in rows
            for test in learning.TESTS
        ]
        summarised(session, SCORES, *(cell for each in scores for cell in each))

    return cells


def scored(*cells):
    """Return a publication of points: lists of what `reached` returns."""

    def publication(session):
        summarised(session, COURSES, *COURSE_LIST)
        summarised(session, SCORES, *(cell for each in cells for cell in each))

    return publication


def of_group(frame: pd.DataFrame, group: str, test: str) -> dict:
    rows = frame[(frame["group"] == group) & (frame["test"] == test)]
    return rows.set_index("band")["people"].to_dict()


def test_groups_are_ordered_by_gain_and_say_whether_it_can_be_told_from_zero(publish):
    step = sat_by(
        gains("CR-02", *UNCLEAR), gains("CR-01", *CLEAR), gains("CR-03", *CLEAR, 30),
        gains("CR-03", *CLEAR, period=AUTUMN),
    )  # fmt: skip
    with publish(step) as db:
        courses = learning.gains_by_course(db, asked())
        providers = learning.gains_by_provider(db, asked())
        spring = learning.gains_by_course(db, asked(period=SPRING))

    assert courses["course"].tolist() == ["CR-03", "CR-01", "CR-02"]
    assert courses["is_clear"].tolist() == [True, True, False]
    assert courses["both"].tolist() == [13, 6, 6]
    assert providers["provider"].tolist() == ["osh", "kae"]
    assert providers["both"].tolist() == [13, 12]
    assert spring.empty


def test_a_group_of_a_few_is_there_but_not_told_nor_what_would_give_it_away(publish):
    step = sat_by(
        gains("CR-01", *CLEAR), gains("CR-02", 5, 6, 7), gains("CR-03", *CLEAR),
        gains("CR-04", *CLEAR),
    )  # fmt: skip
    with publish(step) as db:
        courses = learning.gains_by_course(db, asked()).set_index("course")
        providers = learning.gains_by_provider(db, asked())

    assert courses["is_told"].to_dict() == {
        "CR-03": True, "CR-04": True, "CR-01": False, "CR-02": False,
    }  # fmt: skip
    hidden = courses.loc[["CR-01", "CR-02"], ["both", "mean_gain", "low", "high"]]
    assert hidden.isna().all(axis=None)
    assert providers["is_told"].all()


def test_the_total_rests_on_everybody_who_sat_both(publish):
    with publish(sat_by(gains("CR-01", *CLEAR), gains("CR-03", *UNCLEAR))) as db:
        row = learning.total(db, asked()).iloc[0]

    assert row["both"] == 12
    assert row["mean_pre"] == 40
    assert row["mean_post"] == pytest.approx(40 + np.mean(CLEAR + UNCLEAR))
    assert row["mean_gain"] == pytest.approx(np.mean(CLEAR + UNCLEAR))


def test_a_total_of_a_few_is_not_told(publish):
    with publish(sat_by(gains("CR-01", 5, 6, 7))) as db:
        assert learning.total(db, asked()).empty


def test_every_band_of_both_tests_is_there_and_a_few_are_hidden_with_another(publish):
    step = scored(
        reached("CR-01", "pre", {40: 60, 50: 2, 60: 9}), reached("CR-01", "post", {70: 71})
    )
    with publish(step) as db:
        frame = learning.distributions(db, asked())

    before, after = (of_group(frame, TOTAL, test) for test in learning.TESTS)
    assert list(before) == list(after) == list(range(0, 100, 10))
    assert pd.isna(before[50]) and pd.isna(before[60])
    assert before[40] == 60 and before[0] == 0
    assert after[70] == 71


def test_points_are_told_by_course_by_provider_and_of_all(publish):
    step = scored(
        reached("CR-01", "pre", {40: 70}), reached("CR-01", "post", {50: 70}),
        reached("CR-03", "pre", {40: 80}), reached("CR-03", "post", {60: 80}),
        reached("CR-04", "pre", {40: 60}), reached("CR-04", "post", {60: 60}),
    )  # fmt: skip
    with publish(step) as db:
        frame = learning.distributions(db, asked())

    assert set(frame.loc[frame["part"] == "course", "group"]) == {"CR-01", "CR-03", "CR-04"}
    assert set(frame.loc[frame["part"] == "provider", "group"]) == {"kae", "osh"}
    assert of_group(frame, "CR-03", "post")[60] == 80
    assert of_group(frame, "osh", "post")[60] == 140
    assert of_group(frame, TOTAL, "pre")[40] == 210


def test_a_group_whose_number_is_not_told_has_no_distribution_in_either_test(publish):
    step = scored(
        reached("CR-01", "pre", {40: 70}), reached("CR-01", "post", {50: 70}),
        reached("CR-02", "pre", {40: 3}), reached("CR-02", "post", {50: 3}),
        reached("CR-03", "pre", {40: 80}), reached("CR-03", "post", {60: 80}),
    )  # fmt: skip
    with publish(step) as db:
        frame = learning.distributions(db, asked())

    assert "CR-02" not in set(frame["group"]) and "CR-01" not in set(frame["group"])
    assert of_group(frame, "kae", "post")[50] == 73


def test_the_points_of_a_small_group_are_not_told(publish):
    step = scored(
        reached("CR-01", "pre", {40: 50}), reached("CR-01", "post", {50: 50}),
        reached("CR-02", "pre", {40: 49}), reached("CR-02", "post", {50: 49}),
    )  # fmt: skip
    with publish(step) as db:
        frame = learning.distributions(db, asked())

    assert set(frame["group"]) == {"CR-01", "kae", TOTAL}


def test_how_few_completed_without_both_tests_does_not_follow_from_the_seats(publish):
    def publication(session):
        sat_by(gains("CR-01", *CLEAR * 3), gains("CR-02", *CLEAR * 3))(session)
        for code, completed in (("CR-01", 20), ("CR-02", 30)):
            one = seats(f"S-{code}", 40, 40, completed, course=code)
            summarised(session, FLOW, one)

    with publish(publication) as db:
        courses = learning.gains_by_course(db, asked()).set_index("course")
        provider = learning.gains_by_provider(db, asked()).iloc[0]

    assert not courses["is_told"].any()
    assert provider["both"] == 36


COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 40), st.integers(40, 90))
ROW = st.lists(COUNTS, min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=4, max_size=4), st.data())
def test_every_hidden_few_might_be_five_to_who_knows_both_tests(before, data):
    after = [data.draw(st.permutations(row)) for row in before]
    courses = {each["code"]: each["provider"] for each in COURSE_LIST}
    cells = pd.DataFrame(
        [
            (code, courses[code], test, 10 * band, people)
            for test, table in zip(learning.TESTS, (before, after), strict=True)
            for code, row in zip(courses, table, strict=True)
            for band, people in enumerate(row)
        ],
        columns=["course", "provider", "test", "band", "people"],
    )
    secret = learning.hidden(cells)

    # Unknown are the counts of both tests; known is what is published, and that as many sat each.
    groups = {**{code: [code] for code in courses}, "kae": ["CR-01", "CR-02"],
              "osh": ["CR-03", "CR-04"], TOTAL: list(courses)}  # fmt: skip
    columns = {**{band: [band] for band in (0, 10, 20)}, TOTAL: [0, 10, 20]}
    people = cells["people"].to_numpy()
    sums = {
        (test, group, band): (
            cells["test"].eq(test) & cells["course"].isin(codes) & cells["band"].isin(bands)
        )
        .to_numpy()
        .astype("float64")
        for test in learning.TESTS
        for group, codes in groups.items()
        for band, bands in columns.items()
    }
    is_hidden = {key: bool(secret[key[0]].loc[key[1], key[2]]) for key in sums}
    known = [each for key, each in sums.items() if not is_hidden[key]]
    equal = [sums["pre", code, TOTAL] - sums["post", code, TOTAL] for code in courses]
    rows = np.array([*known, *equal])
    is_some_hidden = [
        bool(secret[test].loc[code, band]) and not secret[test].loc[code, TOTAL]
        for test, code, band in zip(cells["test"], cells["course"], cells["band"], strict=True)
    ]
    bounds = [(int(is_some), None) for is_some in is_some_hidden]
    for key, each in sums.items():
        if 0 < each @ people < FEW:
            assert is_hidden[key]
            most = linprog(-each, A_eq=rows, b_eq=rows @ people, bounds=bounds)
            assert most.status == 3 or -most.fun >= FEW - 1e-6


def test_without_tests_nothing_is_claimed(publish):
    with publish() as db:
        assert not learning.distributions(db, asked())["people"].sum()
        assert learning.total(db, asked()).empty
        assert learning.gains_by_course(db, asked()).empty
        assert learning.gains_by_provider(db, asked()).empty
