import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from tests import factories
from tests import factories_procurement as procurement
from tests.conftest import postgresql_copy


def publish_programme(engine: Engine) -> None:
    with database.writing(engine) as session:
        factories.programme(session, procurement.plan)


@pytest.fixture(scope="session")
def programme_file(sqlite_template, tmp_path_factory) -> Path:
    """A SQLite file with a small programme and two releases; nobody writes to it."""
    file = tmp_path_factory.mktemp("programme") / "programme.sqlite"
    shutil.copy(sqlite_template, file)
    engine = database.make_engine(f"sqlite:///{file}")
    publish_programme(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def programme(request) -> Iterator[Engine]:
    """The small programme on each kind of database in turn, for tests that only read."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('programme_file')}"
    else:
        server = request.getfixturevalue("postgresql_server")
        url = postgresql_copy(server, request.getfixturevalue("postgresql_template"), "programme")
    engine = database.make_engine(url)
    if request.param == "postgresql":
        publish_programme(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def read_programme(programme_file) -> Iterator[Engine]:
    """The small programme on SQLite, for tests that only read: what is kept of it stays kept."""
    engine = database.make_engine(f"sqlite:///{programme_file}")
    yield engine
    engine.dispose()


@pytest.fixture
def programme_url(programme_file, tmp_path) -> str:
    """Address of a small programme of one's own."""
    return f"sqlite:///{shutil.copy(programme_file, tmp_path / 'programme.sqlite')}"


@pytest.fixture
def programme_engine(programme_url):
    """An engine on a small programme of one's own."""
    engine = database.make_engine(programme_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def app(programme_file):
    """The application on the small programme."""
    return create_app(Settings(database_url=f"sqlite:///{programme_file}"))


@pytest.fixture
def client(app):
    """A browser without scripts, in front of the application."""
    return app.server.test_client()
