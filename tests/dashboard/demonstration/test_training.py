"""Do the registers of training count to the figures that the programme reports?"""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from dashboard.demonstration import districts as place
from dashboard.demonstration import results
from dashboard.demonstration.quarters import RELEASES, REPORTED, last_day
from dashboard.demonstration.results import REPORTED_LATE, SILENT, TEACHERS_TRAINED, TRAINED
from dashboard.demonstration.training import elearning
from data_access.imports.sheets import SHEETS
from tests.dashboard.demonstration.training_counts import (
    completions,
    first_completions,
    quarters_of,
    with_places,
)

HAPPENED = {
    "participation": "completed_on",
    "attendance": "day",
    "module_enrolments": "enrolled_on",
    "observations": "observed_on",
    "attestation": "applied_on",
    "modules": "live_on",
    "persons": "since",
}


@pytest.fixture(scope="module")
def first(facts):
    """Return a function: quarter -> first completions as known from its workbooks."""
    known = {quarter: first_completions(facts, quarter) for quarter in RELEASES}
    return known.__getitem__


def counted(rows: pd.DataFrame, quarter: str, audience: str = "teachers") -> pd.DataFrame:
    return rows[(rows["audience"] == audience) & (rows["quarter"] <= quarter)]


def closed(facts, release: str) -> list[tuple[str, str]]:
    """Return district and quarter of every register that was closed."""
    rows = facts("registers", release)
    return [*zip(rows["district"], rows["period"], strict=True)]


# people, not seats


@pytest.mark.parametrize("release", RELEASES)
def test_teachers_count_to_what_is_due_wherever_a_register_is_closed(facts, first, release):
    share = TRAINED.reached / TRAINED.reached.sum()
    rows = first(release)
    for quarter in (each for each in REPORTED if each <= release):
        due = (TEACHERS_TRAINED[REPORTED.index(quarter)] * share).round().astype(int)
        if (release, quarter) == ("2026-Q1", "2026-Q1"):
            due[place.UZGEN] = round(due[place.UZGEN] * 1.4)
        districts = [code for code, period in closed(facts, release) if period == quarter]
        people = counted(rows, quarter).groupby("district").size()
        assert people.reindex(districts, fill_value=0).to_dict() == due[districts].to_dict()


@pytest.mark.parametrize("quarter", REPORTED)
def test_women_and_rural_teachers_count_to_what_is_due(facts, first, quarter):
    due = results.trained(quarter)
    rows = counted(first("2026-Q3"), quarter)
    districts = [code for code, period in closed(facts, "2026-Q3") if period == quarter]
    for name, part in (("women", rows["sex"] == "female"), ("rural", rows["rural"])):
        people = rows[part].groupby("district").size().reindex(districts, fill_value=0)
        assert people.to_dict() == due[name][districts].to_dict()


@pytest.mark.parametrize(
    ("audience", "due"),
    [("leaders", results.LEADERS_TRAINED), ("specialists", results.SPECIALISTS_TRAINED)],
)
@pytest.mark.parametrize("release", RELEASES)
def test_other_audiences_count_to_what_is_due(first, release, audience, due):
    for quarter, people in zip(REPORTED, due, strict=True):
        if quarter <= release:
            assert len(counted(first(release), quarter, audience)) == people


@pytest.mark.parametrize("release", RELEASES)
def test_enrolments_in_modules_count_to_what_is_due(facts, release):
    rows = facts("module_enrolments", release)
    first_due = len(REPORTED) - len(elearning.ENROLLED)
    for turn, quarter in enumerate(REPORTED[first_due:]):
        if quarter <= release:
            so_far = rows[quarters_of(rows["enrolled_on"]) <= quarter]
            completed = rows.dropna(subset="completed_on")
            completed = completed[quarters_of(completed["completed_on"]) <= quarter]
            assert len(so_far) == elearning.ENROLLED[turn]
            assert len(completed) == elearning.COMPLETED[turn]


def test_more_seats_than_people_were_completed(facts, first):
    rows = completions(facts, "2026-Q3")

    assert 1.2 < len(rows) / len(first("2026-Q3")) < 1.6


def test_silent_districts_close_no_register_and_a_late_one_comes_a_quarter_later(facts):
    late = {(code, quarter): book for book, (quarter, code) in REPORTED_LATE.items()}
    for release in RELEASES:
        every = {(code, q) for code in TRAINED.weight.index for q in REPORTED if q <= release}
        silent = {(code, quarter) for quarter, codes in SILENT.items() for code in codes}
        arrived = {key for key, book in late.items() if book <= release}
        assert set(closed(facts, release)) == every - (silent - arrived)


