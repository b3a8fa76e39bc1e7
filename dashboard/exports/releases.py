"""What does the manifest of a release hold?"""

from typing import Any

import orjson
from sqlalchemy import Connection, select

from dashboard.visit import NotFound
from data_access import ledger
from data_access.models import Import, SourceFile


def manifest(db: Connection, number: int) -> bytes:
    """Return a release as JSON: its dates, its place in the chain of hashes, and every file that it
    rests on with its SHA-256 and its import; raise NotFound."""
    known = {each.number: each for each in ledger.releases(db)}
    if number not in known:
        raise NotFound("release", str(number))
    release, before = known[number], known.get(number - 1)
    files = select(SourceFile.__table__, Import.imported_at, Import.imported_by).join_from(
        SourceFile, Import, Import.id == SourceFile.import_id
    )
    told: dict[str, Any] = {
        "release": release.number,
        "as_of": release.as_of,
        "next_update": release.next_update,
        "published_at": release.published_at,
        "published_by": release.published_by,
        "note": release.note,
        "import": release.import_id,
        "corrected_rows": release.corrected_count,
        "sha256": release.content_hash,
        "chained_to": (
            {"release": before.number, "sha256": before.content_hash} if before else None
        ),
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "bytes": file.size,
                "compiled_by": file.source,
                "demonstration": bool(file.demonstration),
                "import": file.import_id,
                "imported_at": file.imported_at,
                "imported_by": file.imported_by,
                "new_in_this_release": before is None or file.import_id > before.import_id,
            }
            for file in db.execute(
                files.where(SourceFile.import_id <= release.import_id).order_by(SourceFile.id)
            )
        ],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_NAIVE_UTC)
