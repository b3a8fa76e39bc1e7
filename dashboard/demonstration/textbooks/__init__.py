"""What does each workbook tell of textbooks, since the workbook before?

Pupils, titles, orders, the way of every copy and the shelves of every school are made once, for
the whole programme; each row knows the workbook that tells of it (`reporting`).
"""

from collections.abc import Iterator

import pandas as pd

from dashboard.demonstration.reporting import WORKBOOKS, news
from dashboard.demonstration.textbooks import counts, orders, paper, pupils, rental, titles
from data_access.imports.sheets import SHEETS

FIELDS = {sheet.name: [field.name for field in sheet.fields] for sheet in SHEETS}


def lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the short sheets of the workbook of a quarter, by name."""
    return {
        "titles": titles.told(quarter),
        **_news(
            quarter,
            orders=orders.orders(),
            printings=orders.printings(),
            write_offs=paper.write_offs(),
            rental_spending=rental.spending(),
        ),
    }


def long_lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the long sheets of a quarter but for the counts, by name."""
    return _news(
        quarter,
        enrolment=pupils.enrolled(),
        shipments=paper.shipments(),
        receipts=paper.receipts(),
        rentals=rental.rentals(),
    )


def counted(quarter: str, scale: int, most: int) -> Iterator[pd.DataFrame]:
    """Yield the sheet "stock_counts" of a quarter in parts of about so many rows.

    `scale` multiplies the rows: the same shelves were also counted on earlier days, which the last
    count replaces; shelves that were counted twice in the quarter were not.
    """
    rows = _news(quarter, stock_counts=counts.counts())["stock_counts"]
    once = rows[~rows.duplicated(["school", "title"], keep=False)]
    at_once = max(1, most // max(len(rows), 1))
    for first in range(0, scale if len(rows) else 0, at_once):
        turns = range(first, min(first + at_once, scale))
        yield pd.concat([_earlier(once, turn) if turn else rows for turn in turns])


def _earlier(rows: pd.DataFrame, turn: int) -> pd.DataFrame:
    days = pd.Timedelta(days=turn * counts.DAYS_APART)
    return rows.assign(counted_on=rows["counted_on"] - days)


def _news(quarter: str, **sheets: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return what a workbook tells of each sheet, with the columns of the sheet."""
    workbook = WORKBOOKS.index(quarter)
    found = {name: news(rows, workbook) for name, rows in sheets.items()}
    return {name: rows[[*filter(rows.__contains__, FIELDS[name])]] for name, rows in found.items()}
