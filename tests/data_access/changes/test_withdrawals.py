"""A row under a wrong key can be taken back: its fact is closed and nothing comes in its place."""

import pytest

from data_access import ledger
from data_access.changes.imports import import_files
from data_access.database import reading, writing
from data_access.filters import LANGUAGES
from data_access.imports.album import NO_ALBUM, album
from data_access.imports.sheets import SHEETS
from data_access.models import FundAmount, Person, School, SchoolPackage
from layouts import problems
from layouts.i18n import Translator
from tests import factories
from tests.data_access.changes.test_imports import NAMED, counts, every_row
from tests.data_access.imports.samples import (
    GOOD,
    good,
    picture_file,
    sheet_named,
    workbook,
)

OPEN = School.superseded_by.is_(None)


@pytest.fixture
def bring(engine, tmp_path):
    """Import workbooks, each given as its sheets."""
    made = iter(range(1_000))

    def bring(*books, lang="en", pictures=NO_ALBUM, **options):
        paths = [workbook(tmp_path / f"book-{next(made)}.xlsx", lang, **sheets) for sheets in books]
        return import_files(engine, paths, by="tester", album=pictures, **options)

    return bring


def back(sheet, **other):
    """Return the good row of a sheet, taken back."""
    return good(sheet, withdrawn="yes", **other)


def said(outcome, lang="en"):
    t = Translator(lang)
    return [problems.sentence(each, t) for each in outcome.problems]


