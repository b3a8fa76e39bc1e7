"""Whatever the door finds wrong, there are words for it."""

import datetime as dt
import string

import pytest

from data_access.changes.imports import import_files
from data_access.filters import LANGUAGES
from data_access.imports import check, reader
from data_access.imports.problem import Code, Problem
from data_access.imports.sheets import SHEETS
from layouts import problems
from layouts.i18n import Translator
from tests.data_access.imports.samples import cells, good, table, workbook

RULES = {rule.name for sheet in SHEETS for rule in sheet.rules}


def test_every_reason_has_a_sentence_and_every_sentence_a_reason():
    assert problems.SENTENCES.keys() == {*Code, *RULES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_say_what_is_wrong_where(lang, tmp_path, codes):
    rows = table("funds", [good("funds", amount="много"), good("funds", fund="XYZ", amount=-1)])
    path = cells(
        tmp_path / "book.xlsx", {"Funds": [[*rows[0], "Colour"], *rows[1:]], "Other": [[1]]}
    )
    book = reader.read(path)
    found = [*book.problems, *check.check(book.sheets[0], codes).problems]

    t = Translator(lang)
    lines = [f"{problems.place(each, t)}: {problems.sentence(each, t)}" for each in found]

    assert len(lines) == 5
    assert all("{" not in line and "book.xlsx" in line for line in lines)


def test_english_sentences_are_whole():
    t = Translator("en")
    many = Problem(
        "missing_cell", "f.csv", "", 2, "Fund", "", {"more_rows": [3, 4], "row_count": 9}
    )
    said = Problem(
        "conflicting_rows",
        "b.xlsx",
        "Funds",
        5,
        value="GOV",
        details={"first_file": "a.xlsx", "first_sheet": "Funds", "first_row": 2},
    )
    large = Problem("too_large", "f.csv", "", 2, "Girls", "20000", {"maximum": 10_000})

    future = Problem(
        "future_date", "f", "", 2, "Paid on", "1.1.2027", {"today": dt.date(2026, 11, 23)}
    )

    assert problems.place(many, t) == "f.csv, row 2, column “Fund”"
    assert problems.sentence(many, t) == (
        "This cell must not be empty. The same in 8 more rows: 3, 4…."
    )
    assert problems.sentence(said, t) == (
        "“GOV” is told otherwise in row 2 of a.xlsx, sheet “Funds”."
    )
    assert problems.sentence(large, t) == "20000 is more than 10,000, the most that is possible."
    assert problems.sentence(future, t).endswith("later than today, 23 November 2026.")


def test_a_heading_is_named_in_the_language_of_the_reader():
    problem = Problem("missing_heading", "f", details={"headings": ("Фонд", "Фонд", "Fund")})

    assert "Fund" in problems.sentence(problem, Translator("en"))


def test_a_report_says_what_became_of_every_file(sqlite_engine, tmp_path):
    t = Translator("en")
    path = workbook(tmp_path / "a.xlsx", funds=[good("funds"), good("funds", fund="GOV")])
    copy = tmp_path / "b.xlsx"
    copy.write_bytes(path.read_bytes())
    bad = workbook(tmp_path / "bad.xlsx", funds=[good("funds", amount="x")])

    def lines(*paths, **options):
        outcome = import_files(sqlite_engine, paths, by="tester", **options)
        return list(problems.report(outcome, t))

    counted = "a.xlsx, sheet “Funds”: new rows 2, changed 0, unchanged 0."
    assert lines(path, check_only=True) == [
        counted,
        "This was only a check; nothing was written.",
    ]
    assert lines(path, copy) == [
        counted,
        "b.xlsx is the same as a.xlsx; it is read once.",
        "Done: import 1.",
    ]
    known, nothing = lines(path)
    assert known.startswith("a.xlsx was imported already, as import 1 on ")
    assert nothing == "Nothing is new; nothing was written."
    assert lines(bad) == [
        "bad.xlsx, sheet “Funds”, row 2, column “Amount, USD”: “x” is not a number.",
        "1 problem; nothing was written.",
    ]


def test_a_report_warns_of_real_rows_beside_invented_ones(sqlite_engine, tmp_path):
    invented = workbook(tmp_path / "a.xlsx", funds=[good("funds")])
    import_files(sqlite_engine, [invented], by="tester", demonstration=True)
    real = workbook(tmp_path / "b.xlsx", funds=[good("funds", fund="GOV")])

    outcome = import_files(sqlite_engine, [real], by="tester")

    _, warning, done = problems.report(outcome, Translator("en"))
    assert warning.startswith("Warning: with these files, real and demonstration rows")
    assert done == "Done: import 2."


@pytest.mark.parametrize("message", problems.SENTENCES.values())
def test_a_sentence_ends(message):
    assert message.endswith(".")
    assert all(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)
