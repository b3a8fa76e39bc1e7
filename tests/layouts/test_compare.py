import pandas as pd
import pytest

from layouts import compare
from layouts.i18n import Translator
from layouts.markup import markup
from tests import markup as reading

T = Translator("en")
NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "best", "marks"),
    [
        ([1, 3, 2], "high", ["weakest", "best", ""]),
        ([1, 3, 2], "low", ["best", "weakest", ""]),
        ([1, NAN, 2], "high", ["weakest", "", "best"]),
        ([2, 2], "high", ["", ""]),
        ([NAN, 2], "high", ["", ""]),
        ([1, 3], "", ["", ""]),
    ],
)
def test_only_what_differs_has_a_best_and_a_weakest(values, best, marks):
    assert compare.extremes(values, best) == marks


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        ((), "Choose 2 to 5 innovative schools"),
        (("IS-01",), "One school is chosen: IS-01."),
        (tuple(f"IS-0{n}" for n in range(1, 7)), "6 schools are chosen; at most 5"),
    ],
)
def test_too_few_and_too_many_schools_are_told_what_to_do(picked, words):
    assert words in compare.not_enough(picked, T).finding


def chosen(picked):
    rows = [
        {"school": f"IS-0{n}", "district_name": "Naryn", "region_name": "Naryn"}
        for n in range(1, 8)
    ]
    panel = compare.picking(pd.DataFrame(rows), picked, lambda codes: f"?{','.join(codes)}", T)
    links = [each for tag, each in reading.elements(markup(panel.body)) if tag == "a"]
    return {link["id"]: link for link in links}


def test_a_choice_adds_a_school_or_takes_it_out_again():
    links = chosen(("IS-03",))

    assert links["pick-IS-01"]["data-choose"] == "schools=IS-03,IS-01"
    assert links["pick-IS-01"]["href"] == "?IS-03,IS-01"
    assert links["pick-IS-03"]["data-choose"] == "schools=all"
    assert links["pick-IS-03"]["aria-label"].startswith("Take out")


def test_no_school_can_be_added_to_five():
    picked = tuple(f"IS-0{n}" for n in range(1, 6))

    assert set(chosen(picked)) == {f"pick-{code}" for code in picked}
