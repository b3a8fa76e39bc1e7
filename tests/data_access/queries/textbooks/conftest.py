from datetime import date

import pytest

from data_access import database
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR, MANAS


def chain(session) -> None:
    """Bring in two orders: one with every kind of trouble on its way, one just printed.

    TO-0001: 1000 copies ordered, 940 printed. 400 go to Kochkor, which accepts 380 and sends 390
    on; 300 go to At-Bashy and never arrive; 100 go straight to a school of Manas and come in
    September.
    """
    factories.intake(session)
    for code, district in (("SC-0001", MANAS), ("SC-0002", KOCHKOR), ("SC-0003", KOCHKOR)):
        factories.school(session, code, district=district)
    books.title(session)
    books.title(session, "BIO-7-KY-N", subject="biology")
    books.order(session, contract="TB-1")
    books.printing(session, 600, printed_on=date(2025, 6, 9))
    books.printing(session, 340, printed_on=date(2025, 7, 29))
    july = {"dispatched_on": date(2025, 7, 10)}
    books.shipment(session, 400, code="SH-01", **july)
    books.shipment(session, 300, code="SH-02", district=AT_BASHY, **july)
    straight = {"district": MANAS, "school": "SC-0001", "origin": "store"}
    books.shipment(session, 100, code="SH-03", dispatched_on=date(2025, 8, 20), **straight)
    books.shipment(session, 200, code="SH-04", school="SC-0002", dispatched_on=date(2025, 8, 1))
    books.shipment(session, 190, code="SH-05", school="SC-0003", dispatched_on=date(2025, 8, 5))
    act = {"damaged": 10, "lost": 4, "document": "KA-01"}
    books.receipt(session, "SH-01", 380, received_on=date(2025, 7, 15), **act)
    books.receipt(session, "SH-03", 100, received_on=date(2025, 9, 2))
    books.receipt(session, "SH-04", 200, received_on=date(2025, 8, 3))
    books.receipt(session, "SH-05", 190, received_on=date(2025, 8, 7))
    books.write_off(session, 15)
    books.stock_count(session, "SC-0002", 150, worn=20, lost=5)
    books.stock_count(session, "SC-0003", 195)
    second = {"title": "BIO-7-KY-N", "copies": 500, "ordered_on": date(2026, 3, 1)}
    books.order(session, "TO-0002", due_on=date(2026, 8, 20), **second)
    books.printing(session, 520, order="TO-0002", printed_on=date(2026, 7, 1))
    factories.release(session)


@pytest.fixture
def chained(engine):
    """A connection on the release of `chain`."""
    with database.writing(engine) as session:
        chain(session)
    with database.reading(engine) as db:
        yield db
