"""How does an empty machine get a database with something to show?"""

import getpass
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Engine, make_url, select

from dashboard import demonstration, urls
from dashboard.areas import PLACES, areas
from dashboard.demonstration import aside
from dashboard.demonstration.quarters import RELEASES
from dashboard.settings import Settings
from data_access import database, ledger, reference
from data_access.changes import accounts
from data_access.changes.imports import Outcome, import_files
from data_access.changes.photos import import_photos
from data_access.models import Import

Say = Callable[[str], None]

BY = "demonstration"
"""Who brings in and publishes what we invented."""


class NotEmpty(Exception):
    """The database holds data, and invented figures must not come to stand beside it."""


def prepare(settings: Settings, say: Say) -> bool:
    """Create or migrate the database, refresh its codes, and fill an empty one if so set; filling
    that was cut off goes on.

    Return whether it was filled.
    """
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = database.make_engine(settings.database_url, create=True)
    is_older = database.migrate(engine)
    with database.writing(engine) as session:
        reference.load(session, areas())
        if is_older:
            count = ledger.recount(session, whoever())
            say(f"newer schema: releases counted anew from their facts: {count}")
    say(f"database ready: {settings.database_shown}")
    is_to_fill = settings.demonstration and _is_unfilled(engine)
    if is_to_fill:
        load_demonstration(engine, say)
    _have_an_administrator(engine, settings, say)
    engine.dispose()
    return is_to_fill


def _have_an_administrator(engine: Engine, settings: Settings, say: Say) -> None:
    """Create the first account of a database that has none, and say its link this one time."""
    with database.writing(engine) as session:
        word = accounts.create_first(session, accounts.Author(whoever()))
    if word:
        say(f"first account: {accounts.ADMINISTRATOR}; within 24 hours, choose its password at")
        say(f"{settings.opened_at}{urls.RESET}{word}")


def whoever() -> str:
    """Return the name of the user, or their number where the machine knows no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _is_unfilled(engine: Engine) -> bool:
    """Return whether the database is empty, or its demonstration was cut off by the user, a full
    disk or the end of the power."""
    with database.reading(engine) as db:
        brought_by = set(db.scalars(select(Import.imported_by).distinct()))
        return brought_by <= {BY} and len(ledger.releases(db)) < len(RELEASES)


def load_demonstration(engine: Engine, say: Say, scale: int = 1, parts: int = 1) -> None:
    """Write the demonstration workbooks and bring them in through the import door.

    A process beside this one writes while what it has written comes in. Files that came in before
    it was cut off change nothing.

    Raises NotEmpty.
    """
    if not _is_unfilled(engine):
        raise NotEmpty
    with (
        tempfile.TemporaryDirectory() as folder,
        aside.written(Path(folder), scale, parts) as steps,
    ):
        for step in _missing(engine, steps):
            started = time.perf_counter()
            _accepted(bring_in(engine, step.files))
            names = ", ".join(Path(file).name for file in step.files)
            say(f"imported {names}, {time.perf_counter() - started:.1f} s")
            if step.photos:
                started = time.perf_counter()
                _accepted(import_photos(engine, step.photos, by=BY))
                say(f"imported {step.photos.name}, {time.perf_counter() - started:.1f} s")
            if step.release:
                with database.writing(engine) as session:
                    release = ledger.publish(session, by=BY, **vars(step.release))
                say(f"published release {release.number}, data to {release.as_of}")


def _missing(engine: Engine, steps: Iterable[demonstration.Step]) -> Iterator[demonstration.Step]:
    """Yield the steps after those that ended in the releases that are there."""
    with database.reading(engine) as db:
        published = len(ledger.releases(db))
    for step in steps:
        if not published:
            yield step
        elif step.release:
            published -= 1


def bring_in(engine: Engine, files: Iterable[Path]) -> Outcome:
    """Import files; a CSV file cannot say itself that it is a demonstration, and of whom."""
    return import_files(
        engine,
        files,
        by=BY,
        source=demonstration.SOURCE["ru"],
        demonstration=True,
        places=PLACES,
    )


def _accepted(outcome: Outcome) -> None:
    """Raise ValueError where the import door refused what we wrote ourselves."""
    if outcome.problems:
        raise ValueError(f"demonstration refused: {outcome.problems[:5]}")
