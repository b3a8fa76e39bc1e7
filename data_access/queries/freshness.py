"""How far do the data of each subject reach, and which figures are counted from late ones?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.models import Fact
from data_access.queries.procurement.parties import BUYER
from data_access.queries.textbooks import counts
from data_access.queries.training.registers import open_registers
from data_access.summaries import budget, implementation, procurement, promises, schools, training
from data_access.summaries import textbooks as books
from data_access.summaries.summary import Summary


@dataclass(frozen=True)
class Subject:
    """What is delivered together, how often, and which figures are counted from it."""

    code: str
    parts: tuple[tuple[Summary, str], ...]
    """Summaries, each with a column of days on which something happened."""
    indicators: tuple[str, ...] = ()
    months: int = 3
    """After which something new is expected at the latest: whole quarters."""
    owner: str = BUYER
    """Code of the office that delivers it; a house rule."""

    @property
    def facts(self) -> tuple[type[Fact], ...]:
        """Kinds of rows that are delivered."""
        return tuple(dict.fromkeys(summary.fact for summary, _ in self.parts))


ACTUAL = ("contracted_actual", "delivered_actual", "installed_actual", "accepted_actual")
REGISTERS, COUNTS = "registers", "stock_counts"
"""Subjects that each district, or each school, owes."""
SUBJECTS = (
    Subject(
        "packages",
        tuple((schools.PACKAGES, column) for column in ACTUAL),
        ("R3.1", "R3.2", "R3.3"),
    ),
    Subject(
        REGISTERS,
        ((training.REGISTERS, "period"), (training.SEATS, "period")),
        ("R1.2", "R2.1", "R2.2", "R2.3", "R2.4", "R2.5", "R2.6"),
        owner="district",
    ),
    Subject(
        "supply",
        ((books.SHIPPED, "period"), (books.RECEIVED, "period")),
        ("R1.3a", "R1.3b", "R1.5"),
        owner="publisher",
    ),
    Subject(COUNTS, ((books.SHELVES, "counted_on"),), ("R1.4", "R1.7"), 6, "district"),
    Subject("contracts", ((budget.AWARDS, "period"),), ("R4.3a",), 6),
    Subject("payments", ((budget.PAYMENTS, "period"),), ("R4.3c",)),
    Subject("withdrawals", ((budget.WITHDRAWALS, "period"),), ("R4.3b",)),
    Subject("procurement", ((procurement.MILESTONES, "actual_on"),), ("R4.4",)),
    Subject("work_plan", ((implementation.PROGRESS, "period"),)),
    Subject(
        "stages",
        ((implementation.STAGES, "actual_on"),),
        ("R1.1", "R2.7", "R2.8", "R4.1"),
        6,
        "kae",
    ),
    Subject("campaign", ((promises.EVENTS, "period"),), ("R4.2",)),
    Subject("policy", ((promises.POLICY_ACTIONS, "met_on"),), ("R4.5",), 12, "moe"),
    Subject("commitments", ((promises.COMMITMENTS, "done_on"),), ("R4.6a",), 6),
    Subject("risks", ((promises.RISKS, "assessed_on"),)),
    Subject("grievances", ((promises.GRIEVANCES, "received_on"),), ("R4.6b",)),
)
"""In the order of the menu. Fees of the rental scheme are told by school year, not by day."""


@kept("release", "period")
def reach(db: Connection, filters: Filters) -> dict[str, tuple[date | None, int | None]]:
    """Return by the code of each of SUBJECTS the newest day of the quarter asked for or before it,
    and whether any of its data are invented; None without data."""
    return {subject.code: _reach(db, subject, filters) for subject in SUBJECTS}


def late_months(subject: Subject, data_to: date | None, due: date) -> int | None:
    """Return the months by which the data of a subject are late; 0 in time, None without data.

    `due`: last day of the quarter that the data should tell of by now.
    """
    if data_to is None:
        return None
    quarters = (due.year - data_to.year) * 4 + (due.month - 1) // 3 - (data_to.month - 1) // 3
    return max(0, 3 * quarters - (subject.months - 3))


@kept("release", "period", "region", "district")
def owed(db: Connection, filters: Filters) -> dict[str, tuple[int, int]]:
    """Return how many districts (REGISTERS) or schools (COUNTS) delivered, and how many should have
    by the end of the quarter asked for."""
    still_open = open_registers(db, filters)["is_open"]
    schools = counts.by_district(db, filters)
    return {
        REGISTERS: (int((~still_open).sum()), len(still_open)),
        COUNTS: (int(schools["schools"].sum()), int(schools["school_count"].sum())),
    }


@kept("release", "period")
def resting_on_late(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the indicators that are counted from data which do not reach the quarter asked for,
    or which not all districts or schools of the country delivered."""
    reached = reach(db, filters)
    partial = {code for code, (done, due) in owed(db, filters.everywhere()).items() if done < due}
    return frozenset(
        indicator
        for subject in SUBJECTS
        if subject.code in partial
        or late_months(subject, reached[subject.code][0], filters.quarter)
        for indicator in subject.indicators
    )


def _reach(db: Connection, subject: Subject, filters: Filters) -> tuple[date | None, int | None]:
    """Return the newest day of a subject up to the end of the quarter, and whether any of it is
    invented."""
    days: list[date] = []
    flags: list[int] = []
    for summary, name in subject.parts:
        row = summary.table.c
        newest = select(func.max(row[name]), func.max(row.demonstration))
        here = newest.where(row.release == filters.release, row[name] <= filters.quarter)
        day, flag = db.execute(here).one()
        if day is not None:
            days.append(day)
            flags.append(flag)
    return max(days, default=None), max(flags, default=None)
