from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import placement as words
from tests import factories
from tests.markup import texts

T = Translator("en")


def text_of(part: Any) -> str:
    return " ".join(texts(markup(part)))


CELLS = pd.DataFrame(
    {
        "district": ["1", "2"],
        "district_name": ["Manas", "At-Bashy"],
        "subject": ["physics", "biology"],
        "subject_name": ["Physics", "Biology"],
        "groups": pd.array([3, 1], "Int64"),
        "people": pd.array([75, 25], "Int64"),
        "gap": pd.array([90, 60], "Int64"),
        "eligible": pd.array([100, 80], "Int64"),
        "before": [0.1, 0.25],
        "after": [0.85, 0.5625],
        "estimated": [False, True],
        "is_open": [False, True],
    }
)
DISTRICTS = pd.DataFrame(
    {
        "district": ["1", "2", "3"],
        "district_name": ["Manas", "At-Bashy", "Kochkor"],
        "groups": pd.array([3, 1, 0], "Int64"),
        "people": pd.array([75, 25, 0], "Int64"),
        "eligible": pd.array([100, 80, 60], "Int64"),
        "gap": pd.array([90, 60, 30], "Int64"),
        "before": [0.1, 0.25, 0.5],
        "after": [0.85, 0.5625, 0.5],
        "estimated": [False, True, False],
        "is_open": [False, True, False],
    }
)
NOBODY = pd.DataFrame({"district": [], "district_name": []})


def placed(**values: Any) -> Any:
    """Return where 100 places go in three districts."""
    return SimpleNamespace(
        **{
            "cells": CELLS, "districts": DISTRICTS, "places": 100, "floor": 0, "kept_floor": 0,
            "floor_coverage": 0.0, "floor_places": 0, "country_coverage": 0.25, "gap": 180,
            "people": 100, "groups": 4, "price": 0, "estimated": False, "subject_name": "",
            "eligible_on": pd.Timestamp("2026-03-31"), "unknown": NOBODY, "unreported": NOBODY,
            "demonstration": True, **values,
        }
    )  # fmt: skip


def panel(**values: Any):
    return words.panel(placed(**values), 25, "/export/x.csv?lang=en", factories.asked(), T)


def test_the_finding_says_how_much_of_the_gap_is_closed():
    assert panel().finding == (
        "55.6% of the gap would be closed: ≈ 100 teachers of 180 not trained yet, in 4 groups."
    )
    exact = CELLS.assign(estimated=False)
    assert "closed: 100 teachers of 180" in panel(cells=exact).finding


def test_what_rests_on_estimates_is_told_as_about_so_many():
    assert panel(estimated=True).finding == (
        "≈ 55.6% of the gap would be closed: ≈ 100 teachers of ≈ 180 not trained yet, in 4 groups."
    )
    left = DISTRICTS.assign(estimated=True)
    assert "its gap: ≈ 30 teachers." in text_of(panel(districts=left).body)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"people": 97}, "3 seats stay empty, since not all groups are full."),
        ({"places": 101}, "1 place is left over: too few for a group."),
        (
            {"places": 200, "gap": 100},
            "100 places are left over: nobody else is left to be trained.",
        ),
        ({}, "Not trained after these courses: 80."),
    ],
)
def test_places_that_nobody_takes_are_told(values, words):
    assert words in text_of(panel(**values).body)


def test_every_place_taken_is_no_news():
    body = text_of(panel().body)

    assert "left over" not in body
    assert "stay empty" not in body


def test_a_district_says_that_its_register_is_not_closed():
    body = text_of(panel().body)

    assert "Biology · register not closed" in body
    assert "Physics · register" not in body


def test_the_rule_is_told_before_its_result():
    body = text_of(panel().body)

    assert body.startswith("Rule: places are given in whole groups of 25")
    assert body.index("Rule") < body.index("Manas")


def test_every_row_says_its_coverage_before_and_after_in_words():
    body = text_of(panel().body)

    assert "10% → 85% of 100" in body
    assert "≈ 25% → 56% of 80" in body


def test_what_rests_on_an_estimate_says_so():
    assert any(note.startswith("≈") for note in panel().notes)
    assert not any(note.startswith("≈") for note in panel(
        cells=CELLS.assign(estimated=False), districts=DISTRICTS.assign(estimated=False)
    ).notes)  # fmt: skip


