"""How long copies take, and what is there in September, by hand for the orders of `chain`."""

from datetime import date

import pytest

from data_access import database
from data_access.queries import results
from data_access.queries.textbooks import supply_times
from data_access.summaries.days import FIRST_DAY
from data_access.summaries.textbooks import PRINTED
from tests import factories
from tests import factories_textbooks as books
from tests.data_access.queries.textbooks.conftest import chain
from tests.factories import AT_BASHY, KOCHKOR, MANAS, SUMMER, asked

SENT_ON = 4 * 190 / 390
"""Days after 1 August of the mean day on which Kochkor sent the copies to schools."""


def test_copies_have_a_mean_day(chained):
    row = chained.execute(PRINTED.stored(1)).first()

    june = (date(2025, 6, 9) - FIRST_DAY).days
    assert (row.copies, row.copy_days) == (600, 600 * june)


def test_stages_are_medians_of_the_orders_that_passed_them(chained):
    rows = supply_times.stages(chained, asked()).set_index("stage")

    printing = (600 * 100 + 340 * 150) / 940
    assert rows.loc["printing", "median_days"] == pytest.approx((printing + 122) / 2)
    assert rows.loc["road", "median_days"] == 5
    assert rows.loc["district_store", "median_days"] == pytest.approx(17 + SENT_ON)
    assert rows.loc["parcel", "median_days"] == pytest.approx(2)
    assert rows.loc["direct", "median_days"] == 13
    assert rows.loc["whole", "median_days"] == pytest.approx((155 + SENT_ON + 185) / 2)
    assert rows["passed"].to_dict() == {
        "printing": 2, "central_store": 0, "road": 1, "district_store": 1, "parcel": 1,
        "direct": 1, "whole": 2,
    }  # fmt: skip
    assert rows["begun"].to_dict() == {
        "printing": 2, "central_store": 2, "road": 2, "district_store": 1, "parcel": 1,
        "direct": 1, "whole": 3,
    }  # fmt: skip


def test_a_stage_that_less_than_nine_tenths_have_passed_has_no_time(chained):
    rows = supply_times.stages(chained, asked(title="PHY-7-KY-N")).set_index("stage")

    assert rows.loc["central_store", ["passed", "begun"]].tolist() == [0, 1]  # 800 of 940
    assert rows["median_days"].isna()["central_store"]


def test_a_district_has_no_time_of_the_press_or_the_central_store(chained):
    rows = supply_times.stages(chained, asked(district=AT_BASHY)).set_index("stage")

    assert list(rows.index) == ["road", "district_store", "parcel", "direct", "whole"]
    assert rows["passed"].sum() == 0
    assert rows["begun"].to_dict() == {
        "road": 1, "district_store": 0, "parcel": 0, "direct": 0, "whole": 1,
    }  # fmt: skip


def test_districts_are_told_with_what_they_have_not_sent_on(chained):
    rows = supply_times.by_district(chained, asked()).set_index("district")

    assert rows.loc[KOCHKOR, "district_store"] == pytest.approx(17 + SENT_ON)
    assert rows["waiting"].to_dict() == {KOCHKOR: 0, AT_BASHY: 0, MANAS: 0}
    assert rows["begun"].to_dict() == {KOCHKOR: 1, AT_BASHY: 1, MANAS: 1}
    assert rows["passed"].to_dict() == {KOCHKOR: 1, AT_BASHY: 0, MANAS: 1}
    assert rows.index[0] == KOCHKOR


def test_september_counts_the_copies_of_orders_due_in_its_year(chained):
    rows = supply_times.years(chained, asked())

    assert rows["school_year"].tolist() == ["2025/26", "2026/27"]
    assert rows["is_over"].tolist() == [True, True]
    assert rows[["due", "in_time", "delivered"]].to_numpy().tolist() == [
        [1000, 390, 490],
        [500, 0, 0],
    ]
    assert rows["share"].tolist() == [0.39, 0]


def test_a_first_of_september_to_come_is_not_over(chained):
    rows = supply_times.years(chained, asked(period=date(2026, 6, 30)))

    assert rows["is_over"].tolist() == [True, False]


@pytest.fixture
def due_in_november(engine):
    """A connection on the second release, which adds an order that is not due yet to `chain`."""
    with database.writing(engine) as session:
        chain(session)
        ordered = {"copies": 700, "ordered_on": date(2026, 4, 1), "due_on": date(2026, 11, 15)}
        books.order(session, "TO-0003", **ordered)
        sent = {"order": "TO-0003", "dispatched_on": date(2026, 9, 1)}
        books.shipment(session, 50, code="SH-06", **sent)
        factories.release(session)
    with database.reading(engine) as db:
        yield db


def test_the_page_and_the_indicator_count_an_order_from_the_day_on_which_it_is_due(
    due_in_november,
):
    question = asked(release=2)
    rows = supply_times.years(due_in_november, question)
    orders = supply_times.late_orders(due_in_november, question).set_index("order")
    districts = supply_times.late_districts(due_in_november, question)
    figure = results.standing(due_in_november, question)["R1.5"]

    assert rows[["order_count", "due", "due_later"]].to_numpy().tolist() == [
        [1, 1000, 0], [1, 500, 700],
    ]  # fmt: skip
    assert (rows["in_time"].sum(), rows["due"].sum()) == (390, 1500)
    assert figure["value"] == 390 / 1500
    assert orders["is_due"].to_dict() == {"TO-0001": True, "TO-0002": True, "TO-0003": False}
    assert orders.loc["TO-0003", "late"] == 0
    assert districts["school_year"].unique().tolist() == ["2025/26"]


def test_before_september_every_order_of_the_year_is_told(due_in_november):
    rows = supply_times.years(due_in_november, asked(release=2, period=SUMMER))

    assert rows[["is_over", "due", "due_later"]].to_numpy().tolist() == [
        [True, 1000, 0], [False, 1200, 0],
    ]  # fmt: skip


def test_late_orders_miss_what_was_not_in_schools(chained):
    rows = supply_times.late_orders(chained, asked())

    assert rows["order"].tolist() == ["TO-0001", "TO-0002"]
    assert rows["late"].tolist() == [610, 500]
    assert rows["is_due_later"].tolist() == [False, False]


def test_in_a_district_due_is_what_was_sent_there(chained):
    here = supply_times.late_orders(chained, asked(district=KOCHKOR))
    districts = supply_times.late_districts(chained, asked())

    assert here[["due", "in_time", "late"]].to_numpy().tolist() == [[400, 390, 10]]
    assert districts["district"].tolist() == [AT_BASHY, MANAS, KOCHKOR]
    assert districts["share"].tolist() == [0, 0, 0.975]
    assert districts["due"].tolist() == [300, 100, 400]


def test_where_nothing_was_ordered_nothing_takes_time_or_is_late(chained):
    nothing = asked(title="GEO-9-KY-N")

    assert supply_times.stages(chained, nothing)["begun"].sum() == 0
    assert supply_times.by_district(chained, nothing).empty
    assert supply_times.years(chained, nothing).empty
    assert supply_times.late_districts(chained, nothing).empty
