from types import SimpleNamespace

import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import need as words
from tests import factories
from tests.markup import elements, texts

T = Translator("en")
ASKED = factories.asked()
NAN = float("nan")

TITLES = pd.DataFrame(
    {
        "title": ["PHY-9-KY-N", "BIO-9-UZ-N"],
        "title_name": ["Physics, grade 9, in Kyrgyz", "Biology, grade 9, in Uzbek"],
        "subject_name": ["Physics", "Biology"],
        "grade": pd.array([9, 9], "Int64"),
        "language": ["ky", "uz"],
        "standard": ["new", "new"],
        "pupils": [900.0, 100.0],
        "needed": [990.0, 110.0],
        "lasting": [400.0, 0.0],
        "unknown": [99.0, 110.0],
        "coming": [NAN, NAN],
        "copies": [540.4, NAN],
        "low": [500.0, NAN],
        "high": [700.0, NAN],
        "price": [200.0, NAN],
        "demonstration": pd.array([1, 1], "Int64"),
    }
)
PUPILS = pd.DataFrame(
    {
        "grade": pd.array([9], "Int64"), "language": ["ky"],
        "now": [NAN], "next": [900.0], "low": [880.0], "high": [920.0],
    }
)  # fmt: skip
WEAR = pd.DataFrame({"age": [0], "total": [5000.0], "unusable": [0.05], "yearly": [NAN]})


def asked(titles=TITLES, pupils=PUPILS):
    return SimpleNamespace(
        titles=titles, pupils=pupils, wear=WEAR, year="2026/27", next_year="2027/28", reserve=10
    )


def test_the_finding_tells_copies_with_their_range_and_cost():
    panel = words.need(asked(), "/file", ASKED, T)

    assert panel.finding == (
        "540 copies are to be printed for 2027/28, at least 500 and at most 700; the pupils need "
        "990 with the reserve of 10%. At the newest prices that is 0.1 million KGS for the 1 of 1 "
        "titles whose price is known."
    )
    assert panel.demonstration
    assert "Titles of which nothing can be said: 1." in panel.notes
    assert "Copies on their way are taken off for the whole country only." in panel.notes


def test_bars_show_the_least_the_expected_and_the_most():
    body = markup(words.need(asked(), "/file", ASKED, T).body)

    styles = [look.get("style") for tag, look in elements(body) if "fill " in look.get("class", "")]
    assert styles == ["width:100.0%", "width:77.2%", "width:71.4%"]
    assert "540 (500 to 700)" in texts(body)
    assert ("a", {"href": "/file"}) in elements(body)


def test_without_pupils_there_is_no_forecast():
    panel = words.need(asked(TITLES.iloc[:0]), "/file", ASKED, T)

    assert panel.finding.startswith("There is no forecast: pupils")
    assert panel.body is None
    assert words.cohorts(asked(pupils=PUPILS.iloc[:0]), ASKED, T).body is None


def test_without_counts_there_is_no_forecast():
    panel = words.need(asked(TITLES.iloc[1:]), "/file", ASKED, T)

    assert panel.finding.startswith("There is no forecast: no school has counted")


def test_pupils_who_are_not_known_are_no_zero():
    panel = words.cohorts(asked(), ASKED, T)

    assert "900, now not known" in texts(markup(panel.body))
    assert panel.finding == "Grades 7 to 9 will have 900 pupils in 2027/28."


def test_what_is_not_known_stays_so_in_the_table():
    panel = words.need(asked(), "/file", ASKED, T)
    copies = next(column for column in panel.columns if column.name == "copies")

    assert [copies.show(value) for value in TITLES["copies"]] == ["540", "not known"]


def test_the_reserve_is_chosen_in_percent():
    [control] = words.controls((0, 10), 10, T)

    assert control.options == [("0", "0%"), ("10", "10%")]
    assert (control.value, control.section) == ("10", "need")
