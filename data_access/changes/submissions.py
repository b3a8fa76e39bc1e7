"""How do files that one person brings become facts once another one has accepted them?"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.orm import Session

from data_access.changes import journal
from data_access.changes.imports import Outcome, import_files, rehearse
from data_access.changes.pictures import known
from data_access.changes.twin_decisions import settle
from data_access.database import reading, writing
from data_access.imports.album import NO_ALBUM, Album, album, is_list, is_workbook
from data_access.imports.places import FRAME, Places
from data_access.imports.problem import Problem
from data_access.models import Submission, SubmittedFile

MOST_LETTERS = 60
"""Of the name of a file, from its end: a folder takes no more than 255 bytes."""


class NotYours(Exception):
    """Whoever brought the files cannot accept them, and nobody else can submit them."""


class AlreadyDecided(Exception):
    """Somebody else was quicker, or the submission is not in a state in which this can be done."""


@dataclass(frozen=True)
class Upload:
    """A file as it arrived."""

    name: str
    content: bytes


def bring(
    engine: Engine,
    files: Sequence[Upload],
    *,
    source: str | None = None,
    demonstration: bool = False,
    note: str = "",
    by: str,
    where: str = "",
) -> int:
    """Keep uploaded files as a draft and return its number."""
    with writing(engine) as session:
        return brought(
            session,
            files,
            source=source,
            demonstration=demonstration,
            note=note,
            by=by,
            where=where,
        )


def brought(
    session: Session,
    files: Sequence[Upload],
    *,
    source: str | None = None,
    demonstration: bool,
    note: str,
    by: str,
    where: str,
) -> int:
    """Do what `bring` does within a transaction."""
    draft = Submission(
        state="draft",
        brought_by=by,
        brought_at=_now(),
        source=source,
        demonstration=demonstration,
        note=note,
        reason="",
    )
    session.add(draft)
    session.flush()
    session.add_all(
        SubmittedFile(
            submission=draft.id,
            position=position,
            name=plain(each.name),
            size=len(each.content),
            sha256=hashlib.sha256(each.content).hexdigest(),
            content=each.content,
        )
        for position, each in enumerate(files)
    )
    names = [plain(each.name) for each in files]
    _told(session, "submission_brought", draft.id, by, where, files=names)
    return draft.id


def _told(session: Session, what: str, number: int, by: str, where: str, **after: Any) -> None:
    journal.note(session, what=what, subject=str(number), after=after, by=by, where=where)


def plain(name: str) -> str:
    """Return a file name without folders, and without signs that no folder takes."""
    plain = Path(name.replace("\\", "/")).name
    return "".join(each for each in plain if each.isprintable())[-MOST_LETTERS:] or "file"


def submit(engine: Engine, number: int, *, note: str, by: str, where: str = "") -> None:
    """Ask for somebody to accept a draft; raise NotYours or AlreadyDecided."""
    with writing(engine) as session:
        sent(session, number, note=note, by=by, where=where)


def sent(session: Session, number: int, *, note: str, by: str, where: str) -> None:
    """Do what `submit` does within a transaction."""
    draft = _own(session, number, by, "draft")
    draft.state, draft.note = "waiting", note or draft.note
    _told(session, "submission_sent", number, by, where, note=draft.note)


def withdraw(engine: Engine, number: int, *, by: str, where: str = "") -> None:
    """Take back one's own draft or submission; its files are let go."""
    with writing(engine) as session:
        own = _own(session, number, by, "draft", "waiting")
        own.state, own.decided_by, own.decided_at = "withdrawn", by, _now()
        _let_go(session, number)
        _told(session, "submission_withdrawn", number, by, where)


def give_back(engine: Engine, number: int, *, reason: str, by: str, where: str = "") -> None:
    """Return a submission to whoever brought it, with a reason; its files are let go."""
    with writing(engine) as session:
        theirs = _of_another(session, number, by)
        theirs.state, theirs.reason = "returned", reason
        theirs.decided_by, theirs.decided_at = by, _now()
        _let_go(session, number)
        _told(session, "submission_returned", number, by, where, reason=reason)


