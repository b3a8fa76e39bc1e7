"""How do files become facts: all of them or none, and nothing twice?"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.orm import Session

from data_access import ledger
from data_access.changes import journal
from data_access.changes.bulk import append, batches
from data_access.changes.comparison import (
    Difference,
    columns_of,
    conflicts,
    differences,
    table_of,
)
from data_access.changes.doubts import doubts
from data_access.changes.loose_ends import loose_ends
from data_access.changes.pictures import keep
from data_access.changes.spots import same_spots
from data_access.changes.twins import twins
from data_access.database import reading, writing
from data_access.imports import codes as known_codes
from data_access.imports import reader
from data_access.imports.album import NO_ALBUM, Album
from data_access.imports.check import MOST_PROBLEMS, Checked, alone, check, taken_back
from data_access.imports.codes import Codes
from data_access.imports.headings import RawSheet
from data_access.imports.places import FRAME, Places
from data_access.imports.problem import Code, Problem
from data_access.imports.reader import Book
from data_access.imports.sheets import SHEETS
from data_access.imports.sheets.people import PERSONS
from data_access.imports.sheets.photos import PHOTOS
from data_access.imports.sheets.schools import SCHOOLS
from data_access.imports.spelling import tidy
from data_access.imports.table import Limits
from data_access.models import Import, SourceFile

Progress = Callable[[str, str], None]
"""Told before each step: read, check, compare or write, and of which file or sheet."""


@dataclass(frozen=True)
class SheetOutcome:
    """How many rows of a sheet were new, changed a fact, were known already, or took one back."""

    sheet: str
    """Name of the kind of sheet."""
    title: str
    """As written in the workbook; empty for a CSV file."""
    new: int
    changed: int
    unchanged: int
    withdrawn: int = 0
    """Facts that were taken back."""


@dataclass(frozen=True)
class FileOutcome:
    """What became of a file."""

    name: str
    sheets: tuple[SheetOutcome, ...] = ()
    known_since: int | None = None
    """The import that brought the same content before; the file changes nothing then."""
    known_on: date | None = None
    same_as: str = ""
    """An earlier file of the same call with the same content."""


@dataclass(frozen=True)
class Outcome:
    """What an import did, or what has to be mended before it can do anything."""

    files: tuple[FileOutcome, ...]
    problems: tuple[Problem, ...] = ()
    import_id: int | None = None
    """Empty where nothing was written: problems, nothing new, or only checked."""
    is_check: bool = False
    is_mixed: bool = False
    """Real rows came to stand beside invented ones."""
    same_spots: tuple[tuple[str, ...], ...] = ()
    """Codes of schools that stand on one spot, where a row of this import put one of them there."""
    twins: tuple[tuple[str, ...], ...] = ()
    """Codes of people who may be one human being, where a row of this import speaks of one."""
    doubts: tuple[Problem, ...] = ()
    """New rows that say what can hardly be; they are let in."""


@dataclass
class _Delivery:
    """The files of one call."""

    books: list[Book]
    files: list[FileOutcome]
    """In the order of the books."""
    problems: list[Problem] = field(default_factory=list)
    parts: list[tuple[int, Checked]] = field(default_factory=list)
    """Place of a book, and one of its checked sheets."""
    differences: list[tuple[int, Difference]] = field(default_factory=list)
    is_mixed: bool = False
    same_spots: tuple[tuple[str, ...], ...] = ()
    twins: tuple[tuple[str, ...], ...] = ()
    doubts: tuple[Problem, ...] = ()

    def is_new(self) -> bool:
        """Return whether anything would change."""
        return any(len(each.rows) or each.closed for _, each in self.differences)

    def outcome(self, *, import_id: int | None = None, is_check: bool = False) -> Outcome:
        files = list(self.files)
        for place, each in self.differences:
            part = each.checked
            counts = each.new, each.changed, each.unchanged, each.withdrawn
            counted = SheetOutcome(part.sheet.name, part.title, *counts)
            sheets = (*files[place].sheets, counted)
            files[place] = replace(files[place], sheets=sheets)
        notices = self.is_mixed, self.same_spots, self.twins, self.doubts
        return Outcome(tuple(files), tuple(self.problems), import_id, is_check, *notices)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for unused cycles among millions of cells, again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def import_files(
    engine: Engine,
    paths: Iterable[str | Path],
    *,
    by: str,
    check_only: bool = False,
    source: str | None = None,
    demonstration: bool | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
    today: date | None = None,
    places: Places = FRAME,
    album: Album = NO_ALBUM,
    also: Callable[[Session, Outcome], None] | None = None,
    where: str = journal.COMMAND,
) -> Outcome:
    """Bring in XLSX and CSV files as one import: every row or none.

    Rows that say what is known already are passed over; a changed row closes the fact it
    replaces, and a withdrawn one closes it without another in its place. A file that was imported
    before changes nothing, and an import in which nothing is new leaves no trace. `source` and
    `demonstration` stand in where a file does not say.
    Nothing can have happened after `today`, which is the day in Bishkek unless told.
    `places` judges positions; without a map only the frame of the country is known. `album` holds
    the pictures that a list of photographs names. `also` is done after the facts were written and
    counted, in the same transaction; what it raises undoes everything.
    `where` tells the journal where it was done.
    Raises DatabaseTrouble where the database cannot be read or written.
    """
    files, say = [Path(path) for path in paths], progress or _say_nothing

    def checked(db: Connection) -> _Delivery:
        """Return the files as they are judged by what the database knows now."""
        books = []
        known = set(db.scalars(select(SourceFile.sha256)))
        for path in files:
            say("read", path.name)
            book = reader.read(path, known, source, demonstration, limits, album.fingerprint())
            books.append(book)
            known.add(book.sha256)
        delivery = _Delivery(books, [FileOutcome(book.name) for book in books])
        _pass_over_known_files(db, delivery)
        codes = known_codes.known(db, today or ledger.today(), places, album)
        _check_all(codes, delivery, say)
        return delivery

    with reading(engine) as db:
        delivery, clock = checked(db), ledger.clock(db)
        if check_only and not delivery.problems:
            _compare_all(db, delivery, say)
    if delivery.problems or check_only or not delivery.parts:
        return delivery.outcome(is_check=check_only)
    with writing(engine) as session:
        db = session.connection()
        if ledger.clock(db) != clock:  # what others changed meanwhile may change the judgement
            delivery = checked(db)
        _compare_all(db, delivery, say)
        if delivery.problems or not delivery.is_new():
            return delivery.outcome()
        outcome = delivery.outcome(import_id=_write(session, delivery, by, where, say, album))
        if also:
            also(session, outcome)
        return outcome


class _Rehearsed(Exception):
    """Ends the transaction of a rehearsal, so that nothing of it is kept."""

    def __init__(self, outcome: Outcome):
        super().__init__()
        self.outcome = outcome


def rehearse(
    engine: Engine,
    paths: Iterable[str | Path],
    look: Callable[[Connection], None],
    **how: Any,
) -> Outcome:
    """Bring files in as `import_files` would, let `look` see the database as it would be, and keep
    nothing; nobody looks where nothing would change."""

    def look_and_end(session: Session, outcome: Outcome) -> None:
        look(session.connection())
        raise _Rehearsed(replace(outcome, import_id=None, is_check=True))

    try:
        return import_files(engine, paths, by="", also=look_and_end, **how)
    except _Rehearsed as ended:
        return ended.outcome


def _say_nothing(step: str, name: str) -> None:
    """Keep progress to oneself."""


def _pass_over_known_files(db: Connection, delivery: _Delivery) -> None:
    """Leave out files whose content is in the ledger, or came earlier in the same call."""
    hashes = [book.sha256 for book in delivery.books if book.sha256]
    statement = (
        select(SourceFile.sha256, Import.id, Import.imported_at)
        .join(Import, Import.id == SourceFile.import_id)
        .where(SourceFile.sha256.in_(hashes))
    )
    known = {sha256: (number, at) for sha256, number, at in db.execute(statement)}
    first: dict[str, int] = {}
    for place, book in enumerate(delivery.books):
        if found := known.get(book.sha256):
            day = ledger.day_of(found[1])
            _pass_over(delivery, place, known_since=found[0], known_on=day)
        elif book.sha256 and first.setdefault(book.sha256, place) != place:
            _pass_over(delivery, place, same_as=delivery.books[first[book.sha256]].name)


def _pass_over(delivery: _Delivery, place: int, **why: object) -> None:
    delivery.files[place] = replace(delivery.files[place], **why)
    delivery.books[place] = replace(delivery.books[place], sheets=(), problems=())
    delivery.parts = [part for part in delivery.parts if part[0] != place]


def _check_all(codes: Codes, delivery: _Delivery, say: Progress) -> None:
    """Check all sheets in the order in which they name each other's codes."""
    waiting: dict[str, list[tuple[int, RawSheet]]] = {}
    for place, book in enumerate(delivery.books):
        delivery.problems += book.problems
        for raw in book.sheets:
            waiting.setdefault(raw.sheet.name, []).append((place, raw))
        delivery.books[place] = replace(book, sheets=())  # cells are let go once they are checked
    for sheet in SHEETS:
        checked = []
        if any(field.codes == sheet.adds_to for field in sheet.fields if field.codes):
            parts = [raw for _, raw in waiting.get(sheet.name, ())]
            codes = codes.with_more(sheet.adds_to or "", _written_keys(parts))
        for place, raw in waiting.pop(sheet.name, ()):
            say("check", raw.title or raw.file)
            part = check(raw, codes)
            if sheet is PHOTOS and "picture" in raw.columns:
                delivery.problems += codes.album.not_among(raw.columns["picture"])
            checked.append((place, part))
            if sheet.tells:
                codes = codes.told(sheet.adds_to or "", _told(part))
            delivery.problems += part.problems
        if sheet.adds_to:
            subjects = (str(subject) for _, part in checked for subject in part.subjects)
            codes = codes.with_more(sheet.adds_to, subjects)
        delivery.problems += _listed(conflicts([part for _, part in checked]))
        delivery.parts += checked


