"""Which files were brought, and what is the newest import?"""

from typing import Any

from sqlalchemy import Connection, RowMapping, select

from data_access import ledger
from data_access.models import Import, SourceFile, Submission, SubmittedFile

MOST = 50
"""Newest submissions that a list holds."""


def submissions(db: Connection) -> list[dict[str, Any]]:
    """Return the newest submissions, newest first; each as `submission` returns it."""
    newest = select(Submission.__table__).order_by(Submission.id.desc()).limit(MOST)
    return [_told(db, row) for row in db.execute(newest).mappings()]


def submission(db: Connection, number: int) -> dict[str, Any] | None:
    """Return one submission: its columns, names of files (`files`, a text; `names`, in order) and
    days in Bishkek (`day`, `decided_day`)."""
    wanted = select(Submission.__table__).where(Submission.id == number)
    row = db.execute(wanted).mappings().first()
    return None if row is None else _told(db, row)


def _told(db: Connection, row: RowMapping) -> dict[str, Any]:
    files = select(SubmittedFile.name).where(SubmittedFile.submission == row["id"])
    names = list(db.scalars(files.order_by(SubmittedFile.position)))
    decided = row["decided_at"]
    return dict(row) | {
        "names": names,
        "files": ", ".join(names),
        "day": ledger.day_of(row["brought_at"]),
        "decided_day": ledger.day_of(decided) if decided else None,
    }


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
