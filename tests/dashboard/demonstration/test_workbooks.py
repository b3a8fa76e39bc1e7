"""Are the workbooks the same on every run, well-formed, and free of real schools and villages?"""

import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dashboard import demonstration
from dashboard.demonstration.districts import districts
from data_access import reference
from data_access.imports.sheet import Kind
from data_access.imports.sheets import SHEETS
from data_access.models.implementation import STAGES
from geo import boundaries
from tests.dashboard.demonstration.conftest import read

REFERENCE = {
    "component": "components",
    "fund": "funds",
    "category": "categories",
    "package": "package_kinds",
    "equipment": "equipment",
    "subject": "subjects",
    "office": "offices",
    "provider": "providers",
    "event": "events",
    "statistic": "statistics",
    "indicator": "indicators",
    "reported_indicator": "indicators",
    "procurement_method": "procurement_methods",
    "procurement_step": "procurement_steps",
    "line": "work_lines",
}
NEUTRAL = re.compile(
    r"(SC-\d{4}|IS-\d{2})|Мектеп SC-\d{4}|Школа SC-\d{4}|School SC-\d{4}"
    r"|IS-\d{2} инновациялык мектеби|Инновационная школа IS-\d{2}|Innovative school IS-\d{2}"
    r"|[A-Z]{2,3}-\d{3,6}(-\d{4})?|PR-\d{4}-Q[1-4]|\d{4}-Q[1-4]|KG(-[A-Z]{1,2})?|\d{14}"
    r"|((ky|ru|uz|tg|en) ?)+|original|revised|all|female|rural|KGS|USD|ооба|жок|да|нет"
    r"|20\d{2}/\d{2}|issue|commitment|demo: [a-z_]+"
    r"|P-\d{6}|CR-\d{2}(-\d{4})?|EM-\d{2}|in_person|online|blended|phone|computer|tablet"
    r"|teachers|leaders|specialists|teacher|head|deputy|methodologist|institute|developer|author"
    r"|publisher|official|male|certified|refused"
    r"|[A-Z]{3}-[789]-(KY|RU|UZ|TG)-[NO](-G)?|textbook|guide|old|new|store|district"
    r"|TB-20\d{2}/\d{2}|Басма-\d|planned|prepared|running"
    r"|PP-[CGW]-\d{2}R?|prior|post|S-\d{2}|S-\d{2} берүүчүсү|Поставщик S-\d{2}|Supplier S-\d{2}"
    r"|KG|KZ|TR|CN|DE|GB"
    r"|WP-\d\.\d-\d{2}|ST-[A-Z]{3}-[GP]|(GD|RB|AG|SD|PI)-\d{2}|TI-\d{2}-[EFM]|JA-\d{2}-\d{2}"
    r"|DOC-\d{4}|general|profile|equipment|furniture|materials"
    r"|visit|programme|training|research|conference"
    rf"|{'|'.join({*STAGES, *(stage for some in STAGES.values() for stage in some)})}"
    r"|20\d{2}|XDR|direct|advance|replenishment|soe|preschool|school|vocational|higher|other"
)
"""Everything that a text cell of a demonstration workbook may hold, besides codes of reference."""

NAMES = ["name_ky", "name_ru", "name_en"]
WORDS = {
    "actions": ["text_ky", "text_ru", "text_en"],
    **{"courses": NAMES, "modules": NAMES, "titles": NAMES},
    "write_offs": ["reason"],
    **{"procurement_packages": NAMES, "deliverables": NAMES},
    **{"activities": NAMES, "work_items": NAMES, "joint_activities": NAMES},
    "campaign_events": [*NAMES, "channel"],
    "policy_actions": [*NAMES, "code", "state", "evidence"],
    "commitments": [*NAMES, "code", "kind", "indicator", "evidence"],
    "risks": [*NAMES, "code", "category", "indicator", "response_ky", "response_ru", "response_en"],
    "grievances": ["code", "channel", "category"],
    "status_overrides": ["indicator", "status", "reason", "decided_by"],
}
"""Sheet -> columns with sentences, names and codes of our own."""

SHEET = {sheet.name: sheet for sheet in SHEETS}
NAMED = {sheet.adds_to for sheet in SHEETS if sheet.adds_to}
"""Lists of codes that come with the sheets, not with the reference files."""


