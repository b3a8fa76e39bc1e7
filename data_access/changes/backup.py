"""How is everything kept safe in one file, and brought back, while the dashboard serves?

A file is written beside its place and moved there once it was read again. What is brought back
arrives in one transaction: whoever reads meanwhile sees the old data or the new, and a failure
leaves the old.
"""

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, func, make_url, select
from sqlalchemy.exc import DBAPIError

from data_access import ledger
from data_access.database import DatabaseTrouble, Trouble, check_schema, make_engine, reading
from data_access.models import Release

SQLITE, POSTGRESQL = b"SQLite format 3\x00", b"PGDMP"
"""First bytes of a copy of each kind of database."""


class BadBackup(Exception):
    """A file that is no whole copy of a database of this kind; says why by a code."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class MissingTool(Exception):
    """A program of PostgreSQL that is not on this machine, by its name."""


@dataclass(frozen=True)
class Contents:
    """What a database holds."""

    imports: int
    releases: int


def backup(address: str, file: Path, environment: Mapping[str, str]) -> Contents:
    """Copy a database that may be in use into a new file; return what the copy holds.

    `environment`: of the process, for the programs of PostgreSQL.

    Raises FileExistsError, DatabaseTrouble, MissingTool, or BadBackup where the copy cannot be
    read again; then there is no file.
    """
    if file.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    url, engine = make_url(address), make_engine(address)
    with reading(engine) as db:
        held = _held(db)
    engine.dispose()
    part = file.with_name(file.name + ".part")
    try:
        if url.get_backend_name() == "sqlite":
            _copy_sqlite(url, part)
        else:
            _run(environment, "pg_dump", url, "--format=custom", f"--file={part}")
        held = check(address, part, environment) or held
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return held


def _held(db: Connection) -> Contents:
    releases = db.scalar(select(func.count()).select_from(Release))
    return Contents(ledger.clock(db), releases or 0)


def _copy_sqlite(url: URL, part: Path) -> None:
    with (
        closing(_read_only(Path(url.database or ""))) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)


def check(address: str, file: Path, environment: Mapping[str, str]) -> Contents | None:
    """Return what a copy holds, None where that cannot be seen before it is brought back; raise
    BadBackup unless it is whole and a database at this address can take it."""
    with file.open("rb") as opened:
        beginning = opened.read(len(SQLITE))
    if make_url(address).get_backend_name() == "postgresql":
        if not beginning.startswith(POSTGRESQL):
            raise BadBackup("another_kind")
        try:
            _run(environment, "pg_restore", None, "--list", str(file))
        except BadBackup:
            raise BadBackup("damaged") from None
        return None
    if beginning != SQLITE:
        raise BadBackup("another_kind")
    # Only read: the engine of a database in use would leave files of its own beside this one.
    engine = create_engine(f"sqlite:///file:{file.absolute()}?mode=ro&uri=true")
    try:
        with engine.connect() as db:
            if db.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise BadBackup("damaged")
            check_schema(db)
            return _held(db)
    except DBAPIError as error:
        raise BadBackup("damaged") from error
    except DatabaseTrouble as error:
        if error.trouble is not Trouble.OLDER:
            raise BadBackup(error.trouble.value) from error
        return None
    finally:
        engine.dispose()


def restore(address: str, file: Path, environment: Mapping[str, str]) -> None:
    """Bring back what a file holds, in the place of everything that is there.

    Raises BadBackup, FileNotFoundError or MissingTool; the old data then stands as it was.
    """
    check(address, file, environment)
    url = make_url(address)
    if url.get_backend_name() == "postgresql":
        _run(
            environment, "pg_restore", url, "--clean", "--if-exists", "--no-owner",
            "--single-transaction", f"--dbname={url.database}", str(file),
        )  # fmt: skip
        return
    with (
        closing(_read_only(file)) as source,
        closing(sqlite3.connect(url.database or "")) as place,
    ):
        place.execute("PRAGMA journal_mode = WAL")
        source.backup(place)


def _run(environment: Mapping[str, str], program: str, url: URL | None, *arguments: str) -> None:
    """Run a program of PostgreSQL; the password goes by the environment, where nobody lists it."""
    found = shutil.which(program, path=environment.get("PATH"))
    if found is None:
        raise MissingTool(program)
    done = subprocess.run(
        [found, *arguments], env={**environment, **_told(url)}, capture_output=True, check=False
    )
    if done.returncode:
        raise BadBackup("refused") from RuntimeError(done.stderr.decode(errors="replace").strip())


def _told(url: URL | None) -> dict[str, str]:
    if url is None:
        return {}
    query = {name: value for name, value in url.query.items() if isinstance(value, str)}
    parts: Sequence[tuple[str, object]] = (
        ("PGHOST", url.host or query.get("host")),
        ("PGPORT", url.port),
        ("PGUSER", url.username),
        ("PGPASSWORD", url.password),
        ("PGDATABASE", url.database),
    )
    return {name: str(value) for name, value in parts if value}
