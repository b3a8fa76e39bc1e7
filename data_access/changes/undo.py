"""How is the newest import taken back, so that everything is as before it, and that is recorded?

Facts are never overwritten: an import of its own closes what the newest one brought, and states
anew, with their old files and rows, the facts that it had closed. A release made in between stays
what it was.
"""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, literal, select, update

from data_access import ledger
from data_access.changes import journal
from data_access.database import writing
from data_access.models import FACTS, Fact, Import, SourceFile


class NothingToUndo(Exception):
    """There is no import, or the newest one took another one back, or is not the one meant."""


def undo(engine: Engine, number: int, *, by: str, where: str = "") -> int:
    """Take back an import, which must be the newest; return the number of the import that does so.

    Raises NothingToUndo or DatabaseTrouble.
    """
    with writing(engine) as session:
        db = session.connection()
        newest = session.get(Import, number)
        if newest is None or newest.undoes is not None or number != ledger.clock(db):
            raise NothingToUndo
        back = Import(imported_at=datetime.now(UTC), imported_by=by, undoes=number)
        session.add(back)
        session.flush()
        changed = {fact for fact in FACTS if _touched(db, fact, number)}
        for fact in changed:
            columns = [column for column in fact.__table__.c if column.name != "id"]
            own = {"import_id": literal(back.id), "superseded_by": literal(None)}
            closed = select(*(own.get(column.name, column) for column in columns))
            db.execute(
                update(fact)
                .where(fact.import_id == number, fact.superseded_by.is_(None))
                .values(superseded_by=back.id)
            )
            db.execute(
                insert(fact).from_select(
                    [column.name for column in columns],
                    closed.where(fact.superseded_by == number).order_by(fact.id),
                )
            )
        db.execute(
            update(SourceFile)
            .where(SourceFile.import_id == number)
            .values(sha256=literal(f"{number}:") + SourceFile.sha256)
        )
        ledger.refresh(session, back.id, changed)
        told = {"import": back.id}
        journal.note(
            session, what="import_undone", subject=str(number), after=told, by=by, where=where
        )
        return back.id


def _touched(db: Connection, fact: type[Fact], number: int) -> bool:
    """Return whether an import brought or closed facts of a kind."""
    here = (fact.import_id == number) | (fact.superseded_by == number)
    return db.scalar(select(fact.id).where(here).limit(1)) is not None
