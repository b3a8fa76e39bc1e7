"""Every sheet is described so that nobody can be misunderstood."""

import re

import pytest

from data_access.imports.sheet import Kind
from data_access.imports.sheets import SHEETS
from data_access.imports.spelling import skeleton
from data_access.imports.titles import sheet_titled
from tests.data_access.imports.samples import BAD, GOOD

every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


def test_every_sheet_has_a_good_and_a_bad_sample():
    names = {sheet.name for sheet in SHEETS}

    assert GOOD.keys() == names
    assert BAD.keys() == names


@every_sheet
def test_a_title_in_any_language_names_one_sheet(sheet):
    assert {sheet_titled(title) for title in (sheet.name, *sheet.titles)} == {sheet}


@every_sheet
def test_no_heading_stands_for_two_fields(sheet):
    owners = {}

    for field in sheet.fields:
        for heading in (field.name, *field.headings):
            owners.setdefault(skeleton(heading), set()).add(field.name)

    assert {heading: names for heading, names in owners.items() if len(names) > 1} == {}


@every_sheet
def test_every_column_of_the_table_is_filled(sheet):
    lineage = {"id", "import_id", "source_file_id", "source_row", "superseded_by"}
    columns = set(sheet.model.__table__.columns.keys()) - lineage
    fields = {field.name for field in sheet.fields}

    assert fields <= columns
    assert bool(columns - fields) == bool(sheet.derive)


@every_sheet
def test_what_a_text_may_be_can_be_told_to_people(sheet):
    for field in sheet.fields:
        if field.pattern and not field.example:
            assert re.fullmatch(r"\w+(\|\w+)*", field.pattern), field.name
        for example in field.example.split(", ") if field.example else ():
            assert re.fullmatch(field.pattern, example)


@every_sheet
def test_every_code_field_names_its_list(sheet):
    for field in sheet.fields:
        assert bool(field.codes) == (field.kind is Kind.CODE), field.name
