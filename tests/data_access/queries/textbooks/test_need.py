"""How many copies are to be printed, counted by hand for two schools of a district."""

from datetime import date

import pytest

from data_access import database
from data_access.queries.textbooks import need as queries
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR, NARYN, asked


def released(engine, facts):
    """Publish what a function brings in, and return a connection to it."""
    with database.writing(engine) as session:
        factories.intake(session)
        facts(session)
        factories.release(session)
    return database.reading(engine)


def pupils(session, school, year, **by_grade):
    for grade, count in by_grade.items():
        factories.enrolment(session, school, int(grade[1:]), school_year=year, girls=count, boys=0)


def two_schools(session):
    """SC-0001 counted its books, SC-0002 did not; a tenth of grade 6 is gone in grade 7."""
    for code in ("SC-0001", "SC-0002"):
        factories.school(session, code, district=KOCHKOR)
        pupils(session, code, "2025/26", g6=100)
        pupils(session, code, "2026/27", g6=100, g7=90)
    books.title(session)
    books.stock_count(session, "SC-0001", 60)


def need(db, **question):
    return queries.need(db, asked(**question))


def test_pupils_of_next_year_are_those_who_stay(engine):
    with released(engine, two_schools) as db:
        found = need(db)

    assert (found.year, found.next_year) == ("2026/27", "2027/28")
    [row] = found.pupils.to_dict("records")
    assert (row["grade"], row["language"], row["now"]) == (7, "ky", 180)
    assert row["next"] == pytest.approx(180)
    assert row["low"] == row["high"] == pytest.approx(180)  # one region: nothing lies apart


def test_a_school_that_did_not_count_lacks_what_the_others_lack(engine):
    with released(engine, two_schools) as db:
        [row] = need(db).titles.to_dict("records")

    missing = 90 * 1.1 - 60 * (1 - 1 / 4)  # a copy wears evenly over its four years
    assert row["needed"] == pytest.approx(2 * 99)
    assert row["lasting"] == pytest.approx(45)
    assert row["unknown"] == pytest.approx(99)
    assert row["copies"] == pytest.approx(2 * missing)
    assert row["low"] == pytest.approx(missing)
    assert row["high"] == pytest.approx(missing + 99)


def test_copies_on_their_way_need_not_be_printed_again(engine):
    def facts(session):
        two_schools(session)
        books.order(session, copies=100, unit_price=210)
        sent = books.shipment(session, 30, school="SC-0001")
        books.receipt(session, sent.code, 30)

    with released(engine, facts) as db:
        [row], [here] = (
            need(db, **place).titles.to_dict("records") for place in ({}, {"region": NARYN})
        )

    assert row["coming"] == 70
    assert row["copies"] == pytest.approx(2 * (99 - 45) - 70)
    assert row["price"] == 210
    assert here["coming"] != here["coming"]  # not known for a part of the country
    assert here["copies"] == pytest.approx(2 * (99 - 45))


def test_a_surplus_here_does_not_help_there(engine):
    def facts(session):
        two_schools(session)
        books.stock_count(session, "SC-0002", 500)

    with released(engine, facts) as db:
        [row] = need(db).titles.to_dict("records")

    assert row["copies"] == pytest.approx(99 - 45)
    assert row["unknown"] == 0


def test_old_counts_and_other_titles_do_not_count(engine):
    def facts(session):
        two_schools(session)
        books.stock_count(session, "SC-0002", 500, counted_on=date(2025, 5, 1))
        books.title(session, "OLD-7-KY", standard="old", first_year="2019/20", last_year="2024/25")
        books.title(session, "GUIDE-7-KY", kind="guide")

    with released(engine, facts) as db:
        [row] = need(db).titles.to_dict("records")

    assert row["title"] == "PHY-7-KY-N"
    assert row["unknown"] == pytest.approx(99)


def test_nobody_has_a_title_that_is_not_in_use_yet(engine):
    def facts(session):
        two_schools(session)
        books.title(session, "BIO-7-KY-N", subject="biology", first_year="2027/28")

    with released(engine, facts) as db:
        titles = need(db, reserve=0).titles.set_index("title")

    assert titles.loc["BIO-7-KY-N", ["unknown", "copies", "needed"]].tolist() == pytest.approx(
        [0, 180, 180]
    )


def test_wear_is_seen_between_two_ages(engine, monkeypatch):
    monkeypatch.setattr(queries, "LEAST_COPIES", 10)

    def facts(session):
        two_schools(session)
        books.title(session, "BIO-7-KY-N", subject="biology", first_year="2024/25")
        books.stock_count(session, "SC-0001", 64, title="BIO-7-KY-N", worn=30, lost=6)
        books.stock_count(session, "SC-0002", 80, worn=15, lost=5)

    with released(engine, facts) as db:
        found = need(db)

    ages = found.wear.set_index("age")
    assert ages.loc[1, "unusable"] == pytest.approx(20 / 160)
    assert ages.loc[2, "unusable"] == pytest.approx(0.36)
    assert ages.loc[1, "yearly"] == pytest.approx((0.36 - 0.125) / 0.875)


def test_another_district_needs_nothing(engine):
    with released(engine, two_schools) as db:
        found = need(db, region=NARYN, district=AT_BASHY)

    assert found.titles.empty and found.pupils.empty


def test_without_a_step_from_year_to_year_there_is_no_forecast(engine):
    def facts(session):
        factories.school(session, "SC-0001", district=KOCHKOR)
        pupils(session, "SC-0001", "2026/27", g6=100, g7=90)
        books.title(session)

    with released(engine, facts) as db:
        found = need(db)

    assert found.titles.empty and found.pupils.empty
