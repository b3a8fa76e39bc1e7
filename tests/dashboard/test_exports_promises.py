"""The lists of campaign and promises answer the question of the page."""

import csv
from io import StringIO
from shutil import copy

import pytest

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.filters import LANGUAGES
from data_access.suppression import FEW
from tests import factories
from tests import factories_promises as promises
from tests.factories import AUTUMN, SPRING, SUMMER

CODES = {
    urls.CAMPAIGN_EVENTS: ["EV-002", "EV-001"],
    urls.POLICY_ACTIONS: ["PA-2-01"],
    urls.COMMITMENTS: ["CM-01"],
    urls.RISKS: ["RK-01"],
}
"""Address of a list -> the codes in it."""


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """A browser in front of two events, an action, a commitment, a risk and grievances."""
    url = f"sqlite:///{copy(sqlite_template, tmp_path_factory.mktemp('plan') / 'plan.sqlite')}"
    with database.writing(database.make_engine(url)) as session:
        factories.target(session, "R1.7", 1, area="KG", period=AUTUMN)
        promises.event(session, "EV-001", held_on=SPRING, demonstration=True)
        promises.event(session, "EV-002", held_on=AUTUMN)
        promises.policy_action(session)
        promises.commitment(session, indicator="R1.7")
        promises.risk(session)
        for number in range(FEW):
            promises.grievance(session, f"GR-{number:04}", received_on=SUMMER)
        factories.release(session)
    return create_app(Settings(url)).server.test_client()


def rows(client, path: str, search: str = "?lang=en") -> list[list[str]]:
    answer = client.get(path + search)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


@pytest.mark.parametrize("path", CODES)
def test_a_list_names_its_release_and_holds_every_row(client, path):
    [title, *release], heads, *found = rows(client, path)

    assert title and any("No. 1" in part for part in release)
    at = heads.index("Code")
    assert [row[at] for row in found] == CODES[path]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", CODES)
def test_a_list_leaves_in_every_language(client, path, lang):
    assert len(rows(client, path, f"?lang={lang}")) == 2 + len(CODES[path])


def test_an_earlier_quarter_knows_only_its_own_events(client):
    found = rows(client, urls.CAMPAIGN_EVENTS, "?lang=en&period=2026-Q1")

    assert [row[0] for row in found[2:]] == ["EV-001"]


def test_deadlines_lead_to_the_section_of_a_promise(client):
    page = client.get("/deadlines?lang=en").get_data(as_text=True)

    for section in ("policy", "commitments", "grievances"):
        assert f"/implementation?lang=en#{section}" in page


def test_the_page_of_an_indicator_shows_the_promise_that_endangers_it(client):
    page = client.get("/results/R1.7?lang=en").get_data(as_text=True)

    assert "CM-01" in page
    assert "Commitments tied to it" in page
    assert "Commitments tied to it" not in client.get("/results/R1.4?lang=en").get_data(
        as_text=True
    )
