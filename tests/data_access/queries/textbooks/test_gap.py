"""Where teachers and books are both short, by hand for two districts."""

import pytest

from data_access import database
from data_access.queries.textbooks import gap as queries
from data_access.summaries.textbooks import BOOKS
from data_access.summaries.training import ELIGIBLE, REGISTERS, TRAINED
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, TALAS, asked, summarised

PLACE = {"subject": "physics", "language": "ky"}


def crew(session, district, eligible, trained, **values):
    row = {
        "period": AUTUMN,
        "district": district,
        **PLACE,
        "sex": "female",
        "rural": True,
        **values,
    }
    summarised(session, ELIGIBLE, row | {"teachers": eligible})
    teacher = {"audience": "teachers", "role": "teacher", "people": trained}
    summarised(session, TRAINED, row | teacher)


def shelves(session, district, needed, covered, **values):
    row = {
        "period": AUTUMN, "district": district, **PLACE, "grade": 7, "standard": "new",
        "kind": "textbook", "needed": needed, "covered": covered,
    }  # fmt: skip
    summarised(session, BOOKS, row | values)


@pytest.fixture
def db(engine):
    """Half of all teachers are trained and 26 of 45 copies are there; Manas lacks both."""
    with database.writing(engine) as session:
        factories.release(session)
        for district in (AT_BASHY, KOCHKOR, MANAS):
            closed = {"district": district, "period": AUTUMN, "closed_on": AUTUMN}
            summarised(session, REGISTERS, closed)
        crew(session, KOCHKOR, 40, 36)
        crew(session, MANAS, 40, 4)
        crew(session, AT_BASHY, 8, 0)
        shelves(session, KOCHKOR, 100, 50)
        shelves(session, MANAS, 200, 100)
        shelves(session, AT_BASHY, 50, 10)
        shelves(session, MANAS, 100, 100, subject="biology")
    with database.reading(engine) as connection:
        yield connection


def test_a_district_short_of_both_is_named(db):
    [row] = queries.doubles(db, asked()).to_dict("records")

    assert (row["district"], row["subject"], row["language"]) == (MANAS, "physics", "ky")
    assert (row["missing"], row["provision"]) == (100, 0.5)


def test_few_teachers_are_not_told_apart(db):
    rows = queries.pairs(db, asked()).set_index(["district", "subject"])

    assert not rows.loc[(AT_BASHY, "physics"), "is_told"]  # half of 8 are fewer than five
    assert not rows.loc[(AT_BASHY, "physics"), "is_double"]
    assert not {"trained", "eligible"} & set(rows.columns)


def test_books_alone_or_teachers_alone_are_no_double_gap(db):
    rows = queries.pairs(db, asked()).set_index(["district", "subject"])

    assert rows.loc[(KOCHKOR, "physics"), ["few_teachers", "few_books"]].tolist() == [False, True]
    assert not rows.loc[(MANAS, "biology"), "is_told"]  # nobody teaches it in these registers


def test_the_map_shows_which_part_of_what_can_be_told_is_short(db):
    frame = queries.by_district(db, asked()).set_index("area")

    assert frame.loc[MANAS, ["numerator", "denominator", "value"]].tolist() == [1, 1, 1]
    assert frame.loc[KOCHKOR, "value"] == 0
    assert frame.loc[AT_BASHY, "hidden"]
    silent = frame.drop(index=[AT_BASHY, KOCHKOR, MANAS])
    assert (silent["reported_count"] == 0).all() and silent["value"].isna().all()


def test_a_region_narrows_the_list(db):
    assert len(queries.doubles(db, asked(region=TALAS))) == 1
    assert queries.doubles(db, asked(region="KG-N")).empty
