"""Facts of textbooks for tests: one function per fact; a test names only what it is about."""

from datetime import date
from itertools import count
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from data_access.imports.sheet import Sheet
from data_access.imports.sheets import stock, supply
from data_access.imports.sheets.titles import PRINTINGS
from data_access.models import (
    Printing,
    Receipt,
    Rental,
    RentalSpending,
    Shipment,
    StockCount,
    TextbookOrder,
    Title,
    WriteOff,
)
from tests.factories import KOCHKOR, _add

_numbers = count(1)


def _derived(sheet: Sheet, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what the import door derives from it."""
    assert sheet.derive
    frame = sheet.derive(pd.DataFrame([row], dtype=object))
    return {str(name): frame[name].iloc[0] for name in frame}


def title(session: Session, code: str = "PHY-7-KY-N", **values: Any) -> Title:
    """Add a new textbook of physics for grade 7 in Kyrgyz, in use since 2025/26."""
    defaults: dict[str, Any] = {
        "code": code,
        "name_ky": f"{code} ky",
        "name_ru": f"{code} ru",
        "name_en": f"{code} en",
        "subject": "physics",
        "grade": 7,
        "language": "ky",
        "kind": "textbook",
        "standard": "new",
        "approved_on": date(2025, 2, 20),
        "first_year": "2025/26",
        "last_year": None,
        "life": 4,
    }
    return _add(session, Title, defaults | values)


def order(session: Session, code: str = "TO-0001", **values: Any) -> TextbookOrder:
    """Add an order of 1000 copies of physics, due before September 2025."""
    defaults: dict[str, Any] = {
        "code": code,
        "title": "PHY-7-KY-N",
        "contract": None,
        "publisher": "Press",
        "copies": 1000,
        "unit_price": 200,
        "ordered_on": date(2025, 3, 1),
        "due_on": date(2025, 8, 31),
    }
    return _add(session, TextbookOrder, defaults | values)


def printing(session: Session, copies: int = 1000, **values: Any) -> Printing:
    """Add copies that came from the press in July 2025."""
    defaults: dict[str, Any] = {
        "code": f"PR-{next(_numbers):06}",
        "order": "TO-0001",
        "printed_on": date(2025, 7, 1),
        "copies": copies,
    }
    return _add(session, Printing, _derived(PRINTINGS, defaults | values))


def shipment(session: Session, copies: int = 100, **values: Any) -> Shipment:
    """Add copies sent from the central store to Kochkor in August 2025; `school`: to that school
    from the store of the district."""
    defaults: dict[str, Any] = {
        "code": f"SH-{next(_numbers):06}",
        "order": "TO-0001",
        "origin": "district" if values.get("school") else "store",
        "district": KOCHKOR,
        "school": None,
        "copies": copies,
        "dispatched_on": date(2025, 8, 10),
    }
    return _add(session, Shipment, _derived(supply.SHIPMENTS, defaults | values))


def receipt(session: Session, shipment: str, received: int = 100, **values: Any) -> Receipt:
    """Add that copies of a shipment arrived in August 2025, all in good order."""
    defaults: dict[str, Any] = {
        "shipment": shipment,
        "received_on": date(2025, 8, 20),
        "received": received,
        "damaged": 0,
        "lost": 0,
        "document": None,
    }
    return _add(session, Receipt, _derived(supply.RECEIPTS, defaults | values))


def write_off(session: Session, copies: int = 10, **values: Any) -> WriteOff:
    """Add copies written off in the central store in September 2025."""
    defaults: dict[str, Any] = {
        "code": f"WO-{next(_numbers):06}",
        "order": "TO-0001",
        "district": None,
        "copies": copies,
        "written_off_on": date(2025, 9, 10),
        "reason": "water",
    }
    return _add(session, WriteOff, _derived(supply.WRITE_OFFS, defaults | values))


def stock_count(
    session: Session, school: str = "SC-0001", usable: int = 20, **values: Any
) -> StockCount:
    """Add a count of physics in September 2026."""
    defaults: dict[str, Any] = {
        "school": school,
        "title": "PHY-7-KY-N",
        "counted_on": date(2026, 9, 20),
        "usable": usable,
        "worn": 0,
        "lost": 0,
    }
    return _add(session, StockCount, _derived(stock.STOCK_COUNTS, defaults | values))


def rental(session: Session, school: str = "SC-0001", **values: Any) -> Rental:
    """Add a school whose 100 pupils pay the fee, and 10 half of it."""
    defaults: dict[str, Any] = {
        "school": school,
        "school_year": "2026/27",
        "stage": "running",
        "full": 100,
        "half": 10,
        "exempt": 5,
        "due": 42_000,
        "collected": 40_000,
    }
    return _add(session, Rental, defaults | values)


def rental_spending(session: Session, district: str = KOCHKOR, **values: Any) -> RentalSpending:
    """Add what a district paid for 100 copies."""
    defaults: dict[str, Any] = {
        "district": district,
        "school_year": "2025/26",
        "books": 20_000,
        "copies": 100,
        "other": 1_000,
    }
    return _add(session, RentalSpending, defaults | values)
