import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import counts as words
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()

QUARTERS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-06-30", "2026-09-30"]),
        "schools": pd.array([60, 50], "Int64"), "school_count": 100, "share": [0.6, 0.5],
        "demonstration": 1,
    }
)  # fmt: skip
DISTRICTS = pd.DataFrame(
    {
        "district": ["1", "2"], "district_name": ["Chatkal", "Talas"], "schools": [5, 45],
        "school_count": [50, 50], "missing": [45, 5], "share": [0.1, 0.9], "demonstration": 1,
    }
)  # fmt: skip
SCHOOLS = pd.DataFrame(
    {
        "school": ["SC-01", "SC-02", "SC-03"],
        "school_name": ["One", "Two", "Three"],
        "district_name": "Chatkal",
        "counted_on": pd.to_datetime(["2026-09-01", "2025-01-01", None]),
        "days": pd.array([29, 637, None], "Int64"),
        "age": ["fresh", "old", "never"],
        "received": pd.array([60, 60, None], "Int64"),
        "fewer": pd.array([5, 0, None], "Int64"),
        "more": pd.array([0, 0, None], "Int64"),
        "differing": pd.array([1, 0, None], "Int64"),
        "demonstration": pd.array([1, 1, None], "Int64"),
    }
)


def test_who_counted_is_told_with_districts_that_did_not():
    panel = words.counted(QUARTERS, DISTRICTS, SCHOOLS, ASKED, T)

    assert panel.finding == (
        "50 of 100 schools counted their books in the last twelve months: 50%. "
        "Districts in which fewer than half did: 1."
    )
    said = texts(markup(panel.body))
    assert "60 of 100 schools, 60%" in said
    assert "1 school, 33%" in said


def test_nobody_counted_is_no_zero():
    panel = words.counted(QUARTERS.iloc[:0], DISTRICTS, SCHOOLS, ASKED, T)

    assert panel.finding == "No school here has counted its books yet."
    assert panel.body is None


def test_schools_to_remind_are_those_without_a_count_for_a_year():
    panel = words.remind(DISTRICTS, SCHOOLS, "/file", ASKED, T)

    assert panel.finding == (
        "Not counted for a year or ever: 2 schools; most of them in Chatkal: 45."
    )
    assert list(panel.frame["school"]) == ["SC-02", "SC-03"]
    last = next(column for column in panel.columns if column.name == "counted_on")
    assert last.show(panel.frame["counted_on"].iloc[1]) == "never"


def test_where_all_counted_there_is_nobody_to_remind():
    panel = words.remind(DISTRICTS.assign(missing=0), SCHOOLS.iloc[:1], "/file", ASKED, T)

    assert panel.finding == "Every school has counted its books in the last twelve months."


def test_a_difference_says_which_way_it_goes():
    panel = words.discrepancies(SCHOOLS, ASKED, T)

    assert panel.finding == (
        "In 1 of 2 schools counts and receipts differ: 5 copies are missing and 0 were counted "
        "beyond those received."
    )
    assert "5 missing of 60" in texts(markup(panel.body))


def test_agreement_is_told_too():
    assert words.discrepancies(SCHOOLS.iloc[1:2], ASKED, T).finding == (
        "Both agree wherever schools received copies and counted them."
    )
    assert words.discrepancies(SCHOOLS.iloc[2:], ASKED, T).finding == (
        "No school here has both received copies and counted them since."
    )
