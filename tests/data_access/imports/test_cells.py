"""A cell is taken for what a person means by it, or refused with the reason."""

import datetime as dt
from decimal import Decimal

import pytest

from data_access.imports.cells import Bad, reader_for
from data_access.imports.codes import CodeList, Codes
from data_access.imports.sheet import Field, Kind
from data_access.imports.spelling import skeleton

CODES = Codes(
    dt.date(2026, 11, 23),
    {
        "area": CodeList(["KG-C", "KG-T"], {skeleton("Чүй облусу"): "KG-C"}),
        "number": CodeList(["12", "2.1"]),
        "reported_indicator": CodeList(["R2.1"]),
    },
    computed=frozenset(["R3.1"]),
)


def read(cell, kind, **more):
    field = Field("x", ("x", "x", "x"), kind, **more)
    return reader_for(field, CODES, [cell])(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, " Ак-Суу  району ", "Ак-Суу району"),
        (Kind.TEXT, 12.0, "12"),
        (Kind.TEXT, 12.5, "12.5"),
        (Kind.TEXT, 41702205000000.0, "41702205000000"),
        (Kind.TEXT, "PISAда", "PISAда"),
        (Kind.TEXT, "https://x.kg/a?b=c", "https://x.kg/a?b=c"),
        (Kind.COUNT, 12.0, 12),
        (Kind.COUNT, "1 200", 1200),
        (Kind.COUNT, 0.0, 0),
        (Kind.NUMBER, 0.1, Decimal("0.1")),
        (Kind.NUMBER, "1 234,5678", Decimal("1234.5678")),
        (Kind.NUMBER, -5.0, Decimal(-5)),
        (Kind.DEGREES, 74.595123, 74.595123),
        (Kind.DEGREES, "74,595123", 74.595123),
        (Kind.DATE, dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
        (Kind.DATE, dt.datetime(2026, 3, 31, 12, 30), dt.date(2026, 3, 31)),
        (Kind.DATE, "31.03.2026", dt.date(2026, 3, 31)),
        (Kind.DATE, " 1.3.2026", dt.date(2026, 3, 1)),
        (Kind.DATE, "2026-03-31", dt.date(2026, 3, 31)),
        (Kind.DATE, "2026-03-31 00:00:00", dt.date(2026, 3, 31)),
        (Kind.DATE, "29.02.2024", dt.date(2024, 2, 29)),
        (Kind.QUARTER, "2026-Q3", dt.date(2026, 9, 30)),
        (Kind.QUARTER, "2026-К3", dt.date(2026, 9, 30)),
        (Kind.QUARTER, "2026 q1", dt.date(2026, 3, 31)),
        (Kind.QUARTER, dt.date(2026, 5, 2), dt.date(2026, 6, 30)),
        (Kind.QUARTER, "31.12.2026", dt.date(2026, 12, 31)),
        (Kind.YEAR, 2026.0, 2026),
        (Kind.YEAR, "2026", 2026),
        *((Kind.YES_NO, cell, True) for cell in ("ооба", "Да", "YES", 1.0, "1", True, "true")),
        *((Kind.YES_NO, cell, False) for cell in ("жок", "нет", "No", 0.0, "0", False, "FALSE")),
    ],
)
def test_a_good_cell_is_read(kind, cell, value):
    found = read(cell, kind)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (Kind.TEXT, "", "missing_cell"),
        (Kind.TEXT, "  \u00a0 ", "missing_cell"),
        (Kind.TEXT, "#N/A", "formula_error"),
        (Kind.NUMBER, "#DIV/0!", "formula_error"),
        (Kind.DATE, "#REF!", "formula_error"),
        (Kind.NUMBER, "=A1*2", "formula_not_calculated"),
        (Kind.TEXT, "=cmd|' /C calc'!A0", "formula_not_calculated"),
        (Kind.TEXT, dt.date(2026, 3, 1), "text_became_date"),
        (Kind.TEXT, True, "not_text"),
        (Kind.TEXT, "a\x07b", "control_character"),
        (Kind.TEXT, "Жети-Ог?з", "lost_letters"),
        (Kind.TEXT, "?ч мектеп", "lost_letters"),
        (Kind.TEXT, "Mектеп", "mixed_alphabets"),
        (Kind.COUNT, 12.5, "fraction"),
        (Kind.COUNT, -1.0, "negative"),
        (Kind.COUNT, 3e9, "too_large"),
        (Kind.COUNT, "twelve", "not_a_number"),
        (Kind.COUNT, "1,234", "ambiguous_number"),
        (Kind.COUNT, True, "not_a_number"),
        (Kind.COUNT, dt.date(2026, 3, 1), "not_a_number"),
        (Kind.NUMBER, 0.12345, "too_many_decimals"),
        (Kind.NUMBER, 1e14, "too_large"),
        (Kind.NUMBER, "9" * 5000, "too_large"),
        (Kind.NUMBER, -1e14, "too_small"),
        (Kind.DATE, 45000.0, "not_a_date"),
        (Kind.DATE, "soon", "not_a_date"),
        (Kind.DATE, "03/31/2026", "not_a_date"),
        (Kind.DATE, dt.time(3, 4), "not_a_date"),
        (Kind.DATE, True, "not_a_date"),
        (Kind.DATE, "31.02.2026", "impossible_date"),
        (Kind.DATE, "2026-13-01", "impossible_date"),
        (Kind.DATE, dt.date(1905, 7, 18), "date_out_of_range"),
        (Kind.DATE, "01.01.2101", "date_out_of_range"),
        (Kind.QUARTER, "2026-Q5", "not_a_quarter"),
        (Kind.QUARTER, "III квартал 2026", "not_a_quarter"),
        (Kind.QUARTER, "1999-Q1", "date_out_of_range"),
        (Kind.QUARTER, "31.02.2026", "impossible_date"),
        (Kind.YEAR, 1999.0, "not_a_year"),
        (Kind.YEAR, 2026.5, "not_a_year"),
        (Kind.YEAR, "9" * 5000, "not_a_year"),
        (Kind.YEAR, dt.date(2026, 1, 1), "not_a_year"),
        (Kind.YES_NO, "perhaps", "not_yes_no"),
        (Kind.YES_NO, 2.0, "not_yes_no"),
        (Kind.YES_NO, dt.date(2026, 1, 1), "not_yes_no"),
    ],
)
def test_a_bad_cell_is_refused_with_its_reason(kind, cell, code):
    found = read(cell, kind)

    assert isinstance(found, Bad)
    assert found.code == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [("KG-C", "KG-C"), (" KG-C ", "KG-C"), ("КG-С", "KG-C"), ("kg-c", "KG-C"), ("KG - C", "KG-C")],
)
def test_a_code_is_repaired_where_only_its_look_is_right(cell, code):
    assert read(cell, Kind.CODE, codes="area") == code


