from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from layouts.figures.training_forecast import trained_and_forecast
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import forecast as words
from tests import factories
from tests.markup import texts

T = Translator("en")


def text_of(part: Any) -> str:
    return " ".join(texts(markup(part)))


NAN = float("nan")
TODAY, CLOSING = pd.Timestamp("2026-09-30"), pd.Timestamp("2027-03-31")
QUARTERS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"]),
        "people": pd.array([200, 300, None, None], "Int64"),
        "trained": pd.array([200, 500, None, None], "Int64"),
        "target": [250.0, 500.0, 750.0, 1000.0],
        "low": [NAN, 500, 650, 800],
        "middle": [NAN, 500, 790, 1080],
        "high": [NAN, 500, 930, 1360],
    }
)
TRIALS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-03-31", "2026-06-30"]),
        "quarters": pd.array([2, 1], "Int64"),
        "error": [60.0, 30.0],
        "inside": pd.array([1, 1], "Int64"),
    }
)
NOBODY = pd.DataFrame({"district": [], "district_name": []})


def known(**values: Any) -> Any:
    """Return a forecast of 1,000 people by the end of the first quarter of 2027."""
    return SimpleNamespace(
        **{
            "quarters": QUARTERS,
            "trained": 500,
            "target": 1000.0,
            "closing": CLOSING,
            "why_not": None,
            "chance": 0.63,
            "pace_needed": 83.4,
            "pace": 83.3,
            "pace_ahead": 91.0,
            "reached_on": CLOSING,
            "trials": TRIALS,
            "unreported": NOBODY,
            "district_count": 54,
            "hides_few": False,
            "demonstration": True,
            **values,
        }
    )


def panel(**values: Any):
    return words.panel(known(**values), {}, factories.asked(), T)


def test_the_finding_says_what_is_known_when_it_is_reached_and_how_likely():
    assert panel().finding == (
        "500 of 1,000 teachers are trained. Forecast: the middle of the forecast reaches the "
        "target in: Q1 2027; chance by the closing date, 31 March 2027: about 63%."
    )


@pytest.mark.parametrize(
    ("chance", "told"), [(0.0, "less than 1%"), (1.0, "more than 99%"), (0.5, "about 50%")]
)
def test_no_chance_is_told_as_certain(chance, told):
    assert panel(chance=chance).finding.endswith(f"{told}.")


def test_a_target_that_is_not_in_sight_is_said_to_be():
    assert "not reached within ten years" in panel(reached_on=pd.NaT).finding


@pytest.mark.parametrize("reason", list(words.WHY_NOT))
def test_no_forecast_says_why_in_one_sentence(reason):
    target = NAN if reason == "no_target" else 1000.0

    result = panel(
        why_not=reason, target=target, chance=NAN, pace_needed=NAN, reached_on=pd.NaT,
        trials=TRIALS.iloc[:0],
    )  # fmt: skip

    assert result.finding.endswith(T(words.WHY_NOT[reason]))
    assert "Method" not in " ".join(result.notes)
    assert "Chance" not in text_of(result.body)


def test_the_panel_says_how_right_earlier_forecasts_were():
    body = text_of(panel().body)

    assert "2 of 3 quarters forecast earlier lay inside their interval; off by 50 people" in body
    assert panel().more[0].frame["error"].tolist() == [60, 30]


def test_what_the_present_pace_gives_stands_beside_the_forecast():
    body = text_of(panel(pace=42.0).body)

    assert "Trained by Q1 2027, at the pace of the last four quarters" in body
    assert "752" in body


def test_a_forecast_that_looks_farther_than_earlier_ones_were_tried_says_so():
    words = (
        "Quarters ahead that this forecast looks: 2; that earlier ones could be tried: at most 1."
    )

    assert words in panel(trials=TRIALS.iloc[1:]).notes
    assert words not in panel().notes


def test_the_pace_needed_stands_beside_the_pace_of_the_last_year():
    body = text_of(panel(pace=42.0).body)

    assert "42 people a month" in body
    assert "83 people a month" in body


@pytest.mark.parametrize(
    ("pace", "told"),
    [(1.0, "1 person a month"), (1.4, "1 person a month"), (1.6, "2 people a month")],
)
def test_the_pace_is_told_of_as_many_people_as_are_shown(pace, told):
    assert told in text_of(panel(pace=pace).body)


def test_a_few_people_are_not_told_apart():
    assert panel(trained=3).finding.startswith("fewer than 5 of 1,000")


def test_open_registers_are_counted_in_a_note_and_named_in_a_table():
    open_one = pd.DataFrame({"district": ["41704220000000"], "district_name": ["At-Bashy"]})

    result = panel(unreported=open_one)

    assert result.notes[0].startswith("Registers still open: 1 of 54 districts")
    assert result.more[-1].frame["district_name"].tolist() == ["At-Bashy"]


def test_what_was_is_solid_and_what_may_come_is_dashed_in_a_hatched_band():
    figure = trained_and_forecast(QUARTERS, 1000, TODAY, CLOSING, T)

    lines = {trace["name"]: trace for trace in figure["data"]}
    assert lines["Trained to date"]["y"] == [200, 500, None, None]
    assert "dash" not in lines["Trained to date"]["line"]
    assert lines["Forecast"]["line"]["dash"] == "dash"
    assert lines["Forecast"]["y"] == [None, 500, 790, 1080]
    assert lines["Planned path"]["line"]["dash"] == "dot"
    assert lines["Upper end of the 80% interval"]["fillpattern"]["shape"] == "/"


def test_lines_across_say_in_words_what_they_mark():
    figure = trained_and_forecast(QUARTERS, 1000, TODAY, CLOSING, T)

    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "data to 30 Sep 2026", "closing date", "target 1,000",
    ]  # fmt: skip
    assert [shape.get("x0") for shape in figure["layout"]["shapes"]] == [
        "2026-09-30", "2027-03-31", 0,
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_figure_is_valid_also_where_nothing_is_known(lang):
    t = Translator(lang)

    assert go.Figure(trained_and_forecast(QUARTERS, 1000, TODAY, CLOSING, t)).data
    assert go.Figure(trained_and_forecast(QUARTERS.iloc[:0], NAN, TODAY, None, t)).data


def test_people_who_are_hidden_are_neither_told_nor_forecast():
    hidden = panel(trained=NAN, why_not="hidden", pace_needed=NAN)

    assert hidden.finding == (
        "How many teachers are trained is not told here. There is no forecast, because a group of "
        "fewer than five people, here or elsewhere, could be worked out from it."
    )
