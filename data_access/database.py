"""Where is the database, is it ours, and how do we read and write it?"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    column,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session

from data_access.models.ledger import WriteLock

MIGRATIONS = Path(__file__).parent / "migrations"

VERSION = table("alembic_version", column("version_num"))
"""Where migrations write the revision that they led to."""

BUSY_TIMEOUT = 10_000
"""Milliseconds that a writer waits for another one on SQLite."""

SQLITE_AWAY = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
"""Results of SQLite that say: not now, or not here."""

POSTGRESQL_AWAY = ("08", "25006", "28", "3D", "40", "53", "55P03", "57", "58")
"""Beginnings of SQLSTATE that say the same: connection, refused, deadlock, overload, shutdown."""

POSTGRESQL_FULL = "53100"


class Trouble(Enum):
    """Why the database cannot answer."""

    UNREACHABLE = "unreachable"
    """Missing, locked, read-only, stopped or lost while running."""
    FULL = "full"
    """Its disk takes no more."""
    EMPTY = "empty"
    """There, but never prepared."""
    OLDER = "older"
    """Its schema is older than this program."""
    NEWER = "newer"
    """Its schema is newer than this program."""


class DatabaseTrouble(Exception):
    """The database cannot answer; says why in `trouble`."""

    def __init__(self, trouble: Trouble):
        super().__init__(trouble.value)
        self.trouble = trouble


def make_engine(address: str, *, create: bool = False) -> Engine:
    """Return an engine for a SQLite or PostgreSQL address.

    A missing SQLite file is created only when `create` is set, so that a reader never mistakes
    an empty new file for the programme's data. Errors tell statements without their values, since
    errors are logged.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(_sqlite_file(url, create), hide_parameters=True)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "checkout", _check_file)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )


def _sqlite_file(url: URL, create: bool) -> URL:
    if not url.database or url.database == ":memory:":
        return url
    path = Path(url.database).absolute()
    return url.set(
        database=f"file:{path}", query={"mode": "rwc" if create else "rw", "uri": "true"}
    )


def _set_pragmas(connection, _record) -> None:
    connection.isolation_level = None  # the driver would begin too late; `_begin` does it
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _check_file(connection, record, _proxy) -> None:
    """Let go of a kept connection whose file was moved away or replaced since."""
    inode = _inode(connection)
    if record.info.setdefault("inode", inode) != inode:
        raise DisconnectionError


def _inode(connection) -> int | None:
    _, _, path = connection.execute("PRAGMA database_list").fetchone()
    return Path(path).stat().st_ino if path and Path(path).exists() else None


def _begin(db: Connection) -> None:
    writes = db.get_execution_options().get("writes", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection for one question, or raise `DatabaseTrouble` saying what is wrong.

    Everything read inside comes from one state of the database.
    """
    with _trouble_told(), engine.connect() as db:
        check_schema(db)
        yield db


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Yield a session whose work is kept whole or not at all; writers wait for each other."""
    with _trouble_told(), engine.connect().execution_options(**_write_options(engine)) as db:
        check_schema(db)
        with Session(db, autoflush=False) as session:
            session.scalars(select(WriteLock).with_for_update()).one()
            yield session
            session.flush()
        db.commit()


def _write_options(engine: Engine) -> dict[str, object]:
    """Return options of a connection that sees, once the lock is its own, what others wrote."""
    if engine.dialect.name == "sqlite":
        return {"writes": True}
    return {"isolation_level": "READ COMMITTED"}


@contextmanager
def _trouble_told() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if trouble := _trouble(error):
            raise DatabaseTrouble(trouble) from error
        raise


def _trouble(error: DBAPIError) -> Trouble | None:
    """Return what an error says about the database; None where the mistake is in our question."""
    if isinstance(error.orig, sqlite3.Error):
        result = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without its extension
        is_full, is_away = result == sqlite3.SQLITE_FULL, result in SQLITE_AWAY
    else:
        state = getattr(error.orig, "sqlstate", None) or ""
        # A connection that never came about has no state.
        is_lost = error.connection_invalidated or (
            isinstance(error, OperationalError) and not state
        )
        is_full, is_away = state == POSTGRESQL_FULL, is_lost or state.startswith(POSTGRESQL_AWAY)
    if is_full:
        return Trouble.FULL
    return Trouble.UNREACHABLE if is_away else None


def check_schema(db: Connection) -> None:
    """Raise `DatabaseTrouble` unless the schema is the one this program was written for."""
    revision = _revision(db)
    if revision == _revisions()[0]:
        return
    if revision is None:
        raise DatabaseTrouble(Trouble.EMPTY)
    raise DatabaseTrouble(Trouble.OLDER if revision in _revisions() else Trouble.NEWER)


def _revision(db: Connection) -> str | None:
    """Return the revision of the schema that is there; None where there is none."""
    is_there = inspect(db).has_table(VERSION.name)
    return db.scalar(select(VERSION.c.version_num)) if is_there else None


@cache
def _revisions() -> tuple[str, ...]:
    """Return the schema revisions that this program knows, newest first."""
    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def migrate(engine: Engine) -> bool:
    """Bring the schema up to date; a newer schema than ours is left alone and reported.

    Return whether an older schema was there.
    """
    with _trouble_told(), engine.connect().execution_options(writes=True) as db:
        revision = _revision(db)
        if revision not in (None, *_revisions()):
            raise DatabaseTrouble(Trouble.NEWER)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = db
        command.upgrade(config, "head")
        db.commit()
    return revision not in (None, _revisions()[0])


def count_rows(db: Connection, tables: Iterable[str]) -> None:
    """Let PostgreSQL know how much tables hold that this transaction filled.

    It plans by counts that it takes some time after a transaction, and without them joins large
    tables row by row. SQLite plans by the keys of tables alone.
    """
    if db.dialect.name == "postgresql":
        for table in sorted(tables):
            db.exec_driver_sql(f"ANALYZE {db.dialect.identifier_preparer.quote(table)}")
