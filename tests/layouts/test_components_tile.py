import pandas as pd
import pytest

from layouts.components.status_mark import status_mark
from layouts.components.tile import tile
from layouts.i18n import Translator
from layouts.theme import MARKS

NAN = float("nan")
ROW = {
    "indicator": "R2.1", "indicator_name": "Teachers trained", "definition": "People.",
    "unit": "people", "level": "district", "value": 150.0, "numerator": 150.0, "denominator": NAN,
    "target": 200.0, "end_target": 1000.0, "end_period": pd.Timestamp("2028-12-31"),
    "last_value": 150.0, "last_period": pd.Timestamp("2026-09-30"), "reported_count": 2,
    "expected_count": 3, "country_only": False, "status": "attention", "provisional": False,
    "demonstration": 0, "trend": [], "override": None,
}  # fmt: skip


def words(lang="en", *, is_mixed=False, **values) -> str:
    return str(tile({**ROW, **values}, Translator(lang), is_mixed=is_mixed))


def test_a_tile_shows_value_target_goal_status_and_who_reported():
    assert "150" in words()
    assert "due now 200" in words()
    assert "goal 1,000 by 2028" in words()
    assert "For attention" in words()
    assert "2 of 3 districts" in words()


def test_a_missing_value_is_said_with_its_last_report():
    missing = {"value": NAN, "status": "not_reported"}

    assert "no data" in words(**missing)
    assert "last: 150, Q3 2026" in words(**missing)
    assert "never reported" in words(**missing, last_value=NAN)


def test_a_part_without_a_target_says_so():
    assert "No target is set for this area." in words(end_target=NAN, target=NAN)


def test_a_share_is_shown_in_percent():
    assert "50%" in words(unit="share", value=0.5)


def test_only_a_mixed_row_marks_its_invented_tiles():
    assert "demo-mark" in words(is_mixed=True, demonstration=1)
    assert "demo-mark" not in words(is_mixed=True, demonstration=0)
    assert "demo-mark" not in words(is_mixed=False, demonstration=1)


@pytest.mark.parametrize("status", MARKS)
def test_a_status_is_a_sign_and_a_word(status):
    sign, word = status_mark(status, Translator("en")).children

    assert sign.children == MARKS[status].sign
    assert len(word.strip()) > 3


def test_what_looks_good_on_late_data_is_not_shown_as_good():
    shown = words(status="on_track", provisional=True)

    assert "On track, provisional" in shown
    assert "tile-on_track" not in shown
    assert "status-on_track" not in shown


def test_a_few_people_are_not_told_apart():
    hidden = words(value=NAN, hidden=True, status="not_applicable")

    assert "not told apart" in hidden
    assert "fewer than five people" in hidden
    assert "last:" not in hidden
