import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.panel import Panel
from layouts.training import lens
from tests.markup import elements, words

T = Translator("en")
NAN = float("nan")
PANEL = Panel(key="flow", title="How many?", body="Bars")


def compared(*rows, **more) -> pd.DataFrame:
    """Return comparisons: dimension, group, base, both rates, both wholes; None is not told."""
    names = ["dimension", "group", "base", "rate", "base_rate", "of", "base_of"]
    frame = pd.DataFrame(rows, columns=names).astype({"of": "Int64", "base_of": "Int64"})
    rates = frame[["rate", "base_rate"]].astype("float64")
    return frame.assign(
        **rates,
        value=rates["rate"] / rates["base_rate"],
        hidden=frame["of"].isna(),
        demonstration=0,
        **more,
    )


WOMEN = ("sex", "female", "male", 0.8, 0.5, 100, 40)
TAJIK = ("language", "tg", "ky", None, None, None, None)


def said(panel: Panel) -> str:
    return " ".join(words(markup(panel.body)))


def test_an_index_stands_below_the_panel_with_its_counts():
    panel = lens.beside(PANEL, compared(WOMEN, TAJIK), "seats completed", lens.share, T)

    text = said(panel)
    assert text.startswith("Bars")
    assert "Equity: seats completed" in text
    assert "Women ÷ men" in text and "1.60, above parity" in text
    assert "80% of 100 ÷ 50% of 40" in text
    assert "Not told apart: Tajik ÷ Kyrgyz." in text


def test_the_table_behind_tells_every_comparison():
    table = lens.beside(PANEL, compared(WOMEN, TAJIK), "seats", lens.share, T).more[-1]

    assert table.caption == "Equity: seats"
    cells = [[column.show(value) for value in table.frame[column.name]] for column in table.columns]
    assert cells[1] == ["1.60, above parity", "not told apart"]
    assert cells[2] == ["80% of 100", "not told apart"]


def test_few_people_are_not_judged():
    panel = lens.beside(
        PANEL, compared(("sex", "female", "male", 0.8, 0.5, 100, 28)), "seats", lens.share, T
    )

    assert "1.60, too few to judge" in said(panel)
    assert "Groups of fewer than 30 are not judged." in said(panel)
    signs = [each.get("class", "") for _, each in elements(markup(panel.body))]
    assert "dot dot-open" in signs and "dot dot-above" not in signs


def test_an_index_that_would_change_is_told_before_and_after():
    frame = compared(WOMEN, before=[1.2])

    assert "1.20 → 1.60, above parity" in said(lens.beside(PANEL, frame, "x", lens.share, T))


def test_groups_that_are_all_hidden_are_said_to_be_small():
    panel = lens.beside(PANEL, compared(TAJIK), "seats", lens.share, T)

    assert "Groups are too small to be compared." in said(panel)


def test_a_panel_about_nobody_stays_as_it_is():
    assert lens.beside(PANEL, compared(), "seats", lens.share, T) is PANEL


@pytest.mark.parametrize(
    ("rate", "words_"),
    [
        (lens.share, "80% of 100"),
        (lens.times, "0.80 each of 100"),
        (lens.points, "0.8 points, both tests sat 100 times"),
    ],
)
def test_rates_say_of_how_many(rate, words_):
    assert rate(0.8, 100, T) == words_
