from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.urls import (
    DISTRICT,
    SLIDES_MOST,
    address,
    everything_about,
    passport,
    quarter,
    read_query,
    way_to_area,
    write_query,
)
from data_access.filters import LANGUAGES, Filters
from data_access.indicators.framework import VIEWS
from data_access.queries.map import MEASURES
from data_access.queries.school_marks import COLORS, SHAPES
from data_access.queries.training.places import FLOORS, PLACES
from layouts.slides import SLIDES

QUARTERS = st.builds(
    lambda year, number: quarter(f"{year}-Q{number}"), st.integers(2000, 2098), st.integers(1, 4)
)
QUESTIONS = st.builds(
    Filters,
    region=st.none() | st.from_regex(r"KG-[A-Z]{1,2}", fullmatch=True),
    district=st.none() | st.from_regex(r"[0-9]{14}", fullmatch=True),
    school=st.none() | st.from_regex(r"[A-Z]{2}-[0-9]{2,5}", fullmatch=True),
    period=st.none() | QUARTERS,
    release=st.none() | st.integers(1, 999_999),
    measure=st.none() | st.sampled_from(list(MEASURES)),
    by=st.none() | st.sampled_from(["district", "region"]),
    schools=st.none()
    | st.lists(
        st.from_regex(r"[A-Z]{2}-[0-9]{2,5}", fullmatch=True), min_size=1, max_size=5, unique=True
    ).map(tuple),
    color=st.none() | st.sampled_from(COLORS),
    shape=st.none() | st.sampled_from(SHAPES),
    beside=st.none() | st.integers(1, 999_999),
    subject=st.none() | st.from_regex(r"[a-z_]{1,20}", fullmatch=True),
    places=st.none() | st.integers(*PLACES),
    floor=st.none() | st.integers(*FLOORS),
    view=st.none() | st.sampled_from(VIEWS),
    held=st.none() | QUARTERS,
    indicator=st.none() | st.from_regex(r"R[0-9]\.[0-9]{1,2}[a-z]?", fullmatch=True),
    slides=st.none()
    | st.lists(st.sampled_from(list(SLIDES)), min_size=1, max_size=SLIDES_MOST, unique=True).map(
        tuple
    ),
    lang=st.sampled_from(LANGUAGES),
)


@given(QUESTIONS)
def test_every_question_survives_its_address(filters):
    question = read_query(write_query(filters))

    assert (question.filters, question.dropped) == (filters, ())


@given(st.text())
def test_no_address_is_too_strange_to_be_read(text):
    question = read_query(text)

    assert read_query(write_query(question.filters)).filters == question.filters


def test_an_address_from_a_stranger_is_answered_without_what_makes_no_sense():
    question = read_query("?period=soon&region=KG-O&colour=red&as_of=-1&lang=xx")

    assert question.filters == Filters(region="KG-O")
    assert question.dropped == ("period=soon", "colour=red", "as_of=-1", "lang=xx")


@pytest.mark.parametrize(
    "search",
    ["?region=osh", "?district=1", "?school=is-01", "?period=2026-Q5", "?period=2026-09-30",
     "?as_of=0", "?as_of=1e3", "?as_of=١", "?measure=R9.9", "?by=village", "?region=KG-O%00",
     "?schools=IS-1", "?schools=,", "?color=red", "?shape=pupil_count", "?beside=0",
     "?places=0", "?places=24", "?places=20001", "?places=1e3", "?places=0500",
     "?places=12.5", "?places=-500", "?places=٥٠٠",
     "?floor=101", "?floor=-10", "?floor=5.5", "?floor=00", "?subject=Physics", "?subject=a%20b",
     "?view=adb", "?indicator=R1", "?indicator=r1.1"],
)  # fmt: skip
def test_a_value_that_its_argument_cannot_have_is_dropped_and_named(search):
    question = read_query(search)

    assert question.filters == Filters()
    assert len(question.dropped) == 1


def test_what_was_dropped_is_shortened_and_named_once():
    question = read_query("?a=" + "x" * 500 + "&b=1&b=1")

    assert question.dropped == ("a=" + "x" * 38, "b=1")


def test_what_cannot_be_printed_is_told_by_a_sign():
    assert read_query("?region=%00&a=%0d%0ab&%FF=1").dropped == ("region=�", "a=��b", "�=1")


def test_the_first_of_two_values_holds():
    question = read_query("?region=KG-O&region=KG-T")

    assert (question.filters.region, question.dropped) == ("KG-O", ("region=KG-T",))


def test_an_empty_known_argument_means_all_of_them():
    assert read_query("?region=&district=").dropped == ()


@pytest.mark.parametrize("search", [None, "", "?"])
def test_no_question_is_the_question_about_everything(search):
    assert read_query(search).filters == Filters()
    assert not read_query(search).said_lang


def test_a_quarter_is_its_last_day():
    assert quarter("2026-Q3") == date(2026, 9, 30)
    assert quarter("2026-Q4") == date(2026, 12, 31)
    assert quarter("2024-Q1") == date(2024, 3, 31)


def test_a_passport_keeps_release_quarter_and_language_and_nothing_else():
    asked = Filters(
        region="KG-N", school="IS-02", period=date(2026, 9, 30), release=2, measure="R2.2",
        color="status", schools=("IS-03",), beside=1, lang="ru",
    )  # fmt: skip

    assert passport(asked, "IS-01") == "/schools/IS-01?period=2026-Q3&as_of=2&lang=ru"


def test_picked_schools_that_are_no_codes_or_picked_already_are_left_out_and_named():
    question = read_query("?schools=IS-01,abc,IS-02,IS-01")

    assert question.filters.schools == ("IS-01", "IS-02")
    assert question.dropped == ("schools=abc", "schools=IS-01")


def test_everything_about_an_area_keeps_release_quarter_and_language_and_nothing_else():
    asked = Filters(
        region="KG-N", district="41704220000000", school="IS-02", period=date(2026, 9, 30),
        release=2, measure="R2.2", lang="ru",
    )  # fmt: skip
    rest = "period=2026-Q3&as_of=2&lang=ru"

    assert everything_about(asked, "KG-T") == f"/districts/KG-T?{rest}"
    assert way_to_area(asked) == ("district", f"/districts/41704220000000?{rest}")
    assert way_to_area(replace(asked, district=None)) == ("region", f"/districts/KG-N?{rest}")
    assert way_to_area(asked.everywhere()) == ("", f"/districts?{rest}")
    assert address(DISTRICT, replace(asked, measure=None)) == way_to_area(asked)[1]
