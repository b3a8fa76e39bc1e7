"""The work plan and its stages come in only where they make sense together."""

import datetime as dt

import pytest

from data_access.imports import reader
from data_access.imports.check import check
from tests.data_access.imports.samples import good, one_sheet


@pytest.fixture
def problems(tmp_path, codes):
    """A function: rows of a sheet -> code of each problem, with the rows that have it."""

    def found(name: str, *rows) -> list[tuple[str, str]]:
        book = reader.read(one_sheet(tmp_path / "book.xlsx", name, *rows))
        [sheet] = book.sheets
        # The door knows the codes of all rows before it checks any.
        known = codes
        if name == "activities":
            known = codes.with_more("activity", [row["code"] for row in rows])
        return [(each.code, each.value) for each in check(sheet, known).problems]

    return found


def activity(code: str, **cells) -> dict[str, object]:
    return dict(good("activities", code=code, **cells))


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"actual_end": dt.date(2026, 1, 19)}, "actual_end_before_start"),
        ({"actual_start": None, "actual_end": dt.date(2026, 2, 2)}, "ended_without_start"),
        ({"parent": "WP-1.1-02"}, "cyclic_parent"),
        ({"parent": "WP-9.9-99"}, "unknown_code"),
        ({"line": "1.2"}, "parent_of_other_line"),
        ({"weight": 3}, "parts_above_whole"),
        ({"weight": 0}, "too_small"),
    ],
)
def test_an_activity_that_cannot_be_is_refused(problems, cells, problem):
    assert [code for code, _ in problems("activities", activity("WP-1.1-02", **cells))] == [problem]


def test_activities_that_are_parts_of_each_other_are_refused_and_their_own_parts_are_not(problems):
    rows = (
        activity("WP-1.1-11", parent="WP-1.1-12"),
        activity("WP-1.1-12", parent="WP-1.1-11"),
        activity("WP-1.1-13", parent="WP-1.1-11", weight=1),
    )

    cyclic = [value for code, value in problems("activities", *rows) if code == "cyclic_parent"]

    assert cyclic == ["WP-1.1-12", "WP-1.1-11"]


def test_a_whole_may_not_weigh_less_than_parts_that_came_in_before(problems):
    lighter = activity("WP-1.1-01", parent=None, weight=1)

    assert problems("activities", lighter) == [("parts_above_whole", "1")]
    assert problems("activities", activity("WP-1.1-01", parent=None, weight=2)) == []


def test_parts_may_weigh_as_much_as_their_whole(problems):
    # WP-1.1-03 came in before with 2 of the 4 of WP-1.1-01.
    assert problems("activities", activity("WP-1.1-02", weight=2)) == []


def test_a_whole_does_not_go_to_another_line_without_its_parts(problems):
    moved = activity("WP-1.1-01", parent=None, weight=4, line="1.2")
    part = activity("WP-1.1-03", weight=2, line="1.2")

    assert problems("activities", moved) == [("parts_of_other_line", "1.2")]
    assert problems("activities", moved, part) == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"progress": 1.0001}, "too_large"),
        ({"progress": -0.1}, "negative"),
        ({"progress": 1}, "complete_without_end"),
        ({"period": "2025-Q4"}, "progress_before_start"),
        ({"activity": "WP-1.1-01"}, "counted_from_parts"),
    ],
)
def test_progress_that_cannot_be_is_refused(problems, cells, problem):
    [(code, _)] = problems("activity_progress", good("activity_progress", **cells))

    assert code == problem


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"subject": None}, "needed_by_kind"),
        ({"kind": "agreement"}, "needed_by_kind"),
        ({"kind": "law"}, "not_allowed"),
        ({"track": "evening"}, "not_allowed"),
    ],
)
def test_a_work_item_needs_what_its_kind_needs(problems, cells, problem):
    assert {code for code, _ in problems("work_items", good("work_items", **cells))} == {problem}


def test_a_study_needs_neither_subject_nor_institute(problems):
    study = good("work_items", kind="study", subject=None, track=None)

    assert problems("work_items", study) == []


@pytest.mark.parametrize(("kind", "found"), [("standard", []), ("guide", ["another_kind_before"])])
def test_a_work_item_keeps_its_kind(problems, kind, found):
    row = good("work_items", code="ST-MAT-G", subject="mathematics", kind=kind)

    assert [code for code, _ in problems("work_items", row)] == found


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2026, 3, 2)])
def test_a_stage_is_not_reached_before_an_earlier_one(problems, day):
    expected = [] if day.day == 2 else [("stages_backwards", "2026-03-01")]

    assert problems("work_stages", good("work_stages", actual_on=day)) == expected
