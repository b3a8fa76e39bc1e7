"""A file that cannot be read is refused in one sentence, never with a stack trace."""

import random
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

from data_access.imports import reader
from data_access.imports.table import Limits
from tests.data_access.imports.samples import cells, csv_file, good, table, workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def codes_of(path, **options):
    return [problem.code for problem in reader.read(path, **options).problems]


@pytest.fixture
def payments(tmp_path):
    return workbook(tmp_path / "payments.xlsx", payments=[good("payments")])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "empty_file"),
        ("a.csv", b" \r\n ", "empty_file"),
        ("a.csv", b";;\r\n;;\r\n", "empty_file"),
        ("a.xls", OLE + bytes(600), "old_excel"),
        ("a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("a.xlsx", b"code,name\nIS-07,x", "wrong_type"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "wrong_type"),
        ("a.csv", random.Random(1).randbytes(5_000).replace(b"\0", b""), "wrong_type"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "wrong_type"),
        ("a.csv", b"%PDF-1.7\n1 0 obj", "wrong_type"),
        ("a.csv", b"<html><table><tr><td>IS-07</td></tr></table></html>", "wrong_type"),
        ("a.csv", b'School code,District\n"IS-07,x\n', "damaged_csv"),
        ("a.csv", b"one,two\n1,2\n", "no_known_sheet"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)

    assert codes_of(path) == [code]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert codes_of(tmp_path / "nowhere.xlsx") == ["file_missing"]
    assert codes_of(tmp_path) == ["file_missing"]


def test_an_archive_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert codes_of(path) == ["wrong_type"]


def test_a_workbook_named_csv_is_known_by_its_content(payments):
    path = payments.rename(payments.with_suffix(".csv"))

    assert codes_of(path) == []


def test_a_damaged_workbook_never_raises(payments, tmp_path):
    content = payments.read_bytes()
    chance = random.Random(2)
    path = tmp_path / "damaged.xlsx"

    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.randint(100, len(damaged))])
        reader.read(path)


def test_a_bomb_is_refused_before_it_goes_off(tmp_path, payments):
    with zipfile.ZipFile(payments, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(3_000_000))

    assert codes_of(payments, limits=Limits(unpacked_bytes=2_000_000)) == ["unpacks_too_large"]


def test_a_very_large_file_is_not_even_opened(payments):
    assert codes_of(payments, limits=Limits(file_bytes=1_000)) == ["file_too_large"]


def test_a_workbook_without_a_known_sheet_lists_the_known_ones(tmp_path):
    only_notes = cells(tmp_path / "notes.xlsx", {"_notes": [["x"]], "Empty": []})
    other = cells(tmp_path / "other.xlsx", {"Budjet 2026": [["x"]]})

    [problem] = reader.read(only_notes).problems
    [unknown] = reader.read(other).problems
    assert problem.code == "no_known_sheet"
    assert (unknown.code, unknown.sheet) == ("unknown_sheet", "Budjet 2026")
    assert "Мектептер" in str(unknown.details["known"])


def test_sheets_are_known_in_three_languages_and_with_look_alike_letters(tmp_path):
    rows = table("schools", [good("schools")])
    titles = ["Мектептер", "школы ", "SCHOOLS", "Mектептер"]

    for title in titles:
        book = reader.read(cells(tmp_path / "book.xlsx", {title: rows}))
        assert [(raw.sheet.name, raw.title) for raw in book.sheets] == [("schools", title)]


def test_a_file_says_who_compiled_it_and_whether_it_is_invented(tmp_path):
    rows = table("funds", [good("funds")])
    about = [["Булак", "Министрлик"], ["Демонстрационные данные", "да"], ["Байланыш", "x"]]
    path = cells(tmp_path / "book.xlsx", {"Жөнүндө": about, "Funds": rows})

    book = reader.read(path, source="somebody else", demonstration=False)

    assert (book.source, book.demonstration) == ("Министрлик", True)


def test_a_silent_file_is_real_and_its_own_source_unless_told_otherwise(payments):
    silent = reader.read(payments)
    told = reader.read(payments, source="Ministry", demonstration=True)

    assert (silent.source, silent.demonstration) == ("payments.xlsx", False)
    assert (told.source, told.demonstration) == ("Ministry", True)


