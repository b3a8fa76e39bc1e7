"""Every sheet takes its good sample in every language, and refuses its bad one."""

import datetime as dt
from decimal import Decimal

import pytest

from data_access.filters import LANGUAGES
from data_access.imports import reader
from data_access.imports.check import check
from data_access.imports.sheets import SHEETS
from tests.data_access.imports.samples import (
    BAD,
    csv_file,
    good,
    one_sheet,
    sheet_named,
    table,
    workbook,
)

every_sheet = pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])


def checked(path, codes):
    book = reader.read(path)
    assert book.problems == ()
    return check(book.sheets[0], codes)


@every_sheet
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_good_workbook_is_taken_in_every_language(name, lang, tmp_path, codes):
    path = one_sheet(tmp_path / "good.xlsx", name, good(name), lang=lang)

    found = checked(path, codes)

    assert found.problems == ()
    assert found.sheet.name == name
    assert found.rows["source_row"].tolist() == [2]


@every_sheet
def test_a_csv_file_says_the_same_as_the_workbook(name, tmp_path, codes):
    rows = table(name, [good(name)], "ru")
    path = csv_file(tmp_path / "file.csv", rows, ";", "utf-8-sig")

    from_csv = checked(path, codes).rows
    from_book = checked(one_sheet(tmp_path / "good.xlsx", name, good(name)), codes).rows

    assert from_csv.to_dict("records") == from_book.to_dict("records")


@every_sheet
def test_a_bad_workbook_is_refused_at_the_cell(name, tmp_path, codes):
    field, cell, code = BAD[name]
    path = one_sheet(tmp_path / "bad.xlsx", name, good(name, **{field: cell}))

    found = checked(path, codes)

    [problem] = found.problems
    place = (problem.code, problem.file, problem.sheet, problem.row, problem.column)
    sheet = sheet_named(name)
    assert place == (code, "bad.xlsx", sheet.titles[2], 2, sheet.field(field).headings[2])
    assert problem.value == str(cell)


def test_cells_get_the_types_of_their_fields(tmp_path, codes):
    schools = checked(workbook(tmp_path / "a.xlsx", schools=[good("schools")]), codes).rows
    payments = checked(workbook(tmp_path / "b.xlsx", payments=[good("payments")]), codes).rows

    school, payment = schools.iloc[0], payments.iloc[0]
    assert (school.rural, school.remote, school.girls) == (True, False, 210)
    assert (school.lon, school.languages) == (79.335123, "ky ru")
    assert (payment.paid_on, payment.period) == (dt.date(2025, 8, 9), dt.date(2025, 9, 30))
    assert (payment.amount, payment.amount_kgs) == (Decimal(875_000), Decimal(875_000))
    assert payment.amount_usd == Decimal("10000.00")
    assert payment.component == "3"
