"""How does one person propose what another one decides about two codes that look alike?"""

from sqlalchemy import ColumnElement, Engine, select
from sqlalchemy.orm import Session

from data_access.changes import journal, submissions
from data_access.changes.imports import Outcome
from data_access.changes.submissions import Upload
from data_access.changes.twin_decisions import Decision, Prepared, Undecidable, check, prepared
from data_access.database import reading, writing
from data_access.imports.places import FRAME, Places
from data_access.models import Submission, TwinDecision
from data_access.twin_kinds import Pair, TwinKind

WAITS = (TwinDecision.submission == Submission.id) & (Submission.state == "waiting")
"""Condition that a decision waits for a second person."""


def about(kind: TwinKind, pair: Pair) -> ColumnElement[bool]:
    """Return the condition that a decision is about two codes."""
    return (
        (TwinDecision.kind == kind.name)
        & (TwinDecision.code == pair[0])
        & (TwinDecision.other == pair[1])
    )


def propose(
    engine: Engine, decision: Decision, *, by: str, where: str = "", places: Places = FRAME
) -> Outcome | int:
    """Submit a decision and return the number of the submission; an outcome with problems where
    its rows cannot come in.

    Raises Undecidable: also where a proposal about the two waits already.
    """
    with reading(engine) as db:
        ready = prepared(db, decision)
    outcome = check(engine, ready, places)
    if outcome.problems:
        return outcome
    with writing(engine) as session:
        waiting = select(TwinDecision.id).join(Submission, WAITS)
        if session.scalar(waiting.where(about(decision.kind, decision.pair))) is not None:
            raise Undecidable("waits")
        return _submitted(session, ready, by, where)


def _submitted(session: Session, ready: Prepared, by: str, where: str) -> int:
    decision = ready.decision
    files = [Upload(name, content) for name, content in ready.files.items()]
    note = decision.reason
    number = submissions.brought(session, files, demonstration=False, note=note, by=by, where=where)
    submissions.sent(session, number, note=note, by=by, where=where)
    session.add(ready.row(submission=number))
    told = {"duplicates": decision.after, "reason": decision.reason, "submission": number}
    journal.note(
        session,
        what="twins_proposed",
        subject=decision.subject,
        before={"duplicates": ready.before},
        after=told | ({"stays": decision.stays} if decision.stays else {}),
        by=by,
        where=where,
    )
    return number
