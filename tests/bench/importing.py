"""How fast do workbooks become facts, and how much memory does it take?"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from dashboard import demonstration
from dashboard.demonstration import money, procurement
from dashboard.demonstration.procurement import contracts
from dashboard.demonstration.quarters import PAID
from dashboard.demonstration.workbook import ABOUT, Workbook
from dashboard.preparation import prepare
from dashboard.settings import ROOT, Settings
from dashboard.visit import quarter_end
from data_access import database, ledger
from data_access.changes.imports import import_files, rehearse
from data_access.filters import Filters
from data_access.queries import results
from data_access.summaries.summary import WORKING
from tests.bench.report import ROUNDS, Line, Section, compared

PAYMENTS = 100_000
PREVIEW = 2
"""So many times as long as the import may it take to see which figures it would change."""
ABOUT_TITLES = {words[0] for words in ABOUT.values()}

HOW = """Ours is the import door: it reads, checks every cell and code, compares with what is known,
writes facts with their lineage, and counts the summaries anew. The reference is pandas read_excel
with the calamine engine and to_sql of every sheet into an empty SQLite file, unchecked. Each run is
a new process; its clock starts after its imports, and its memory is the most that it ever held,
Python and packages included. Rows are those of all sheets that hold data. The workbooks are those
of the demonstration programme, and one of 100,000 payments and their contracts. The preview brings
the same workbook in, counts all figures, and takes everything back."""


@dataclass(frozen=True)
class Run:
    """What one process did."""

    rows: int
    seconds: float
    peak: float
    """MB"""


def measure(folder: Path) -> Section:
    """Return rows per second and memory, for many workbooks and for a large one."""
    empty = folder / "empty.sqlite"
    prepare(Settings(f"sqlite:///{empty}", demonstration=False), lambda line: None)
    steps = demonstration.write(folder / "workbooks")
    many = [[str(file) for file in step.files] for step in steps]
    large = [[str(_large(folder))]]
    return Section(
        "Import",
        HOW,
        [
            *_lines("demonstration workbooks", many, empty),
            *_lines(f"a workbook of {PAYMENTS:,} payments", large, empty),
            _preview(large, empty),
        ],
    )


def _large(folder: Path) -> Path:
    """Write a workbook of many payments and the contracts that they name, with their partners."""
    payments = pd.concat([money.payments_in_parts(quarter, 20) for quarter in PAID])
    plan = procurement.lists(PAID[-1])
    named = {name: plan[name] for name in ("suppliers", "procurement_packages")}
    tables = {**named, "contracts": contracts.contracts(), "payments": payments.head(PAYMENTS)}
    return Workbook("large.xlsx", "ru", demonstration.SOURCE["ru"], tables).write(folder)


def _lines(what: str, steps: list[list[str]], empty: Path) -> list[Line]:
    ours, reference = [], []
    for _ in range(ROUNDS):
        ours.append(_run("ours", steps, empty))
        reference.append(_run("pandas", steps, empty))
    rows = ours[0].rows
    speeds = ([rows / run.seconds for run in runs] for runs in (ours, reference))
    peaks = ([run.peak for run in runs] for runs in (ours, reference))
    return [
        compared(f"import of {what}, {rows:,} rows", *speeds, "rows/s"),
        compared(f"most memory, import of {what}", *peaks, "MB"),
    ]


def _preview(large: list[list[str]], empty: Path) -> Line:
    """Return how long it takes to see what a workbook would change, beside bringing it in."""
    turns = [
        [_run(who, large, empty).seconds for who in ("preview", "ours")] for _ in range(ROUNDS)
    ]
    ours, reference = zip(*turns, strict=True)
    what = f"preview of {PAYMENTS:,} payments beside their import"
    return compared(what, list(ours), list(reference), "s", most=PREVIEW)


def _run(who: str, steps: list[list[str]], empty: Path) -> Run:
    file = empty.with_name("filled.sqlite")
    file.write_bytes(b"" if who == "pandas" else empty.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", who, str(file), json.dumps(steps)],
        cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return Run(**json.loads(done.stdout))


def _ours(file: str, steps: Sequence[Sequence[str]]) -> int:
    """Import the files and return how many rows they had."""
    engine, rows = database.make_engine(f"sqlite:///{file}"), 0
    for files in steps:
        outcome = import_files(engine, files, by="bench")
        assert outcome.import_id, outcome.problems[:3]
        sheets = [sheet for each in outcome.files for sheet in each.sheets]
        rows += sum(sheet.new + sheet.changed + sheet.unchanged for sheet in sheets)
    return rows


def _look(file: str, steps: Sequence[Sequence[str]]) -> int:
    """Return how many rows would come in, having seen the figures that they would make."""
    engine, rows = database.make_engine(f"sqlite:///{file}"), 0
    working = Filters(release=WORKING, period=quarter_end(ledger.today()))
    for files in steps:
        outcome = rehearse(engine, files, lambda db: results.standing(db, working))
        assert not outcome.problems, outcome.problems[:3]
        rows += sum(sheet.new for each in outcome.files for sheet in each.sheets)
    return rows


def _pandas(file: str, steps: Sequence[Sequence[str]]) -> int:
    """Read the files and write their sheets as they are."""
    engine, rows = database.make_engine(f"sqlite:///{file}"), 0
    for workbook in (each for files in steps for each in files):
        for title, frame in _sheets(workbook).items():
            if title in ABOUT_TITLES:
                continue
            rows += len(frame)
            frame.to_sql(f"{Path(workbook).stem} {title}", engine, index=False)
    return rows


def _sheets(file: str) -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook by title; a CSV file is one without a title."""
    if file.endswith(".csv"):
        return {"": pd.read_csv(file)}
    return pd.read_excel(file, sheet_name=None, engine="calamine")


def _peak() -> float:
    """Return the most memory that this process ever held, in MB.

    Not from getrusage: there a new process begins with what its parent held.
    """
    status = Path("/proc/self/status").read_text()
    match = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(match[1]) / 1000 if match else float("nan")


if __name__ == "__main__":
    begun = time.perf_counter()
    work = {"ours": _ours, "pandas": _pandas, "preview": _look}[sys.argv[1]]
    rows = work(sys.argv[2], json.loads(sys.argv[3]))
    print(json.dumps(asdict(Run(rows, time.perf_counter() - begun, _peak()))))
