import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from layouts.figures import training_units as figures
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import elearning
from tests import factories
from tests import markup as read

T = Translator("en")
COUNTRY = factories.asked()
NAN = float("nan")


def listed(*rows) -> pd.DataFrame:
    """Return modules: code, enrolled, completed."""
    frame = pd.DataFrame(rows, columns=["module", "enrolled", "completed"])
    whole = frame["enrolled"].astype("Float64").replace(0, pd.NA)
    return frame.assign(
        module_name="Module " + frame["module"],
        units=8,
        live_on=pd.Timestamp("2026-01-12"),
        completed_share=(frame["completed"].astype("Float64") / whole).astype("float64"),
        demonstration=0,
    ).astype({"enrolled": "Int64", "completed": "Int64"})


def counts(*rows, name="device") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[name, "enrolled", "completed"])
    return frame.astype({"enrolled": "Int64", "completed": "Int64"}).assign(demonstration=0)


MODULES = listed(("EM-01", 80, 60), ("EM-02", 20, 5), ("EM-03", 0, 0), ("EM-04", None, None))
TOTAL = counts(("", 100, 65))
DEVICES = counts(("phone", 70, 40), ("computer", 30, 25))


def said(panel) -> str:
    return " ".join(read.words(markup(panel.body)))


def test_modules_tell_completions_with_their_denominator_and_the_weakest():
    panel = elearning.modules(MODULES, TOTAL, DEVICES, COUNTRY, T)

    assert panel.finding == (
        "65 of 100 enrolments were completed (65%). Least in the module “Module EM-02”: 25% of 20."
    )
    assert "60 of 80 enrolled completed · 75%" in said(panel)
    assert "70 of 100 enrolled (70%)" in said(panel)


def test_a_module_that_must_not_be_told_is_not_one_without_learners():
    words = said(elearning.modules(MODULES, TOTAL, DEVICES, COUNTRY, T))

    assert "0 of 0 enrolled completed" in words
    assert "EM-04 Module EM-04" in words and "not told apart" in words


def test_without_modules_and_without_learners_words_are_left():
    nobody = counts(("", 0, 0))

    empty = elearning.modules(listed(), nobody, DEVICES.iloc[:0], COUNTRY, T)
    idle = elearning.modules(listed(("EM-01", 0, 0)), nobody, DEVICES.iloc[:0], COUNTRY, T)

    assert empty.finding == "No online module is live yet."
    assert empty.body is None
    assert idle.finding.startswith("Too few people enrolled")


def curve(code: str, *reached: int | None) -> pd.DataFrame:
    people = pd.array(reached, "Int64")
    shares = pd.Series(people).astype("Float64").astype("float64") / (reached[0] or 1)
    return pd.DataFrame(
        {
            "module": code,
            "module_name": f"Module {code}",
            "unit": pd.array(range(len(reached)), "Int64"),
            "reached": people,
            "reached_share": shares,
            "lost_share": -shares.diff(),
            "demonstration": 0,
        }
    )


CURVES = pd.concat(
    [curve("EM-01", 100, 90, 85, 35), curve("EM-02", 50, 45, None)], ignore_index=True
)
WORST = CURVES.iloc[3]
AS_OF = pd.Timestamp("2026-09-30")


def test_where_learners_stop_is_of_its_own_day_whatever_the_quarter():
    earlier = factories.asked(period=factories.SPRING)

    finding = elearning.units(CURVES, WORST, AS_OF, earlier, T).finding
    assert finding.startswith("As of 30 September 2026: Most are lost before unit 3")


def test_units_that_are_all_hidden_are_not_said_to_lose_nobody():
    hidden = CURVES.assign(lost_share=NAN)

    panel = elearning.units(hidden, None, AS_OF, COUNTRY, T)
    assert panel.finding.startswith("Where learners stop is not told here.")


def test_the_worst_drop_is_named_and_marked():
    panel = elearning.units(CURVES, WORST, AS_OF, COUNTRY, T)

    assert panel.finding == (
        "Most are lost before unit 3 of the module “Module EM-01”: 50% of its 100 enrolled."
    )
    drop = panel.figure["data"][-1]
    assert (drop["x"], drop["y"]) == ([3, 3], [0.85, 0.35])
    assert "▼ −50 pp" in [each["text"] for each in panel.figure["layout"]["annotations"]]


def test_the_units_say_why_groups_are_not_compared():
    notes = elearning.units(CURVES, WORST, AS_OF, COUNTRY, T).notes

    assert any("counted without sex, place and language" in note for note in notes)


def test_every_module_has_a_line_with_its_code_at_the_end():
    figure = figures.units(CURVES, WORST, T)
    lines = {trace["name"]: trace["y"] for trace in figure["data"] if trace.get("name")}

    assert lines == {"EM-01": [1, 0.9, 0.85, 0.35], "EM-02": [1, 0.9, None]}
    codes = {each["text"]: each["x"] for each in figure["layout"]["annotations"]}
    assert (codes["EM-01"], codes["EM-02"]) == (3, 1)


def test_without_curves_nothing_is_drawn():
    panel = elearning.units(CURVES.iloc[:0], None, AS_OF, COUNTRY, T)

    assert panel.figure is None
    assert panel.finding.startswith("Too few people enrolled")


@pytest.mark.parametrize("worst", [WORST, None])
def test_the_figure_is_valid_and_can_travel(worst):
    figure = elearning.units(CURVES, worst, AS_OF, COUNTRY, Translator("ky")).figure

    assert go.Figure(json.loads(json.dumps(figure))).data


def lessons(*rows, name="region") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[name, "observed", "uses_ict"])
    share = frame["uses_ict"].astype("Float64") / frame["observed"].astype("Float64").replace(
        0, pd.NA
    )
    return frame.assign(
        region_name=frame[name].astype("str"),
        ict_share=share.astype("float64"),
        demonstration=0,
    ).astype({"observed": "Int64", "uses_ict": "Int64"})


QUARTERS = lessons(
    (pd.Timestamp("2026-03-31"), 0, 0), (pd.Timestamp("2026-06-30"), 60, 20),
    (pd.Timestamp("2026-09-30"), None, None), name="period",
)  # fmt: skip
REGIONS = lessons(("KG", 90, 35), ("Naryn", 60, 20), ("Talas", 30, 15))


def test_lessons_tell_how_many_of_how_many_use_ict():
    panel = elearning.ict(QUARTERS, REGIONS, COUNTRY, T)

    assert panel.finding == "35 of 90 lessons observed so far use ICT (39%)."
    assert "20 of 60 (33%)" in said(panel)
    assert said(panel).index("Talas") < said(panel).index("Naryn")


def test_a_quarter_without_lessons_is_left_out_and_a_hidden_one_is_not():
    words = said(elearning.ict(QUARTERS, REGIONS, COUNTRY, T))

    assert "Q1 2026" not in words
    assert "Q3 2026 not told apart" in words


def test_without_lessons_nothing_is_claimed():
    panel = elearning.ict(QUARTERS.iloc[:0], lessons(("KG", 0, 0)), COUNTRY, T)

    assert panel.finding == "No lesson was observed yet."
    assert panel.body is None