def _written_keys(parts: Iterable[RawSheet]) -> Iterator[str]:
    """Yield the keys of sheets whose rows name each other, as they are written."""
    for raw in parts:
        yield from (tidy(str(cell)) for cell in raw.columns.get(raw.sheet.key[0], ()))


def _told(part: Checked) -> dict[Any, Any]:
    """Return what the rows of a sheet tell others by their keys.

    None where a row is bad or takes its fact back.
    """
    silent: dict[Any, Any] = dict.fromkeys(part.subjects)
    keys, answers = (alone(part.rows, names) for names in (part.sheet.key, part.sheet.tells))
    return silent | taken_back(part.sheet, part.withdrawn) | dict(zip(keys, answers, strict=True))


def _listed(problems: Iterator[Problem]) -> list[Problem]:
    """Return the first problems, and one that counts the rest."""
    found = list(islice(problems, MOST_PROBLEMS))
    if rest := sum(1 for _ in problems):
        last = found[-1]
        details: dict[str, object] = {"count": rest}
        found.append(Problem(Code.MORE_PROBLEMS, last.file, last.sheet, details=details))
    return found


def _compare_all(db: Connection, delivery: _Delivery, say: Progress) -> None:
    """Find out what the delivery does to the facts, and what of it cannot be done."""
    invented = [book.demonstration for book in delivery.books]
    # A row that a real file and an invented one share is real.
    ordered = sorted(delivery.parts, key=lambda each: invented[each[0]])
    for sheet in SHEETS:
        parts = [(place, part) for place, part in ordered if part.sheet is sheet]
        if parts:
            say("compare", sheet.name)
            found = differences(db, sheet, [(part, invented[place]) for place, part in parts])
            delivery.differences += zip((place for place, _ in parts), found, strict=True)
    found = [each for _, each in delivery.differences]
    delivery.problems += _listed(problem for each in found for problem in each.problems)
    delivery.problems += _listed(loose_ends(db, found))
    delivery.is_mixed = _is_mixed(db, delivery)
    brought = {
        sheet: [each for each in found if each.checked.sheet is sheet]
        for sheet in (SCHOOLS, PERSONS)
    }
    delivery.same_spots = same_spots(db, brought[SCHOOLS])
    delivery.twins = twins(db, brought[PERSONS])
    delivery.doubts = tuple(doubts(db, found))


