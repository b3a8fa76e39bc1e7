"""Codes that may stand for one human being are named, and nobody is refused."""

import pytest

from data_access.changes.imports import import_files
from data_access.imports.problem import Code
from data_access.models import Person
from layouts import problems
from layouts.i18n import Translator
from tests.data_access.changes.test_imports import every_row
from tests.data_access.imports.samples import AK_SUU, good, workbook

SCHOOLS = [good("schools"), good("schools", code="IS-08", lon=None, lat=None)]


@pytest.fixture
def bring(engine, tmp_path):
    """Import people, each as the good sample with some cells replaced, and their school."""
    made = iter(range(100))

    def bring(*people, **options):
        rows = [
            good("persons", **{"code": f"P-{turn:04}", **cells})
            for turn, cells in enumerate(people, start=1)
        ]
        path = tmp_path / f"{next(made)}.xlsx"
        workbook(path, schools=SCHOOLS, persons=rows)
        return import_files(engine, [path], by="tester", **options)

    return bring


def test_people_alike_in_everything_are_noticed_and_let_in(bring, engine):
    outcome = bring({}, {"language": "ru"}, {"sex": "male"}, {"school": "IS-08"})

    assert outcome.problems == ()
    assert outcome.twins == (("P-0001", "P-0002"),)
    assert len(every_row(engine, Person.code)) == 4
    lines = list(problems.report(outcome, Translator("en")))
    assert any(line.startswith("Notice: P-0001, P-0002 may be one human being") for line in lines)


@pytest.mark.parametrize(
    "other",
    [
        {"role": "head"},
        {"subject": None},
        {"subject": "biology"},
        {"birth_year": 1985},
        {"same_as": "P-0001"},
    ],
)
def test_people_who_differ_or_are_known_to_be_one_are_not_noticed(bring, other):
    assert bring({}, other).twins == ()


@pytest.mark.parametrize(
    "missing", [{"birth_year": None}, {"school": None, "district": AK_SUU}], ids=str
)
def test_too_little_is_known_to_compare(bring, missing):
    assert bring(missing, missing).twins == ()


def test_a_missing_subject_can_be_alike(bring):
    head = {"role": "head", "subject": None}

    assert bring(head, head).twins == (("P-0001", "P-0002"),)


def test_a_new_code_beside_a_known_one_is_noticed_once(bring):
    bring({})

    outcomes = [bring({"code": "P-0002", "language": lang}) for lang in ("ru", "ru")]
    other = bring({"code": "P-0003", "birth_year": 1950})

    assert [outcome.twins for outcome in outcomes] == [(("P-0001", "P-0002"),), ()]
    assert other.twins == ()


def test_only_the_newest_row_of_a_code_is_compared(bring):
    bring({})

    moved = {"code": "P-0001", "since": "01.09.2025", "school": "IS-08"}
    outcome = bring(moved, {"code": "P-0002"})
    followed = bring({"code": "P-0003", "school": "IS-08"})

    assert outcome.twins == ()
    assert followed.twins == (("P-0001", "P-0003"),)


def test_a_correction_that_names_the_first_code_settles_it(bring):
    bring({}, {})

    settled = bring({"code": "P-0002", "same_as": "P-0001"})

    assert (settled.problems, settled.twins) == ((), ())
    assert bring({"code": "P-0003"}).twins == (("P-0001", "P-0003"),)


def test_a_chain_over_two_files_is_refused(engine, tmp_path):
    files = [
        workbook(tmp_path / "a.xlsx", schools=[good("schools")], persons=[good("persons")]),
        workbook(
            tmp_path / "b.xlsx",
            persons=[good("persons", code="P-0002", same_as="P-000123")],
        ),
        workbook(tmp_path / "c.xlsx", persons=[good("persons", code="P-0003", same_as="P-0002")]),
    ]

    outcome = import_files(engine, files, by="tester")

    [problem] = outcome.problems
    assert (problem.code, problem.file) == ("same_as_second_code", "c.xlsx")
    assert problem.code not in set(Code)


def test_many_groups_are_counted_and_not_all_named(bring):
    rows = [{"birth_year": 1950 + turn} for turn in range(22) for _ in range(2)]

    notices = [
        line
        for line in problems.report(bring(*rows), Translator("en"))
        if line.startswith("Notice")
    ]

    assert len(notices) == problems.MOST_TWINS + 1
    assert notices[-1] == "Notice: the same for 2 more groups of codes."
