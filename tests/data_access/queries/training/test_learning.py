import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from data_access.queries.training import learning
from data_access.summaries.training import COURSES, GAIN, SCORES
from tests.data_access.queries.training.cells import course, gains
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


def sat_by(*rows):
    def cells(session):
        courses = (course(), course("CR-02"), course("CR-03", "osh"), course("CR-04", "osh"))
        summarised(session, COURSES, *courses)
        summarised(session, GAIN, *rows)

    return cells


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


def test_scores_have_every_band_of_both_tests_and_hide_a_few(publish):
    def cells(session):
        rows = [("pre", 40, 20), ("pre", 50, 2), ("pre", 60, 9), ("post", 70, 31)]
        for name, band, people in rows:
            cell = {"course": "CR-01", "period": SUMMER, "test": name, "band": band}
            summarised(session, SCORES, cell | {"people": people})

    with publish(cells) as db:
        frame = learning.scores(db, asked())

    before = frame[frame["test"] == "pre"].set_index("band")["people"]
    after = frame[frame["test"] == "post"].set_index("band")["people"]
    assert before.index.tolist() == after.index.tolist() == list(range(0, 100, 10))
    assert before.isna().to_dict()[50] and before.isna().to_dict()[60]
    assert before[40] == 20 and before[0] == 0
    assert after[70] == 31


def test_without_tests_nothing_is_claimed(publish):
    with publish() as db:
        assert learning.scores(db, asked())["people"].sum() == 0
        assert learning.total(db, asked()).empty
        assert learning.gains_by_course(db, asked()).empty
        assert learning.gains_by_provider(db, asked()).empty