def open_codes(engine):
    return [code for (code,) in every_row(engine, School.code, where=OPEN)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_is_taken_back_and_nothing_comes_in_its_place(engine, bring, lang):
    bring({"schools": [good("schools"), good("schools", code="IS-70")]})

    word = {"ky": "ооба", "ru": "да", "en": "yes"}[lang]
    outcome = bring({"schools": [good("schools", code="IS-70", withdrawn=word)]}, lang=lang)

    assert outcome.problems == ()
    assert counts(outcome) == [("schools", 0, 0, 0)]
    assert outcome.files[0].sheets[0].withdrawn == 1
    assert every_row(engine, School.code, School.import_id, School.superseded_by) == [
        ("IS-07", 1, None),
        ("IS-70", 1, 2),
    ]


def test_a_correction_of_a_key_is_one_import(engine, bring):
    bring({"schools": [good("schools", code="IS-70")]})

    outcome = bring({"schools": [good("schools"), back("schools", code="IS-70")]})

    assert open_codes(engine) == ["IS-07"]
    assert outcome.same_spots == ()
    lines = list(problems.report(outcome, Translator("en")))
    assert lines == [
        "book-1.xlsx, sheet “Schools”: new rows 1, changed 0, unchanged 0.",
        "book-1.xlsx, sheet “Schools”: 1 row was taken back.",
        "Done: import 2.",
    ]


def test_only_the_key_of_a_row_that_is_taken_back_has_to_be_good(engine, bring):
    bring({"schools": [good("schools", code="IS-70")]})

    wrong = back("schools", code="IS-70", name_ky=None, district="nowhere", girls=-1, lon="x")
    outcome = bring({"schools": [wrong]})

    assert outcome.problems == ()
    assert open_codes(engine) == []


def test_an_answer_that_is_none_is_told(bring):
    outcome = bring({"schools": [good("schools", withdrawn="perhaps"), good("schools", code="A")]})

    assert [(each.code, each.row, each.column) for each in outcome.problems] == [
        ("not_yes_no", 2, "Withdrawn"),
        ("wrong_form", 3, "School code"),
    ]


def test_no_and_nothing_leave_a_row_as_it_is(engine, bring):
    outcome = bring(
        {"schools": [good("schools", withdrawn="no"), good("schools", code="IS-08", withdrawn="")]}
    )

    assert (outcome.problems, open_codes(engine)) == ((), ["IS-07", "IS-08"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_never_was_imported_cannot_be_taken_back(engine, bring, lang):
    bring({"schools": [good("schools")]})

    outcome = bring({"schools": [back("schools"), back("schools", code="IS-70")]})

    [problem] = outcome.problems
    assert (problem.code, problem.row, problem.value) == ("never_imported", 3, "IS-70")
    assert "IS-70" in said(outcome, lang)[0]
    assert open_codes(engine) == ["IS-07"]
    assert outcome.import_id is None


def test_what_was_taken_back_before_is_known(engine, bring):
    bring({"schools": [good("schools")]})
    bring({"schools": [back("schools")]})

    outcome = bring({"schools": [back("schools", name_en="once more")]})

    assert (outcome.problems, outcome.import_id) == ((), None)
    assert counts(outcome) == [("schools", 0, 0, 1)]


def test_two_files_may_take_the_same_row_back(engine, bring):
    bring({"schools": [good("schools")]})

    outcome = bring(
        {"schools": [back("schools")]}, {"schools": [back("schools", name_en="the same")]}
    )

    assert (outcome.problems, open_codes(engine)) == ((), [])
    assert [file.sheets[0].withdrawn for file in outcome.files] == [1, 0]


def test_what_was_taken_back_can_come_again(engine, bring):
    bring({"schools": [good("schools")]})
    bring({"schools": [back("schools")]})

    outcome = bring({"schools": [good("schools", name_en="Again")]})

    assert counts(outcome) == [("schools", 1, 0, 0)]
    assert every_row(engine, School.import_id, School.superseded_by) == [(1, 2), (3, None)]


def test_a_row_cannot_be_given_and_taken_back_in_one_sheet(bring):
    outcome = bring({"schools": [good("schools"), back("schools")]})

    assert [(each.code, each.row) for each in outcome.problems] == [("duplicate_key", 3)]


def test_nor_in_two_files(bring):
    outcome = bring({"schools": [good("schools")]}, {"schools": [back("schools")]})

    assert [(each.code, each.file) for each in outcome.problems] == [
        ("conflicting_rows", "book-1.xlsx")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("check_only", [True, False])
def test_a_code_that_is_still_named_cannot_be_taken_back(engine, bring, check_only, lang):
    packages = [good("packages"), good("packages", package="ict", owner="pmu")]
    bring({"schools": [good("schools")], "packages": packages})

    outcome = bring({"schools": [back("schools")]}, check_only=check_only)

    [problem] = outcome.problems
    assert (problem.code, problem.row, problem.value) == ("still_named", 2, "IS-07")
    title = sheet_named("packages").titles[LANGUAGES.index(lang)]
    assert title in said(outcome, lang)[0]
    assert said(outcome, lang)[0].count("2") == 1
    assert open_codes(engine) == ["IS-07"]


def test_it_can_with_everything_that_names_it(engine, bring):
    bring({"schools": [good("schools")], "packages": [good("packages")]})

    outcome = bring({"schools": [back("schools")], "packages": [back("packages")]})

    assert (outcome.problems, open_codes(engine)) == ((), [])
    assert every_row(engine, SchoolPackage.superseded_by) == [(2,)]


def test_or_where_it_is_named_no_longer(engine, bring):
    merged = good("schools", code="IS-70", closed_on="01.09.2025", merged_into="IS-07")
    right = {**merged, "merged_into": "IS-08"}
    bring({"schools": [good("schools"), good("schools", code="IS-08"), merged]})

    refused = bring({"schools": [back("schools")]})
    outcome = bring({"schools": [back("schools"), right]})

    assert [each.code for each in refused.problems] == ["still_named"]
    assert (outcome.problems, open_codes(engine)) == ((), ["IS-08", "IS-70"])


def test_a_row_of_the_same_import_cannot_name_it(engine, bring):
    bring({"schools": [good("schools")]})

    outcome = bring({"schools": [back("schools")], "packages": [good("packages")]})

    assert [each.code for each in outcome.problems] == ["still_named"]
    assert open_codes(engine) == ["IS-07"]


def test_a_person_stays_known_while_another_row_speaks_of_them(engine, bring):
    people = [good("persons"), good("persons", since="01.09.2025", role="deputy")]
    course = {name: [GOOD[name]] for name in ("schools", "courses", "sessions", "participation")}
    bring({**course, "persons": people})

    outcome = bring({"persons": [back("persons", since="01.09.2025")]})
    refused = bring({"persons": [back("persons")]})

    assert outcome.problems == ()
    assert [each.code for each in refused.problems] == ["still_named"]
    assert len(every_row(engine, Person.code, where=Person.superseded_by.is_(None))) == 1


def test_every_kind_of_row_can_be_taken_back(engine, bring, tmp_path_factory):
    folder = picture_file(tmp_path_factory.mktemp("album") / "room.jpg").parent
    rows = {sheet.name: [GOOD[sheet.name], *NAMED.get(sheet.name, ())] for sheet in SHEETS}
    with writing(engine) as session:
        session.add(factories.reportable(GOOD["values"]["indicator"]))
    assert bring(rows, pictures=album(folder.iterdir(), {})).problems == ()

    taken = {name: [{**each, "withdrawn": "yes"} for each in rows[name]] for name in rows}
    outcome = bring(taken, pictures=album(folder.iterdir(), {}))

    assert outcome.problems == ()
    assert all(each.withdrawn == len(rows[each.sheet]) for each in outcome.files[0].sheets)
    for sheet in SHEETS:
        assert set(every_row(engine, sheet.model.superseded_by)) == {(2,)}, sheet.name


def test_a_release_after_it_is_without_the_fact_and_those_before_keep_it(engine, bring):
    bring({"funds": [good("funds", amount=5), good("funds", fund="GOV", amount=3)]})
    with writing(engine) as session:
        factories.release(session)
    bring({"funds": [back("funds", fund="GOV")]})
    with writing(engine) as session:
        later = factories.release(session)
        assert later.corrected_count == 1

    with reading(engine) as db:
        assert ledger.verify(db) == []
    still_open = FundAmount.superseded_by.is_(None)
    assert every_row(engine, FundAmount.fund, where=still_open) == [("L4217",)]


def test_a_check_says_what_would_be_taken_back_and_writes_nothing(engine, bring):
    bring({"schools": [good("schools")]})

    outcome = bring({"schools": [back("schools")]}, check_only=True)

    assert outcome.files[0].sheets[0].withdrawn == 1
    assert open_codes(engine) == ["IS-07"]


def test_a_code_that_is_taken_back_while_another_import_is_checked_is_no_longer_known(
    engine, bring, monkeypatch
):
    bring({"schools": [good("schools")]})
    told = []

    def meanwhile(step, _):
        if step == "check" and not told:
            told.append(step)
            assert bring({"schools": [back("schools")]}).import_id == 2

    outcome = bring({"packages": [good("packages")]}, progress=meanwhile)

    assert [each.code for each in outcome.problems] == ["unknown_code"]
    assert every_row(engine, SchoolPackage.id) == []
