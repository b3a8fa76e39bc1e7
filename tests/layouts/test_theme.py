import re

from layouts import labels
from layouts.theme import MARKS, new_figure


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_status_has_a_mark_and_a_word():
    assert set(MARKS) == set(labels.STATUS)


def test_status_is_never_colour_alone():
    assert len({mark.sign for mark in MARKS.values()}) == len(MARKS)
    assert len({mark.symbol for mark in MARKS.values()}) == len(MARKS)


def test_the_colour_of_every_status_can_be_read_on_a_card():
    for mark in MARKS.values():
        assert re.fullmatch(r"#[0-9a-f]{6}", mark.color)
        assert 1.05 / (luminance(mark.color) + 0.05) >= 4.5


def test_each_figure_has_a_layout_of_its_own():
    first, second = new_figure([]), new_figure([], xaxis={"type": "date"})
    first["layout"]["margin"]["l"] = 99

    assert second["layout"]["margin"]["l"] == 8
    assert second["layout"]["xaxis"]["type"] == "date"
    assert second["layout"]["xaxis"]["fixedrange"] is True
