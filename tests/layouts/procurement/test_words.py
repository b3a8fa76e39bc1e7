import pandas as pd
import pytest

from data_access.models.procurement import REVIEWS
from data_access.queries.procurement.steps import STATES
from layouts import labels
from layouts.i18n import Translator
from layouts.procurement import words

T = Translator("en")


def test_every_code_has_words():
    assert set(words.REVIEW) == set(REVIEWS)
    assert tuple(words.STATE) == STATES
    assert set(words.CURRENCY) == {"KGS", "USD"}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (pd.NA, "not due yet"),
        (0, "on time"),
        (1, "1 day late"),
        (12, "12 days late"),
        (-1, "1 day early"),
        (-3, "3 days early"),
    ],
)
def test_days_behind_a_plan_are_told_in_words(days, told):
    assert labels.behind(days, T) == told


def test_amounts_name_their_currency():
    assert words.money(1234567, "KGS", T) == "KGS 1,234,567"
    assert words.millions(1234567, "USD", T) == "USD 1.23 million"
