from datetime import date

import pandas as pd
import pytest

from data_access.filters import Filters
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


AUTUMN = Filters(lang="en", period=date(2026, 9, 30), release=4)
CODES = ("IS-01", "IS-02")
FACTS = {
    "school_name": "School", "district_name": "Naryn", "region_name": "Naryn", "pupil_count": 100,
    "girls": 60, "demonstration": 0,
}  # fmt: skip
STANDING = {
    "status": "on_track", "package_count": 6, "accepted_count": 3, "days_late": pd.NA,
    "is_planned": True, "demonstration": 0,
}  # fmt: skip
MONEY = {"amount": 1e6, "budget": 2e6, "share": 0.5, "known_count": 6, "package_count": 6}
REACH = {"pupils_10": 400, "unknown_10": 0, "around_invented": 0}
ACTIONS = {"open_count": 2, "overdue_count": 1, "demonstration": 0}


def compared(**records):
    """Return two schools of which everything is known but for what is given by name and code."""
    known = {"facts": FACTS, "standing": STANDING, "reach": REACH, "actions": ACTIONS}
    rows = {name: dict.fromkeys(CODES, row) for name, row in known.items()}
    money = {part: dict.fromkeys(CODES, MONEY) for part in ("budget", "contracted", "spent")}
    nothing = {name: {} for name in ("packages", "kinds", "teaching", "textbooks", "access")}
    nothing["hidden_pilots"] = frozenset()
    return compare.Compared(codes=CODES, **(rows | {"money": money} | nothing | records))


def row_of(given, name) -> list[str]:
    """Return the words of the schools in one row of the comparison."""
    panel = compare.comparison(given, str, AUTUMN, T)
    rows = markup(panel.body).split("<tr")
    row = next(each for each in rows if f">{name}</th>" in each)
    return ["".join(reading.texts(f"<tr{cell}")) for cell in row.split("<td")[1:]]


def test_a_school_of_which_no_action_is_recorded_is_not_the_best():
    words = row_of(compared(actions={"IS-01": ACTIONS}), "Commitments and issues overdue")

    assert words == ["1", "none recorded"]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ({"is_planned": False}, ["not planned", "9 days"]),
        ({}, ["0 days▲ best", "9 days▼ weakest"]),
        ({"package_count": pd.NA, "is_planned": pd.NA}, ["not reported", "9 days"]),
    ],
)
def test_a_school_without_planned_dates_is_not_the_best(standing, words):
    rows = {"IS-01": STANDING | standing, "IS-02": STANDING | {"days_late": 9}}

    assert row_of(compared(standing=rows), "Longest open delay") == words


def test_packages_accepted_are_counted_of_all_that_a_school_should_have():
    rows = {"IS-01": STANDING | {"package_count": 3}, "IS-02": STANDING | {"accepted_count": 5}}

    assert row_of(compared(standing=rows), "Packages accepted") == [
        "50% · 3 of 6▼ weakest",
        "83% · 5 of 6▲ best",
    ]


def test_money_says_of_how_many_packages_it_speaks_where_not_all_are_known():
    some = MONEY | {"known_count": 4}
    money = compared().money
    given = compared(money={**money, "spent": {"IS-01": MONEY, "IS-02": some}})

    assert row_of(given, "Spent, share of budget") == [
        "50% · KGS 1.0 million",
        "50% · KGS 1.0 million · 4 of 6 packages",
    ]
    assert row_of(given, "Budget") == ["KGS 1.0 million"] * 2


NO_POSITION = {"pupils_10": pd.NA, "unknown_10": pd.NA, "around_invented": pd.NA}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (REACH, "400"),
        (REACH | {"unknown_10": 2}, "400 · 2 without a number of pupils"),
        (
            REACH | {"pupils_10": pd.NA, "unknown_10": 3},
            "not reported · 3 without a number of pupils",
        ),
        (NO_POSITION, "no position"),
    ],
)
def test_silent_schools_around_are_told(row, words):
    given = compared(reach={"IS-01": row, "IS-02": REACH})

    assert row_of(given, "Pupils of ordinary schools within 10 km")[0] == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (
            dict.fromkeys(CODES, STANDING),
            "Packages accepted: 3 each in IS-01, IS-02.",
        ),
        (
            {"IS-01": STANDING, "IS-02": STANDING | {"accepted_count": 5}},
            "Packages accepted: from 3 in IS-01 to 5 in IS-02.",
        ),
        (
            {"IS-01": STANDING, "IS-02": STANDING | {"accepted_count": pd.NA}},
            "Packages accepted: 3 each in IS-01. Nothing is known of the packages of IS-02.",
        ),
        ({}, "Nothing is known of their packages yet."),
    ],
)
def test_the_finding_speaks_of_the_schools_that_are_known(standing, words):
    assert compare.comparison(compared(standing=standing), str, AUTUMN, T).finding == words


INVENTED = {"demonstration": 1}
MORE = {
    "textbooks": {"IS-01": {"provision_share": 0.5} | INVENTED},
    "actions": {"IS-01": ACTIONS | INVENTED},
    "packages": {("IS-01", "lab"): INVENTED},
    "reach": {"IS-01": REACH | {"around_invented": 1}, "IS-02": NO_POSITION},
}


@pytest.mark.parametrize("name", MORE)
def test_a_comparison_is_invented_where_anything_in_it_is(name):
    real, invented = (
        compare.comparison(compared(**given), str, AUTUMN, T) for given in ({}, {name: MORE[name]})
    )

    assert (real.demonstration, invented.demonstration) == (False, True)


def test_what_has_no_date_is_told_as_the_word_of_the_release():
    source = compare.comparison(compared(), str, AUTUMN, T).source

    assert source == (
        "register of schools and money, as release No. 4 states it; packages and reports, Q3 2026"
    )


def test_who_is_certified_is_told_as_in_the_passport():
    teaching = {
        code: {
            "teachers_eligible": 12, "teachers_trained": 6, "candidates": 20,
            "attested": 12, "certified": certified, "demonstration": 0,
        }
        for code, certified in zip(CODES, (10, 6), strict=True)
    }  # fmt: skip

    assert row_of(compared(teaching=teaching), "Certified of the candidates") == [
        "not told apart", "30% · 6 of 20"
    ]  # fmt: skip


def test_a_few_teachers_are_not_told_apart_and_not_ranked():
    teaching = {
        code: {
            "teachers_eligible": 12, "teachers_trained": trained, "candidates": 12,
            "attested": 12, "certified": 12, "demonstration": 0,
        }
        for code, trained in zip(CODES, (3, 6), strict=True)
    }  # fmt: skip

    assert row_of(compared(teaching=teaching), "Teachers trained") == [
        "fewer than 5 of 12", "50% · 6 of 12"
    ]  # fmt: skip
    hidden = compared(teaching=teaching, hidden_pilots=frozenset(CODES))
    assert row_of(hidden, "Certified of the candidates") == ["not told apart"] * 2
