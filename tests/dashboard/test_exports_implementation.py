"""The lists of implementation answer the question of the page."""

import csv
from io import StringIO
from shutil import copy

import pytest

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.filters import LANGUAGES
from tests import factories
from tests import factories_implementation as implementation


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """A browser in front of a small work plan with standards, an agreement and a study."""
    url = f"sqlite:///{copy(sqlite_template, tmp_path_factory.mktemp('work') / 'work.sqlite')}"
    with database.writing(database.make_engine(url)) as session:
        implementation.plan(session)
        factories.release(session)
    return create_app(Settings(database_url=url)).server.test_client()


def rows(client, path: str, lang: str = "en") -> tuple[list[str], list[dict[str, str]]]:
    """Return the first line, and each row by its headings."""
    answer = client.get(f"{path}?lang={lang}")
    assert answer.status_code == 200
    text = answer.data.decode("utf-8-sig")
    first, headings, *cells = csv.reader(StringIO(text), delimiter="," if lang == "en" else ";")
    return first, [dict(zip(headings, row, strict=True)) for row in cells]


def test_the_work_plan_leaves_with_wholes_before_their_parts(client):
    first, found = rows(client, urls.ACTIVITIES)

    assert first == ["Work plan", "Release No. 1, 30 Sep 2026", "Q3 2026", "Demonstration data"]
    assert [(row["Activity"], row["Part of"]) for row in found] == [
        ("WP-1.1-10", "–"),
        ("WP-1.1-11", "WP-1.1-10"),
        ("WP-1.1-12", "WP-1.1-10"),
        ("WP-4.1-01", "–"),
    ]
    late = found[1]
    assert (late["Share done"], late["Behind the plan, days"]) == ("0.5", "92")
    assert (late["Actual cost, USD"], late["State"]) == ("700.0", "in progress")


def test_stages_leave_with_their_documents(client):
    _, found = rows(client, urls.STAGES)

    [drafted, reviewed, approved] = [row for row in found if row["Code"] == "ST-PHY-G"]
    assert (drafted["Actual"], drafted["Document"]) == ("20 Mar 2026", "DOC-0001")
    assert (reviewed["Actual"], reviewed["Days late"]) == ("–", "152")
    assert (approved["Stage"], approved["Days late"]) == ("Approved", "")
    assert {row["Kind"] for row in found} == {
        *("Standard", "Study", "Agreement", "Package of an institute", "Guide"),
        "Step of the state body",
    }


def test_joint_activities_leave_with_their_partner(client):
    _, [visit] = rows(client, urls.JOINT_ACTIVITIES)

    assert (visit["Partner"], visit["Participants"], visit["Kind"]) == (
        "PI-01",
        "10",
        "study visit",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [urls.ACTIVITIES, urls.STAGES, urls.JOINT_ACTIVITIES])
def test_every_list_leaves_in_every_language(client, path, lang):
    _, found = rows(client, path, lang)

    assert found
