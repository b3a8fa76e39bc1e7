"""Deadlines leave as a list and as a calendar, and the overview leads to them."""

import csv
from datetime import date
from io import StringIO
from shutil import copy
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.filters import LANGUAGES
from tests import factories, factories_procurement, factories_training, markup
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """A browser in front of a late package, one to come, an unreported figure and a step."""
    url = f"sqlite:///{copy(sqlite_template, tmp_path_factory.mktemp('due') / 'due.sqlite')}"
    with database.writing(database.make_engine(url)) as session:
        factories.innovative_school(session)
        late = {"delivered_planned": date(2026, 9, 1), "demonstration": True}
        factories.package(session, "IS-01", "lab", **late)
        factories.package(session, "IS-01", "ict", owner="moe", delivered_planned=AUTUMN)
        factories.target(session, "R1.7", 1)
        factories_procurement.package(session)
        factories_procurement.milestone(session, planned_on=date(2026, 10, 9))
        factories_training.register(session, district=AT_BASHY, period=AUTUMN)
        factories_training.register(session, district=MANAS, period=date(2026, 3, 31))
        factories.release(session)
    return create_app(Settings(database_url=url)).server.test_client()


def events(client, search=""):
    answer = client.get(f"{urls.CALENDAR}?{search}")
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def words(client, path):
    return " ".join(markup.words(client.get(path).text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_has_a_day_for_everything_with_a_date_in_every_language(client, lang):
    found = {str(each["uid"]): each for each in events(client, f"lang={lang}")}

    assert {uid for uid in found if not uid.startswith(("data-", "register-"))} == {
        "package-IS-01-lab-delivered@bilim",
        "package-IS-01-ict-delivered@bilim",
        "step-PP-G-12-documents@bilim",
    }
    event = found["package-IS-01-lab-delivered@bilim"]
    assert event["dtstart"].dt == date(2026, 9, 1)
    assert event["dtend"].dt == date(2026, 9, 2)
    assert event["dtstamp"].dt.tzinfo is not None
    invented = {"ky": "Демонстрациялык", "ru": "Демонстрационные", "en": "Demonstration"}[lang]
    marked = [uid for uid, each in found.items() if invented in str(each["description"])]
    assert marked == ["package-IS-01-lab-delivered@bilim"]


def test_late_data_and_open_registers_are_days_that_lead_to_what_is_known_of_them(client):
    found = {str(each["uid"]): each for each in events(client, "lang=en&owner=district")}

    assert f"register-{KOCHKOR}-2026-Q3@bilim" in found
    late = found[f"register-{MANAS}-2026-Q2@bilim"]
    assert late["dtstart"].dt == date(2026, 6, 30)
    assert str(late["summary"]).endswith("Register of Q2 2026 to be closed")
    assert "92 days late" in str(late["description"])
    assert urlsplit(str(late["url"])).path == "/quality"
    assert str(late["url"]).endswith("#delivered")
    following = found["data-registers-2026-Q4@bilim"]
    assert following["dtstart"].dt == date(2026, 12, 31)
    assert following["categories"].to_ical() == b"District education department"


def test_a_calendar_can_be_that_of_one_owner(client):
    [event] = [
        each
        for each in events(client, "lang=en&owner=moe")
        if not str(each["uid"]).startswith("data-")
    ]

    assert str(event["summary"]).endswith("Delivered")
    assert event["categories"].to_ical() == b"Ministry of Education"


def test_the_list_holds_everything_and_says_that_some_of_it_is_invented(client):
    answer = client.get(f"{urls.DEADLINE_LIST}?lang=en")

    title, heads, *rows = csv.reader(StringIO(answer.text.lstrip("\ufeff")))
    assert "Demonstration data" in title
    kinds = ("Data to be delivered", "Register of a district")
    of_work = [row for row in rows if row[heads.index("Kind")] not in kinds]
    assert [row[heads.index("State")] for row in of_work] == [
        "29 days late",
        "not reported",
        "on the last day of the quarter",
        "9 days after the quarter",
    ]


def test_the_page_tells_them_by_owner(client):
    told = words(client, "/deadlines?lang=en")

    # Beside a package and a figure, 14 subjects of data never came, and 53 registers are open.
    assert "On 30 September 2026: 69 overdue or off track, 1 of them at risk; 3 due" in told
    assert "IS-01: Laboratory equipment" in told
    assert "Register of Q2 2026 to be closed" in told
    assert 'href="/quality?lang=en#delivered"' in client.get("/deadlines?lang=en").text
    only = words(client, "/deadlines?lang=en&owner=moe")
    assert "1 matter is overdue or off track" in only
    assert "Policy actions" in only
    assert "PP-G-12" not in only


def test_an_owner_that_nobody_knows_is_dropped_and_named(client):
    assert "owner=nobody" in words(client, "/deadlines?lang=en&owner=nobody")


def test_the_overview_leads_to_all_deadlines_of_its_quarter(client):
    page = client.get("/?lang=ru&period=2026-Q2&region=KG-T").text

    assert 'href="/deadlines?period=2026-Q2&amp;lang=ru"' in page
