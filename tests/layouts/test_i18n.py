import math
from datetime import date
from decimal import Decimal

import pytest

from data_access.filters import LANGUAGES
from layouts.i18n import ENDONYMS, Translator

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ky", f"−1{NO_BREAK}234,5"), ("ru", f"−1{NO_BREAK}234,5"), ("en", "−1,234.5")],
)
def test_numbers_wear_the_separators_of_their_language(lang, words):
    assert Translator(lang).number(-1234.5, 1) == words
    assert Translator(lang).number(Decimal("-1234.5"), 1) == words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("missing", [None, math.nan, math.inf])
def test_what_is_missing_is_a_dash_and_never_a_zero(lang, missing):
    t = Translator(lang)

    assert t.number(missing) == "–"
    assert t.date(None) == t.day(None) == t.percent(math.nan) == "–"


def test_a_tiny_negative_number_is_not_minus_nothing():
    assert Translator("en").number(-0.001, 1) == "0.0"
    assert Translator("en").change(0.001, 1) == "0.0"


def test_a_change_shows_its_sign():
    t = Translator("en")

    assert (t.change(3), t.change(-3), t.change(0)) == ("+3", "−3", "0")


def test_a_share_becomes_a_percentage_only_for_the_reader():
    assert Translator("en").percent(0.256) == "26%"
    assert Translator("ru").percent(0.256, 1) == f"25,6{NO_BREAK}%"


def test_dates_and_quarters_are_written_as_in_official_news():
    day = date(2026, 9, 30)

    assert Translator("ky").date(day) == "2026-жылдын 30-сентябры"
    assert Translator("ru").date(day) == "30 сентября 2026 г."
    assert Translator("en").date(day) == "30 September 2026"
    assert Translator("en").quarter(day) == "Q3 2026"
    assert Translator("ru").day(day) == "30.09.2026"


def test_names_are_sorted_by_the_kyrgyz_alphabet():
    names = ["Өзгөн", "Ош", "Панфилов", "Нарын", "Үч-Терек", "Фрунзе", "Ноокат"]

    assert sorted(names, key=Translator("ky").sort_key) == [
        "Нарын", "Ноокат", "Ош", "Өзгөн", "Панфилов", "Үч-Терек", "Фрунзе",
    ]  # fmt: skip


def test_a_message_without_a_translation_is_said_in_english():
    assert Translator("ky")("no such message {n}", n=1) == "no such message 1"


def test_every_language_calls_itself_by_its_own_name():
    assert tuple(ENDONYMS) == LANGUAGES


@pytest.mark.parametrize(
    ("lang", "end"), [("ru", "30 сентября 2026 г."), ("en", "30 September 2026.")]
)
def test_a_word_that_ends_in_a_full_stop_ends_its_sentence_too(lang, end):
    t = Translator(lang)

    words = t("A newer release was expected by {date}.", date=t.date(date(2026, 9, 30)))

    assert words.endswith(end)


def test_only_the_full_stop_of_a_sentence_is_dropped():
    t = Translator("en")

    assert t("{share} of {n}.", share="Sülüktü sh.", n="5") == "Sülüktü sh. of 5."
    assert t.plural("{n} file {name}.", "{n} files {name}.", 2, name="a.") == "2 files a."
    assert t("{share}.csv", share="a.") == "a..csv"
