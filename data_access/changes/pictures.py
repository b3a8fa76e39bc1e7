"""How do pictures get into the database, each of them once?"""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from data_access import models
from data_access.imports.pictures import Picture


def known(db: Connection) -> dict[str, str]:
    """Return the SHA-256 of every picture by that of the file which it was made from."""
    rows = db.execute(select(models.Picture.original, models.Picture.sha256))
    return {row.original: row.sha256 for row in rows}


def keep(db: Connection, made: Iterable[Picture]) -> None:
    """Add the pictures that are not there yet."""
    kept = set(db.scalars(select(models.Picture.sha256)))
    for picture in made:
        if picture.sha256 not in kept:
            db.execute(insert(models.Picture).values(asdict(picture)))
