"""Where the copies of two orders are, by hand."""

from datetime import date
from itertools import pairwise

import pandas as pd

from data_access import database
from data_access.queries.textbooks import supply
from tests import factories
from tests import factories_textbooks as books
from tests.data_access.queries.textbooks.conftest import chain
from tests.factories import AT_BASHY, KOCHKOR, MANAS, NARYN, asked

SUMMER_2025, AUTUMN_2025 = date(2025, 6, 30), date(2025, 9, 30)


def steps_of(flow) -> dict[str, int]:
    return dict(zip(flow.steps["step"], flow.steps["copies"], strict=True))


def parts_of(flow) -> dict[str, int]:
    return dict(zip(flow.parts["part"], flow.parts["copies"], strict=True))


def test_the_flow_names_every_step_and_every_loss(chained):
    flow = supply.flow(chained, asked(title="PHY-7-KY-N"), is_newest=True)

    assert steps_of(flow) == {
        "ordered": 1000, "printed": 940, "sent": 800, "district": 480, "passed": 490,
        "delivered": 490, "used": 345,
    }  # fmt: skip
    assert parts_of(flow) == {
        "unprinted": 60, "central_store": 125, "central_written_off": 15, "road_moving": 300,
        "road_damaged": 10, "road_lost": 4, "road_disputed": 6, "district_overdrawn": 10,
        "uncounted": 100, "worn": 20, "missing": 5, "unexplained": 25, "extra": 5,
    }  # fmt: skip
    assert flow.steps.set_index("step")["direct"].to_dict() == {
        "ordered": 0, "printed": 0, "sent": 100, "district": 100, "passed": 100, "delivered": 0,
        "used": 0,
    }  # fmt: skip
    assert flow.parts.loc[flow.parts["is_excess"], "part"].tolist() == [
        "district_overdrawn", "extra",
    ]  # fmt: skip
    assert (flow.order_count, flow.demonstration) == (1, False)


def test_every_step_is_the_one_before_less_what_is_lost_and_more_what_was_not_there(chained):
    for filters in (asked(), asked(title="PHY-7-KY-N"), asked(region=NARYN), asked(district=MANAS)):
        flow = supply.flow(chained, filters, is_newest=True)
        rows = flow.steps.to_dict("records")
        known = [row for row in rows if not pd.isna(row["copies"])]
        for row, after in pairwise(known):
            parts = flow.parts[flow.parts["step"] == row["step"]]
            sign = parts["is_excess"].map({True: 1, False: -1}).astype("int64")
            assert row["copies"] + (parts["copies"] * sign).sum() == after["copies"]


def test_the_way_into_a_district_begins_with_the_copies_sent_there(chained):
    flow = supply.flow(chained, asked(district=KOCHKOR), is_newest=True)

    assert steps_of(flow) == {
        "sent": 400, "district": 380, "passed": 390, "delivered": 390, "used": 345,
    }  # fmt: skip
    assert flow.order_count == 1


def test_a_past_quarter_has_its_own_state_and_no_shelves(chained):
    flow = supply.flow(chained, asked(period=SUMMER_2025), is_newest=False)

    steps = steps_of(flow)
    assert pd.isna(steps.pop("used"))
    assert steps == {
        "ordered": 1000, "printed": 600, "sent": 0, "district": 0, "passed": 0, "delivered": 0,
    }  # fmt: skip
    assert flow.shelves is None


def test_where_no_school_counted_the_copies_in_use_are_not_known(chained):
    flow = supply.flow(chained, asked(district=MANAS), is_newest=True)

    assert pd.isna(steps_of(flow)["used"])
    assert "uncounted" not in parts_of(flow)


def test_shelves_of_a_closed_school_are_empty(chained, engine):
    with database.writing(engine) as session:
        factories.intake(session)
        factories.school(session, "SC-0009", district=KOCHKOR, closed_on=date(2026, 9, 1))
        books.stock_count(session, "SC-0009", 77)
        factories.release(session)
    with database.reading(engine) as db:
        before = supply.shelves(db, asked(period=date(2026, 6, 30), release=2))
        after = supply.shelves(db, asked(release=2))

    assert (before["usable"][0], before["schools"][0]) == (422, 3)
    assert (after["usable"][0], after["schools"][0]) == (345, 2)
    assert after["last_on"][0] == pd.Timestamp(2026, 9, 20)


def test_the_account_of_an_order_balances_with_a_store_below_nothing(chained):
    lines = supply.ledger(chained, asked()).set_index("order")

    names = ["came", "in_store", "moving", "delivered", "disputed", "written_off", "beyond"]
    assert lines.loc["TO-0001", names].tolist() == [940, 125, 300, 490, 6, 29, 10]
    assert lines.loc["TO-0002", names].tolist() == [520, 520, 0, 0, 0, 0, 0]


def test_the_account_of_a_district_balances_too(chained):
    here = supply.ledger(chained, asked(region=NARYN)).iloc[0]
    there = supply.ledger(chained, asked(district=AT_BASHY)).iloc[0]

    names = ["came", "in_store", "moving", "delivered", "disputed", "written_off", "beyond"]
    assert here[names].tolist() == [700, 0, 300, 390, 6, 14, 10]
    assert there[names].tolist() == [300, 0, 300, 0, 0, 0, 0]


def test_what_more_was_printed_than_ordered_is_told(chained):
    rows = supply.account(chained, asked()).set_index("order")

    assert rows["overprinted"].tolist() == [0, 20]
    assert rows["unprinted"].tolist() == [60, 0]
    assert rows["in_time"].tolist() == [390, 0]


def test_each_store_is_told_by_itself(chained):
    rows = supply.stores(chained, asked(title="PHY-7-KY-N"))

    assert rows[["district", "came", "left", "written_off", "held"]].to_numpy().tolist() == [
        [supply.CENTRAL, 940, 800, 15, 125],
        [AT_BASHY, 0, 0, 0, 0],
        [KOCHKOR, 380, 390, 0, -10],
    ]


def test_open_shipments_are_those_under_way_or_disputed(chained):
    rows = supply.shipments(chained, asked(period=AUTUMN_2025)).set_index("shipment")

    assert list(rows.index) == ["SH-01", "SH-02"]
    assert (rows.loc["SH-01", "disputed"], rows.loc["SH-01", "document"]) == (6, "KA-01")
    assert rows.loc["SH-02", "days"] == 82
    assert pd.isna(rows.loc["SH-01", "days"]) and pd.isna(rows.loc["SH-02", "disputed"])


def test_titles_can_be_chosen_from_those_that_were_ordered(chained):
    rows = supply.titles(chained, asked(title="PHY-7-KY-N"))

    assert rows["title"].tolist() == ["BIO-7-KY-N", "PHY-7-KY-N"]
    assert rows["title_name"].tolist() == ["BIO-7-KY-N en", "PHY-7-KY-N en"]


def test_a_title_that_nobody_ordered_has_no_way(chained):
    flow = supply.flow(chained, asked(title="GEO-9-KY-N"), is_newest=True)

    assert flow.order_count == 0
    assert supply.ledger(chained, asked(title="GEO-9-KY-N")).empty


def test_anything_invented_marks_the_flow(engine):
    with database.writing(engine) as session:
        chain(session)
        factories.intake(session)
        books.printing(session, 5, order="TO-0002", demonstration=True)
        factories.release(session)
    with database.reading(engine) as db:
        marks = supply.account(db, asked(release=2)).set_index("order")["demonstration"]

    assert marks.to_dict() == {"TO-0001": 0, "TO-0002": 1}
