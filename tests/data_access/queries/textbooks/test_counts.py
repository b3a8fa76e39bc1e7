"""Who counted when, and what differs, by hand for three schools of one district."""

from datetime import date

import pytest

from data_access import database
from data_access.queries.textbooks import counts as queries
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR, MANAS, asked


@pytest.fixture
def db(engine):
    """SC-0001 counted in September, SC-0002 more than a year ago, SC-0003 and SC-0004 never."""
    with database.writing(engine) as session:
        factories.intake(session)
        for code in ("SC-0001", "SC-0002", "SC-0003"):
            factories.school(session, code, district=KOCHKOR)
        factories.school(session, "SC-0004", district=MANAS)
        books.title(session)
        books.title(session, "BIO-7-KY-N", subject="biology")
        books.order(session)
        for school in ("SC-0001", "SC-0003"):
            sent = books.shipment(session, 60, school=school)
            books.receipt(session, sent.code, 60)
        books.stock_count(session, "SC-0001", 50, worn=4, lost=1)
        books.stock_count(session, "SC-0001", 30, title="BIO-7-KY-N")
        books.stock_count(session, "SC-0002", 40, counted_on=date(2025, 5, 20))
        factories.release(session)
    with database.reading(engine) as connection:
        yield connection


def test_schools_count_for_twelve_months(db):
    frame = queries.over_time(db, asked())

    shares = dict(zip(frame["period"].dt.date, frame["share"], strict=True))
    assert shares == {date(2025, 6, 30): 0.25, date(2026, 9, 30): 0.25}
    assert frame["school_count"].tolist() == [4, 4]


def test_a_quarter_in_which_nobody_counted_is_told(db):
    frame = queries.over_time(db, asked(period=date(2026, 6, 30)))

    assert frame["schools"].tolist() == [1, 0]


def test_districts_with_the_lowest_share_come_first(db):
    frame = queries.by_district(db, asked()).set_index("district")

    assert frame.loc[MANAS, ["schools", "missing", "share"]].tolist() == [0, 1, 0]
    assert frame.loc[KOCHKOR, ["schools", "missing"]].tolist() == [1, 2]
    assert frame.loc[KOCHKOR, "share"] == pytest.approx(1 / 3)
    assert frame.index[-1] == KOCHKOR
    assert AT_BASHY not in frame.index  # it has no school


def test_the_last_count_of_every_school(db):
    frame = queries.last_counts(db, asked()).set_index("school")

    assert frame["age"].to_dict() == {
        "SC-0001": "fresh", "SC-0002": "old", "SC-0003": "never", "SC-0004": "never",
    }  # fmt: skip
    assert frame.loc["SC-0001", "days"] == 10


def test_a_count_is_compared_with_what_was_received_until_then(db):
    row = queries.last_counts(db, asked()).set_index("school").loc["SC-0001"]

    # 55 of 60 copies of physics are there; biology was not sent and is not compared.
    assert (row["received"], row["fewer"], row["more"], row["differing"]) == (60, 5, 0, 1)
    assert row["titles"] == 2
