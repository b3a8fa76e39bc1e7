"""Sheets written by any program are walked alike."""

import io
import tracemalloc

import pytest

from data_access.imports import sheet_xml
from data_access.imports.table import Limits, Refused


def sheet(rows, prefix=""):
    table = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    return io.BytesIO(f"<{prefix}worksheet>{table}<rowBreaks/></{prefix}worksheet>".encode())


def test_errors_and_uncalculated_formulas_are_found_where_they_stand():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="3"><c r="A3" s="1"/><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        "<c r='C3' t='e'><v>#N/A</v></c></row>"
        '<row r="4"><c r="A4"><f>A1&amp;B1</f></c><c r="AB4"><f>A1</f><v>5</v></c></row>'
        '<row r="5"><c r="A5" t="str"><f>B1</f><v></v></c><c r="B5"><f>C1</f><v/></c></row>'
    )

    assert sheet_xml.survey(sheet(rows), Limits()) == {
        (2, 1): "#DIV/0!",
        (2, 2): "#N/A",
        (3, 0): "=A1&B1",
        (4, 1): "=C1",
    }


@pytest.mark.parametrize("piece", [30, 64, 1 << 20])
def test_places_are_counted_where_cells_are_not_numbered(piece, monkeypatch):
    monkeypatch.setattr(sheet_xml, "PIECE", piece)
    rows = (
        "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
        '<x:row><x:c/><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>'
    ) * 3

    broken = sheet_xml.survey(sheet(rows, "x:"), Limits())

    assert broken == {(1, 1): "#REF!", (3, 1): "#REF!", (5, 1): "#REF!"}


@pytest.mark.parametrize(
    ("rows", "is_empty"),
    [
        ("", True),
        ('<row r="1"><c r="A1" s="1"/></row>', True),
        ('<row r="1"><c r="A1"><v>0</v></c></row>', False),
        ('<row r="9"><c r="A9" t="inlineStr"><is><t>x</t></is></c></row>', False),
    ],
)
def test_a_sheet_is_empty_without_values(rows, is_empty):
    assert sheet_xml.is_empty(sheet(rows)) == is_empty


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="A9999999"><v>1</v></c>', "stray_cell"),
        ('<c r="A400000"><v>1</v></c>', "stray_cell"),
        ('<c r="XFD99999"><v>1</v></c>', "stray_cell"),
        ("<c r='A9999999'><v>1</v></c>", "stray_cell"),
        ('<c r = "A9999999"><v>1</v></c>', "stray_cell"),
        ('<c r="sheetG2"><v>1</v></c>', "damaged"),
        ('<c r="A99999999"><v>1</v></c>', "damaged"),
        ('<c r="ABCDE1"><v>1</v></c>', "damaged"),
    ],
)
def test_a_place_that_would_fill_the_memory_is_refused(cell, code):
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>'

    with pytest.raises(Refused, match=code):
        sheet_xml.survey(sheet(rows), Limits())


class Endless(io.BytesIO):
    """A sheet that goes on for ever."""

    def __init__(self):
        super().__init__()
        self.row = 0
        self.head = b"<worksheet><sheetData>"

    def read(self, size=-1, /):
        rows = range(self.row, self.row + (size or 0) // 50)
        self.row = rows.stop
        text = "".join(f'<row r="{n + 1}"><c r="A{n + 1}"><v>{n}</v></c></row>' for n in rows)
        head, self.head = self.head, b""
        return head + text.encode()


def test_a_sheet_without_end_costs_no_memory():
    tracemalloc.start()

    with pytest.raises(Refused, match="too_many_rows"):
        sheet_xml.survey(Endless(), Limits(rows=100_000))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000
