"""How does a folder of photographs become facts: all of them or none?"""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from data_access.changes.imports import FileOutcome, Outcome, import_files
from data_access.changes.pictures import known
from data_access.database import reading
from data_access.imports.album import MOST, Album, album
from data_access.imports.problem import Code, Problem


def import_photos(
    engine: Engine,
    folder: Path,
    *,
    by: str,
    check_only: bool = False,
    demonstration: bool | None = None,
    today: date | None = None,
) -> Outcome:
    """Bring in the pictures of a folder and the list beside them as one import.

    Every file that is listed must be there, and every file that is there must be listed. In the
    ledger the list stands for the whole folder: its SHA-256 covers the pictures too. Otherwise
    all holds that holds for workbooks.
    Raises OSError where there is no such folder, DatabaseTrouble as an import does.
    """
    with reading(engine) as db:
        found = album(folder.iterdir(), known(db))
    if problem := _unusable(found, folder.name):
        return Outcome((FileOutcome(problem.file),), (problem,), is_check=check_only)
    return import_files(
        engine,
        found.lists,
        by=by,
        check_only=check_only,
        demonstration=demonstration,
        today=today,
        album=found,
    )


def _unusable(found: Album, folder: str) -> Problem | None:
    """Return what is wrong with a folder as a whole."""
    if not found.lists:
        return Problem(Code.NO_LIST, folder)
    if len(found.lists) > 1:
        names = ", ".join(path.name for path in found.lists)
        return Problem(Code.TWO_LISTS, folder, details={"lists": names})
    if len(found.files) > MOST:
        return Problem(Code.TOO_MANY_PICTURES, folder, details={"limit": MOST})
    return None
