import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.few import FEW, counted, part_of, tells_few_apart
from layouts.i18n import Translator

T = Translator("en")
NAN = float("nan")


@pytest.mark.parametrize(
    ("people", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (NAN, "–")]
)
def test_a_few_people_are_not_told_but_nobody_is(people, words):
    assert counted(people, T) == words


@given(st.integers(0, 60), st.integers(0, 60))
def test_what_is_told_of_a_whole_and_a_part_leaves_no_few_over(one, other):
    whole, part = max(one, other), min(one, other)

    told = {whole, part, whole - part} if not tells_few_apart(whole, part) else set()

    assert all(people == 0 or people >= FEW for people in told)


@pytest.mark.parametrize(
    ("whole", "part", "is_few"), [(12, NAN, False), (3, NAN, True), (NAN, 2, True)]
)
def test_an_unknown_number_tells_nothing(whole, part, is_few):
    assert tells_few_apart(whole, part) is is_few


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (6, 12, "6 of 12"),
        (12, 12, "12 of 12"),
        (0, 12, "0 of 12"),
        (3, 12, "fewer than 5 of 12"),
        (9, 12, "all but fewer than 5 of 12"),
        (4, 9, "fewer than 5 of 9"),
        (1, 6, "not told apart"),
        (7, 8, "not told apart"),
        (6, 6, "6 of 6"),
        (2, 4, "not told apart"),
        (NAN, 12, "not reported"),
        (2, NAN, "fewer than 5"),
    ],
)
def test_a_part_is_told_with_its_whole_unless_a_few_would_be_told_apart(part, whole, words):
    assert part_of(part, whole, T) == words


def test_a_part_of_those_told_beside_it_leaves_no_few_of_them_over():
    words = [part_of(part, 20, T, among=12) for part in (7, 8, 12, 0)]

    assert words == ["7 of 20", "not told apart", "12 of 20", "0 of 20"]
    assert [tells_few_apart(20, part, among=12) for part in (7, 8, 12)] == [False, True, False]


def test_who_is_told_beside_a_few_others_gives_no_few_away():
    assert part_of(5, 11, T, among=10) == "not told apart"
    assert tells_few_apart(11, 5, among=10)
    assert part_of(5, 11, T, among=11) == "5 of 11"
    assert part_of(0, 11, T, among=10) != "not told apart"