def test_a_district_that_is_silent_tells_of_nobody_in_that_quarter(facts, first):
    for quarter in RELEASES:
        rows = first(quarter)
        told = set(
            rows[(rows["quarter"] == quarter) & (rows["audience"] == "teachers")]["district"]
        )
        assert not told & SILENT[quarter]


# who is meant


def test_eligible_teachers_add_up_to_their_districts(facts):
    rows = facts("eligible")
    district = rows["school"].map(facts("schools").set_index("code")["district"])

    assert rows["teachers"].groupby(district).sum().to_dict() == TRAINED.eligible.to_dict()
    assert rows["teachers"].sum() == 23_000


def test_nowhere_are_more_teachers_trained_than_are_eligible(facts, first):
    key = ["school", "subject", "language", "sex"]
    rows = first("2026-Q3")
    trained = rows[rows["audience"] == "teachers"].groupby(key).size()
    eligible = facts("eligible").set_index(key)["teachers"].reindex(trained.index)

    assert (trained <= eligible).all()


# innovative schools: passports and registers


@pytest.mark.parametrize("quarter", RELEASES)
def test_passports_say_of_teachers_what_the_registers_say(books, facts, first, quarter):
    passport = books[f"passports-{quarter}.xlsx"].tables["teaching"].set_index("school")
    trained = counted(first(quarter), quarter).groupby("school").size()
    eligible = facts("eligible").groupby("school")["teachers"].sum()

    assert passport["teachers_trained"].to_dict() == (
        trained.reindex(passport.index, fill_value=0).to_dict()
    )
    assert passport["teachers_eligible"].to_dict() == eligible[passport.index].to_dict()


@pytest.mark.parametrize("quarter", [*RELEASES][1:])
def test_passports_say_of_the_pilot_what_its_cases_say(books, facts, quarter):
    passport = books[f"passports-{quarter}.xlsx"].tables["teaching"].set_index("school")
    cases = facts("attestation", quarter)
    found = {
        "candidates": cases.groupby("school").size(),
        "attested": cases.dropna(subset="assessed_on").groupby("school").size(),
        "certified": cases[cases["result"] == "certified"].groupby("school").size(),
    }

    for name, counts in found.items():
        assert passport[name].to_dict() == counts.reindex(passport.index, fill_value=0).to_dict()


def test_candidates_of_the_pilot_teach_in_the_school_of_their_case(facts):
    persons = facts("persons").drop_duplicates("code").set_index("code")
    cases = facts("attestation")

    assert cases["person"].map(persons["school"]).tolist() == cases["school"].tolist()


# sheets


def test_about_as_many_people_and_lists_as_a_country_has(facts):
    persons, days = facts("persons"), facts("attendance")

    assert 13_000 <= persons["code"].nunique() <= 15_000
    assert 190_000 <= len(days) <= 210_000


def test_codes_of_people_are_pseudonyms_and_nobody_is_left_out(facts):
    persons = facts("persons")
    named = set()
    for sheet in (
        "participation",
        "attendance",
        "module_enrolments",
        "observations",
        "attestation",
    ):
        named |= set(facts(sheet)["person"])

    assert persons["code"].str.fullmatch(r"P-\d{6}").all()
    assert named == set(persons["code"])
    assert not persons.duplicated(["code", "since"]).any()


@pytest.mark.parametrize("sheet", ["sessions", "persons", "participation", "attestation"])
def test_a_workbook_brings_only_what_is_new_or_changed(books, facts, sheet):
    key = list(next(each for each in SHEETS if each.name == sheet).key)
    for before, quarter in pairwise([*RELEASES][sheet == "attestation" :]):
        new = [
            book.tables[sheet]
            for book in books.values()
            if book.quarter == quarter and sheet in book.tables
        ]
        rows = pd.concat(new).astype(str)
        known = facts(sheet, before)[rows.columns].astype(str)
        assert len(rows.merge(known, on=[*rows.columns])) == 0
        assert not rows.duplicated(key).any()


@pytest.mark.parametrize(("sheet", "column"), HAPPENED.items())
def test_no_workbook_tells_of_days_after_its_quarter(books, sheet, column):
    for book in books.values():
        if sheet in book.tables and column in book.tables[sheet]:
            days = pd.to_datetime(book.tables[sheet][column])
            assert not (days > last_day(book.quarter)).any(), book.name


