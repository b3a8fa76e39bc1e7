"""How do pictures get into the database, each of them once?"""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from data_access import models
from data_access.imports.pictures import Picture


def keep(db: Connection, made: Iterable[Picture]) -> None:
    """Add the pictures that are not there yet."""
    known = set(db.scalars(select(models.Picture.sha256)))
    for picture in made:
        if picture.sha256 not in known:
            db.execute(insert(models.Picture).values(asdict(picture)))
