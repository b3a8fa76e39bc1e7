import pytest

from dashboard import photos
from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.static_files import FOREVER
from data_access import database, ledger
from tests import factories

SEEN, WAITING = "a" * 64, "b" * 64


@pytest.fixture
def client(sqlite_url, sqlite_engine):
    """A browser in front of one published picture, and one that is not published yet."""
    with database.writing(sqlite_engine) as session:
        factories.innovative_school(session)
        factories.photo(session, picture=SEEN)
        factories.release(session)
        here = factories.intake(session)
        factories.photo(session, picture=WAITING)
        ledger.refresh(session, here.id)
    return create_app(Settings(database_url=sqlite_url)).server.test_client()


@pytest.mark.parametrize(("size", "content"), [("", b"large"), ("-small", b"small")])
def test_a_published_picture_may_be_kept_for_ever(client, size, content):
    answer = client.get(f"/photos/{SEEN}{size}.jpg")

    assert (answer.status_code, answer.data, answer.mimetype) == (200, content, "image/jpeg")
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", [WAITING, f"{WAITING}-small", "c" * 64, "", "-small", "..%2F..%2Fetc%2Fpasswd", "%00"]
)
def test_everything_else_is_not_there(client, name):
    answer = client.get(f"/photos/{name}.jpg")

    assert answer.status_code == 404
    assert answer.headers.get("Cache-Control") != FOREVER


def test_only_names_of_pictures_reach_the_database(client, monkeypatch):
    asked = []
    monkeypatch.setattr(photos, "published_picture", lambda db, sha256, small: asked.append(sha256))

    for name in (SEEN, SEEN.upper(), SEEN + "0", "%00", "a' OR 1=1"):
        client.get(f"/photos/{name}.jpg")

    assert asked == [SEEN]


def test_only_who_may_see_releases_sees_their_pictures(client, monkeypatch):
    monkeypatch.setattr(photos, "may", lambda reader, permission: False)

    assert client.get(f"/photos/{SEEN}.jpg").status_code == 404


def test_a_database_that_is_away_is_not_a_missing_picture(client, tmp_path):
    (tmp_path / "bilim.sqlite").rename(tmp_path / "away.sqlite")

    answer = client.get(f"/photos/{SEEN}.jpg")

    assert answer.status_code == 503
    assert answer.headers.get("Cache-Control") != FOREVER
