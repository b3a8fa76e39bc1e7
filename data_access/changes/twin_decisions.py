"""How is it decided that two codes are one or two, and how is that taken back?

A decision becomes rows of a workbook that comes in like any other: a person names the code for
which it stands, a school is closed and merged into another one, two that are not the same stand on
a sheet of their own. So releases before it stay as they are, and undo takes it back with its
import. What was decided upon has to be as it was when the import comes in.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from data_access import ledger
from data_access.changes import journal
from data_access.changes.imports import Outcome, import_files
from data_access.database import reading
from data_access.imports import titles
from data_access.imports.places import FRAME, Places
from data_access.imports.sheet import WITHDRAWN, Sheet
from data_access.models import SourceFile, TwinDecision
from data_access.twin_kinds import TWIN_KINDS, Pair, TwinKind

ENGLISH = 2
"""Place of the English words of a sheet or column."""


class Undecidable(Exception):
    """Nothing of the kind can be decided about these codes; `code` says why.

    unknown: no such two codes; decided: they stand as they should already, or otherwise than
    whoever decided could know; second: one stands for a third one already; waits: a proposal about
    them waits; no_reason, no_day: that is missing.
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Decision:
    """What somebody decides about two codes."""

    kind: TwinKind
    pair: Pair
    after: str
    """One of TWIN_STATES: `open` takes an earlier decision back."""
    reason: str
    stays: str = ""
    """Which of the two stays, where they are the same."""
    closed_on: date | None = None
    """The day from which the other school has no lessons of its own; only of schools."""

    @property
    def subject(self) -> str:
        """What the journal says that it is about."""
        return ", ".join(self.pair)

    @property
    def goes(self) -> str:
        """The code that stands for the other one."""
        return next(code for code in self.pair if code != self.stays)


@dataclass(frozen=True)
class Prepared:
    """A decision with what it rests on and the workbooks in which it comes in."""

    decision: Decision
    before: str
    clock: int
    files: dict[str, bytes]
    """Workbooks by their names; files are told to everybody, so codes of people are not in them."""

    def row(self, **where: int | None) -> TwinDecision:
        """Return what is kept of it."""
        it = self.decision
        return TwinDecision(
            kind=it.kind.name,
            code=it.pair[0],
            other=it.pair[1],
            before=self.before,
            after=it.after,
            stays=it.stays,
            reason=it.reason,
            clock=self.clock,
            **where,
        )


def prepared(db: Connection, decision: Decision) -> Prepared:
    """Return the workbooks of a decision, real rows and invented ones apart; raise Undecidable."""
    kind, clock = decision.kind, ledger.clock(db)
    if not decision.reason:
        raise Undecidable("no_reason")
    _check_codes(db, decision)
    before = kind.state(db, decision.pair, clock)
    if (before == "open") == (decision.after == "open"):
        raise Undecidable("decided")
    if decision.after == "same" and kind.linked_on(db, clock, decision.pair):
        raise Undecidable("second")
    sheet, rows = _rows(db, decision, before)
    files = {
        f"duplicates-{kind.name}-{'invented-' if flag else ''}{clock}.xlsx": _workbook(
            sheet, [row for row, invented in rows if invented == flag], flag, clock
        )
        for flag in sorted({invented for _, invented in rows})
    }
    return Prepared(decision, before, clock, files)


def _check_codes(db: Connection, decision: Decision) -> None:
    model: Any = decision.kind.sheet.model
    here = select(model.code).where(model.code.in_(decision.pair), model.superseded_by.is_(None))
    known = set(db.scalars(here))
    is_named = decision.after != "same" or decision.stays in decision.pair
    if decision.pair[0] >= decision.pair[1] or known != set(decision.pair) or not is_named:
        raise Undecidable("unknown")


Rows = list[tuple[dict[str, Any], bool]]
"""Rows of a sheet by the names of its fields, each with whether it is invented."""


def _rows(db: Connection, decision: Decision, before: str) -> tuple[Sheet, Rows]:
    """Return the rows that say what was decided, and their sheet."""
    kind = decision.kind
    if decision.after == "same":
        return kind.sheet, _joined(db, decision)
    if before == "same":
        return kind.sheet, _parted(db, decision)
    row: dict[str, Any] = dict(zip(kind.apart.key, decision.pair, strict=True))
    more = {"reason": decision.reason, WITHDRAWN.name: decision.after == "open"}
    invented = all(invented for _, invented in _facts(db, kind, decision.pair))
    return kind.apart, [(row | more, invented)]


def _facts(db: Connection, kind: TwinKind, codes: Iterable[str], by: str = "code") -> Rows:
    """Return the open facts with one of the codes in a column, in the order of their keys."""
    model: Any = kind.sheet.model
    statement = (
        select(model.__table__, SourceFile.demonstration)
        .join(SourceFile, SourceFile.id == model.source_file_id)
        .where(model.superseded_by.is_(None), model.__table__.c[by].in_(list(codes)))
        .order_by(*(model.__table__.c[name] for name in model.KEY))
    )
    names = [field.name for field in kind.sheet.fields]
    return [
        ({name: row[name] for name in names}, row["demonstration"])
        for row in db.execute(statement).mappings()
    ]


