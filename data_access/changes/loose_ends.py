"""Would any fact still name what an import takes back?"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, select

from data_access.changes.bulk import batches
from data_access.changes.comparison import Difference, table_of
from data_access.imports.check import Checked
from data_access.imports.problem import Code, Problem
from data_access.imports.sheet import Sheet
from data_access.imports.sheets import SHEETS

Differences = Sequence[Difference]
"""What the import does to the facts, of all sheets."""


def loose_ends(db: Connection, differences: Differences) -> Iterator[Problem]:
    """Yield one problem for each code that is taken back and each sheet that still names it.

    A code is gone only where no other row has it: a person may have several.
    """
    for sheet in SHEETS:
        if sheet.adds_to and (gone := _gone(db, sheet, differences)):
            for other in SHEETS:
                named = _named(db, other, sheet.adds_to, gone, differences)
                for code, count in sorted(named.items()):
                    part, row = gone[code]
                    yield Problem(
                        Code.STILL_NAMED,
                        part.file,
                        part.title,
                        row,
                        value=code,
                        details={"named_in": other.titles, "count": count},
                    )


def _gone(db: Connection, sheet: Sheet, differences: Differences) -> dict[str, tuple[Checked, int]]:
    """Return code -> the sheet and row that take it back, for codes that nobody has any more."""
    name = sheet.key[0]
    gone: dict[str, tuple[Checked, int]] = {}
    kept: set[str] = set()
    for each in _of(sheet, differences):
        rows, part = each.checked.withdrawn, each.checked
        gone |= {
            code: (part, row) for code, row in zip(rows[name], rows["source_row"], strict=True)
        }
        kept.update(each.rows[name])
    kept.update(_open(db, sheet, name, gone, differences))
    return {code: place for code, place in gone.items() if code not in kept}


def _named(
    db: Connection, sheet: Sheet, codes: str, gone: Collection[str], differences: Differences
) -> Counter[str]:
    """Return code -> how many rows of a sheet name it once the import is done."""
    found: Counter[str] = Counter()
    for name in (field.name for field in sheet.fields if field.codes == codes):
        found.update(_open(db, sheet, name, gone, differences))
        for each in _of(sheet, differences):
            found.update(code for code in each.rows[name] if code in gone)
    return found


def _open(
    db: Connection, sheet: Sheet, name: str, codes: Collection[str], differences: Differences
) -> Iterator[str]:
    """Yield the codes in a column of the facts that are open and stay so, once for each fact."""
    closed = {number for each in _of(sheet, differences) for number in each.closed}
    column = table_of(sheet.model).c[name]
    statement = select(sheet.model.id, column).where(sheet.model.superseded_by.is_(None))
    for batch in batches(sorted(codes)):
        for number, code in db.execute(statement.where(column.in_(batch))):
            if number not in closed:
                yield code


def _of(sheet: Sheet, differences: Differences) -> Iterator[Difference]:
    return (each for each in differences if each.checked.sheet is sheet)
