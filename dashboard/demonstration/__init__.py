"""Which workbooks would a project office have sent, from the first day until September 2026?

An invented programme of national size, calibrated on published figures and always the same. Its
stories are told in `PLOT.md` beside this file. Only `published.xlsx` holds facts; every other
workbook says of itself that it is a demonstration. A CSV file cannot; who brings it in says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.demonstration import (
    enrolment,
    implementation,
    money,
    packages,
    passport,
    photos,
    plan,
    procurement,
    promises,
    published,
    schools,
    sector,
    targets,
    textbooks,
    training,
    withdrawals,
)
from dashboard.demonstration.procurement.contracts import signed_in
from dashboard.demonstration.quarters import PAID, RELEASES
from dashboard.demonstration.workbook import LongList, Workbook

SOURCE = {"ky": "Демонстрациялык программа", "ru": "Демонстрационная программа"}
OPEN_SOURCES = "Открытые источники: адрес указан в каждой строке"
NOT_PUBLISHED = "demo: plan"
ROWS_PER_WORKBOOK = 150_000
ROWS_PER_LIST = 250_000
LISTS_PER_STEP = 4
"""More would not fit into the memory of a small machine."""
PHOTOGRAPHED = "2026-Q3"
"""The quarter whose workbooks come with photographs."""


@dataclass(frozen=True)
class Publication:
    """A release to be made: the last day it covers, the day of the next one, and a note."""

    as_of: date
    next_update: date
    note: str


@dataclass(frozen=True)
class Step:
    """Files that are imported together, and the release that follows, if one does."""

    files: tuple[Path, ...]
    release: Publication | None = None
    photos: Path | None = None
    """Folder of photographs that comes in after the files."""


def write(folder: Path, scale: int = 1, parts: int = 1) -> Iterator[Step]:
    """Write all workbooks into a folder and yield the steps in which to import them, each as soon
    as its files are there.

    `parts` cuts each statement of expenditure into so many payments (their total stays), to reach
    the number of a whole country. `scale` multiplies those again, the attendance (hours and people
    stay) and the counts of textbooks (the last one stays) and, above 1, lets every event of the
    campaign come in slightly wrong first and be corrected by the import after it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    yield Step((_published().write(folder),))
    paid = ""
    for quarter, (as_of, next_update) in RELEASES.items():
        files = [_plan(), _schools()] if not paid else []
        files += [_packages(quarter), _passports(quarter), _training(quarter)]
        files += [_textbooks(quarter), _procurement(quarter)]
        files += [_implementation(quarter), _promises(quarter)]
        files += _long_lists(quarter)
        files += [book for book in (_changed_schools(quarter),) if len(book.tables["schools"])]
        more = []
        for each in (name for name in PAID if paid < name <= quarter):
            first, *others = _finance(each, scale * parts)
            files.append(first)
            more += others
        if scale > 1:
            yield Step((_draft(quarter).write(folder),))
        written = [book.write(folder) for book in files]
        lists = [book.write(folder) for book in more]
        lists += [each.write(folder) for each in _attendance(quarter, scale)]
        lists += [each.write(folder) for each in _stock_counts(quarter, scale)]
        pictures = _photos(folder, quarter) if quarter == PHOTOGRAPHED else None
        yield from in_steps(written, lists, Publication(as_of, next_update, quarter), pictures)
        paid = quarter


def in_steps(
    files: Sequence[Path],
    lists: Sequence[Path],
    release: Publication,
    pictures: Path | None = None,
) -> list[Step]:
    """Return the steps that bring in files and long lists; the release follows the last one."""
    first, *others = [
        lists[at : at + LISTS_PER_STEP] for at in range(0, max(len(lists), 1), LISTS_PER_STEP)
    ]
    parts = [(*files, *first), *map(tuple, others)]
    return [*map(Step, parts[:-1]), Step(parts[-1], release, pictures)]


def _photos(folder: Path, quarter: str) -> Path:
    return photos.write(folder / f"photos-{quarter}", quarter, SOURCE["ky"])


def _published() -> Workbook:
    return Workbook("published.xlsx", "ru", OPEN_SOURCES, published.facts(), demonstration=False)


def _schools() -> Workbook:
    return Workbook("schools.xlsx", "ky", SOURCE["ky"], {"schools": schools.schools()})


