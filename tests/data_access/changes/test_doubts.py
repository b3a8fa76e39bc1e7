"""What can hardly be is named with its sheet and row, and nobody is refused."""

import pytest

from data_access.changes.imports import import_files
from data_access.models import StockCount
from layouts import problems
from layouts.i18n import LANGUAGES, Translator
from tests.data_access.changes.test_imports import every_row
from tests.data_access.imports.samples import good, workbook

SHEETS = (
    *("schools", "enrolment", "titles", "orders", "printings", "shipments"),
    *("receipts", "stock_counts", "rentals"),
)


@pytest.fixture
def bring(engine, tmp_path):
    """Import the good samples of everything that textbooks rest on, with other rows of some."""
    made = iter(range(100))

    def bring(sheets=SHEETS, **others):
        rows = {
            name: [good(name, **cells) for cells in told]
            for name in sheets
            if (told := others.get(name, [{"contract": None}] if name == "orders" else [{}]))
        }
        path = workbook(tmp_path / f"{next(made)}.xlsx", **rows)
        outcome = import_files(engine, [path], by="tester")
        assert outcome.problems == ()
        return outcome

    return bring


def codes(outcome) -> list[tuple[str, int]]:
    return [(doubt.code, doubt.row) for doubt in outcome.doubts]


def test_ordinary_rows_are_not_doubted(bring):
    assert bring(stock_counts=[{"usable": 36}]).doubts == ()


@pytest.mark.parametrize(
    ("sheet", "cells", "code", "said"),
    [
        (
            "stock_counts",
            {"usable": 37},
            "more_than_pupils_use",
            "37 usable copies of PHY-7-KY-N in IS-07 are more than three for each of the 12 pupils",
        ),
        (
            "receipts",
            {"received": 60, "damaged": 1},
            "received_above_sent",
            "Of shipment SH-000123, 61 copies are said to have arrived, but 60 were sent.",
        ),
        (
            "printings",
            {"copies": 70_401},
            "printed_above_ordered",
            "Of order TO-0001, 70,401 copies are printed, more than a tenth above the 64,000",
        ),
        (
            "rentals",
            {"collected": 6_000_000},
            "collected_above_due",
            "IS-07 collected 6,000,000.00 som in 2026/27, more than the 115,000.00 som due.",
        ),
    ],
)
def test_what_can_hardly_be_is_noticed_and_let_in(bring, sheet, cells, code, said):
    outcome = bring(**{"stock_counts": [{"usable": 36}], sheet: [cells]})

    assert codes(outcome) == [(code, 2)]
    assert outcome.import_id == 1
    [line] = [line for line in problems.report(outcome, Translator("en")) if said in line]
    assert line.startswith("Notice: 0.xlsx, sheet “")
    for lang in LANGUAGES:
        assert sum("0.xlsx" in line for line in problems.report(outcome, Translator(lang))) > 0


def test_facts_that_came_before_are_compared_with(bring, engine):
    bring(stock_counts=[{"usable": 36}])

    again = bring(["stock_counts"], stock_counts=[{"usable": 37}])
    same = bring(["stock_counts", "rentals"], stock_counts=[{"usable": 37}])

    assert codes(again) == [("more_than_pupils_use", 2)]
    assert same.doubts == ()
    assert every_row(engine, StockCount.usable) == [(36,), (37,)]


def test_all_printings_of_an_order_count_together_and_a_corrected_one_once(bring):
    bring(printings=[{"copies": 60_000}], stock_counts=[])

    corrected = bring(["printings"], printings=[{"copies": 64_000}])
    second = bring(["printings"], printings=[{"code": "PR-0002", "copies": 10_000}])

    assert corrected.doubts == ()
    assert codes(second) == [("printed_above_ordered", 2)]


def test_an_order_or_a_shipment_corrected_below_what_came_of_it_is_noticed(bring):
    bring()

    less = bring(
        ["orders", "shipments"],
        orders=[{"contract": None, "copies": 100}],
        shipments=[{"copies": 10}],
    )
    again = bring(shipments=[{"copies": 10}], orders=[{"contract": None, "copies": 100}])

    assert codes(less) == [("received_above_sent", 2), ("printed_above_ordered", 2)]
    assert again.doubts == ()


def test_with_its_receipts_a_shipment_is_doubted_once(bring):
    outcome = bring(shipments=[{"copies": 10}], stock_counts=[])

    assert codes(outcome) == [("received_above_sent", 2)]


def test_without_grades_all_pupils_of_the_school_are_compared_with(bring):
    few, many = (bring(enrolment=[], stock_counts=[{"usable": usable}]) for usable in (1224, 1225))

    assert (few.doubts, codes(many)) == ((), [("more_than_pupils_use", 2)])


def test_where_nothing_is_known_of_pupils_nothing_is_said(bring):
    school = {"girls": None, "boys": None}

    assert bring(enrolment=[], schools=[school], stock_counts=[{"usable": 9999}]).doubts == ()


def test_many_rows_of_a_sheet_are_one_notice_with_their_numbers(bring):
    counts = [{"usable": 40 + day, "counted_on": f"{day:02}.05.2026"} for day in range(1, 9)]

    [doubt] = bring(stock_counts=counts).doubts

    assert (doubt.row, doubt.details["count"]) == (2, 41)
    assert "The same in 7 more rows: 3, 4, 5, 6, 7…" in problems.sentence(doubt, Translator("en"))


def test_money_converted_at_an_earlier_rate_is_told(bring):
    late = {"contract": None, "rate": None, "paid_on": "09.08.2025"}
    own = late | {"number": "P-2", "paid_on": "08.08.2025"}
    rate = {"currency": "USD", "rate": 87.5}
    outcome = bring(
        sheets=("exchange_rates", "payments"), exchange_rates=[rate], payments=[own, late]
    )

    assert codes(outcome) == [("earlier_rate", 3)]
    assert problems.sentence(outcome.doubts[0], Translator("en")) == (
        "No rate is known for 9 August 2025; the amount is converted at that of 8 August 2025."
    )


def test_a_budget_of_more_than_its_fund_is_told_once(bring):
    rows = [{"fund": "L4217", "amount": 8_000_000.0, "year": year} for year in (2025, 2026, 2027)]
    fund = [{"fund": "L4217", "amount": 20_000_000.0}]

    within = bring(sheets=("funds", "budget"), funds=fund, budget=rows[:2])
    above = bring(sheets=("budget",), budget=rows[2:])

    assert codes(within) == []
    assert codes(above) == [("budget_above_fund", 2)]
    assert above.doubts[0].details["sum"] == 24_000_000
