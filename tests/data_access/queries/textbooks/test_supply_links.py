"""Which links of the orders of `chain` are broken, by hand."""

from datetime import date

import pandas as pd

from data_access import database
from data_access.queries.textbooks import supply, supply_links
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR, MANAS, asked

AUTUMN_2025 = date(2025, 9, 30)


def told(links: pd.DataFrame) -> list[tuple]:
    names = ["kind", "order", "district", "documents", "copies"]
    return [
        tuple(None if pd.isna(each) else each for each in row)
        for row in links[names].itertuples(index=False)
    ]


def test_every_broken_link_is_listed_with_its_documents(chained):
    links = supply_links.broken_links(chained, asked())

    assert told(links) == [
        ("overdrawn", "TO-0001", KOCHKOR, "SH-01", 10),
        ("disputed", "TO-0001", KOCHKOR, "SH-01, KA-01", 6),
        ("stale", "TO-0001", AT_BASHY, "SH-02", 300),
        ("unprinted", "TO-0001", supply.CENTRAL, "TB-1", 60),
        ("overprinted", "TO-0002", supply.CENTRAL, None, 20),
    ]
    assert links["title_name"].tolist()[:2] == ["PHY-7-KY-N en", "PHY-7-KY-N en"]
    assert links["day"].dt.date.tolist()[1:4] == [
        date(2025, 7, 15), date(2025, 7, 10), date(2025, 8, 31),
    ]  # fmt: skip
    assert links["days"].tolist()[2] == 447


def test_kinds_are_counted(chained):
    kinds = supply_links.by_kind(supply_links.broken_links(chained, asked()))

    assert kinds["kind"].tolist() == ["overdrawn", "disputed", "stale", "unprinted", "overprinted"]
    assert kinds["link_count"].tolist() == [1] * 5
    assert kinds["copies"].tolist() == [10, 6, 300, 60, 20]


def test_a_shipment_is_under_way_for_too_long_after_45_days(engine):
    with database.writing(engine) as session:
        factories.intake(session)
        books.title(session)
        books.order(session)
        books.printing(session)
        books.shipment(session, 100, code="SH-01", dispatched_on=date(2025, 8, 16))
        books.shipment(session, 100, code="SH-02", dispatched_on=date(2025, 8, 15))
        factories.release(session)
    with database.reading(engine) as db:
        links = supply_links.broken_links(db, asked(period=AUTUMN_2025))

    assert told(links) == [("stale", "TO-0001", KOCHKOR, "SH-02", 100)]
    assert links["days"].tolist() == [46]


def test_what_is_not_due_yet_may_still_be_printed(chained):
    links = supply_links.broken_links(chained, asked(period=date(2025, 6, 30)))

    assert links.empty


def test_a_district_has_its_own_links_only(chained):
    here = supply_links.broken_links(chained, asked(district=AT_BASHY))
    there = supply_links.broken_links(chained, asked(district=MANAS))

    assert told(here) == [("stale", "TO-0001", AT_BASHY, "SH-02", 300)]
    assert there.empty


def test_more_received_than_sent_is_a_broken_link_and_fills_no_other(engine):
    with database.writing(engine) as session:
        factories.intake(session)
        books.title(session)
        books.order(session)
        books.printing(session)
        books.shipment(session, 100, code="SH-01")
        books.receipt(session, "SH-01", 90)
        books.shipment(session, 100, code="SH-02")
        books.receipt(session, "SH-02", 110, document="KA-02")
        factories.release(session)
    with database.reading(engine) as db:
        links = supply_links.broken_links(db, asked(period=AUTUMN_2025))
        line = supply.ledger(db, asked(period=AUTUMN_2025)).iloc[0]

    assert told(links) == [
        ("disputed", "TO-0001", KOCHKOR, "SH-01", 10),
        ("over", "TO-0001", KOCHKOR, "SH-02, KA-02", 10),
    ]
    assert (line["disputed"], line["beyond"]) == (10, 10)