def test_what_is_left_out_is_counted_with_its_gap():
    assert "1 district without a place; its gap: 30 teachers." in text_of(panel().body)
    assert "No district with a gap is without a place" in text_of(
        panel(districts=DISTRICTS.head(2)).body
    )


def test_a_floor_has_a_price():
    kept = {"floor": 80, "kept_floor": 80, "floor_coverage": 0.2}

    assert "below 20.0%. It costs nothing" in text_of(panel(**kept).body)
    assert "It costs 7 people" in text_of(panel(**kept, price=7).body)


def test_a_floor_that_cannot_be_kept_says_by_how_many_places():
    body = text_of(
        panel(floor=90, kept_floor=40, floor_coverage=0.1, floor_places=225, price=1).body
    )

    assert "The floor of 90% needs at least 225 places, 125 more than there are." in body
    assert "highest one possible, 40%: no district below 10.0%. It costs 1 person" in body
    assert "keeps none" in text_of(panel(floor=90, kept_floor=0, floor_places=225).body)


def test_without_numbers_nothing_is_claimed():
    nothing = {"cells": CELLS.iloc[:0], "districts": DISTRICTS.iloc[:0], "gap": 0, "people": 0}

    assert panel(**nothing).finding.startswith("Places cannot be given")
    assert panel(**nothing).body is None
    assert panel(cells=CELLS.iloc[:0], gap=0, people=0).finding.startswith("No gap is left")


def test_a_long_list_is_cut_and_says_so():
    many = pd.concat([CELLS] * 10, ignore_index=True)

    result = panel(cells=many)

    assert "and 8 more rows in the table and in the file" in text_of(result.body)
    assert len(result.frame) == 20


def test_a_few_people_are_not_told_apart_in_the_table():
    few = panel(cells=CELLS.assign(people=pd.array([3, 25], "Int64")))
    column = next(each for each in few.columns if each.name == "people")

    assert few.frame is not None
    assert [column.show(n) for n in few.frame["people"]] == ["fewer than 5", "25"]
    assert "fewer than 5 people" in text_of(few.body)


def test_the_method_is_stated():
    assert "solved by HiGHS: no other plan" in panel().notes[0]


def test_choices_offer_places_floor_and_subject():
    subject, places, floor = words.controls(
        [("physics", "Physics")], None, ((100, 500), 500), ((0, 50), 50), T
    )

    assert (subject.name, subject.value) == ("subject", "all")
    assert (places.bounds, floor.bounds) == ((100, 500), (0, 50))
    assert (places.value, floor.value) == ("500", "50")


def test_the_file_begins_with_what_it_is_and_what_it_was_asked_for():
    what, question, notes = words.sheet_head(
        placed(places=110), 25, "Release No. 1", factories.asked(), T
    )

    assert what == [
        "Source: training register, Q3 2026; eligible teachers, Q1 2026",
        "Release No. 1",
        "Q3 2026",
        "Demonstration data",
    ]
    assert question[:2] == ["Course places: 110", "Subject: All subjects"]
    assert question[2].startswith("55.6% of the gap would be closed")
    assert question[3] == "No floor is set: a district may stay behind."
    assert question[4].startswith("Rule: places are given in whole groups of 25")
    assert question[5].startswith("Left out: 1 district")
    assert question[-1] == "10 places are left over: too few for a group."
    assert any(note.startswith("≈") for note in notes)


def test_the_file_of_nothing_claims_nothing():
    nothing = {"cells": CELLS.iloc[:0], "districts": DISTRICTS.iloc[:0], "gap": 0, "people": 0}
    real = placed(demonstration=False, subject_name="Physics", **nothing)

    what, question, _ = words.sheet_head(real, 25, "", factories.asked(), T)

    assert (what[-1], question[1]) == ("", "Subject: Physics")
    assert question[2].startswith("Places cannot be given")
    assert len(question) == 3


def test_a_gap_that_is_only_estimated_to_be_none_is_not_claimed():
    none = panel(cells=CELLS.iloc[:0], gap=0, people=0, groups=0, estimated=True)

    assert none.finding.startswith("What is published tells of no gap here")
    assert "left over" not in text_of(none.body)
