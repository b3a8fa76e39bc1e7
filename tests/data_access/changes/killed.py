"""Write to a database and be killed at every stage of it, in real processes.

    python -m tests.data_access.changes.killed DATABASE FOLDER MOST ACT…

does what each ACT names, with a.xlsx and b.xlsx of a folder. Before, processes try the same and end
at one moment of it with SIGKILL: at every step that an import tells of, before statements that
write (MOST of them, the first and the last too), and before what was written would be kept. Prints
one line of JSON for each try.
"""

import hashlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, event, select

from data_access import database, ledger
from data_access.changes import submissions
from data_access.changes.imports import import_files
from data_access.changes.submissions import Upload
from data_access.models import Base

WRITES = ("INSERT", "UPDATE", "DELETE", "ANALYZE")
KEPT = "commit"


def fingerprint(engine: Engine) -> str:
    """Return the SHA-256 over all rows of all tables."""
    digest = hashlib.sha256()
    with database.reading(engine) as db:
        for table in Base.metadata.sorted_tables:
            digest.update(table.name.encode())
            for line in sorted(repr(tuple(row)) for row in db.execute(select(table))):
                digest.update(line.encode())
    engine.dispose()
    return digest.hexdigest()


class _Rehearsed(Exception):
    """Ends a transaction at its last moment, so that nothing of it is kept."""


class Witness:
    """Knows by name which moments were reached, and what happens at each."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.names: list[str] = []
        self.end_at: int | None = None
        self.is_rehearsal = False
        engine.update_execution_options(compiled_cache={})  # processes inherit what it knows
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "commit", self._before_it_is_kept)

    def reached(self, name: str) -> None:
        if len(self.names) == self.end_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)

    def _before(self, _db, _cursor, statement: str, *_rest) -> None:
        if statement.lstrip().startswith(WRITES):
            self.reached(" ".join(statement.split()[:3]))

    def _before_it_is_kept(self, db: Connection) -> None:
        self.reached(KEPT)
        if self.is_rehearsal:
            db.connection.rollback()
            raise _Rehearsed

    def moments(self, act: Callable[["Witness"], object], most: int) -> Sequence[tuple[int, str]]:
        """Return place and name of the moments at which to be killed."""
        self.names, self.end_at, self.is_rehearsal = [], None, True
        try:
            act(self)
        except _Rehearsed:
            self.engine.dispose()
        writing = [place for place, name in enumerate(self.names) if name.startswith(WRITES)]
        spread = {writing[round(n * (len(writing) - 1) / max(most - 1, 1))] for n in range(most)}
        steps = {place for place, _ in enumerate(self.names)} - set(writing)
        return [(place, self.names[place]) for place in sorted(spread | steps)]

    def in_a_process(self, act: Callable[["Witness"], object], end_at: int | None) -> int:
        """Act in a process that kills itself at a moment; return with which status it ended."""
        self.names, self.end_at, self.is_rehearsal = [], end_at, False
        if child := os.fork():
            return os.waitpid(child, 0)[1]
        code = 1
        try:
            act(self)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)


def main(url: str, folder: Path, most: int, names: Sequence[str]) -> None:
    witness = Witness(database.make_engine(url))
    number = _submitted(witness.engine, folder / "b.xlsx")
    acts: dict[str, Callable[[Witness], object]] = {
        "import": lambda witness: import_files(
            witness.engine,
            [folder / "a.xlsx"],
            by="tester",
            progress=lambda step, _name: witness.reached(step),
        ),
        "publish": lambda witness: _publish(witness.engine),
        "accept": lambda witness: submissions.accept(witness.engine, number, by="approver"),
    }
    for name in names:
        before = fingerprint(witness.engine)
        moments = witness.moments(acts[name], most)
        for end_at, at in [*moments, (None, "")]:
            status = witness.in_a_process(acts[name], end_at)
            told = {
                "act": name,
                "at": at,
                "was_killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
                "is_done": status == 0,
                "is_as_before": fingerprint(witness.engine) == before,
            }
            print(json.dumps(told), flush=True)


def _publish(engine: Engine) -> None:
    days = {"as_of": date(2026, 9, 30), "next_update": date(2027, 2, 14)}
    with database.writing(engine) as session:
        ledger.publish(session, note="", by="tester", **days)


def _submitted(engine: Engine, file: Path) -> int:
    number = submissions.bring(engine, [Upload(file.name, file.read_bytes())], by="editor")
    submissions.submit(engine, number, note="", by="editor")
    return number


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