def accept(
    engine: Engine,
    number: int,
    *,
    reason: str = "",
    by: str,
    places: Places = FRAME,
    where: str = "",
) -> Outcome:
    """Bring in the files of a submission; all is written, with the decision, or nothing.

    A submission in which problems or nothing new was found keeps waiting. The import is in the name
    of both people. Raises NotYours, AlreadyDecided or DatabaseTrouble, and Undecidable where it
    holds a decision about two codes and what that rests on has changed.
    """
    with reading(engine) as db, Session(db) as session:
        brought_by = _of_another(session, number, by).brought_by

    def decide(session: Session, outcome: Outcome) -> None:
        theirs = _of_another(session, number, by)
        theirs.state, theirs.reason, theirs.import_id = "accepted", reason, outcome.import_id
        theirs.decided_by, theirs.decided_at = by, _now()
        _let_go(session, number)
        said = {"reason": reason, "import": outcome.import_id}
        _told(session, "submission_accepted", number, by, where, **said)
        assert outcome.import_id is not None
        settle(session, number, outcome.import_id, by, where)

    with unpacked(engine, number) as (paths, how):
        both = f"{brought_by}, {by}"
        outcome = import_files(
            engine, paths, by=both, places=places, where=where, also=decide, **how
        )
    if outcome.import_id is None:  # perhaps only because somebody accepted it meanwhile
        with reading(engine) as db, Session(db) as session:
            _of_another(session, number, by)
    return outcome


def problems_of(
    engine: Engine, files: Sequence[Upload], places: Places = FRAME
) -> tuple[Problem, ...]:
    """Return what is wrong with files before anybody keeps them."""
    named = [(plain(each.name), each.content) for each in files]
    with _laid_out(engine, named) as (paths, found):
        outcome = import_files(engine, paths, by="", check_only=True, places=places, album=found)
    return outcome.problems


def rehearsed(
    engine: Engine, number: int, look: Callable[[Connection], None], places: Places = FRAME
) -> Outcome:
    """Return what a submission would do; `look` sees the database as it would be."""
    with unpacked(engine, number) as (paths, how):
        return rehearse(engine, paths, look, places=places, **how)


@contextmanager
def unpacked(engine: Engine, number: int) -> Iterator[tuple[list[Path], dict[str, Any]]]:
    """Yield the workbooks of a submission in a folder that goes afterwards, with the pictures
    beside them and what their sender says where they do not."""
    with reading(engine) as db:
        row = select(SubmittedFile.name, SubmittedFile.content)
        rows = db.execute(
            row.where(SubmittedFile.submission == number).order_by(SubmittedFile.position)
        ).all()
        said = select(Submission.source, Submission.demonstration).where(Submission.id == number)
        source, demonstration = db.execute(said).one()
    with _laid_out(engine, [(name, content or b"") for name, content in rows]) as (paths, found):
        yield paths, {"source": source, "demonstration": demonstration, "album": found}


@contextmanager
def _laid_out(
    engine: Engine, files: Sequence[tuple[str, bytes]]
) -> Iterator[tuple[list[Path], Album]]:
    """Yield the paths of workbooks, and the pictures that came with a list of pictures; each file
    lies in a folder of its own, and all are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for position, (name, content) in enumerate(files):
            path = Path(folder, str(position), name)
            path.parent.mkdir()
            path.write_bytes(content)
            paths.append(path)
        found = NO_ALBUM
        if sum(is_list(path) for path in paths) == 1:
            beside = [path for path in paths if is_list(path) or not is_workbook(path)]
            with reading(engine) as db:
                found = album(beside, known(db))
        pictures = set(found.files.values())
        yield [path for path in paths if path not in pictures], found


def _own(session: Session, number: int, by: str, *states: str) -> Submission:
    found = session.get(Submission, number)
    if found is None or found.state not in states:
        raise AlreadyDecided
    if found.brought_by != by:
        raise NotYours
    return found


def _of_another(session: Session, number: int, by: str) -> Submission:
    found = session.get(Submission, number)
    if found is None or found.state != "waiting":
        raise AlreadyDecided
    if found.brought_by == by:
        raise NotYours
    return found


def _let_go(session: Session, number: int) -> None:
    """Drop the content of files that nobody needs any more; facts and ledger know the rest."""
    session.execute(
        update(SubmittedFile).where(SubmittedFile.submission == number).values(content=None)
    )


def _now() -> datetime:
    return datetime.now(UTC)
