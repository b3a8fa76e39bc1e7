"""Numbers are read however people write them, and never guessed."""

from decimal import Decimal

import pytest

from data_access.imports.numerals import decimal_mark, read_number
from data_access.imports.problem import Code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
        ("12", "12"),
        (" 12 ", "12"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+3", "3"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567,50", "1234567.50"),
        ("1\u202f234", "1234"),
        ("1'234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234.56", "1234.56"),
        ("1.234.567,8", "1234567.8"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("87.3612", "87.3612"),
        (",5", "0.5"),
    ],
)
def test_a_clear_number_is_read_exactly(cell, number):
    assert read_number(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        "twelve",
        "12a",
        "1 2",
        "1,2,3",
        "1.2.3",
        "12.",
        "1 23,4",
        "45%",
        "1e5",
        "nan",
        "--1",
        "٣",
        True,
    ],
)
def test_what_is_not_a_number_is_none(cell):
    assert read_number(cell) is None


@pytest.mark.parametrize("cell", ["1,234", "1.234", "-12,345", "123.456"])
def test_a_mark_that_may_be_either_is_ambiguous(cell):
    assert read_number(cell) is Code.AMBIGUOUS_NUMBER


def test_the_clear_cells_of_a_column_settle_the_others():
    column = ["87,3612", "87,361", 12.0, "90"]

    assert decimal_mark(column) == ","
    assert read_number("87,361", ",") == Decimal("87.361")
    assert read_number("1.234", ",") == Decimal("1234")


@pytest.mark.parametrize("column", [["1,234"], ["1 234"], ["87,36", "87.36"], [], ["text, text"]])
def test_a_column_without_clear_cells_or_with_both_kinds_settles_nothing(column):
    assert decimal_mark(column) == ""
