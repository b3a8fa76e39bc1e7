import pandas as pd
import pytest

from data_access.filters import Filters
from layouts import school_lenses
from layouts.i18n import Translator
from tests import factories

T = Translator("en")
YES, NO, UNKNOWN = True, False, None
COUNTRY = factories.asked()


def offers(*rows) -> pd.DataFrame:
    """Return schools: four answers, pupils with disabilities, pupils served."""
    frame = pd.DataFrame(rows, columns=[*school_lenses.FEATURES, *school_lenses.PUPILS])
    features = dict.fromkeys(school_lenses.FEATURES, "boolean")
    people = dict.fromkeys(school_lenses.PUPILS, "Int64")
    names = {"school_name": "School", "district_name": "District", "demonstration": 0}
    return frame.astype({**features, **people}).assign(**names)


def finding(*rows, filters: Filters = COUNTRY) -> str:
    return school_lenses.access(offers(*rows), filters, T).finding


def test_a_school_offers_all_four_only_where_all_four_were_assessed():
    words = finding(
        (YES, YES, YES, YES, None, None),
        (YES, UNKNOWN, UNKNOWN, UNKNOWN, None, None),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, None, None),
    )

    assert words == "1 of 2 assessed schools offer all four."


def test_without_any_assessment_nothing_is_claimed():
    assert finding((UNKNOWN,) * 4 + (None, None)) == "No school was assessed yet."


def test_pupils_served_are_a_share_of_the_pupils_of_the_same_schools():
    words = finding((NO, NO, NO, NO, 20, 10), (NO, NO, NO, NO, 30, None))

    assert "10 of 20 pupils with disabilities are served, as 1 school reports." in words


@pytest.mark.parametrize(
    ("rows", "filters", "is_told"),
    [
        ([(20, 10), (12, 6)], COUNTRY, True),
        ([(20, 10), (12, 9)], COUNTRY, False),
        ([(20, 10), (12, 9), (3, 1)], COUNTRY, True),
        ([(20, 10), (12, 9), (3, 1)], factories.asked(region="KG-N"), False),
        ([(20, 10), (12, 6)], factories.asked(schools=("IS-01", "IS-02")), True),
    ],
)
def test_a_sum_that_would_give_a_few_pupils_away_is_not_told(rows, filters, is_told):
    words = finding(*((NO, NO, NO, NO, *row) for row in rows), filters=filters)

    assert ("pupils with disabilities" in words) is is_told


def test_the_table_tells_no_few_pupils_apart():
    panel = school_lenses.access(
        offers((NO, NO, NO, NO, 3, 2), (NO, NO, NO, NO, 20, 18)), COUNTRY, T
    )

    assert panel.frame is not None
    assert panel.frame["pupils"].tolist() == ["fewer than 5", "20"]
    assert panel.frame["served"].tolist() == ["not told apart", "not told apart"]
    assert not {"pupils_with_disabilities", "pupils_served"} & {each.name for each in panel.columns}