def _joined(db: Connection, decision: Decision) -> Rows:
    """Return the newest row of the code that goes, and all that stand for it, standing for the
    other one."""
    kind, goes = decision.kind, (decision.goes,)
    newest, invented = _facts(db, kind, goes)[-1]
    more: dict[str, Any] = {kind.link: decision.stays}
    if "closed_on" in newest and newest["closed_on"] is None:
        if decision.closed_on is None:
            raise Undecidable("no_day")
        more["closed_on"] = decision.closed_on
    found = [(newest | more, invented)]
    if kind.link == "same_as":
        followers = _facts(db, kind, goes, kind.link)
        found += [(row | {kind.link: decision.stays}, own) for row, own in followers]
    return found


def _parted(db: Connection, decision: Decision) -> Rows:
    """Return the rows in which one of the two stands for the other, standing for itself again."""
    kind = decision.kind
    found = []
    for row, invented in _facts(db, kind, decision.pair):
        if row[kind.link] in decision.pair:
            more: dict[str, Any] = {kind.link: None}
            if "closed_on" in row:
                more["closed_on"] = _closed_before(db, kind, row["code"])
            found.append((row | more, invented))
    return found


def _closed_before(db: Connection, kind: TwinKind, code: str) -> date | None:
    """Return the day on which a school had closed, as known before it was merged."""
    model: Any = kind.sheet.model
    earlier = select(model.closed_on).where(model.code == code, model.merged_into.is_(None))
    return db.scalars(earlier.order_by(model.id.desc()).limit(1)).first()


def _workbook(sheet: Sheet, rows: Sequence[dict[str, Any]], invented: bool, clock: int) -> bytes:
    """Return a workbook as people would fill it in. It names the import that it rests on: the door
    passes over a file that it knows, and the same may be decided again later."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        about = book.add_worksheet(titles.ABOUT[ENGLISH])
        about.write_row(0, 0, [titles.SOURCE[ENGLISH], "PMU"])
        about.write_row(1, 0, [titles.DEMONSTRATION[ENGLISH], _cell(invented)])
        about.write_row(2, 0, ["After import", clock])
        page = book.add_worksheet(sheet.titles[ENGLISH])
        fields = [field for field in sheet.columns if any(field.name in row for row in rows)]
        for column, field in enumerate(fields):
            page.write_string(0, column, field.headings[ENGLISH])
            for line, row in enumerate(rows, start=1):
                _write(page, line, column, _cell(row.get(field.name)))
    return content.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value


def _write(page: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value)
    elif value is not None:
        page.write_number(line, column, value)


def decide(
    engine: Engine,
    decision: Decision,
    *,
    by: str,
    where: str = journal.COMMAND,
    places: Places = FRAME,
    check_only: bool = False,
) -> Outcome:
    """Bring a decision in at once, all or nothing; raise Undecidable."""
    with reading(engine) as db:
        ready = prepared(db, decision)

    def record(session: Session, outcome: Outcome) -> None:
        row = ready.row()
        session.add(row)
        _settle(session, row, outcome.import_id, by, where)

    outcome = _brought(
        engine, ready, places, by=by, where=where, also=record, check_only=check_only
    )
    if outcome.import_id is None and not check_only and not outcome.problems:
        raise Undecidable("decided")  # somebody else was quicker with the same words
    return outcome


def check(engine: Engine, ready: Prepared, places: Places = FRAME) -> Outcome:
    """Return what would come of the workbooks of a decision."""
    return _brought(engine, ready, places, by="", check_only=True)


def _brought(engine: Engine, ready: Prepared, places: Places, **how: Any) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ready.files]
        for path, content in zip(paths, ready.files.values(), strict=True):
            path.write_bytes(content)
        return import_files(engine, paths, places=places, **how)


def settle(session: Session, submission: int, import_id: int, by: str, where: str) -> None:
    """Note that a submission which holds a decision became an import, if it holds one; raise
    Undecidable where what it rests on is no longer so."""
    found = select(TwinDecision).where(TwinDecision.submission == submission)
    if row := session.scalars(found).one_or_none():
        _settle(session, row, import_id, by, where)


def _settle(
    session: Session, row: TwinDecision, import_id: int | None, by: str, where: str
) -> None:
    assert import_id is not None
    db, kind = session.connection(), TWIN_KINDS[row.kind]
    if kind.state(db, (row.code, row.other), import_id - 1) != row.before:
        raise Undecidable("decided")
    for sheet in (kind.sheet, kind.apart):
        restated = select(sheet.model.id).where(
            sheet.model.superseded_by == import_id, sheet.model.import_id > row.clock
        )
        if db.scalar(restated.limit(1)) is not None:  # its rows tell what was known before
            raise Undecidable("decided")
    row.import_id = import_id
    told = {"duplicates": row.after, "reason": row.reason, "import": import_id}
    journal.note(
        session,
        what="twins_decided",
        subject=f"{row.code}, {row.other}",
        before={"duplicates": row.before},
        after=told | ({"stays": row.stays} if row.stays else {}),
        by=by,
        where=where,
    )