@pytest.mark.parametrize(("cell", "code"), [(12.0, "12"), (2.1, "2.1"), ("12", "12")])
def test_a_code_that_excel_took_for_a_number_is_still_the_code(cell, code):
    assert read(cell, Kind.CODE, codes="number") == code


@pytest.mark.parametrize(
    ("codes", "cell", "bad"),
    [
        ("area", "KG-X", Bad("unknown_code")),
        ("area", "чүй  облусу", Bad("name_for_code", {"suggestion": "KG-C"})),
        ("reported_indicator", "R3.1", Bad("computed_indicator")),
        ("reported_indicator", "R9.9", Bad("unknown_code")),
        ("area", dt.date(2026, 1, 1), Bad("text_became_date")),
    ],
)
def test_a_code_that_is_not_known_is_refused(codes, cell, bad):
    assert read(cell, Kind.CODE, codes=codes) == bad


def test_an_optional_cell_left_empty_means_its_default():
    assert read("", Kind.TEXT, required=False, default="all") == "all"
    assert read("  ", Kind.COUNT, required=False) is None


def test_limits_of_a_field_are_kept():
    assert read(11.0, Kind.COUNT, maximum=10) == Bad("too_large", {"maximum": 10})
    assert read(9.0, Kind.NUMBER, minimum=10) == Bad("too_small", {"minimum": 10})
    assert read(-1.0, Kind.NUMBER, minimum=0) == Bad("negative")


@pytest.mark.parametrize(
    ("cell", "bad"),
    [
        ("UЅD", Bad("not_allowed", {"allowed": "KGS, USD"})),
        ("КGS", Bad("look_alike", {"suggestion": "KGS"})),
        ("usd", Bad("look_alike", {"suggestion": "USD"})),
        ("EUR", Bad("not_allowed", {"allowed": "KGS, USD"})),
    ],
)
def test_a_text_that_must_be_one_of_a_few_says_which(cell, bad):
    assert read(cell, Kind.TEXT, pattern="KGS|USD") == bad


def test_a_text_of_a_certain_form_shows_an_example():
    found = read("school 7", Kind.TEXT, pattern="[A-Z]{2}-[0-9]{2}", example="IS-07")

    assert found == Bad("wrong_form", {"example": "IS-07"})
