"""Figures of textbooks follow from titles, shipments, receipts, counts, pupils and the rental."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from data_access import database, ledger
from data_access.indicators.computed import COMPUTED
from data_access.indicators.formulas import ROWS_BEHIND
from data_access.indicators.textbooks import FORMULAS
from data_access.queries import results
from tests import factories
from tests import factories_textbooks as books
from tests.data_access import textbooks_by_hand as hand
from tests.data_access.random_history import history
from tests.data_access.test_summaries import known_world
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, SPRING, SUMMER, asked

WINTER, LAST_AUTUMN = date(2025, 12, 31), date(2025, 9, 30)


def computed(db, code: str, release: int = 1) -> dict[tuple, tuple]:
    """Return (quarter, area) -> (numerator, denominator) of a release."""
    part = COMPUTED.c
    rows = db.execute(select(COMPUTED).where(part.release == release, part.indicator == code))
    return {(row.period, row.area): (row.numerator, row.denominator) for row in rows}


def stand(db, code, **filters):
    return results.standing(db, asked(**filters))[code]


def behind(db, code: str, area: str, period: date) -> dict[str, int]:
    """Return how many facts of which table a figure rests on."""
    found = {}
    for part in ROWS_BEHIND[code](1, area, period):
        table = part.selected_columns.id.table.name
        found[table] = found.get(table, 0) + len(db.execute(part).all())
    return found


def quarters(session, *periods: date) -> None:
    """Report something in each quarter, so that figures are counted for it."""
    for period in periods:
        factories.reported(session, "R1.1", 1, area="KG", period=period)


def test_a_title_counts_once_when_its_edition_in_kyrgyz_is_approved(publish):
    def facts(session):
        quarters(session, SPRING, SUMMER, AUTUMN)
        books.title(session, approved_on=date(2026, 3, 31))
        books.title(session, "PHY-7-RU-N", language="ru", approved_on=date(2026, 3, 31))
        books.title(session, "PHY-7-KY-O", standard="old", approved_on=date(2018, 5, 20))
        books.title(session, "PHY-7-KY-N-G", kind="guide", approved_on=date(2026, 3, 31))
        books.title(session, "PHY-6-KY-N", grade=6, approved_on=date(2026, 3, 31))
        books.title(session, "BIO-9-KY-N", grade=9, approved_on=date(2026, 4, 1))
        books.title(session, "GEO-9-KY-N", grade=9, approved_on=None)

    with publish(facts) as db:
        figures = computed(db, "R1.3a")
        found = [behind(db, "R1.3a", "KG", period) for period in (SPRING, AUTUMN)]
        row = stand(db, "R1.3a")

    assert figures == {
        (SPRING, "KG"): (1, None),
        (SUMMER, "KG"): (2, None),
        (AUTUMN, "KG"): (2, None),
    }
    assert found == [{"title": 1}, {"title": 2}]
    assert (row["value"], row["unit"], row["reported_count"]) == (2, "titles", 1)


def sent(session, code: str, received_on: date | None, received: int = 90, **values) -> None:
    books.shipment(session, code=code, dispatched_on=date(2025, 8, 10), **values)
    if received_on:
        books.receipt(session, code, received, received_on=received_on)


def supply(session):
    """A truck to Kochkor, parcels to two schools there, and one to a school of At-Bashy."""
    quarters(session, LAST_AUTUMN, WINTER, SPRING)
    books.title(session)
    books.order(session)
    factories.school(session, "SC-0001", district=KOCHKOR)
    sent(session, "SH-01", date(2025, 8, 20))
    sent(session, "SH-02", date(2025, 8, 31), 40, school="SC-0001")
    sent(session, "SH-03", date(2025, 10, 1), 7, school="SC-0001")
    sent(session, "SH-04", None, school="SC-0002", district=AT_BASHY)


def test_copies_count_once_a_school_has_them_and_where_none_arrived_there_are_none(publish):
    with publish(supply) as db:
        figures = computed(db, "R1.3b")
        found = [behind(db, "R1.3b", KOCHKOR, period) for period in (LAST_AUTUMN, SPRING)]
        row = stand(db, "R1.3b", period=SPRING)

    assert figures == {
        (LAST_AUTUMN, KOCHKOR): (40, None),
        (WINTER, KOCHKOR): (47, None),
        (SPRING, KOCHKOR): (47, None),
        **{(period, AT_BASHY): (0, None) for period in (LAST_AUTUMN, WINTER, SPRING)},
    }
    assert found == [
        {"receipt": 1, "shipment": 1, "textbook_order": 1},
        {"receipt": 2, "shipment": 2, "textbook_order": 1},
    ]
    assert (row["value"], row["reported_count"], row["expected_count"]) == (47, 2, 54)


def test_copies_of_old_titles_of_guides_and_of_other_grades_are_no_new_textbooks(publish):
    def facts(session):
        quarters(session, LAST_AUTUMN)
        others = ({"standard": "old"}, {"kind": "guide"}, {"grade": 6})
        for turn, other in enumerate(others):
            books.title(session, f"T-{turn}", **other)
            books.order(session, f"TO-{turn}", title=f"T-{turn}")
            sent(session, f"SH-0{turn}", date(2025, 8, 31), school="SC-0001", order=f"TO-{turn}")

    with publish(facts) as db:
        assert computed(db, "R1.3b") == {}


def test_copies_are_in_time_before_september_of_the_year_in_which_the_order_is_due(publish):
    def facts(session):
        supply(session)
        books.order(session, "TO-0002", copies=500, due_on=date(2026, 6, 1))
        quarters(session, SUMMER, AUTUMN)

    with publish(facts) as db:
        figures = computed(db, "R1.5")
        found = [behind(db, "R1.5", "KG", period) for period in (SUMMER, AUTUMN)]
        value = stand(db, "R1.5")["value"]

    assert figures == {
        **{(period, "KG"): (40, 1000) for period in (LAST_AUTUMN, WINTER, SPRING, SUMMER)},
        (AUTUMN, "KG"): (40, 1500),
    }
    assert found == [
        {"textbook_order": 1, "receipt": 2, "shipment": 2},
        {"textbook_order": 2, "receipt": 2, "shipment": 2},
    ]
    assert value == 40 / 1500


def counted(session):
    """Two schools of At-Bashy with 22 pupils each: one has surplus physics, one lacks biology."""
    books.title(session)
    books.title(session, "BIO-7-KY-N", subject="biology")
    for school in ("SC-0001", "SC-0002"):
        factories.school(session, school)
        factories.enrolment(session, school)
    books.stock_count(session, "SC-0001", 100)
    books.stock_count(session, "SC-0002", 0)
    books.stock_count(session, "SC-0001", 11, title="BIO-7-KY-N")


def test_provision_is_capped_for_each_school_and_title_before_it_is_added_up(publish):
    with publish(counted) as db:
        figures = computed(db, "R1.4")
        found = behind(db, "R1.4", AT_BASHY, AUTUMN)
        row = stand(db, "R1.4")

    assert figures == {(AUTUMN, AT_BASHY): (33, 66)}
    assert row["value"] == 0.5 != (100 + 0 + 11) / 66
    assert found == {"stock_count": 3, "school": 2, "title": 2, "enrolment": 2}


def test_a_grade_that_takes_the_new_standard_does_not_need_its_old_book_any_more(publish):
    def facts(session):
        factories.school(session, "SC-0001")
        for year in ("2025/26", "2026/27"):
            factories.enrolment(session, "SC-0001", school_year=year)
        books.title(session, first_year="2026/27")
        books.title(
            session, "PHY-7-KY-O", standard="old", first_year="2018/19", last_year="2025/26"
        )
        books.stock_count(session, title="PHY-7-KY-O", counted_on=date(2026, 4, 20), usable=15)
        books.stock_count(session, usable=22)

    with publish(facts) as db:
        figures = computed(db, "R1.4")

    assert figures == {(SUMMER, AT_BASHY): (15, 22), (AUTUMN, AT_BASHY): (22, 22)}


def test_counts_without_pupils_make_no_provision_and_are_no_zero(publish):
    def facts(session):
        books.title(session)
        factories.school(session, "SC-0001")
        books.stock_count(session)

    with publish(facts) as db:
        assert computed(db, "R1.4") == {}
        assert stand(db, "R1.4")["status"] in ("not_reported", "not_applicable")


def test_schools_with_a_count_become_fewer_when_nobody_counts_any_more(publish):
    def facts(session):
        books.title(session)
        for number in (1, 2, 3):
            factories.school(session, f"SC-000{number}")
        factories.school(session, "SC-0004", closed_on=date(2026, 1, 15))
        factories.school(session, "SC-0005", district=KOCHKOR)
        books.stock_count(session, "SC-0001", counted_on=date(2025, 5, 20))
        books.stock_count(session, "SC-0002", counted_on=date(2025, 8, 20))
        books.stock_count(session, "SC-0004", counted_on=date(2025, 8, 20))
        quarters(session, date(2025, 3, 31), WINTER, SPRING, SUMMER, AUTUMN)

    with publish(facts) as db:
        figures = computed(db, "R1.7")
        found = [behind(db, "R1.7", AT_BASHY, period) for period in (WINTER, AUTUMN)]
        row = stand(db, "R1.7")

    first = date(2025, 6, 30)
    assert {period: value for (period, area), value in figures.items() if area == AT_BASHY} == {
        first: (1, 4),
        LAST_AUTUMN: (3, 4),
        WINTER: (3, 4),
        SPRING: (2, 3),
        SUMMER: (1, 3),
        AUTUMN: (0, 3),
    }
    assert figures[first, KOCHKOR] == figures[AUTUMN, KOCHKOR] == (0, 1)
    assert (row["value"], row["reported_count"], row["expected_count"]) == (0, 2, 54)
    assert found == [{"stock_count": 3, "school": 4}, {"stock_count": 0, "school": 3}]


def rented(session):
    quarters(session, SUMMER, AUTUMN)
    for number, district in ((1, AT_BASHY), (2, AT_BASHY), (3, KOCHKOR)):
        factories.school(session, f"SC-000{number}", district=district)
    last = {"school_year": "2025/26"}
    books.rental(session, "SC-0001", **last, exempt=4, due=1000, collected=900)
    books.rental(session, "SC-0002", **last, stage="planned", exempt=None, due=None, collected=None)
    books.rental(session, "SC-0003", **last, exempt=None, due=500, collected=None)
    books.rental(session, "SC-0001", exempt=5, due=2000, collected=300)
    books.rental(session, "SC-0002", exempt=6, due=4000, collected=None)


def test_the_rental_scheme_is_told_by_the_newest_school_year_of_each_district(publish):
    with publish(rented) as db:
        schools, exempt = computed(db, "R1.6a"), computed(db, "R1.6c")
        found = [behind(db, "R1.6a", AT_BASHY, period) for period in (SUMMER, AUTUMN)]
        row = stand(db, "R1.6a")

    assert schools == {
        (SUMMER, AT_BASHY): (1, None),
        (AUTUMN, AT_BASHY): (2, None),
        (SUMMER, KOCHKOR): (1, None),
        (AUTUMN, KOCHKOR): (1, None),
    }
    assert exempt == {(SUMMER, AT_BASHY): (4, None), (AUTUMN, AT_BASHY): (11, None)}
    assert found == [{"rental": 2}, {"rental": 2}]
    assert (row["value"], row["unit"]) == (3, "schools")


def test_fees_count_of_schools_that_said_what_they_collected_in_years_that_ended(publish):
    with publish(rented) as db:
        figures = computed(db, "R1.6b")
        found = behind(db, "R1.6b", AT_BASHY, AUTUMN)
        value = stand(db, "R1.6b")["value"]

    assert figures == {
        (SUMMER, AT_BASHY): (900, 1000),
        (AUTUMN, AT_BASHY): (900, 1000),
    }
    assert found == {"rental": 2}
    assert value == 0.9


@pytest.mark.parametrize("code", list(FORMULAS))
def test_without_any_fact_nothing_is_counted(publish, code):
    with publish(lambda session: quarters(session, SUMMER, AUTUMN)) as db:
        assert computed(db, code) == {}
        assert stand(db, code)["status"] in ("not_reported", "not_applicable")


def test_one_invented_count_marks_the_figures_and_a_release_follows_from_its_facts(publish):
    def facts(session):
        counted(session)
        invented = {"counted_on": date(2026, 6, 20), "demonstration": True}
        books.stock_count(session, "SC-0002", 5, title="BIO-7-KY-N", **invented)
        books.order(session)
        sent(session, "SH-02", date(2025, 8, 31), 40, school="SC-0001")

    with publish(facts) as db:
        marks = {code: stand(db, code)["demonstration"] for code in ("R1.4", "R1.7", "R1.3b")}
        breaks = ledger.verify(db)

    assert (marks["R1.4"], marks["R1.7"]) == (1, 1)
    assert marks["R1.3b"] != 1
    assert breaks == []


@pytest.fixture(params=[1, 2, 3])
def past(request, sqlite_engine):
    """A connection on a random history of three releases, and their import numbers."""
    with database.writing(sqlite_engine) as session:
        numbers = history(session, request.param)
    with database.reading(sqlite_engine) as db:
        yield db, numbers


def test_provision_and_schools_are_those_counted_one_by_one(past):
    db, numbers = past

    for release, import_id in enumerate(numbers, start=1):
        world = known_world(db, import_id)
        assert computed(db, "R1.4", release) == _provision(world), release
        assert computed(db, "R1.7", release) == _counted(world), release


def _provision(world) -> dict[tuple, tuple]:
    sums: dict[tuple, list[int]] = {}
    for quarter in hand.quarters(world):
        for row in hand.used_shelves(world, quarter):
            title, need = world.one("title", row.title), hand.needed(world, row)
            if need is not None and title.kind == "textbook":
                key = quarter, world.one("school", row.school).district
                pair = sums.setdefault(key, [0, 0])
                pair[0] += min(need, row.usable)
                pair[1] += need
    return {key: (Decimal(have), Decimal(need)) for key, (have, need) in sums.items() if need}


def _counted(world) -> dict[tuple, tuple]:
    found: dict[tuple, tuple] = {}
    for quarter in sorted(hand.quarters(world)):
        fresh = {row.school for row in world.rows["stock_count"] if hand.is_fresh(row, quarter)}
        rows = {}
        for school in world.rows["school"]:
            is_open = school.closed_on is None or school.closed_on > quarter
            have, total = rows.get((quarter, school.district), (0, 0))
            counts_now = is_open and school.code in fresh
            rows[quarter, school.district] = (have + counts_now, total + is_open)
        if found or any(have for have, _ in rows.values()):
            found |= rows
    return found


def test_provision_lies_between_nothing_and_all(past):
    db, numbers = past
    figures = [
        pair
        for release in range(1, len(numbers) + 1)
        for pair in computed(db, "R1.4", release).values()
    ]

    assert all(0 <= numerator <= denominator for numerator, denominator in figures)
