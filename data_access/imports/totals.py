"""Does a sheet end in a row of totals, and do they agree with its rows?"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from data_access.imports.cells import Bad, is_empty, reader_for
from data_access.imports.codes import Codes
from data_access.imports.headings import RawSheet
from data_access.imports.problem import Code, Problem, shown
from data_access.imports.spelling import skeleton
from data_access.imports.table import Cell

WORDS = frozenset(
    skeleton(word) for word in ("Бардыгы", "Жыйынтыгы", "Жалпы", "Итого", "Всего", "Total", "Sum")
)
"""What stands in a row of totals instead of a code or a number of a document."""


def parted(raw: RawSheet) -> tuple[RawSheet, dict[str, Cell]]:
    """Return a sheet without its last row where that states totals, and the totals by field."""
    if not raw.sheet.totals or not raw.source_rows:
        return raw, {}
    last = {name: cells[-1] for name, cells in raw.columns.items()}
    if not any(isinstance(cell, str) and skeleton(cell) in WORDS for cell in last.values()):
        return raw, {}
    rows = {name: cells[:-1] for name, cells in raw.columns.items()}
    stated = {
        name: last[name] for name in raw.sheet.totals if name in last and not is_empty(last[name])
    }
    return replace(raw, columns=rows, source_rows=raw.source_rows[:-1]), stated


def differing(
    raw: RawSheet,
    stated: Mapping[str, Cell],
    columns: Mapping[str, list[object]],
    gone: Collection[int],
    codes: Codes,
) -> Iterator[Problem]:
    """Yield a problem for each total that is not the sum of the rows that are not taken back.

    `raw` with its row of totals; a column with a cell that is no number is not judged.
    """
    for name, cell in stated.items():
        amounts = [amount for place, amount in enumerate(columns[name]) if place not in gone]
        if any(not isinstance(amount, Decimal) for amount in amounts):
            continue
        unbounded = replace(raw.sheet.field(name), minimum=None, maximum=None)
        total = reader_for(unbounded, codes, [cell])(cell)
        found = sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal())
        code: str = Code.TOTAL_DIFFERS
        details: dict[str, object] = {"sum": found}
        if isinstance(total, Bad):
            code, details = total.code, total.details
        elif total == found:
            continue
        place = (raw.file, raw.title, raw.source_rows[-1], raw.headings.get(name, ""), shown(cell))
        yield Problem(code, *place, details)
