"""Which new rows say what can hardly be? They may be true all the same, so nobody is refused."""

from collections.abc import Collection, Iterator, Sequence

import pandas as pd
from sqlalchemy import Connection, select

from data_access.changes.bulk import batches
from data_access.changes.comparison import Difference, table_of
from data_access.imports.check import Checked
from data_access.imports.headings import LISTED
from data_access.imports.problem import Problem
from data_access.imports.sheet import Sheet, floats
from data_access.imports.sheets.finance import BUDGET, FUNDS
from data_access.imports.sheets.passport import ENROLMENT
from data_access.imports.sheets.payments import PAYMENTS, WITHDRAWALS
from data_access.imports.sheets.schools import SCHOOLS
from data_access.imports.sheets.stock import RENTALS, STOCK_COUNTS
from data_access.imports.sheets.supply import RECEIPTS, SHIPMENTS
from data_access.imports.sheets.titles import ORDERS, PRINTINGS, TITLES

COPIES_FOR_A_PUPIL = 3
"""Usable copies of one title for each pupil of its grade, above which a count is doubted."""

PRINTED_OF_ORDERED = 1.1
"""Share of the copies ordered, above which those printed are doubted."""

Differences = Sequence[Difference]
"""What the import does to the facts, of all sheets."""


def doubts(db: Connection, differences: Differences) -> Iterator[Problem]:
    """Yield one problem for each sheet of a file and what can hardly be in its new rows.

    The first row is told in `details`, the numbers of the next ones in `more_rows`.
    """
    for sheet, name, doubted in (
        (STOCK_COUNTS, "more_than_pupils_use", _more_than_pupils_use),
        (RECEIPTS, "received_above_sent", _received_above_sent),
        (SHIPMENTS, "received_above_sent", _sent_below_received),
        (PRINTINGS, "printed_above_ordered", _printed_above_ordered),
        (ORDERS, "printed_above_ordered", _ordered_below_printed),
        (RENTALS, "collected_above_due", _collected_above_due),
        (BUDGET, "budget_above_fund", _budget_above_fund),
        (PAYMENTS, "earlier_rate", _at_earlier_rate),
        (WITHDRAWALS, "earlier_rate", _at_earlier_rate),
    ):
        for each in _of(sheet, differences):
            if len(each.rows):
                yield from _told(name, each.checked, doubted(db, each.rows, differences))


def _told(name: str, part: Checked, rows: pd.DataFrame) -> Iterator[Problem]:
    """Yield the problem that rows have in common; the frame says what is told of each."""
    if rows.empty:
        return
    details: dict[str, object] = {str(key): cell for key, cell in rows.iloc[0].items()}
    first, *others = rows["source_row"].tolist()
    if others:
        details |= {"more_rows": others[:LISTED], "row_count": len(rows)}
    del details["source_row"]
    yield Problem(name, part.file, part.title, first, details=details)


