import pandas as pd
import plotly.graph_objects as go

from layouts.figures.budget import award_and_disbursement_curve
from layouts.i18n import Translator

NAN = float("nan")
UNTIL = pd.Timestamp("2026-09-30")
CURVE = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-09-30", "2026-12-31"]),
        "awards": [2e6, NAN],
        "disbursement": [1e6, NAN],
        "awards_original": [3e6, 4e6],
        "awards_newest": [3e6, 5e6],
        "disbursement_original": [3e6, 4e6],
        "disbursement_newest": [2e6, 3e6],
    }
)


def test_the_curve_draws_money_over_both_projections_in_millions():
    figure = award_and_disbursement_curve(CURVE, UNTIL, Translator("en"))

    lines = {trace["name"]: trace["y"] for trace in figure["data"]}
    assert lines == {
        "Contract awards, original projection": [3.0, 4.0],
        "Contract awards, newest projection": [3.0, 5.0],
        "Contract awards": [2.0, None],
        "Disbursement, original projection": [3.0, 4.0],
        "Disbursement, newest projection": [2.0, 3.0],
        "Disbursement": [1.0, None],
    }


def test_the_curve_says_where_today_is():
    figure = award_and_disbursement_curve(CURVE, UNTIL, Translator("en"))

    assert figure["layout"]["shapes"][0]["x0"] == "2026-09-30"
    assert figure["layout"]["annotations"][1]["text"] == "Q3 2026"


def test_the_curve_is_a_valid_figure():
    assert go.Figure(award_and_disbursement_curve(CURVE, UNTIL, Translator("ky"))).data