def test_people_are_there_only_on_days_of_their_session_and_for_its_hours_at_most(facts):
    sessions = facts("sessions").set_index("code")[["course", "starts_on", "ends_on"]]
    rows = facts("attendance").join(sessions, on="session")
    day, begins, ends = (pd.to_datetime(rows[name]) for name in ("day", "starts_on", "ends_on"))
    hours = rows.groupby(["session", "person"]).agg(
        sum=("hours", "sum"), course=("course", "first")
    )
    whole = hours["course"].map(facts("courses").set_index("code")["hours"])

    assert ((begins <= day) & (day <= ends)).all()
    assert (hours["sum"] <= whole + 6).all()
    assert rows["hours"].between(0, 6).all()


def test_who_completed_was_there_and_was_tested_by_points(facts):
    rows = facts("participation")
    done = rows[rows["completed_on"].notna()]
    hours = facts("attendance").groupby(["session", "person"])["hours"].sum()
    present = hours.reindex(pd.MultiIndex.from_frame(done[["session", "person"]]))

    assert (present > 0).all()
    assert not (rows["completed_on"].isna() & (rows["certified"] == "да")).any()
    for name in ("pre_test", "post_test"):
        assert rows[name].dropna().between(0, 100).all()


def test_cases_go_through_their_stages_in_order(facts):
    rows = facts("attestation")
    stages = ["applied_on", "portfolio_on", "assessed_on", "decided_on"]
    days = rows[stages].apply(pd.to_datetime)

    for before, after in pairwise(stages):
        assert (days[after].dropna() >= days[before][days[after].notna()]).all()
    assert (days["decided_on"].notna() == rows["result"].notna()).all()


def test_nobody_opens_more_units_than_a_module_has_or_completes_it_earlier(facts):
    rows = facts("module_enrolments")
    units = rows["module"].map(facts("modules").set_index("code")["units"])
    live = pd.to_datetime(rows["module"].map(facts("modules").set_index("code")["live_on"]))

    assert (rows["last_unit"] <= units).all()
    assert (rows["last_unit"] == units)[rows["completed_on"].notna()].all()
    assert (pd.to_datetime(rows["enrolled_on"]) >= live).all()


# second codes, moves


def alike(facts, quarter: str) -> pd.DataFrame:
    """Return codes that the import would list as probable duplicates."""
    rows = facts("persons", quarter)
    second = set(rows[rows["same_as"].notna()]["code"])
    rows = rows.sort_values("since").drop_duplicates("code", keep="last")
    rows = rows[rows["school"].notna() & rows["birth_year"].notna() & ~rows["code"].isin(second)]
    likeness = ["school", "role", "subject", "sex", "birth_year"]
    return with_places(rows[rows.duplicated(likeness, keep=False)], facts)


def test_second_codes_look_doubled_in_uzgen_until_they_are_corrected(facts):
    doubled = alike(facts, "2026-Q1")
    corrected = facts("persons", "2026-Q2").dropna(subset="same_as")

    assert set(doubled["district"]) == {place.UZGEN}
    assert len(doubled) == 2 * len(corrected) > 100
    assert set(corrected["code"]) | set(corrected["same_as"]) == set(doubled["code"])
    assert not set(corrected["code"]) & set(corrected["same_as"])
    assert [len(alike(facts, quarter)) for quarter in ("2025-Q4", "2026-Q2", "2026-Q3")] == [0] * 3


def test_those_who_moved_or_were_promoted_still_count_where_they_completed(facts, first):
    rows = facts("persons")
    several = rows[rows["code"].duplicated(keep=False)].sort_values("since")
    ends = several.groupby("code")[["school", "role"]].agg(["first", "last"])
    counts = first("2026-Q3").set_index("human")
    trained = counts.reindex(ends.index).dropna(subset="school")

    moved = ends["school"]["first"] != ends["school"]["last"]
    promoted = ends["role"]["last"] == "deputy"
    assert moved.sum() >= 40
    assert promoted.sum() == 12
    assert (trained["school"] == ends["school"]["first"][trained.index]).all()
    assert (trained["role"] == ends["role"]["first"][trained.index]).all()


def test_dice_of_the_training_leave_no_day_to_the_weekend(facts):
    days = facts("sessions")[["starts_on", "ends_on"]].to_numpy().astype("datetime64[D]")

    assert np.is_busday(days).all()