def _plan() -> Workbook:
    """Return the plan: targets, budget, projections, and two things that nobody published."""
    happened = ["fund", "quarter", "usd"]
    own = money.payments().query("fund == 'GOV'")[happened]
    moved = withdrawals.withdrawals().query("method != 'soe'")[happened]
    paid = pd.concat([moved, own])
    projections = plan.projections(money.contracts()[happened], paid)
    fund = {"fund": ["GOV"], "amount": [plan.FUNDS["GOV"]], "source": [NOT_PUBLISHED]}
    closing = {
        "event": ["closing"],
        "happens_on": [pd.Timestamp("2028-12-31")],
        "source": [NOT_PUBLISHED],
    }
    tables = {
        "targets": targets.targets(),
        "funds": pd.DataFrame(fund),
        "budget": plan.budget(),
        "projections": projections,
        "dates": pd.DataFrame(closing),
        "statistics": sector.prices(),
    }
    return Workbook("plan.xlsx", "ky", SOURCE["ky"], tables)


def _draft(quarter: str) -> Workbook:
    tables = {"campaign_events": promises.draft(quarter)}
    return Workbook(f"promises-{quarter}-draft.xlsx", "ru", SOURCE["ru"], tables)


def _packages(quarter: str) -> Workbook:
    tables = {"packages": packages.known_at(quarter)}
    return Workbook(f"packages-{quarter}.xlsx", "ru", SOURCE["ru"], tables)


def _passports(quarter: str) -> Workbook:
    return Workbook(f"passports-{quarter}.xlsx", "ky", SOURCE["ky"], passport.known_at(quarter))


def _training(quarter: str) -> Workbook:
    return Workbook(f"training-{quarter}.xlsx", "ru", SOURCE["ru"], training.lists(quarter))


def _textbooks(quarter: str) -> Workbook:
    return Workbook(f"textbooks-{quarter}.xlsx", "ru", SOURCE["ru"], textbooks.lists(quarter))


def _procurement(quarter: str) -> Workbook:
    return Workbook(f"procurement-{quarter}.xlsx", "ru", SOURCE["ru"], procurement.lists(quarter))


def _promises(quarter: str) -> Workbook:
    return Workbook(f"promises-{quarter}.xlsx", "ky", SOURCE["ky"], promises.lists(quarter))


def _implementation(quarter: str) -> Workbook:
    tables = implementation.lists(quarter)
    return Workbook(f"implementation-{quarter}.xlsx", "ky", SOURCE["ky"], tables)


def _long_lists(quarter: str) -> list[LongList]:
    sheets = training.long_lists(quarter) | textbooks.long_lists(quarter)
    return [
        LongList(f"{sheet}-{quarter}.csv", "ru", sheet, rows)
        for sheet, rows in sheets.items()
        if len(rows)
    ]


def _attendance(quarter: str, scale: int) -> Iterator[LongList]:
    parts = training.attended(quarter, scale, ROWS_PER_LIST)
    return _in_files("attendance", quarter, parts)


def _stock_counts(quarter: str, scale: int) -> Iterator[LongList]:
    parts = textbooks.counted(quarter, scale, ROWS_PER_LIST)
    return _in_files("stock_counts", quarter, parts)


def _in_files(sheet: str, quarter: str, parts: Iterator[pd.DataFrame]) -> Iterator[LongList]:
    """Yield the rows of a sheet in a quarter, in as many files as they come in parts."""
    for turn, rows in enumerate(parts, start=1):
        name = f"{sheet}-{quarter}.csv" if turn == 1 else f"{sheet}-{quarter}-{turn}.csv"
        yield LongList(name, "ru", sheet, rows)


def _changed_schools(quarter: str) -> Workbook:
    pupils = enrolment.by_year().rename(columns={"school": "code"})
    pupils = pupils[pupils["school_year"] == enrolment.NEW_YEAR]
    tables = {"schools": schools.changed(quarter, pupils)}
    return Workbook(f"schools-{quarter}.xlsx", "ky", SOURCE["ky"], tables)


def _finance(quarter: str, parts: int) -> list[Workbook]:
    """Return contracts and payments of a quarter, in as many workbooks as the payments need."""
    rows = money.payments_in_parts(quarter, parts)
    pieces = [
        rows[start : start + ROWS_PER_WORKBOOK] for start in range(0, len(rows), ROWS_PER_WORKBOOK)
    ]
    rates = money.exchange_rates()
    first = {
        "exchange_rates": rates[rates["quarter"] == quarter],
        "contracts": signed_in(quarter),
        "withdrawals": withdrawals.known_at(quarter),
        "sector_spending": sector.known_at(quarter),
    }
    books = []
    for turn, piece in enumerate(pieces, start=1):
        name = f"finance-{quarter}.xlsx" if turn == 1 else f"finance-{quarter}-{turn}.xlsx"
        # The list of rates says at which rate a payment is converted.
        told = piece.drop(columns="rate")
        tables = {**first, "payments": told} if turn == 1 else {"payments": told}
        books.append(Workbook(name, "ru", SOURCE["ru"], tables))
    return books
