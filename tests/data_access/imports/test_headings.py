"""Headings are understood in any dress, and every trouble with them is told."""

import pytest

from data_access.imports import headings
from data_access.imports.table import Table
from tests.data_access.imports.samples import sheet_named

FUNDS = sheet_named("funds")


def match(*rows, merged=()):
    raw, problems = headings.match(Table("Funds", [*map(list, rows)], merged), FUNDS, "f.xlsx")
    return raw, [(problem.code, problem.column, problem.details) for problem in problems]


@pytest.mark.parametrize(
    "written",
    [
        ("Фонд", "Сумма, АКШ доллары", "Булак"),
        ("фонд ", "СУММА,  долл. США", "источник"),
        ("Fund", "Amount, USD", "Source"),
        ("fund", "amount", "source"),
        ("Фoнд", "Cуммa, долл. CШA", "Иcтoчник"),  # with Latin letters
    ],
)
def test_headings_are_forgiving(written):
    raw, problems = match(written, ("GOV", 5.0, "x"))

    assert problems == []
    assert raw.columns == {"fund": ["GOV"], "amount": [5.0], "source": ["x"]}
    assert raw.headings["fund"] == written[0].strip()


def test_columns_may_stand_in_any_order_and_below_empty_rows():
    raw, problems = match((), ("", ""), ("Source", "Fund", "Amount, USD"), ("x", "GOV", 5.0))

    assert problems == []
    assert raw.columns["fund"] == ["GOV"]
    assert raw.source_rows == [4]


def test_empty_rows_are_left_out_but_counted():
    raw, _ = match(("Fund", "Amount", "Source"), ("GOV", 1.0, "x"), ("", " "), ("L4217", 2.0, "y"))

    assert raw.source_rows == [2, 4]


def test_every_trouble_with_headings_is_told_at_once():
    raw, problems = match(
        ("Fund", "Sourse", "Fund", "", "Colour", ""),
        ("GOV", "x", "GOV", "left over", "red", " "),
    )

    assert problems == [
        ("missing_heading", "", {"headings": FUNDS.field("amount").headings}),
        ("missing_heading", "", {"headings": FUNDS.field("source").headings}),
        ("doubled_heading", "Fund", {"first": "A", "second": "C"}),
        ("unknown_heading_near", "Sourse", {"suggestion": "Source"}),
        ("unknown_heading", "Colour", {}),
        ("no_heading", "", {"letter": "D"}),
    ]
    assert raw.columns == {"fund": ["GOV"]}


def test_cells_beyond_the_headings_are_told():
    _, problems = match(("Fund", "Amount", "Source"), ("GOV", 1.0, "x", "", "y"))

    assert problems == [("no_heading", "", {"letter": "E"})]


def test_merged_cells_of_the_table_are_told_and_others_are_not():
    merged = (((0, 0), (0, 2)), ((3, 0), (4, 1)), ((3, 7), (4, 8)))
    table = ((), ("Fund", "Amount", "Source"), ("GOV", 1.0, "x"))

    _, problems = match(*table, merged=merged)

    assert problems == [("merged_cells", "", {"cells": "A4:B5", "count": 1})]
