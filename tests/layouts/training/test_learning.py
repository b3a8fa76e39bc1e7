import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from layouts.components.data_table import table_words
from layouts.figures import training_learning as figures
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import learning
from tests import factories

T = Translator("en")
COUNTRY = factories.asked()
NAN = float("nan")
CLOSED = pd.DataFrame({"area": ["1"], "area_name": ["Kochkor"], "is_open": [False]})


def bands(
    pre: dict[int, int | None],
    post: dict[int, int | None],
    part: str = "all",
    group: str = "total",
) -> pd.DataFrame:
    rows = [
        (part, group, test, band, people.get(band, 0))
        for test, people in (("pre", pre), ("post", post))
        for band in range(0, 100, 10)
    ]
    frame = pd.DataFrame(rows, columns=["part", "group", "test", "band", "people"])
    return frame.astype({"band": "Int64", "people": "Int64"}).assign(demonstration=0)


def total(low: float = 8.1, high: float = 12.3) -> pd.DataFrame:
    row = {"both": 40, "mean_pre": 45.5, "mean_post": 55.7, "mean_gain": 10.2}
    return pd.DataFrame([row | {"low": low, "high": high, "is_clear": low > 0}])


SCORES = bands({40: 30, 50: None, 60: None}, {50: 25, 60: 15})


def gained(*rows) -> pd.DataFrame:
    """Return groups: name, both, mean gain, low, high."""
    names = ["course_name", "both", "mean_gain", "low", "high"]
    frame = pd.DataFrame(rows, columns=names).astype({"both": "Int64"})
    return frame.assign(
        course=frame["course_name"],
        provider=frame["course_name"],
        provider_name=frame["course_name"],
        mean_pre=40.0,
        mean_post=40.0 + frame["mean_gain"],
        is_told=frame["both"].notna(),
        is_clear=(frame["low"] > 0) | (frame["high"] < 0),
        demonstration=0,
    )


NOBODY = gained()

CLEAR, UNCLEAR, SMALL = (
    ("Physics", 40, 12.0, 9.0, 15.0),
    ("Biology", 30, 0.5, -1.5, 2.5),
    ("Geography", None, NAN, NAN, NAN),
)


def test_scores_are_told_by_both_means_and_the_gain_with_its_interval():
    panel = learning.scores(SCORES, total(), NOBODY, NOBODY, CLOSED, COUNTRY, T)

    assert panel.finding == (
        "Both tests were sat 40 times; the mean went from 45.5 to 55.7 points of 100: +10.2 "
        "(95% interval +8.1 to +12.3)."
    )


def test_a_gain_whose_interval_holds_zero_is_said_to_be_in_doubt():
    panel = learning.scores(SCORES, total(low=-1.0), NOBODY, NOBODY, CLOSED, COUNTRY, T)

    assert panel.finding.endswith("This gain cannot be distinguished from zero.")


def test_bands_that_must_not_be_told_are_a_gap_and_not_zero():
    figure = figures.scores(SCORES, 45.5, 55.7, T)
    before = figure["data"][0]

    assert before["y"][4:8] == [30, None, None, 0]
    assert before["x"] == [*range(0, 100, 10), 100]
    assert before["line"]["shape"] == "hv"
    assert "not told apart" in before["text"][5]


def test_before_and_after_differ_by_more_than_colour():
    before, after = figures.scores(SCORES, 45.5, 55.7, T)["data"]

    assert before["line"]["dash"] != after["line"]["dash"]


def test_nobody_who_sat_both_tests_is_said_and_not_drawn():
    panel = learning.scores(SCORES.iloc[:0], total().iloc[:0], NOBODY, NOBODY, CLOSED, COUNTRY, T)

    assert panel.figure is None
    assert panel.finding == "Too few people sat both tests to say anything."
    assert panel.frame.empty


def of_courses(*names: str) -> pd.DataFrame:
    """Return the points of all, and of courses that one provider each gave."""
    groups = [
        bands({40: 30, 50: None, 60: None}, {50: 25, 60: 15}, part, name)
        for name in names
        for part in ("course", "provider")
    ]
    return pd.concat([SCORES, *groups], ignore_index=True)


def test_points_are_spread_by_provider_and_by_course_in_picture_and_table():
    courses = gained(CLEAR, SMALL)
    panel = learning.scores(
        of_courses("Physics"), total(), gained(CLEAR), courses, CLOSED, COUNTRY, T
    )
    page = markup(panel.body)
    table = table_words(panel.more[0])

    assert page.count('class="spread"') == 2
    assert 'aria-label="Physics: mean of 40.0 points before, 52.0 after"' in page
    assert "40.0 → 52.0 · 40" in page
    assert "Geography" not in page
    assert [row[:4] for row in table["rows"]] == [
        ["Physics", "before", "40.0", "40"], ["Physics", "after", "52.0", "40"],
    ] * 2  # fmt: skip
    assert table["rows"][0][8:11] == ["30", "not told apart", "not told apart"]