def hashes(folder: Path) -> dict[str, str]:
    files = [*folder.glob("*.xlsx"), *folder.glob("*.csv")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def known_codes(kind: str) -> set[str]:
    if kind in REFERENCE:
        return {row["code"] for row in reference.read(REFERENCE[kind])}
    levels = {"area": {"country", "region", "district"}, "district": {"district"}}[kind]
    return {unit.code for unit in boundaries.units() if unit.level in levels}


def test_another_run_writes_the_same_bytes(steps, tmp_path):
    folder = steps[0].files[0].parent
    run = "import sys, pathlib; from dashboard import demonstration as d; "
    run += "list(d.write(pathlib.Path(sys.argv[1])))"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    root = Path(demonstration.__file__).parents[2]

    subprocess.run(
        [sys.executable, "-c", run, str(tmp_path)], check=True, env=environment, cwd=root
    )

    assert hashes(tmp_path) == hashes(folder)


def test_no_two_workbooks_are_the_same(steps):
    folder = steps[0].files[0].parent

    assert len(set(hashes(folder).values())) == sum(len(step.files) for step in steps)


def test_only_the_published_workbook_is_not_a_demonstration(books):
    assert [book.name for book in books.values() if not book.is_demonstration] == ["published.xlsx"]


def test_every_workbook_says_who_compiled_it(books):
    workbooks = [book for book in books.values() if not book.is_list]
    sources = {book.about.get("Булак") or book.about.get("Источник") for book in workbooks}

    assert sources == {
        "Демонстрациялык программа",
        "Демонстрационная программа",
        "Открытые источники: адрес указан в каждой строке",
    }


def test_releases_end_a_quarter_and_announce_a_later_day(steps):
    releases = [step.release for step in steps if step.release]

    assert [str(release.as_of) for release in releases] == [
        "2025-12-31",
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
    ]
    assert all(release.next_update > release.as_of for release in releases)


def test_every_required_column_is_there_and_filled(books):
    for book in books.values():
        for name, table in book.tables.items():
            sheet = next(sheet for sheet in SHEETS if sheet.name == name)
            for field in sheet.fields:
                if field.required:
                    assert table[field.name].notna().all(), (book.name, name, field.name)


def test_no_workbook_repeats_a_key(books):
    for book in books.values():
        for name, table in book.tables.items():
            key = list(next(sheet for sheet in SHEETS if sheet.name == name).key)
            assert not table.duplicated(key).any(), (book.name, name)


def test_every_code_exists_in_the_reference_files(books):
    for book in books.values():
        for name, table in book.tables.items():
            sheet = next(sheet for sheet in SHEETS if sheet.name == name)
            for field in sheet.fields:
                if field.codes and field.codes not in NAMED and field.name in table:
                    assert set(table[field.name].dropna()) <= known_codes(field.codes), field.name


def test_whatever_has_a_code_is_named_before_it_is_referred_to(steps):
    named = {name: set() for name in NAMED}
    for step in steps:
        tables = [table for path in step.files for table in read(path).tables.items()]
        for name, table in tables:
            if adds_to := SHEET[name].adds_to:
                named[adds_to] |= set(table[SHEET[name].key[0]])
        for name, table in tables:
            for field in SHEET[name].fields:
                if field.codes in NAMED and field.name in table:
                    assert set(table[field.name].dropna()) <= named[field.codes], (name, field.name)


def test_numbers_have_at_most_four_decimal_places(books):
    for book in books.values():
        for name, table in book.tables.items():
            sheet = next(sheet for sheet in SHEETS if sheet.name == name)
            for field in sheet.fields:
                if field.kind in {Kind.NUMBER, Kind.COUNT} and field.name in table:
                    numbers = table[field.name].dropna().astype(float)
                    assert (numbers == numbers.round(4)).all(), (book.name, name, field.name)


def test_text_cells_hold_codes_and_neutral_names_only(books):
    codes = {code for kind in REFERENCE for code in known_codes(kind)}
    for book in books.values():
        if book.is_demonstration:
            for name, table in book.tables.items():
                if name in WORDS:
                    table = table.drop(columns=WORDS[name], errors="ignore")
                texts = {cell for cell in table.to_numpy().ravel() if isinstance(cell, str)} - codes
                assert not [text for text in texts if not NEUTRAL.fullmatch(text)], book.name


def test_commitments_and_issues_name_no_school_and_no_person(facts):
    texts = facts("actions")[["text_ky", "text_ru", "text_en"]].to_numpy().ravel()

    for text in texts:
        words = text.split()
        assert len(words) <= 14
        assert not re.search(r"\d|№", text)
        assert [word for word in words[1:] if word[0].isupper()] in ([], ["Интернету,"], ["Uzbek"])


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("policy_actions", "evidence"),
        ("commitments", "evidence"),
        ("status_overrides", "reason"),
        ("status_overrides", "decided_by"),
        ("sector_spending", "source"),
        ("exchange_rates", "source"),
    ],
)
def test_what_has_one_column_for_all_languages_is_in_none_of_them(facts, sheet, column):
    told = facts(sheet)[column].dropna()

    assert len(told)
    assert not told.str.contains("[А-Яа-яЁёӨөҮүҢң]").any()


