"""Which two codes wait to be decided upon, and what was decided? For who has signed in and may."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from data_access import ledger
from data_access.changes.twin_proposals import WAITS
from data_access.filters import Filters
from data_access.models import (
    Area,
    Import,
    Participation,
    Person,
    School,
    Subject,
    Submission,
    TwinDecision,
)
from data_access.models.base import name_of
from data_access.queries import likeness
from data_access.summaries.summary import known
from data_access.twin_kinds import PERSONS_KIND, Pair, TwinKind, open_pairs


def waiting(db: Connection, kind: TwinKind) -> dict[Pair, int]:
    """Return the pairs about which a proposal waits -> its submission."""
    row = TwinDecision
    found = select(row.code, row.other, row.submission).join(Submission, WAITS)
    rows = db.execute(found.where(row.kind == kind.name))
    return {(each.code, each.other): each.submission for each in rows}


def proposal(db: Connection, submission: int) -> Row | None:
    """Return what a submission proposes about two codes, a row of `twin_decision`, if it does."""
    row = TwinDecision.__table__
    return db.execute(select(row).where(row.c.submission == submission)).first()


def pairs(db: Connection, kind: TwinKind, filters: Filters) -> list[Pair]:
    """Return every two codes that may be one and are not decided upon, as known now; `filters`
    name the quarter in which schools have to be open, of the working figures."""
    clock = ledger.clock(db)
    apart = kind.apart_on(db, clock)
    if kind is PERSONS_KIND:
        return open_pairs(likeness.alike_people(db, clock), apart)
    alike = likeness.schools(db, filters)
    return open_pairs(alike.groupby("group")["school"].agg(list), apart)


def described(
    db: Connection, kind: TwinKind, codes: Sequence[str], lang: str
) -> dict[str, dict[str, Any]]:
    """Return of each code what helps to tell it from another one.

    Of people: since, school, school_name, district_name, role, subject_name, sex, birth_year,
    language, completed (courses), last_on (day of the newest one) and sessions (a set of codes).
    Of schools: school_name, district_name, lon, lat, languages, pupils, teachers, innovative,
    closed_on. What is not known is None.
    """
    return _people(db, codes, lang) if kind is PERSONS_KIND else _schools(db, codes, lang)


def _schools(db: Connection, codes: Sequence[str], lang: str) -> dict[str, dict[str, Any]]:
    statement = (
        select(
            School.code,
            name_of(School, lang).label("school_name"),
            getattr(Area, f"short_{lang}").label("district_name"),
            *(School.lon, School.lat, School.languages, School.teachers, School.innovative),
            (School.girls + School.boys).label("pupils"),
            School.closed_on,
        )
        .join(Area, Area.code == School.district)
        .where(School.superseded_by.is_(None), School.code.in_(codes))
    )
    return {row["code"]: dict(row) for row in db.execute(statement).mappings()}


def _people(db: Connection, codes: Sequence[str], lang: str) -> dict[str, dict[str, Any]]:
    school = (School.code == Person.school) & School.superseded_by.is_(None)
    statement = (
        select(
            Person.code,
            Person.since,
            Person.school,
            name_of(School, lang).label("school_name"),
            getattr(Area, f"short_{lang}").label("district_name"),
            *(Person.role, Person.sex, Person.birth_year, Person.language),
            name_of(Subject, lang).label("subject_name"),
        )
        .join(School, school, isouter=True)
        .join(Area, Area.code == func.coalesce(School.district, Person.district), isouter=True)
        .join(Subject, Subject.code == Person.subject, isouter=True)
        .where(Person.superseded_by.is_(None), Person.code.in_(codes))
        .order_by(Person.since)
    )
    found = {row["code"]: dict(row) for row in db.execute(statement).mappings()}
    for row in found.values():
        row |= {"completed": 0, "last_on": None, "sessions": set()}
    seats = select(Participation.person, Participation.session, Participation.completed_on)
    here = Participation.superseded_by.is_(None), Participation.person.in_(codes)
    for person, session, completed_on in db.execute(seats.where(*here)):
        row = found[person]
        row["sessions"].add(session)
        if completed_on:
            row["completed"] += 1
            row["last_on"] = max(completed_on, row["last_on"] or completed_on)
    return found


def decided(db: Connection, kind: TwinKind) -> list[dict[str, Any]]:
    """Return what is recorded now about pairs, newest first; that they are the same comes before
    that they are two, where both are said.

    Each: pair, state (same or apart), stays (a code, or empty), reason (empty where only a register
    says it), import_id, who, at (a moment by the clock of Bishkek).
    """
    clock = ledger.clock(db)
    same = _same(db, kind, clock)
    pairs_of_one = {row["pair"] for row in same}
    found = [*same, *(row for row in _apart(db, kind, clock) if row["pair"] not in pairs_of_one)]
    rows = select(
        TwinDecision.import_id, TwinDecision.code, TwinDecision.other, TwinDecision.reason
    )
    reasons = {(number, a, b): reason for number, a, b, reason in db.execute(rows)}
    imports = _imports(db, {row["import_id"] for row in found})
    for row in found:
        row["who"], row["at"] = imports[row["import_id"]]
        row["reason"] = row["reason"] or reasons.get((row["import_id"], *row["pair"]), "")
    return sorted(found, key=lambda row: (-row["import_id"], row["pair"]))


def _same(db: Connection, kind: TwinKind, clock: int) -> list[dict[str, Any]]:
    model: Any = kind.sheet.model
    link = model.__table__.c[kind.link]
    linked = (
        select(model.code, link, func.min(model.import_id))
        .where(known(model, clock), link.is_not(None))
        .group_by(model.code, link)
    )
    return [
        {"pair": tuple(sorted((code, other))), "state": "same", "stays": other, "reason": ""}
        | {"import_id": number}
        for code, other, number in db.execute(linked)
    ]


def _apart(db: Connection, kind: TwinKind, clock: int) -> list[dict[str, Any]]:
    model: Any = kind.apart.model
    first = model.__table__.c[kind.apart.key[0]]
    rows = select(first, model.other, model.reason, model.import_id).where(known(model, clock))
    return [
        {"pair": (code, other), "state": "apart", "stays": "", "reason": reason}
        | {"import_id": number}
        for code, other, reason, number in db.execute(rows)
    ]


def _imports(db: Connection, numbers: set[int]) -> dict[int, tuple[str, datetime]]:
    rows = select(Import.id, Import.imported_by, Import.imported_at)
    return {
        number: (who, ledger.local(at))
        for number, who, at in db.execute(rows.where(Import.id.in_(numbers)))
    }