def _is_mixed(db: Connection, delivery: _Delivery) -> bool:
    """Return whether real rows come in while invented ones are there, or come with them."""
    brought = {
        delivery.books[place].demonstration
        for place, each in delivery.differences
        if len(each.rows)
    }
    invented = select(SourceFile.id).where(SourceFile.demonstration).limit(1)
    return False in brought and (True in brought or db.scalar(invented) is not None)


def _write(
    session: Session, delivery: _Delivery, by: str, where: str, say: Progress, album: Album
) -> int:
    """Write what is new and return the number of the import."""
    db = session.connection()
    intake = Import(imported_at=datetime.now(UTC), imported_by=by)
    session.add(intake)
    session.flush()
    files = _ledger_rows(session, delivery, intake.id)
    keep(db, album.made.values())
    for place, each in delivery.differences:
        say("write", each.checked.title or each.checked.file)
        _close(db, each, intake.id)
        _append(db, each, intake.id, files[place])
    say("summarise", "")
    changed = {each.checked.sheet.model for _, each in delivery.differences if len(each.rows)}
    ledger.refresh(session, intake.id, changed)
    journal.note(
        session,
        what="import",
        subject=str(intake.id),
        after={"files": [delivery.books[place].name for place in files]},
        by=by,
        at=intake.imported_at,
        where=where,
    )
    return intake.id


def _ledger_rows(session: Session, delivery: _Delivery, import_id: int) -> dict[int, int]:
    """Write down the files of an import; return the place of each -> its number."""
    rows = {
        place: SourceFile(
            import_id=import_id,
            name=book.name,
            sha256=book.sha256,
            size=book.size,
            source=book.source,
            demonstration=book.demonstration,
        )
        for place, book in enumerate(delivery.books)
        if not delivery.files[place].known_since and not delivery.files[place].same_as
    }
    session.add_all(rows.values())
    session.flush()
    return {place: row.id for place, row in rows.items()}


def _close(db: Connection, difference: Difference, import_id: int) -> None:
    model = difference.checked.sheet.model
    for ids in batches(difference.closed):
        db.execute(update(model).where(model.id.in_(ids)).values(superseded_by=import_id))


def _append(db: Connection, difference: Difference, import_id: int, file_id: int) -> None:
    rows, table = difference.rows, table_of(difference.checked.sheet.model)
    lineage = {"import_id": import_id, "source_file_id": file_id}
    columns = {name: [value] * len(rows) for name, value in lineage.items()}
    for name in (*columns_of(table), "source_row"):
        columns[name] = rows[name].tolist()
    append(db, table, columns)
