import orjson
import pytest

from dashboard import layers
from dashboard.access import Permission, Reader
from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.static_files import FOREVER
from dashboard.urls import read_query
from dashboard.visit import open_visit
from data_access import database
from tests import factories


@pytest.fixture
def address(sqlite_engine) -> str:
    """Where the published schools are found: an innovative one, two others and a closed one."""
    with database.writing(sqlite_engine) as session:
        factories.innovative_school(session)
        factories.school(session, "SC-0001", lat=41.2, girls=None)
        factories.school(session, "SC-0002", lon=None, lat=None)
        factories.school(session, "SC-0000", closed_on=factories.AUTUMN)
        factories.release(session)
    with database.reading(sqlite_engine) as db:
        return layers.address(db, open_visit(db, read_query(""), Reader(), Permission.SEE_RELEASES))


@pytest.fixture
def client(sqlite_url, sqlite_engine, address):
    return create_app(Settings(database_url=sqlite_url)).server.test_client()


def test_all_schools_travel_as_columns_with_the_nearest_innovative_one(client, address):
    answer = client.get(address)

    columns = orjson.loads(answer.data)
    assert columns["code"] == ["IS-01", "SC-0001", "SC-0002", "SC-0000"]
    assert columns["nearest"] == [None, "IS-01", None, None]
    assert columns["km"] == [None, pytest.approx(11.1, abs=0.1), None, None]
    assert columns["pupils"] == [100, None, 100, 100]
    assert columns["lat"] == [41.1, 41.2, None, None], "a closed school stands nowhere"
    assert len(columns["district"]) == 4
    assert columns["closed"] == [False, False, False, True]
    assert columns["school_ru"][1] == "Школа SC-0001"
    assert {len(values) for values in columns.values()} == {4}
    assert answer.headers["Cache-Control"] == FOREVER


def test_another_fingerprint_is_answered_but_not_kept(client, address):
    other = address.rsplit("/", 1)[0] + "/000000000000.json"

    answer = client.get(other)

    assert answer.status_code == 200
    assert answer.data == client.get(address).data
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["9/2026-Q3/x", "1/2026-Q9/x", "1/autumn/x", "one/2026-Q3/x"])
def test_what_is_not_published_is_not_there(client, path):
    assert client.get(f"{layers.FOLDER}{path}.json").status_code == 404