def test_shapes_are_as_high_as_shares_and_gap_where_a_few_are_hidden():
    panel = learning.scores(
        of_courses("Physics"), total(), gained(CLEAR), gained(CLEAR), CLOSED, COUNTRY, T
    )
    page = markup(panel.body)

    assert "40% 100%,50% 100%" in page, "the highest of all bands fills its half"
    assert "50% 0%,60% 0%" in page, "a hidden band has no height"
    assert 'spread-hidden-pre" style="left:50%;width:20%"' in page


def test_of_many_courses_the_spread_of_the_best_and_the_weakest_is_drawn():
    rows = [(f"Course {n}", 30, 30.0 - n, 20.0 - n, 40.0 - n) for n in range(20)]
    names = [row[0] for row in rows]
    panel = learning.scores(
        of_courses("Physics", *names), total(), gained(CLEAR), gained(*rows), CLOSED, COUNTRY, T
    )
    page = markup(panel.body)

    assert "Course 4<" in page and "Course 5<" not in page and "Course 15<" in page
    assert 'data-cell="2.34.3">' in page, "the last but four of 21 groups, in its second row"
    assert len(table_words(panel.more[0])["rows"]) == 42


def test_gains_say_which_courses_cannot_be_told_from_zero():
    courses = gained(CLEAR, UNCLEAR, SMALL)
    panel = learning.gains(gained(CLEAR), courses, CLOSED, COUNTRY, T)

    assert panel.finding == (
        "Most is learned here: Physics (+12.0 points); least here: Biology (+0.5). "
        "Not distinguishable from zero: 1 of 2 courses."
    )
    assert any(each.startswith("1 group is not shown") for each in panel.notes)
    assert panel.frame["verdict"].tolist() == [
        "above zero", "not distinguishable from zero", "not told apart",
    ]  # fmt: skip


def test_gains_are_dots_with_intervals_and_doubt_is_a_sign_and_a_word():
    panel = learning.gains(gained(CLEAR), gained(CLEAR, UNCLEAR, SMALL), CLOSED, COUNTRY, T)
    provider, clear, unclear = panel.figure["data"]

    assert (provider["x"], clear["x"], unclear["x"]) == ([12.0], [12.0], [0.5])
    assert clear["marker"]["symbol"] != unclear["marker"]["symbol"]
    assert unclear["error_x"]["array"] == [2.0] and unclear["error_x"]["arrayminus"] == [2.0]
    labels = [each["text"] for each in panel.figure["layout"]["annotations"]]
    assert labels == [
        "<b>Providers</b>", "Physics · 40", "<b>Courses</b>", "Physics · 40",
        "Biology · 30 · not distinguishable from zero",
    ]  # fmt: skip


def test_of_many_courses_the_best_and_the_weakest_are_drawn():
    rows = [(f"Course {n}", 30, 30.0 - n, 20.0 - n, 40.0 - n) for n in range(20)]
    panel = learning.gains(gained(CLEAR), gained(*rows), CLOSED, COUNTRY, T)

    drawn = [each["text"] for each in panel.figure["layout"]["annotations"]]
    assert "Course 4 · 30" in drawn and "Course 5 · 30" not in drawn
    assert len(panel.frame) == 20
    assert any("Of 20 courses" in each for each in panel.notes)


def test_long_names_stand_in_full_on_lines_that_fit_a_narrow_screen():
    name = "Teacher-training and retraining centre of the teachers of Jalal-Abad oblast"
    frame = gained((name, 30, 5.0, 4.0, 6.0), ("Physics", 40, 3.0, 2.0, 4.0))
    layout = learning.gains(frame, frame, CLOSED, COUNTRY, T).figure["layout"]

    title, long, after = layout["annotations"][:3]
    assert long["text"].replace("<br>", " ") == f"{name} · 30"
    assert max(map(len, long["text"].split("<br>"))) <= figures.LONGEST_LINE
    assert title["y"] - long["y"] > long["y"] - after["y"]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_figures_are_valid_and_can_travel(lang):
    t = Translator(lang)
    panels = [
        learning.scores(
            of_courses("Physics"), total(), gained(CLEAR), gained(CLEAR), CLOSED, COUNTRY, t
        ),
        learning.gains(gained(CLEAR), gained(CLEAR, UNCLEAR), CLOSED, COUNTRY, t),
    ]

    assert all(go.Figure(json.loads(json.dumps(panel.figure))).data for panel in panels)
