import pandas as pd
import pytest

from layouts import labels
from layouts.figures import school_map as figures
from layouts.i18n import Translator

T = Translator("en")
AREAS = pd.DataFrame(
    {
        "area": ["KG-N"], "map_code": ["KG-N"], "area_name": ["Naryn"], "level": ["region"],
        "lon": [75.0], "lat": [41.0], "value": [0.5], "numerator": [1.0], "denominator": [2.0],
        "reported_count": [1], "expected_count": [1], "demonstration": [0],
    }
)  # fmt: skip


def marks(**values) -> pd.DataFrame:
    """Return one school on plan, with these values."""
    row = {
        "school": "IS-01", "school_name": "School IS-01", "district_name": "At-Bashy",
        "lon": 75.0, "lat": 41.0, "status": "on_track", "pupil_count": 100, "spent_share": 0.2,
        "accepted_count": 1, "package_count": 6, "late_count": 0, "days_late": None,
        **{f"stage_{code}": 1 for code in labels.PACKAGE},
        **{f"late_{code}": None for code in labels.PACKAGE},
    }  # fmt: skip
    frame = pd.DataFrame([row | values])
    whole = [name for name in frame if name.startswith(("stage_", "late_", "days_", "pupil_"))]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def drawn(frame: pd.DataFrame, *, color="status", shape="status", picked=None):
    """Return the one school of the figure."""
    scales = figures.scales([AREAS], [frame], color)
    figure = figures.school_map(
        AREAS, frame, scales, measure="R2.2", unit="share", color=color, shape=shape,
        boundaries="/b", layer="/l", bounds=(69, 39, 80, 43), chosen=(), picked=picked,
        school=None, title="Innovative schools", t=T,
    )  # fmt: skip
    return figure["schools"][0]


def test_a_late_package_is_seen_and_told_where_the_sign_means_it():
    late = marks(late_lab=120)

    assert drawn(late, color="lab")["sign"] != drawn(marks(), color="lab")["sign"]
    assert drawn(late, shape="lab")["sign"] != drawn(marks(), shape="lab")["sign"]
    assert drawn(late, color="ict")["sign"] == drawn(marks(), color="ict")["sign"]
    assert "120 days late" in drawn(late, color="lab")["text"]
    assert "120 days late" not in drawn(late, color="ict")["text"]


@pytest.mark.parametrize(("picked", "is_faded"), [(None, False), ([], True), (["IS-01"], False)])
def test_schools_stand_out_where_they_are_asked_for(picked, is_faded):
    assert drawn(marks(), picked=picked)["isFaded"] is is_faded


def test_what_is_not_known_has_the_colour_of_no_data():
    unknown = marks(spent_share=float("nan"), stage_lab=None)

    assert figures.color_of(unknown.iloc[0].to_dict(), "lab", []) == figures.NO_DATA
    assert figures.color_of(unknown.iloc[0].to_dict(), "spent_share", [0, 1]) == figures.NO_DATA
    assert figures.shape_of(unknown.iloc[0].to_dict(), "lab") == "not_reported"
