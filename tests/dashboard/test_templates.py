"""An empty template says what to fill in; filled, the import door takes it as it is."""

import hashlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard import templates
from data_access import database
from data_access.changes.imports import import_files
from data_access.changes.photos import import_photos
from data_access.filters import LANGUAGES
from data_access.imports.sheets import SHEETS
from layouts import problems
from layouts.i18n import Translator
from tests import factories
from tests import factories_implementation as implementation
from tests import factories_procurement as procurement
from tests import factories_textbooks as books
from tests import factories_training as training
from tests.data_access.imports.samples import AK_SUU, picture_file, sheet_named

GROUP_OF = {name: group for group, names in templates.GROUPS.items() for name in names}


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request, tmp_path_factory) -> tuple[str, Path]:
    """A language, and a folder of templates in it."""
    folder = tmp_path_factory.mktemp(request.param)
    list(templates.write(folder, Translator(request.param)))
    return request.param, folder


@pytest.fixture
def known_codes(sqlite_engine):
    """An engine on a database that knows what the samples name: school, contract, courses …"""
    with database.writing(sqlite_engine) as session:
        factories.innovative_school(session, "IS-07", district=AK_SUU)
        procurement.supplier(session)
        procurement.package(session, method="ncb")
        terms = {"fund": "L4217", "component": "3", "signed_on": date(2025, 5, 6)}
        factories.contract(session, 8_750_000, "SERSDP/G-12", **terms, currency="KGS")
        factories.exchange_rate(session, date(2025, 8, 7), 117.5, currency="XDR")
        books.title(session)
        books.order(session)
        books.shipment(session, 60, code="SH-000123", dispatched_on=date(2025, 8, 20))
        training.course(session)
        training.course_session(session, "CR-01-0007")
        training.person(session, "P-000123", role="head")
        training.person(session, "P-000124")
        factories.school(session, "SC-0012")
        training.online_module(session)
        begun = date(2026, 1, 12)
        implementation.activity(session, weight=4, actual_start=begun)
        implementation.activity(session, "WP-1.1-03", weight=2, actual_start=begun)
        implementation.item(session, "ST-MAT-G")
        implementation.item(session, "AG-01", kind="agreement")
        session.add(factories.reportable("R9.2"))
    return sqlite_engine


def bring(engine, path):
    if path.stem == "photos":
        return import_photos(engine, path.parent, by="tester")
    return import_files(engine, [path], by="tester")


def fill_in_the_example(path, name, t, folder):
    """Copy the example of a sheet under its headings, as somebody would, and save the workbook in
    another folder."""
    book = openpyxl.load_workbook(path)
    title = sheet_named(name).titles[LANGUAGES.index(t.lang)]
    rows = list(book["_" + t("Example")].iter_rows(values_only=True))
    headings, cells = rows[[row[0] for row in rows].index(title) + 1 :][:2]
    columns = {cell.value: cell.column for cell in book[title][1]}
    for heading, cell in zip(headings, cells, strict=True):
        if heading:
            book[title].cell(2, columns[heading]).value = cell
    target = folder / path.name
    book.save(target)
    return target


def test_every_sheet_has_a_place_in_one_workbook():
    assert sorted(GROUP_OF) == sorted(sheet.name for sheet in SHEETS)


@pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])
def test_the_example_of_a_template_is_imported_once_it_is_filled_in(
    written, known_codes, tmp_path, name
):
    lang, folder = written
    filled = tmp_path / "filled"
    filled.mkdir()
    picture_file(filled / "room.jpg")

    path = folder / f"{GROUP_OF[name]}.xlsx"
    path = fill_in_the_example(path, name, Translator(lang), filled)
    outcome = bring(known_codes, path)

    assert outcome.problems == ()
    (counted,) = [each for each in outcome.files[0].sheets if each.sheet == name]
    assert counted.new + counted.changed == 1


