import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import gap as words
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()

DOUBLES = pd.DataFrame(
    {
        "district_name": ["Chatkal"], "subject_name": ["Physics"], "language": ["uz"],
        "needed": [200], "missing": [90], "provision": [0.55], "demonstration": 1,
    }
)  # fmt: skip
SCHOOLS = pd.DataFrame(columns=["school"])


def test_the_list_names_the_largest_gap():
    panel = words.gap_list(DOUBLES, SCHOOLS, 12, "/file", ASKED, T)

    assert panel.finding == (
        "1 of 12 combinations of district, subject and language are short of both; most copies "
        "are missing in Chatkal: Physics, Uzbek."
    )
    assert "90 copies missing, provision 55%" in texts(markup(panel.body))


def test_nothing_short_and_nothing_known_are_not_the_same():
    none = DOUBLES.iloc[:0]

    short = words.gap_list(none, SCHOOLS, 12, "/file", ASKED, T).finding
    unknown = words.gap_list(none, SCHOOLS, 0, "/file", ASKED, T).finding

    assert short == "Nothing here is short of both trained teachers and books."
    assert unknown.startswith("Nothing can be told here")
