"""How fresh is each subject, who has not reported, and which figures rest on late data?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import ledger
from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import LOOKS_GOOD, Status
from data_access.models import Import
from data_access.queries import results
from data_access.queries.freshness import (
    COUNTS,
    SUBJECTS,
    Subject,
    late_months,
    owed,
    reach,
)
from data_access.queries.money import reconciliation
from data_access.queries.numbers import import_of
from data_access.queries.offices import owners
from data_access.queries.textbooks import counts, supply_links
from data_access.queries.training.registers import open_registers
from data_access.summaries import training
from data_access.summaries.summary import known


def subjects(db: Connection, filters: Filters, due: date) -> pd.DataFrame:
    """Return how far the data of each subject reach, and when they came.

    `due`: last day of the quarter that the data should tell of by now.

    Columns:
        subject        str
        owner_name     str    who delivers it
        data_to        date   newest day of the quarter asked for or before it; missing: none
        due_on         date   last day of the quarter of which something new should tell by then;
                       missing without data
        months         Int64  after which something new is expected
        late_months    Int64  beyond that; 0 in time, missing without data
        reported, expected   Int64  districts (registers) or schools (counts of textbooks) that
                       delivered, and that should have; missing for other subjects
        status         str    on_track only where nothing is late and nobody is missing
        import_id      Int64  newest import of the release that brought any row still in force
        imported_on    date
        demonstration  Int64
    """
    delivered = owed(db, filters)
    names = owners(db, filters)
    rows = []
    for subject, row in zip(SUBJECTS, _delivered(db, filters), strict=True):
        late, due_on = late_months(subject, row["data_to"], due), None
        if row["data_to"] is not None:
            due_on = end_of_quarter(row["data_to"], subject.months)
        reported, expected = delivered.get(subject.code, (None, None))
        is_whole = expected is None or reported == expected
        rows.append(
            row
            | {"owner_name": names[subject.owner], "due_on": due_on}
            | {"months": subject.months, "late_months": late}
            | {"reported": reported, "expected": expected}
            | {"status": _judged(late, subject.months, is_whole)}
        )
    days = dict.fromkeys(("data_to", "due_on", "imported_on"), "datetime64[s]")
    numbers = ("months", "late_months", "reported", "expected", "import_id", "demonstration")
    return pd.DataFrame(rows).astype({**days, **dict.fromkeys(numbers, "Int64")})


@kept("release", "period")
def _delivered(db: Connection, filters: Filters) -> list[dict[str, Any]]:
    """Return of each of SUBJECTS: subject, data_to, import_id, imported_on, demonstration."""
    clock = import_of(db, filters.release)
    reached = reach(db, filters)
    found = []
    for subject in SUBJECTS:
        data_to, demonstration = reached[subject.code]
        import_id, imported_on = _newest(db, subject, clock)
        found.append(
            {
                "subject": subject.code,
                "data_to": data_to,
                "import_id": import_id,
                "imported_on": imported_on,
                "demonstration": demonstration,
            }
        )
    return found


def _newest(db: Connection, subject: Subject, clock: int) -> tuple[int | None, date | None]:
    """Return the newest import, as known on another one, that brought rows of a subject which are
    still in force, and its day."""
    imports = (
        db.scalar(select(func.max(fact.import_id)).where(known(fact, clock)))
        for fact in subject.facts
    )
    newest = max((number for number in imports if number is not None), default=None)
    if newest is None:
        return None, None
    at = db.execute(select(Import.imported_at).where(Import.id == newest)).scalar_one()
    return newest, ledger.day_of(at)


def end_of_quarter(day: date, months: int) -> date:
    """Return the last day of the quarter that ends so many months after that of a day."""
    after = day.year * 12 + (day.month - 1) // 3 * 3 + 3 + months
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _judged(late: int | None, months: int, is_whole: bool) -> str:
    if late is None:
        return Status.NOT_REPORTED.value
    if late > months:
        return Status.AT_RISK.value
    return (Status.ON_TRACK if late == 0 and is_whole else Status.ATTENTION).value


@kept("release", "period", "region", "district", "lang")
def districts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what each district owes at the end of the quarter, those that owe most first.

    Columns:
        district, district_name   str
        is_open        bool    its register of the quarter is not closed
        closed_to      date    newest quarter whose register it closed; missing: none
        schools, school_count   Int64  schools that counted books in the last twelve months, and
                       all that are open
        missing        Int64   schools that did not count
        share          float64 schools ÷ school_count
        demonstration  Int64
    """
    registers = open_registers(db, filters).drop(columns="region")
    registers = registers.rename(columns={"area": "district", "area_name": "district_name"})
    counted = counts.by_district(db, filters).drop(columns="district_name")
    frame = registers.merge(counted, on="district", how="left")
    closed_to = frame["district"].map(_closed_to(db, filters))
    frame = frame.assign(closed_to=pd.Series(closed_to, dtype="datetime64[s]"))
    order = ["is_open", "missing", "district"]
    return frame.sort_values(order, ascending=[False, False, True], ignore_index=True)


def _closed_to(db: Connection, filters: Filters) -> dict[str, date]:
    """Return the newest quarter up to the one asked for whose register each district closed."""
    row = training.REGISTERS.table.c
    newest = select(row.district, func.max(row.period).label("closed_to")).group_by(row.district)
    here = newest.where(row.release == filters.release, row.period <= filters.quarter)
    return {row.district: row.closed_to for row in db.execute(here)}


@dataclass(frozen=True)
class Check:
    """What was looked for in data that passed the import door, and how often it was found."""

    code: str
    """One of `supply_links.KINDS`, counts or funds."""
    subject: str
    """One of SUBJECTS, whose page names the cases."""
    cases: int
    demonstration: int


def checks(db: Connection, filters: Filters) -> list[Check]:
    """Return every check, also those that found nothing."""
    links = supply_links.broken_links(db, filters)
    found = links["kind"].value_counts().to_dict()
    invented = int((links["demonstration"] == 1).any())
    counted = counts.last_counts(db, filters)
    differing = counted[(counted["differing"] > 0).fillna(False)]
    accounts = reconciliation.accounts(db, filters)
    apart = [account for account in accounts if not account.is_reconciled]
    invented_apart = max((account.demonstration for account in apart), default=0)
    return [
        *(Check(kind, "supply", found.get(kind, 0), invented) for kind in supply_links.KINDS),
        Check("counts", COUNTS, len(differing), int((differing["demonstration"] == 1).any())),
        Check("funds", "withdrawals", len(apart), invented_apart),
    ]


def late_figures(db: Connection, filters: Filters, rows: pd.DataFrame) -> list[results.Row]:
    """Return the figures that rest on less than they should: not all districts reported, nothing
    newer than an earlier quarter, or a subject that is late or not whole.

    `rows` as `subjects` returns them. Each as `results.standing` tells it, provisional wherever
    it looks good, and `late_subjects`: codes of the subjects.
    """
    late = set(rows.loc[rows["status"] != Status.ON_TRACK.value, "subject"])
    found = []
    for row in results.standing(db, filters).values():
        if row["last_period"] is None:
            continue
        is_partial = row["reported_count"] < (row["expected_count"] or 0)
        is_old = row["last_period"].date() < filters.quarter
        behind = _fed_by(row["indicator"], late)
        if is_partial or is_old or behind:
            looks_good = row["status"] in LOOKS_GOOD
            found.append(row | {"late_subjects": behind, "provisional": looks_good})
    return found


def _fed_by(indicator: str, late: set[str]) -> Sequence[str]:
    return [
        subject.code
        for subject in SUBJECTS
        if subject.code in late and indicator in subject.indicators
    ]
