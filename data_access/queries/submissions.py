"""Which files were brought, and what is the newest import?"""

from typing import Any

from sqlalchemy import Connection, Select, select

from data_access import ledger
from data_access.models import Import, SourceFile, Submission, SubmittedFile

MOST = 50
"""Newest submissions that a list holds."""


def submissions(db: Connection) -> list[dict[str, Any]]:
    """Return the newest submissions, newest first; each as `submission` returns it."""
    return _told(db, select(Submission.__table__).order_by(Submission.id.desc()).limit(MOST))


def submission(db: Connection, number: int) -> dict[str, Any] | None:
    """Return one submission: its columns, names and bytes of files (`files`, a text; `names` and
    `sizes`, in order) and days in Bishkek (`day`, `decided_day`)."""
    return next(iter(_told(db, select(Submission.__table__).where(Submission.id == number))), None)


def _told(db: Connection, wanted: Select) -> list[dict[str, Any]]:
    rows = db.execute(wanted).mappings().all()
    names: dict[int, list[str]] = {row["id"]: [] for row in rows}
    sizes: dict[int, list[int]] = {row["id"]: [] for row in rows}
    files = select(SubmittedFile.submission, SubmittedFile.name, SubmittedFile.size)
    for number, name, size in db.execute(
        files.where(SubmittedFile.submission.in_(names)).order_by(SubmittedFile.position)
    ):
        names[number].append(name)
        sizes[number].append(size)
    return [
        dict(row)
        | {
            "names": names[row["id"]],
            "sizes": sizes[row["id"]],
            "files": ", ".join(names[row["id"]]),
            "day": ledger.day_of(row["brought_at"]),
            "decided_day": ledger.day_of(row["decided_at"]) if row["decided_at"] else None,
        }
        for row in rows
    ]


def content(db: Connection, number: int, position: int) -> bytes:
    """Return a file of an open submission as it was uploaded."""
    file = SubmittedFile.submission == number, SubmittedFile.position == position
    return db.execute(select(SubmittedFile.content).where(*file)).scalar_one() or b""


def newest_import(db: Connection) -> dict[str, Any] | None:
    """Return the newest import that can be taken back: id, day, by, files (a text)."""
    number = ledger.clock(db)
    row = db.execute(select(Import.__table__).where(Import.id == number)).mappings().first()
    if row is None or row["undoes"] is not None:
        return None
    names = db.scalars(select(SourceFile.name).where(SourceFile.import_id == number))
    return {
        "id": number,
        "day": ledger.day_of(row["imported_at"]),
        "by": row["imported_by"],
        "files": ", ".join(names),
    }
