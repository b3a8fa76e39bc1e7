"""The lists of procurement and the open contracting data answer the question of the page."""

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest
from jsonschema import Draft4Validator
from referencing import Registry, Resource

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.filters import LANGUAGES
from tests import factories
from tests import factories_procurement as procurement

SCHEMAS = Path(__file__).parents[1] / "schemas" / "open_contracting"
PACKAGE_SCHEMA = json.loads((SCHEMAS / "release-package-schema.json").read_text(encoding="utf-8"))
RELEASE_SCHEMA = json.loads((SCHEMAS / "release-schema.json").read_text(encoding="utf-8"))
NAMED = PACKAGE_SCHEMA["properties"]["releases"]["items"]["$ref"]


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    """The schema of a release package, with that of its releases."""
    release = Resource.from_contents(RELEASE_SCHEMA)
    return Draft4Validator(PACKAGE_SCHEMA, registry=Registry().with_resource(NAMED, release))


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """A browser in front of a plan: a package under contract, one cancelled and one tendered again,
    one of a later year, and a contract of which nothing but money is known."""
    url = f"sqlite:///{copy(sqlite_template, tmp_path_factory.mktemp('plan') / 'plan.sqlite')}"
    with database.writing(database.make_engine(url)) as session:
        procurement.supplier(session)
        procurement.package(session, demonstration=True)
        for step, planned, actual in (
            ("documents", date(2026, 5, 1), date(2026, 5, 11)),
            ("requested", date(2026, 5, 15), date(2026, 5, 25)),
            ("signed", date(2026, 8, 10), date(2026, 8, 20)),
            ("completed", date(2027, 8, 20), None),
        ):
            procurement.milestone(session, step=step, planned_on=planned, actual_on=actual)
        procurement.contract(session, usd=100)
        procurement.variation(session, ends_on=date(2027, 12, 1))
        procurement.variation(session, variation=2, usd=-4)
        procurement.deliverable(session, accepted_on=date(2026, 9, 3))
        procurement.deliverable(session, deliverable=2, due_on=date(2027, 8, 1))
        factories.payment(session, 30, contract="CT-01")
        procurement.package(session, "PP-G-13", method="ncb", cancelled_on=date(2026, 6, 1))
        procurement.milestone(session, "PP-G-13", actual_on=date(2026, 3, 2))
        procurement.package(session, "PP-G-13R", method="ncb", replaces="PP-G-13")
        procurement.milestone(session, "PP-G-13R", "documents", date(2026, 6, 10), date(2026, 7, 1))
        procurement.package(session, "PP-C-01", method="ics", category="consulting")
        procurement.milestone(session, "PP-C-01", "terms", date(2027, 3, 1))
        factories.contract(session, 50, "CT-00", amount=Decimal(4375), currency="KGS")
        factories.release(session)
    return create_app(Settings(database_url=url)).server.test_client()


def package(client, search="?lang=en"):
    answer = client.get(f"{urls.OPEN_CONTRACTING}{search}")
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert "open-contracting.json" in answer.headers["Content-Disposition"]
    return json.loads(answer.data)


@pytest.mark.parametrize("search", ["", "&method=ncb", "&period=2026-Q2", "&as_of=1"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_open_contracting_data_are_valid_by_their_schema(client, validator, lang, search):
    found = package(client, f"?lang={lang}{search}")

    assert [error.message for error in validator.iter_errors(found)] == []
    assert found["version"] == "1.1"


def test_the_schema_would_find_a_mistake(client, validator):
    found = package(client)
    del found["releases"][0]["ocid"]
    found["releases"][1]["tag"] = ["purchase"]

    assert len(list(validator.iter_errors(found))) >= 2


def test_every_identifier_of_a_release_package_is_there_once(client):
    releases = package(client)["releases"]

    for name in ("ocid", "id"):
        assert len({release[name] for release in releases}) == len(releases) == 5
    for release in releases:
        awards = {award["id"] for award in release.get("awards", ())}
        parties = {party["id"] for party in release["parties"]}
        for contract in release.get("contracts", ()):
            assert contract["awardID"] in awards
        for award in release.get("awards", ()):
            assert {each["id"] for each in award.get("suppliers", ())} <= parties
        assert datetime.fromisoformat(release["date"]).tzinfo


def test_a_contract_is_told_with_its_changes_results_and_payments(client):
    by_code = {release["ocid"]: release for release in package(client)["releases"]}

    signed = by_code["ocds-000000-PP-G-12"]
    (contract,) = signed["contracts"]
    assert signed["tag"] == ["tender", "award", "contract", "implementation"]
    assert "Demonstration data" in signed["buyer"]["name"]
    assert signed["awards"][0]["value"] == {"amount": 100.0, "currency": "USD"}
    assert contract["value"] == {"amount": 106.0, "currency": "USD"}
    assert contract["period"]["endDate"].startswith("2027-12-01")
    assert [each["id"] for each in contract["amendments"]] == ["CT-01-1", "CT-01-2"]
    assert [each["status"] for each in contract["milestones"]] == ["met", "scheduled"]
    (paid,) = contract["implementation"]["transactions"]
    assert paid["value"] == {"amount": 30.0, "currency": "USD"}
    assert paid["date"].startswith("2026-08-20")
    assert "Demonstration data" in signed["parties"][0]["name"]
    steps = signed["tender"]["milestones"]
    assert [each["status"] for each in steps] == ["met", "met", "met", "scheduled"]


def test_what_was_cancelled_is_named_by_what_is_tendered_again(client):
    by_code = {release["ocid"]: release for release in package(client)["releases"]}

    gone, again = by_code["ocds-000000-PP-G-13"], by_code["ocds-000000-PP-G-13R"]
    assert (gone["tag"], gone["tender"]["status"]) == (["tenderCancellation"], "cancelled")
    assert again["relatedProcesses"][0]["identifier"] == gone["ocid"]
    assert by_code["ocds-000000-PP-C-01"]["tag"] == ["planning"]
    assert "suppliers" not in by_code["ocds-000000-CT-00"]["awards"][0]


def rows(client, path, search="?lang=en"):
    answer = client.get(f"{path}{search}")
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))


def test_the_lists_hold_every_contract_supplier_package_and_step(client):
    head, titles, *contracts = rows(client, urls.CONTRACTS)
    suppliers = rows(client, urls.SUPPLIERS)[2:]
    packages = rows(client, urls.PROCUREMENT_PACKAGES)[2:]
    steps = rows(client, urls.PROCUREMENT_STEPS)[2:]

    assert (head[0], head[2]) == ("Contracts", "Q3 2026")
    told = [dict(zip(titles, row, strict=True)) for row in contracts]
    by_code = {row["Contract"]: row for row in told}
    assert by_code["CT-01"]["Amount now"] == "106.0"
    assert by_code["CT-01"]["Remaining"] == "76.0"
    assert by_code["CT-00"]["Supplier"] == "not known"
    assert [row[0] for row in suppliers] == ["S-07"]
    assert len(packages) == 4
    assert len(steps) == 7


def test_a_method_narrows_packages_and_steps(client):
    packages = rows(client, urls.PROCUREMENT_PACKAGES, "?lang=en&method=ncb")[2:]

    assert [row[0] for row in packages] == ["PP-G-13", "PP-G-13R"]
    assert len(rows(client, urls.PROCUREMENT_STEPS, "?lang=en&method=ncb")[2:]) == 2