@pytest.mark.parametrize("sheet", ["courses", "modules", "titles"])
def test_courses_modules_and_titles_have_a_name_of_their_own_in_every_language(facts, sheet):
    names = facts(sheet)[NAMES]

    assert names.nunique().tolist() == [len(names)] * 3
    assert (names["name_ky"] != names["name_ru"]).all()


def test_the_list_of_districts_is_that_of_the_map():
    assert districts()["schools"].notna().all()
    assert set(districts()["district"]) == known_codes("district")


@pytest.fixture(scope="module")
def tripled(tmp_path_factory) -> tuple[demonstration.Step, ...]:
    return tuple(demonstration.write(tmp_path_factory.mktemp("tripled"), scale=3, parts=2))


def test_scale_and_parts_multiply_statements_and_keep_their_total(books, tripled):
    paths = [path for step in tripled for path in step.files if path.name.startswith("finance")]
    paid = pd.concat(read(path).tables["payments"] for path in paths)
    once = pd.concat(b.tables["payments"] for b in books.values() if "payments" in b.tables)
    small = once["contract"].isna() & (once["category"] != "policy")

    assert len(paid) == len(once) + 5 * small.sum()
    assert not paid["number"].duplicated().any()
    som, som_once = (rows[rows["currency"] == "KGS"]["amount"].sum() for rows in (paid, once))
    assert som == pytest.approx(som_once, abs=0.01)


def test_scale_multiplies_attendance_and_keeps_people_and_hours(books, tripled):
    paths = [path for step in tripled for path in step.files if path.name.startswith("attendance")]
    rows = pd.concat(read(path).tables["attendance"] for path in paths)
    once = pd.concat(b.tables["attendance"] for b in books.values() if "attendance" in b.tables)

    assert len(rows) == 3 * len(once)
    assert not rows.duplicated(["session", "person", "day"]).any()
    assert rows["hours"].sum() == once["hours"].sum()
    assert set(rows["person"]) == set(once["person"])
    assert rows["day"].max() == once["day"].max()


def test_scale_multiplies_counts_of_textbooks_by_earlier_ones_that_the_last_replaces(
    books, tripled
):
    paths = [path for step in tripled for path in step.files if path.stem.startswith("stock")]
    rows = pd.concat(read(path).tables["stock_counts"] for path in paths)
    once = pd.concat(b.tables["stock_counts"] for b in books.values() if "stock_counts" in b.tables)
    shelf = ["school", "title"]
    newest, newest_once = (each.groupby(shelf)["counted_on"].max() for each in (rows, once))

    # Shelves that were counted twice in a quarter are not multiplied.
    assert 2.7 * len(once) < len(rows) < 3 * len(once)
    pd.testing.assert_series_equal(newest, newest_once)


def test_many_lists_come_in_steps_of_their_own_before_the_release(monkeypatch):
    monkeypatch.setattr(demonstration, "LISTS_PER_STEP", 2)
    release = demonstration.Publication(date(2026, 3, 31), date(2026, 7, 31), "")
    files, lists, pictures = [Path("a.xlsx")], [*map(Path, "12345")], Path("photos")

    steps = demonstration.in_steps(files, lists, release, pictures)

    assert [[path.name for path in step.files] for step in steps] == [
        ["a.xlsx", "1", "2"],
        ["3", "4"],
        ["5"],
    ]
    assert [(step.release, step.photos) for step in steps] == [
        (None, None),
        (None, None),
        (release, pictures),
    ]
    assert demonstration.in_steps(files, [], release) == [demonstration.Step((*files,), release)]


def test_with_a_scale_every_event_is_first_drafted_and_then_corrected(tripled):
    for step, after in pairwise(tripled[1:]):
        if after.release:
            draft = read(step.files[0]).tables["campaign_events"]
            named = {path.name: path for path in after.files}
            final = read(named[step.files[0].name.replace("-draft", "")]).tables["campaign_events"]
            key = ["code", "held_on", "area"]

            pd.testing.assert_frame_equal(draft[key], final[key])
            assert step.release is None
            assert (draft["people"] > final["people"]).all()
    assert len(tripled) == 9
