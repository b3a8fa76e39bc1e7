import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from tests import factories
from tests import factories_procurement as procurement


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
