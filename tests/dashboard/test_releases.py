"""Releases are listed with their manifests, and what changed between two of them adds up."""

import json
import math
import re
from datetime import date
from html import unescape

import pytest

from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database, ledger
from data_access.changes.imports import import_files
from data_access.filters import LANGUAGES
from data_access.queries import release_changes, results
from data_access.queries.release_changes import Rows
from layouts.i18n import Translator
from tests.data_access.imports.samples import good, one_sheet
from tests.data_access.random_history import history
from tests.factories import SPRING, SUMMER, asked


def text(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_a_manifest_names_every_file_and_its_place_in_the_chain(client):
    first, second = (client.get(f"/releases/{number}.json").get_json() for number in (1, 2))

    assert first["chained_to"] is None
    assert second["chained_to"] == {"release": 1, "sha256": first["sha256"]}
    assert {each["import"] for each in first["files"]} == {1}
    assert {each["name"] for each in first["files"]} < {each["name"] for each in second["files"]}
    assert {each["import"] for each in second["files"] if each["new_in_this_release"]} == {2}
    assert all(each["sha256"] for each in second["files"])
    assert client.get("/releases/9.json").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_releases_are_listed_and_compared(client, lang):
    t = Translator(lang)
    page = client.get(f"/releases?lang={lang}")

    assert page.status_code == 200
    assert t("Every release") in text(page)
    assert "/releases/2.json" in page.get_data(as_text=True)
    compared = client.get(f"/releases?as_of=2&beside=1&lang={lang}")
    assert "R1.3b" in text(compared)
    assert t("This is the first release; there is nothing to compare it with.") in text(
        client.get(f"/releases?as_of=1&lang={lang}")
    )
    assert client.get("/releases?as_of=1&beside=2").status_code == 200


def test_footer_and_overview_lead_to_the_releases(client):
    page = client.get("/?lang=en").get_data(as_text=True)

    assert 'href="/releases?as_of=2&amp;lang=en"' in page
    assert 'href="/releases?as_of=2&amp;beside=1&amp;lang=en"' in page


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_parts_of_every_change_add_up(sqlite_engine, seed):
    with database.writing(sqlite_engine) as session:
        history(session, seed)
    compared = ratios = 0
    with database.reading(sqlite_engine) as db:
        for now, then in ((3, 2), (3, 1), (2, 1), (1, 3)):
            for change in release_changes.changes(
                db, asked(release=now), asked(release=then, period=SUMMER)
            ):
                if not math.isnan(change.restated + change.moved):
                    assert change.restated + change.moved == pytest.approx(change.change)
                    compared += 1
                if not math.isnan(change.by_numerator):
                    parts = change.by_numerator + change.by_denominator
                    assert parts == pytest.approx(change.change)
                    ratios += 1
    assert compared > 3
    assert ratios > 0


def published(engine, tmp_path, turn: int, as_of: date, *rows) -> None:
    file = one_sheet(tmp_path / f"{turn}.xlsx", "campaign_events", *rows)
    assert not import_files(engine, [file], by="Aigul", source="PMU").problems
    with database.writing(engine) as session:
        ledger.publish(session, as_of=as_of, next_update=date(2027, 8, 14), note="note", by="Aigul")


def test_new_corrected_and_late_rows_are_told_apart(sqlite_engine, sqlite_url, tmp_path):
    """One event is corrected from 120 to 150 people, one is reported late, one is of the new
    quarter, and one is taken back."""
    event = good("campaign_events")
    gone = good("campaign_events", code="EV-006", people=5, women=None)
    published(sqlite_engine, tmp_path, 1, SPRING, event, gone)
    published(
        sqlite_engine, tmp_path, 2, SUMMER,
        good("campaign_events", people=150),
        good("campaign_events", code="EV-008", people=90),
        good("campaign_events", code="EV-009", people=100, held_on=date(2026, 5, 1)),
        {"code": "EV-006", "withdrawn": "yes"},
    )  # fmt: skip
    then, now = asked(release=1, period=SPRING), asked(release=2, period=SUMMER)
    with database.reading(sqlite_engine) as db:
        (change,) = [
            each
            for each in release_changes.changes(db, now, then)
            if each.after["indicator"] == "R4.2"
        ]
        was, row = (results.standing(db, each)["R4.2"] for each in (then, now))
        rows = release_changes.rows(db, now, then, was, row)

    assert (change.before["value"], change.after["value"]) == (125, 340)
    assert (change.restated, change.moved) == (115, 100)
    assert rows == Rows(new=2, corrected=1, withdrawn=1)
    client = create_app(Settings(database_url=sqlite_url)).server.test_client()
    told = text(client.get("/number?indicator=R4.2&as_of=2&beside=1&lang=en"))
    assert "new: 2" in told
    assert "corrected: 1" in told
    assert "taken back: 1" in told
    assert json.loads(client.get("/releases/2.json").data)["note"] == "note"
