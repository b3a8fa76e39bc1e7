"""A code means one number, and says when it was mistyped."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas import areas
from data_access.number_code import (
    ALPHABET,
    RELEASES,
    Figure,
    NoCode,
    code_of,
    code_of_address,
    read_code,
)
from data_access.reference import read

LISTED = {
    subject: {row["code"]: int(row["place"]) for row in read("number_codes")
              if row["subject"] == subject}
    for subject in ("indicator", "area")
}  # fmt: skip
QUARTERS = st.builds(
    lambda year, month: date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1),
    st.integers(2000, 2063),
    st.sampled_from((3, 6, 9, 12)),
)
FIGURES = st.builds(
    Figure,
    indicator=st.sampled_from(sorted(LISTED["indicator"])),
    area=st.sampled_from(sorted(LISTED["area"])),
    period=QUARTERS,
    release=st.integers(1, RELEASES),
)
CODES = st.builds(code_of, FIGURES).map(str) | st.builds(code_of_address, st.text())


@given(FIGURES)
def test_the_code_of_a_figure_leads_back_to_it(figure):
    code = str(code_of(figure))

    assert read_code(code) == (code, figure)
    assert read_code(f" {code.lower().replace('-', ' ')} ") == (code, figure)


@given(st.text())
def test_the_code_of_an_address_is_kept_and_no_figure(address):
    code = code_of_address(address)

    assert read_code(code) == (code, None)


@given(CODES, st.data())
def test_one_wrong_sign_is_always_noticed(code, data):
    signs = code.replace("-", "")
    at = data.draw(st.integers(0, len(signs) - 1))
    other = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != signs[at]]))

    with pytest.raises(NoCode) as error:
        read_code(signs[:at] + other + signs[at + 1 :])
    assert error.value.is_mistyped


@given(CODES)
def test_two_signs_that_changed_places_are_always_noticed(code):
    signs = code.replace("-", "")
    for one, two in combinations(range(len(signs)), 2):
        changed = list(signs)
        changed[one], changed[two] = signs[two], signs[one]
        if signs[one] != signs[two]:
            with pytest.raises(NoCode):
                read_code("".join(changed))


@pytest.mark.parametrize("text", ["", "ABC", "ABCD-EFGHJK", "R2.1"])
def test_what_has_not_the_form_of_a_code_is_not_taken_for_a_mistyped_one(text):
    with pytest.raises(NoCode) as error:
        read_code(text)
    assert not error.value.is_mistyped


def test_every_indicator_and_area_has_one_place_for_ever():
    assert set(LISTED["indicator"]) >= {row["code"] for row in read("indicators")}
    assert set(LISTED["area"]) >= {str(row["code"]) for row in areas()}
    for subject, most in (("indicator", 128), ("area", 256)):
        places = list(LISTED[subject].values())
        assert places == list(range(len(places))), "rows are only added, at the end"
        assert len(places) <= most


def test_codes_that_were_printed_stay_what_they_are():
    printed = {
        "XYV6-GPMJW": Figure("R2.1", "KG", date(2026, 9, 30), 4),
        "KGB8-5YSX9": Figure("R1.4", "41704220000000", date(2026, 6, 30), 3),
    }

    assert {str(code_of(figure)): figure for figure in printed.values()} == printed
    assert code_of_address("/training?as_of=4&period=2026-Q3") == "NY4U-9YSMN"


def test_what_the_list_does_not_know_has_no_code():
    assert code_of(Figure("R9.9", "KG", date(2026, 9, 30), 1)) is None
    assert code_of(Figure("R2.1", "KG-X", date(2026, 9, 30), 1)) is None
    assert code_of(Figure("R2.1", "KG", date(1999, 9, 30), 1)) is None