def _more_than_pupils_use(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return counts far above the pupils of the grade in its best year, or above all pupils of the
    school where its grades are not known."""
    schools = set(rows["school"])
    classes = _standing(db, ENROLMENT, "school", schools, differences)
    classes["pupils"] = floats(classes, "girls") + floats(classes, "boys")
    years = classes.groupby(["school", "grade", "school_year"])["pupils"].sum()
    of_grade = years.groupby(["school", "grade"]).max()
    register = _standing(db, SCHOOLS, "code", schools, differences).set_index("code")
    of_school = floats(register, "girls") + floats(register, "boys")
    titles = _standing(db, TITLES, "code", set(rows["title"]), differences).set_index("code")
    grades = pd.MultiIndex.from_arrays([rows["school"], rows["title"].map(titles["grade"])])
    limit = pd.Series(of_grade.reindex(grades).to_numpy(), rows.index)
    limit = limit.fillna(rows["school"].map(of_school))
    told = rows[["source_row", "school", "title"]].assign(count=rows["usable"], limit=limit)
    return told[floats(rows, "usable") > COPIES_FOR_A_PUPIL * limit]


def _received_above_sent(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return receipts that account for more copies than were sent."""
    sent = _standing(db, SHIPMENTS, "code", set(rows["shipment"]), differences).set_index("code")
    limit = rows["shipment"].map(floats(sent, "copies"))
    came = _came(rows)
    told = rows[["source_row", "shipment"]].assign(count=came, limit=limit)
    return told[came > limit]


def _sent_below_received(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return shipments of fewer copies than receipts of earlier imports account for."""
    receipts = _standing(db, RECEIPTS, "shipment", set(rows["code"]), differences)
    came = _came(receipts).groupby(receipts["shipment"]).sum()
    limit = floats(rows, "copies")
    told = rows[["source_row"]].assign(shipment=rows["code"], limit=limit)
    told = told.assign(count=rows["code"].map(came))
    return told[(told["count"] > limit) & ~_is_new(RECEIPTS, "shipment", rows["code"], differences)]


def _came(receipts: pd.DataFrame) -> pd.Series:
    """Return the copies that each receipt accounts for."""
    return floats(receipts, "received") + floats(receipts, "damaged") + floats(receipts, "lost")


def _printed_above_ordered(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return printings of orders of which, all together, far more than ordered is printed."""
    orders = set(rows["order"])
    ordered = _standing(db, ORDERS, "code", orders, differences).set_index("code")
    count = rows["order"].map(_printed(db, orders, differences))
    limit = rows["order"].map(floats(ordered, "copies"))
    told = rows[["source_row", "order"]].assign(count=count, limit=limit)
    return told[count > PRINTED_OF_ORDERED * limit]


def _ordered_below_printed(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return orders of far fewer copies than earlier imports say are printed of them."""
    count = rows["code"].map(_printed(db, set(rows["code"]), differences))
    limit = floats(rows, "copies")
    told = rows[["source_row"]].assign(order=rows["code"], count=count, limit=limit)
    is_told = _is_new(PRINTINGS, "order", rows["code"], differences)
    return told[(count > PRINTED_OF_ORDERED * limit) & ~is_told]


def _printed(db: Connection, orders: Collection[str], differences: Differences) -> pd.Series:
    """Return the copies printed of each order, all its printings together."""
    printings = _standing(db, PRINTINGS, "order", orders, differences)
    return floats(printings, "copies").groupby(printings["order"]).sum()


def _is_new(sheet: Sheet, name: str, codes: pd.Series, differences: Differences) -> pd.Series:
    """Return which codes stand in a column of new rows, which are compared by themselves."""
    return codes.isin({code for each in _of(sheet, differences) for code in each.rows[name]})


def _collected_above_due(_: Connection, rows: pd.DataFrame, __: Differences) -> pd.DataFrame:
    """Return schools that took more fees than were due."""
    names = {"collected": "sum", "due": "due_amount"}
    told = rows[["source_row", "school", "school_year", *names]].rename(columns=names)
    return told[floats(rows, "collected") > floats(rows, "due")]


def _budget_above_fund(
    db: Connection, rows: pd.DataFrame, differences: Differences
) -> pd.DataFrame:
    """Return the first row of each fund whose budget, all rows together, is more than it holds."""
    funds = set(rows["fund"])
    budget = _standing(db, BUDGET, "fund", funds, differences).groupby("fund")["amount"].sum()
    amount = _standing(db, FUNDS, "fund", funds, differences).set_index("fund")["amount"]
    told = rows[["source_row", "fund"]].drop_duplicates("fund")
    told = told.assign(sum=told["fund"].map(budget), fund_amount=told["fund"].map(amount))
    return told[floats(told, "sum") > floats(told, "fund_amount")]


def _at_earlier_rate(_: Connection, rows: pd.DataFrame, __: Differences) -> pd.DataFrame:
    """Return money that is converted at the rate of a day before its own."""
    told = rows[["source_row", "paid_on", "rate_on"]]
    told = told.rename(columns={"paid_on": "day", "rate_on": "rate_day"})
    return told[told["rate_day"] < told["day"]]


def _standing(
    db: Connection, sheet: Sheet, name: str, among: Collection[str], differences: Differences
) -> pd.DataFrame:
    """Return the rows of a sheet that stand once the import is done, with one of these codes in
    a column."""
    columns = [field.name for field in sheet.fields]
    table = table_of(sheet.model)
    statement = select(table.c.id, *(table.c[column] for column in columns))
    statement = statement.where(table.c.superseded_by.is_(None))
    found = [
        row
        for codes in batches(sorted(among))
        for row in db.execute(statement.where(table.c[name].in_(codes)))
    ]
    known = pd.DataFrame(found, columns=["id", *columns], dtype=object)
    closed = {number for each in _of(sheet, differences) for number in each.closed}
    new = [each.rows.loc[each.rows[name].isin(among), columns] for each in _of(sheet, differences)]
    return pd.concat([known.loc[~known["id"].isin(closed), columns], *new], ignore_index=True)


def _of(sheet: Sheet, differences: Differences) -> Iterator[Difference]:
    return (each for each in differences if each.checked.sheet is sheet)
