from datetime import date

import pandas as pd
import pytest

from data_access.filters import Filters
from layouts import school_card
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.school.facts import Nearest
from tests import markup as reading

T = Translator("en")
AUTUMN = Filters(lang="en", period=date(2026, 9, 30), release=4)
NEAR = Nearest("School IS-01", "/schools/IS-01", 4.26, is_invented=True)
CLOSED = {
    "closed_on": pd.Timestamp("2026-08-31"), "merged_into": "SC-0002",
    "merged_into_name": "School SC-0002",
}  # fmt: skip


def card(nearest=NEAR, heir=None, **values):
    profile = {
        "school": "SC-0001", "school_name": "School SC-0001", "district_name": "Naryn",
        "pupil_count": 1, "lon": 75.0, "innovative": False, "closed_on": pd.NaT,
        "merged_into": None, "merged_into_name": None, "demonstration": 0,
    } | values  # fmt: skip
    return school_card.ordinary(profile, nearest, heir, "/", AUTUMN, T, passport="/schools/SC-0001")


def words(panel) -> str:
    return "".join(reading.texts(markup(panel.body)))


def test_the_nearest_innovative_school_is_named_linked_and_told_to_the_hundred_metres():
    panel = card()

    assert "Nearest innovative school: School IS-01 · 4.3 km" in words(panel)
    assert 'href="/schools/IS-01"' in markup(panel.body)
    assert panel.demonstration


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"lon": float("nan")}, "This school is not on the map yet."),
        ({}, "No innovative school is on the map."),
    ],
)
def test_where_no_distance_is_known_the_reason_is_said(values, said):
    panel = card(nearest=None, **values)

    assert said in words(panel)
    assert not panel.demonstration


def test_a_closed_school_says_so_and_leads_to_its_heir():
    panel = card(heir="/schools/SC-0002", **CLOSED)

    assert "Closed on 31 August 2026. Merged into: School SC-0002" in words(panel)
    assert 'href="/schools/SC-0002"' in markup(panel.body)
    assert "4.3 km" in words(panel)


def test_of_a_closed_innovative_school_no_distance_is_told():
    said = words(card(nearest=None, innovative=True, **CLOSED))

    assert "Closed on 31 August 2026." in said
    assert "on the map" not in said


def test_the_register_is_told_as_the_word_of_the_release():
    panel = card()

    assert panel.finding == "Naryn · 1 pupil"
    assert panel.source == "register of schools, as release No. 4 states it"
