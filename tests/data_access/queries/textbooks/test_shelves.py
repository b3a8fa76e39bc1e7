"""Copies against need on the shelves of schools, by hand and by rule."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import database
from data_access.queries.textbooks import shelves
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AUTUMN, SUMMER, asked

ONE = ["SC-0001"]


def frame(copies: list[tuple[int | None, int]], **values) -> pd.DataFrame:
    """Return shelves of needed and usable copies."""
    rows = pd.DataFrame(copies, columns=["needed", "usable"], dtype="Int64")
    fixed = {
        "subject": "physics", "subject_name": "Physics", "language": "ky", "in_use": True,
        "is_old": False, "counted_on": pd.Timestamp(2026, 9, 1), "school": "SC-0001",
        "demonstration": 0, "worn": 1, "lost": 0, **values,
    }  # fmt: skip
    return shelves.against_need(rows.assign(**fixed))


def school(session):
    """A school of 22 pupils: physics over the need, biology short, chemistry of another year."""
    factories.school(session, *ONE)
    factories.enrolment(session, *ONE)
    books.title(session)
    books.title(session, "BIO-7-KY-N", subject="biology")
    books.title(session, "BIO-7-KY-O", subject="biology", standard="old", last_year="2025/26")
    books.title(session, "BIO-7-KY-N-G", subject="biology", kind="guide")
    books.title(session, "BIO-7-RU-N", subject="biology", language="ru")
    books.stock_count(session, usable=30, counted_on=date(2026, 8, 20))
    books.stock_count(session, title="BIO-7-KY-N", usable=9, worn=3, lost=2)
    books.stock_count(session, title="BIO-7-KY-O", usable=5, counted_on=date(2025, 5, 20))
    books.stock_count(session, title="BIO-7-KY-N-G", usable=1)
    books.stock_count(session, title="BIO-7-RU-N", usable=4)


@pytest.fixture
def db(engine):
    with database.writing(engine) as session:
        school(session)
        factories.release(session)
    with database.reading(engine) as connection:
        yield connection


def test_a_shelf_is_told_with_need_surplus_shortage_and_day(db):
    rows = shelves.of_schools(db, asked(), ONE).set_index("title")

    assert list(rows.index) == ["PHY-7-KY-N", "BIO-7-KY-N", "BIO-7-KY-O", "BIO-7-RU-N"]
    numbers = ["needed", "usable", "covered", "surplus", "shortage", "worn", "lost"]
    assert rows.loc["PHY-7-KY-N", numbers].tolist() == [22, 30, 22, 8, 0, 0, 0]
    assert rows.loc["BIO-7-KY-N", numbers].tolist() == [22, 9, 9, 0, 13, 3, 2]
    assert rows.loc["PHY-7-KY-N", "counted_on"] == pd.Timestamp(2026, 8, 20)
    assert rows.loc["BIO-7-RU-N", ["needed", "covered", "surplus", "shortage"]].isna().all()


def test_a_title_whose_last_year_is_over_is_not_in_use_and_an_old_count_is_old(db):
    now, before = (
        shelves.of_schools(db, asked(period=day), ONE).set_index("title")
        for day in (AUTUMN, SUMMER)
    )

    assert now["in_use"].tolist() == [True, True, False, True]
    assert before["in_use"].all()
    assert now["is_old"].tolist() == [False, False, True, False]


def test_subjects_and_languages_are_told_apart_and_unknown_pupils_are_no_zero(db):
    rows = shelves.by_subject(shelves.of_schools(db, asked(), ONE))

    assert rows[["subject", "language"]].to_numpy().tolist() == [
        ["physics", "ky"], ["biology", "ky"], ["biology", "ru"],
    ]  # fmt: skip
    assert rows["provision_share"].tolist()[:2] == [1.0, 9 / 22]
    assert math.isnan(rows["provision_share"][2])
    assert rows["needed"].isna().tolist() == [False, False, True]
    assert rows["usable"].tolist() == [30, 9, 4]


def test_the_provision_of_a_school_is_no_ratio_of_its_totals(db):
    rows = shelves.of_schools(db, asked(), ONE)

    assert shelves.provision(rows) == 31 / 44
    assert shelves.provision(rows) != (30 + 9) / 44
    [told] = shelves.by_school(rows).to_dict("records")
    assert (told["school"], told["needed"], told["provision_share"]) == ("SC-0001", 44, 31 / 44)


def test_a_school_that_never_counted_has_no_shelves(db):
    rows = shelves.of_schools(db, asked(), ["SC-0009"])

    assert rows.empty
    assert math.isnan(shelves.provision(rows))
    assert shelves.by_subject(rows).empty
    assert shelves.by_school(rows).empty


COPIES = st.lists(
    st.tuples(st.none() | st.integers(0, 5_000), st.integers(0, 5_000)), min_size=1, max_size=12
)


@given(COPIES)
def test_covered_and_missing_are_all_that_is_needed_and_a_surplus_is_never_negative(copies):
    rows = frame(copies)
    known = rows[rows["needed"].notna()]

    assert (known["covered"] + known["shortage"] == known["needed"]).all()
    assert (known["covered"] + known["surplus"] == known["usable"]).all()
    assert (known[["covered", "surplus", "shortage"]] >= 0).all(axis=None)
    assert rows[rows["needed"].isna()][["covered", "surplus", "shortage"]].isna().all(axis=None)


@given(COPIES)
def test_a_provision_lies_between_nothing_and_all(copies):
    rows = frame(copies)
    whole = shelves.provision(rows)
    shares = shelves.by_subject(rows)["provision_share"].dropna()

    assert shares.between(0, 1).all()
    assert math.isnan(whole) == (rows["needed"].sum() == 0)
    if not math.isnan(whole):
        assert whole == pytest.approx(shares.iloc[0])


@given(COPIES, st.integers(0, 5_000))
def test_a_surplus_on_one_shelf_never_lifts_the_provision(copies, surplus):
    assert shelves.provision(frame([*copies, (10, 10)])) == shelves.provision(
        frame([*copies, (10, 10 + surplus)])
    )