def test_an_empty_template_brings_nothing_and_says_so(written, sqlite_engine, tmp_path):
    lang, folder = written
    t = Translator(lang)

    for group in templates.GROUPS:
        alone = tmp_path / group / f"{group}.xlsx"
        alone.parent.mkdir()
        alone.write_bytes((folder / f"{group}.xlsx").read_bytes())
        outcome = bring(sqlite_engine, alone)
        assert (outcome.problems, outcome.import_id) == ((), None)
        assert list(problems.report(outcome, t))[-1] == t("Nothing is new; nothing was written.")


def test_every_column_is_explained_and_every_known_code_listed(written):
    lang, folder = written
    place, t = LANGUAGES.index(lang), Translator(lang)

    for group, names in templates.GROUPS.items():
        book = openpyxl.load_workbook(folder / f"{group}.xlsx")
        _, *explained = book["_" + t("Explanations")].iter_rows(values_only=True)
        sheets = [sheet_named(name) for name in names]
        assert [row[:2] for row in explained] == [
            (sheet.titles[place], field.headings[place])
            for sheet in sheets
            for field in sheet.columns
        ]
        assert all(all(row) for row in explained)
        lists = {field.codes for sheet in sheets for field in sheet.fields if field.codes}
        for name in lists & {*templates.REFERENCE, *templates.AREAS}:
            listed = [cell for row in book["_" + t("Codes")].values for cell in row]
            assert all(row["code"] in listed for row in templates._codes(name))


def test_what_can_be_chosen_is_offered_and_is_what_the_door_takes(written):
    lang, folder = written
    place = LANGUAGES.index(lang)
    offered = {}

    for group, names in templates.GROUPS.items():
        book = openpyxl.load_workbook(folder / f"{group}.xlsx")
        for name in names:
            sheet = sheet_named(name)
            page = book[sheet.titles[place]]
            for rule in page.data_validations.dataValidation:
                field = sheet.columns[next(iter(rule.sqref.ranges)).min_col - 1]
                offered[name, field.name] = choices(book, rule.formula1)
    assert offered["packages", "package"] == [
        *("lab", "materials", "ict", "multimedia", "repair", "access")
    ]
    assert offered["schools", "rural"] == list(templates.YES_NO[lang])
    assert all(offered[name, "withdrawn"] == list(templates.YES_NO[lang]) for name in GROUP_OF)
    assert offered["photos", "kind"] == ["before", "after"]
    assert len(offered["schools", "district"]) == 54
    assert ("values", "indicator") not in offered  # all indicators are counted
    assert "R3.1" in offered["targets", "indicator"]
    assert ("packages", "school") not in offered


def choices(book, formula: str) -> list[str]:
    """Return what a rule of a cell offers: a list in quotation marks, or cells elsewhere."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    title, cells = formula.lstrip("=").replace("'", "").split("!")
    return [cell.value for (cell,) in book[title][cells.replace("$", "")]]


def test_cells_that_excel_would_turn_into_dates_are_texts(written):
    lang, folder = written
    book = openpyxl.load_workbook(folder / "passports.xlsx")
    sheet = sheet_named("enrolment")
    page = book[sheet.titles[LANGUAGES.index(lang)]]

    texts = [
        sheet.columns[column - 1].name
        for looks in page.column_dimensions.values()
        for column in range(looks.min or 1, (looks.max or 0) + 1)
        if looks.number_format == "@"
    ]
    assert texts == ["school", "school_year", "language"]


def test_a_filled_workbook_is_never_replaced(tmp_path):
    filled = tmp_path / "finance.xlsx"
    filled.write_bytes(b"a month of work")

    with pytest.raises(FileExistsError) as refused:
        list(templates.write(tmp_path, Translator("en")))

    assert refused.value.filename == str(filled)
    assert [path.name for path in tmp_path.iterdir()] == ["finance.xlsx"]
    assert filled.read_bytes() == b"a month of work"


def test_the_same_template_is_the_same_file(tmp_path):
    folders = [tmp_path / name for name in ("a", "b")]
    hashes = [
        {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in templates.write(folder, Translator("ky"))
        }
        for folder in folders
    ]

    assert hashes[0] == hashes[1]
