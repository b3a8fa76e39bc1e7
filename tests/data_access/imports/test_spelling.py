"""Letters that look alike are seen through."""

import pytest

from data_access.imports.spelling import look_alikes, nearest, skeleton, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  Ак-Суу   району ", "Ак-Суу району"),
        ("a\u00a0b\tc\nd", "a b c d"),
        ("мек\u200bтеп\ufeff", "мектеп"),
        ("и\u0306", "й"),
        ("\u200b", ""),
    ],
)
def test_text_is_tidied(text, tidied):
    assert tidy(text) == tidied


def test_spellings_that_look_the_same_are_the_same():
    assert skeleton("Код школы") == skeleton(" код  ШКОЛЫ ")
    assert skeleton("Kод школы") == skeleton("Код школы")
    assert skeleton("отдалённая") == skeleton("Отдаленная")
    assert skeleton("Чүй") != skeleton("Чуй")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("№ 7 Mектеп", ("Mектеп", "Мектеп")),
        ("Оsh", ("Оsh", "Osh")),
        ("PISAда катышты", None),
        ("ADBнин миссиясы", None),
        ("Мектеп Osh", None),
        ("School", None),
    ],
)
def test_a_letter_of_the_wrong_alphabet_is_found(text, found):
    assert look_alikes(text) == found


def test_the_nearest_word_is_offered_only_where_one_is_near():
    assert nearest("labs", ["lab", "ict", "repair"]) == "lab"
    assert nearest("R2.01", ["R2.1", "R3.1"]) == "R2.1"
    assert nearest("elephant", ["lab", "ict", "repair"]) is None