def test_an_unclear_word_about_demonstration_is_a_problem(tmp_path):
    about = [["Source", "x"], ["Demonstration data", "perhaps"]]
    path = cells(tmp_path / "b.xlsx", {"About": about, "Funds": table("funds", [good("funds")])})

    [problem] = reader.read(path).problems

    assert (problem.code, problem.sheet, problem.row) == ("not_yes_no", "About", 2)
    assert (problem.column, problem.value) == ("Demonstration data", "perhaps")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_files_are_read_in_any_dress(tmp_path, delimiter, encoding):
    rows = table("budget", [good("budget", category="goods")], "ky")
    path = csv_file(tmp_path / "file.csv", rows, delimiter, encoding)

    book = reader.read(path)

    assert book.problems == ()
    assert book.sheets[0].sheet.name == "budget"
    assert book.sheets[0].columns["amount"] == ["1200000"]


def test_russian_windows_encoding_is_understood(tmp_path):
    rows = table("statistics", [good("statistics", source="Нацстатком")], "ru")
    path = csv_file(tmp_path / "file.csv", rows, ";", "cp1251")

    book = reader.read(path)

    assert book.sheets[0].columns["source"] == ["Нацстатком"]


def test_a_csv_file_whose_headings_do_not_tell_is_known_by_its_name(tmp_path):
    path = csv_file(tmp_path / "2026-школы.csv", [["Код", "Аталышы"], ["IS-07", "x"]])

    assert reader.read(path).sheets[0].sheet.name == "schools"


def test_a_row_of_a_csv_file_has_the_number_that_excel_shows(tmp_path):
    rows = table("dates", [good("dates", source="two\nlines"), good("dates")])
    path = csv_file(tmp_path / "dates.csv", [[], *rows[:2], [], rows[2]])

    assert reader.read(path).sheets[0].source_rows == [3, 5]


def test_a_known_file_is_not_opened(payments):
    sha256 = reader.read(payments).sha256

    assert reader.read(payments, known={sha256}).sheets == ()


def test_a_million_rows_are_refused_quickly_and_without_being_held(tmp_path):
    rows = table("funds", [good("funds")] * 30)
    path = cells(tmp_path / "long.xlsx", {"Funds": rows, "Dates": table("dates", [good("dates")])})

    book = reader.read(path, limits=Limits(rows=20))

    [problem] = book.problems
    assert (problem.code, problem.sheet) == ("too_many_rows", "Funds")
    assert problem.details == {"limit": 20}
    assert [raw.title for raw in book.sheets] == ["Dates"]


def test_a_long_csv_file_is_refused(tmp_path):
    path = csv_file(tmp_path / "funds.csv", table("funds", [good("funds")] * 30))

    assert codes_of(path, limits=Limits(rows=20)) == ["too_many_rows"]


def test_a_cell_far_outside_is_named_instead_of_filling_the_memory(tmp_path):
    path = workbook(tmp_path / "book.xlsx", funds=[good("funds")])
    for place in ("XFD1048576", "C1048576", "XFD2000"):
        book = openpyxl.load_workbook(path)
        book["Funds"][place] = " "
        stray = tmp_path / f"{place}.xlsx"
        book.save(stray)

        [problem] = reader.read(stray).problems

        assert (problem.code, problem.details) == ("stray_cell", {"cell": place})


def test_formats_without_content_are_not_rows(tmp_path):
    path = workbook(tmp_path / "book.xlsx", funds=[good("funds")])
    book = openpyxl.load_workbook(path)
    for row in range(3, 60):
        book["Funds"].cell(row, 1).font = Font(bold=True)
    book.save(path)

    found = reader.read(path, limits=Limits(rows=50))

    assert found.problems == ()
    assert found.sheets[0].source_rows == [2]


def test_failed_formulas_are_seen(tmp_path):
    path = workbook(tmp_path / "book.xlsx", funds=[good("funds"), good("funds", fund="GOV")])
    book = openpyxl.load_workbook(path)
    book["Funds"]["B2"] = "=1/0"  # never calculated: openpyxl does not calculate
    book["Funds"]["B3"].value = "#N/A"
    book["Funds"]["B3"].data_type = "e"
    book.save(path)

    assert reader.read(path).sheets[0].columns["amount"] == ["=1/0", "#N/A"]


def test_merged_cells_are_told(tmp_path):
    path = workbook(tmp_path / "book.xlsx", funds=[good("funds"), good("funds", fund="GOV")])
    book = openpyxl.load_workbook(path)
    book["Funds"].merge_cells("C2:C3")
    book.save(path)

    [problem] = reader.read(path).problems

    assert (problem.code, problem.details["cells"]) == ("merged_cells", "C2:C3")
