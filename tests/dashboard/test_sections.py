"""A section answers anew only where something changed on which it depends."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from dashboard.sections import section
from dashboard.visit import Visit
from data_access.filters import Filters
from layouts.i18n import Translator

ASKED = Filters(region="KG-N", period=date(2026, 9, 30), release=4, fee=300, places=500, lang="en")
VISIT = Visit(ASKED, ASKED, SimpleNamespace(number=4), (4, 3), ())
DB = SimpleNamespace(engine=SimpleNamespace(url=("sqlite",)), info={})


@pytest.fixture
def asked():
    """Questions that reached a section which has a fee."""
    return []


@pytest.fixture
def panels(asked):
    @section("fee")
    def panels(db, visit, t):
        asked.append(visit)
        return [len(asked)]

    return panels


def again(panels, **values):
    filters = replace(ASKED, **values)
    return panels(DB, replace(VISIT, filters=filters, asked=filters), Translator("en"))


def test_what_other_sections_ask_changes_nothing(panels, asked):
    assert again(panels) == again(panels, places=100) == again(panels, reserve=20) == [1]

    [visit] = asked
    assert (visit.filters.fee, visit.filters.places, visit.asked.places) == (300, None, None)


@pytest.mark.parametrize(
    "change", [{"fee": 325}, {"region": None}, {"release": 3}, {"lang": "ky"}, {"period": None}]
)
def test_what_a_section_depends_on_asks_it_again(panels, asked, change):
    again(panels)

    assert again(panels, **change) == [2]


def test_a_new_release_asks_again(panels, asked):
    again(panels)

    panels(DB, replace(VISIT, releases=(5, 4, 3)), Translator("en"))

    assert len(asked) == 2
