"""How fresh is each subject, who has not reported, and which figures rest on late data?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import ledger
from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import Status
from data_access.models import Fact, Import, Release
from data_access.queries import results
from data_access.queries.textbooks import counts
from data_access.queries.training.registers import open_registers
from data_access.summaries import budget, implementation, procurement, promises, schools, training
from data_access.summaries import textbooks as books
from data_access.summaries.summary import Summary


@dataclass(frozen=True)
class Subject:
    """What is delivered together, and how often."""

    code: str
    parts: tuple[tuple[Summary, str], ...]
    """Summaries, each with a column of days on which something happened."""
    months: int = 3
    """Between two deliveries, as agreed."""

    @property
    def facts(self) -> tuple[type[Fact], ...]:
        """Kinds of rows that are delivered."""
        return tuple(dict.fromkeys(summary.fact for summary, _ in self.parts))


ACTUAL = ("contracted_actual", "delivered_actual", "installed_actual", "accepted_actual")
SUBJECTS = (
    Subject("packages", tuple((schools.PACKAGES, column) for column in ACTUAL)),
    Subject("training", ((training.SEATS, "period"),)),
    Subject("registers", ((training.REGISTERS, "period"),)),
    Subject("supply", ((books.SHIPPED, "period"), (books.RECEIVED, "period"))),
    Subject("stock_counts", ((books.SHELVES, "counted_on"),), 6),
    Subject("payments", ((budget.PAYMENTS, "period"),)),
    Subject("withdrawals", ((budget.WITHDRAWALS, "period"),)),
    Subject("procurement", ((procurement.MILESTONES, "actual_on"),)),
    Subject("work_plan", ((implementation.PROGRESS, "period"),)),
    Subject("campaign", ((promises.EVENTS, "period"),)),
    Subject("risks", ((promises.RISKS, "assessed_on"),)),
    Subject("grievances", ((promises.GRIEVANCES, "received_on"),)),
)
"""In the order of the menu."""


@kept("release", "period")
def subjects(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how far the data of each subject reach, and when it came.

    Columns: subject (str), data_to (date, the newest day of the quarter or before; missing: none),
    months (Int64, between deliveries), late_months (Int64, beyond the next delivery that was due;
    0 in time), status (str), import_id (Int64) and imported_on (date) of its newest delivery in the
    release, demonstration (Int64).
    """
    clock = db.scalar(select(Release.import_id).where(Release.number == filters.release)) or 0
    rows = []
    for subject in SUBJECTS:
        data_to, demonstration = _reach(db, subject, filters)
        import_id, imported_on = _newest(db, subject, clock)
        since = None if data_to is None else _months_between(data_to, filters.quarter)
        late = None if since is None else max(0, since - (subject.months - 3))
        rows.append(
            {
                "subject": subject.code,
                "data_to": data_to,
                "months": subject.months,
                "late_months": late,
                "status": _judged(late, subject.months),
                "import_id": import_id,
                "imported_on": imported_on,
                "demonstration": demonstration,
            }
        )
    days = dict.fromkeys(("data_to", "imported_on"), "datetime64[s]")
    numbers = dict.fromkeys(("months", "late_months", "import_id", "demonstration"), "Int64")
    return pd.DataFrame(rows).astype({**days, **numbers})


def _reach(db: Connection, subject: Subject, filters: Filters) -> tuple[date | None, int | None]:
    """Return the newest day of a subject up to the end of the quarter, and whether any of it is
    invented."""
    found: list[Any] = []
    for summary, name in subject.parts:
        row = summary.table.c
        newest = select(func.max(row[name]), func.max(row.demonstration))
        found.append(
            db.execute(newest.where(row.release == filters.release, row[name] <= filters.quarter))
            .tuples()
            .one()
        )
    days = [day for day, _ in found if day is not None]
    flags = [flag for _, flag in found if flag is not None]
    return max(days, default=None), max(flags, default=None)


def _newest(db: Connection, subject: Subject, clock: int) -> tuple[int | None, date | None]:
    """Return the newest import of a release that brought rows of a subject, and its day."""
    imports = (
        db.scalar(select(func.max(fact.import_id)).where(fact.import_id <= clock))
        for fact in subject.facts
    )
    newest = max((number for number in imports if number is not None), default=None)
    if newest is None:
        return None, None
    at = db.scalar(select(Import.imported_at).where(Import.id == newest))
    return newest, None if at is None else ledger.day_of(at)


def _months_between(day: date, end: date) -> int:
    """Return the months from the end of the quarter of a day to the end of another quarter."""
    quarters = (end.year - day.year) * 4 + (end.month - 1) // 3 - (day.month - 1) // 3
    return 3 * quarters


def _judged(late: int | None, months: int) -> str:
    if late is None:
        return Status.NOT_REPORTED.value
    if late == 0:
        return Status.ON_TRACK.value
    return (Status.ATTENTION if late <= months else Status.AT_RISK).value


def districts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what each district owes at the end of the quarter, those that owe most first.

    Columns: district, district_name, region (str), is_open (bool, its register of the quarter is
    not closed), schools, school_count (Int64, schools that counted books in the last twelve months,
    and all), missing (Int64), share (float64), demonstration (Int64).
    """
    counted = counts.by_district(db, filters)
    registers = open_registers(db, filters).rename(columns={"area": "district"})
    frame = registers[["district", "region", "is_open"]].merge(counted, on="district", how="left")
    names = registers.set_index("district")["area_name"]
    frame = frame.assign(district_name=frame["district"].map(names))
    order = ["is_open", "missing", "district"]
    return frame.sort_values(order, ascending=[False, False, True]).reset_index(drop=True)


def late_figures(db: Connection, filters: Filters) -> list[results.Row]:
    """Return the figures that rest on less than the quarter asked for should have brought: not all
    districts reported, or nothing newer than an earlier quarter. Each as `results.standing`."""
    quarter = pd.Timestamp(filters.quarter)
    return [
        row
        for row in results.standing(db, filters).values()
        if (row["expected_count"] and row["reported_count"] < row["expected_count"])
        or (pd.notna(row["last_period"]) and pd.Timestamp(row["last_period"]) < quarter)
    ]
