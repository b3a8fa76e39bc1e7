"""How does a number of a panel get a short code, and what does a code stand for?"""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, select

from data_access.changes import journal
from data_access.database import writing
from data_access.models import NumberCode
from data_access.number_code import code_of_address


class Taken(Exception):
    """Another address has this code already, which happens once in many millions of codes."""


def keep(
    engine: Engine, address: str, shown: str, lang: str, *, by: str = "", where: str = ""
) -> str:
    """Return the code of an address, kept from now on; raise Taken."""
    code = code_of_address(address)
    with writing(engine) as session:
        known = session.get(NumberCode, code)
        if known is None:
            now = datetime.now(UTC)
            session.add(NumberCode(code=code, address=address, shown=shown, lang=lang, kept_at=now))
            told = {"address": address, "shown": shown}
            journal.note(session, what="code_given", subject=code, after=told, by=by, where=where)
        elif known.address != address:
            raise Taken(address)
    return code


def kept(db: Connection, code: str) -> Row | None:
    """Return what a code stands for: address, shown, lang, kept_at; None where it was not given."""
    return db.execute(select(NumberCode.__table__).where(NumberCode.code == code)).one_or_none()
