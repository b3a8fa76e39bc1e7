"""What did a code mean when a release was made, and does it still mean that?"""

from collections.abc import Iterator

import orjson
from sqlalchemy import Connection, Select, insert, select

from data_access.models import Area, Base, Definition, Fund, Indicator, MethodStep

COUNTING: tuple[tuple[type[Base], tuple[str, ...]], ...] = (
    (Area, ("level", "parent")),
    (Fund, ("kind",)),
    (Indicator, ("component", "unit", "level", "computed", "ongoing", "weight")),
    (MethodStep, ("method", "step", "position")),
)
"""Tables of codes, and the columns of each that decide what a figure is."""


def keep(db: Connection, release: int) -> None:
    """Write down with a release what every code means today."""
    rows = [
        {"release": release, "subject": subject, "code": code, "meaning": meaning}
        for subject, code, meaning in _today(db)
    ]
    db.execute(insert(Definition), rows)


def stored(release: int) -> Select:
    """Return the SELECT for what codes meant when a release was made."""
    kept = Definition.__table__
    return select(kept).where(kept.c.release == release)


def changed(db: Connection, release: int) -> list[str]:
    """Return the tables where a code means something else today; codes new since do not count."""
    before = {(row.subject, row.code, row.meaning) for row in db.execute(stored(release))}
    return sorted({subject for subject, _, _ in before - set(_today(db))})


def _today(db: Connection) -> Iterator[tuple[str, str, str]]:
    """Yield table, code and meaning of every code."""
    for model, names in COUNTING:
        table = model.__table__.c
        for code, *values in db.execute(select(table.code, *(table[name] for name in names))):
            yield model.__tablename__, code, orjson.dumps(values).decode()
